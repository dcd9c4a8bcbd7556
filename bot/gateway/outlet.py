"""The way to Telegram for what is sent unasked: what `bot.announcements.sending` asks of the gateway."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.announcements.sending.port import Answer, Verdict
from bot.dialogue.screen import Screen
from bot.gateway import turns
from bot.gateway.calls import to_call, to_calls
from bot.gateway.pacer import Lane
from bot.gateway.request import NotSentError, seconds_to_wait
from bot.gateway.sender import NOT_MODIFIED, gone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogue.screen import Delete, Edit, Notify
    from bot.gateway.bot_api import ApiBot
    from bot.gateway.pacer import Pacer
    from bot.gateway.sender import Sender
    from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

_TOO_OLD = ("can't be deleted", "can't be edited")
_NOT_DELETED, _NOT_EDITED = "message to delete not found", "message to edit not found"


class Outlet:
    """Makes calls through the pacer's second lane."""

    def __init__(self, bot: ApiBot, pacer: Pacer, sender: Sender) -> None:
        self._bot, self._pacer, self._sender = bot, pacer, sender

    def now(self) -> float:
        """Return the time of the pacer, in seconds."""
        return self._pacer.now()

    async def admit(self, chat_id: int) -> None:
        """Return when a message to this chat may go out."""
        await self._pacer.admit(chat_id, Lane.ANNOUNCEMENTS)

    async def admit_again(self, since: float) -> None:
        """Return at once, unless somebody else has been let in since: then when it is one's turn again."""
        await self._pacer.admit_again(since, Lane.ANNOUNCEMENTS)

    async def make(self, chat_id: int, act: Screen | Edit | Delete) -> Answer:
        """Make one call, once."""
        call = to_call(chat_id, act)
        try:
            result = await self._bot.call(call.method, call.params)
        except TelegramError as error:
            answer = answer_of(error)
            if isinstance(error, RetryAfter):
                self._pacer.refused(chat_id, seconds_to_wait(error), Lane.ANNOUNCEMENTS)
            elif answer.verdict in {Verdict.NOT_SENT, Verdict.UNKNOWN}:
                log.warning("%s of an announcement failed: %s", call.method, type(error).__name__)
            return answer
        self._pacer.sent(chat_id)
        message_id = result.get("message_id", 0) if isinstance(result, dict) else 0
        known = message_id or not isinstance(act, Screen)
        return Answer(Verdict.DONE if known else Verdict.UNKNOWN, message_id)

    async def is_answered(self) -> bool:
        """Ask Telegram something harmless; tell whether it answers."""
        try:
            await self._bot.call("getMe", {})
        except RetryAfter as error:
            await asyncio.sleep(seconds_to_wait(error))
            return False
        except TelegramError as error:
            log.warning("announcements wait, Telegram does not answer: %s", type(error).__name__)
            return False
        return True

    async def show(self, chat_id: int, act: Screen | Edit) -> int:
        """Show something, as often as it takes; return the id of the message."""
        return (await self._sender.deliver(chat_id, to_call(chat_id, act))).message_id

    def tell(self, tx: Transaction, notes: Iterable[Notify]) -> None:
        """Have messages to other chats sent, once the unit of work is on the disk."""
        for note in notes:
            turns.add_notice(tx, note.chat_id, to_calls(note.chat_id, [note.screen]))


def answer_of(error: TelegramError) -> Answer:
    """Return what an error of a call says."""
    if isinstance(error, RetryAfter):
        return Answer(Verdict.WAIT)
    if isinstance(error, ChatMigrated):
        return Answer(Verdict.MOVED, chat_id=error.new_chat_id)
    if isinstance(error, Forbidden):
        return Answer(Verdict.CHAT_GONE)
    if isinstance(error, BadRequest):
        return Answer(_refusal(error.message.lower()))
    if isinstance(error, (NotSentError, InvalidToken, Conflict)):
        return Answer(Verdict.NOT_SENT)
    return Answer(Verdict.UNKNOWN)


def _refusal(words: str) -> Verdict:
    """Return what a refusal, in small letters, says: the Bot API has one code for all of them."""
    if NOT_MODIFIED in words or _NOT_DELETED in words:
        return Verdict.ALREADY
    if gone(words):
        return Verdict.CHAT_GONE
    if any(one in words for one in _TOO_OLD):
        return Verdict.TOO_OLD
    return Verdict.MESSAGE_GONE if _NOT_EDITED in words else Verdict.REFUSED
