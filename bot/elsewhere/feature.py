"""The front door: the way from groups and channels to the private chat, and who has blocked the bot."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import Chat, ChatMember, Update
from telegram.ext import BaseHandler, ChatMemberHandler

from bot.chats.store import Chats
from bot.dialogue.screen import Button
from bot.front.feature import Feature
from bot.front.handlers import TurnContext, visible

if TYPE_CHECKING:
    from telegram import Message

    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.turns.turn import Turn

_PAUSE = timedelta(hours=1)  # between two hints where nobody addressed the bot
# What tells that somebody sent a message: all others are Telegram's own, such as a new background.
_SENT = ("text", "effective_attachment", "dice", "checklist")


def feature(_: Resources, __: Schedule) -> Feature:
    """Return all that this room answers."""
    return Feature(handlers=[SilenceHandler(), OthersHandler(), ChatMemberHandler(note_membership)])


class SilenceHandler(BaseHandler[Update, TurnContext, None]):
    """Messages of bots, and of Telegram about a chat: they get no answer."""

    def __init__(self) -> None:
        super().__init__(_say_nothing)

    def check_update(self, update: object) -> bool:
        """Tell whether nobody expects an answer to an update."""
        message = update.message if isinstance(update, Update) else None
        if message is None:
            return False
        by_bot = message.from_user is not None and message.from_user.is_bot and not _by_the_group(message)
        return by_bot or not (message.new_chat_members or any(getattr(message, name, None) for name in _SENT))


def _by_the_group(message: Message) -> bool:
    """Tell whether a head of a group writes as the group: then Telegram names a bot of its own."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


async def _say_nothing(_: Update, __: TurnContext) -> None:
    """Leave a message as it is."""


class OthersHandler(BaseHandler[Update, TurnContext, None]):
    """Whatever is written or tapped where others read along: only the way to the private chat is shown."""

    def __init__(self) -> None:
        super().__init__(self._handle)

    def check_update(self, update: object) -> bool:
        """Tell whether something was written or tapped where others read along; edited messages are not."""
        if not isinstance(update, Update):
            return False
        if not (update.message or update.channel_post or update.callback_query):
            return False
        return update.effective_chat is not None and update.effective_chat.type != Chat.PRIVATE

    @staticmethod
    async def _handle(update: Update, context: TurnContext) -> None:
        hint(context.turn, addressed=_is_addressed(update, context.turn.bot_name))


def hint(turn: Turn, *, addressed: bool) -> None:
    """Show the way to the private chat; nothing personal is ever said where others read along."""
    chat = Chats(turn.tx).get(turn.chat_id)
    hinted_at = chat.hinted_at if chat else None
    if not addressed and hinted_at and hinted_at > turn.now - _PAUSE:
        return
    Chats(turn.tx).note_hint(turn.chat_id)
    link = f"https://t.me/{turn.bot_name}" if turn.bot_name else ""
    buttons = ((Button(turn.texts("group.button"), url=link),),) if link else ()
    turn.show(turn.texts("group.hint"), *buttons)


def _is_addressed(update: Update, bot_name: str) -> bool:
    """Tell whether somebody wants the bot: by a command, a mention, an answer to it, or by adding it."""
    message = update.message
    if message is None:
        return False
    text = visible(message.text or "").casefold()
    return _is_command(text, bot_name) or f"@{bot_name}".casefold() in text or _names(message, bot_name)


def _is_command(text: str, bot_name: str) -> bool:
    addressee = text.split(maxsplit=1)[0].partition("@")[2] if text.startswith("/") else ""
    return text.startswith("/") and addressee in {"", bot_name.casefold()}


def _names(message: Message, bot_name: str) -> bool:
    answered = message.reply_to_message.from_user if message.reply_to_message else None
    people = [*([answered] if answered else []), *message.new_chat_members]
    return any((one.username or "").casefold() == bot_name.casefold() for one in people if one.username)


async def note_membership(update: Update, context: TurnContext) -> None:
    """Note whether the bot can still write to a chat."""
    member = update.my_chat_member
    if member:
        gone = member.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
        Chats(context.tx).set_reachable(member.chat.id, reachable=not gone)
