"""The unit of work on one update: the transaction, and in it the turn of the chat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from telegram import Chat, Message

from bot.chats.messages import Messages
from bot.chats.store import Chats
from bot.dialogue.screen import Act, Delete, Edit, Media, Notify, Screen
from bot.dialogue.words import holds_number
from bot.front.errands import KeepFile
from bot.front.handlers import is_private_tap, named_command, words_after
from bot.gateway import turns
from bot.gateway.calls import Call, to_calls
from bot.registration.passages import Passage, Passages
from bot.texts import key, language_of
from bot.turns.sent_files import SentFiles
from bot.turns.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update

    from bot.dialogue.event import Event
    from bot.dialogue.position import Position
    from bot.gateway.host import Host
    from bot.resources import Resources
    from bot.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Came:
    """What came from Telegram, and what a form sees of it."""

    update: Update
    event: Event | None


class Unit:
    """What handlers get: `tx`, and `turn`, which is made when one asks for it."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that a turn is made of
        self, tx: Transaction, resources: Resources, host: Host, bot_name: str, chat_id: int,
        came: Came | None = None,
    ) -> None:  # fmt: skip
        self.tx, self._resources, self._host = tx, resources, host
        self._bot_name, self._chat_id, self._came = bot_name, chat_id, came
        self._before: Position | None = None
        self.upon_arrival: tuple[Act, ...] = ()  # what is done whoever takes the update

    @cached_property
    def turn(self) -> Turn:
        """The turn of the chat, which is noted where it was not known."""
        chats = Chats(self.tx)
        standing = chats.standing(self._chat_id)
        if standing is None:
            if self._came and self._chat_id > 0:
                Passages(self.tx).reach(Passage.OPENED)
            chats.add(self._chat_id, language_of(self._language_code(), self._resources.catalogues.languages))
            return self.turn
        chat, self._before = standing
        turn = Turn(
            self.tx, self._resources, chat.chat_id, chat.language, self._before, chat.question_id,
            chat.asked_at, self.tx.clock.now(), self._bot_name, self._host.menu.lines,
        )  # fmt: skip
        if self._came:
            self._arrive(turn, self._came)
        return turn

    def _language_code(self) -> str | None:
        person = self._came.update.effective_user if self._came else None
        return person.language_code if person else None

    def _arrive(self, turn: Turn, came: Came) -> None:
        """Tell the turn who did what; note that a private chat can be written to, and the message."""
        update, query, person = came.update, came.update.callback_query, came.update.effective_user
        message = query.message if query else update.effective_message  # of a tap it may be inaccessible
        turn.message_id = message.message_id if message else 0
        if is_private_tap(update):
            turn.tapped = True
        elif message is None or message.chat.type != Chat.PRIVATE:
            return
        turn.event, turn.name = came.event, person.first_name if person else ""
        Chats(self.tx).set_reachable(turn.chat_id, reachable=True)
        named = named_command(update)
        turn.reply_to = _replied_to(message)
        quoted = message.quote.text if isinstance(message, Message) and message.quote else ""
        hidden = named and words_after(named) != named[1]
        if hidden or holds_number(quoted):  # whatever the command is, or is quoted, a NIK does not stay
            self.upon_arrival = (Delete(turn.message_id), Screen(turn.texts(key("answer.number_deleted"))))
            turn.acts.extend(self.upon_arrival)
        if not turn.tapped:  # a message with a button was noted when it was sent
            Messages(self.tx).note(turn.chat_id, turn.message_id)

    def answered_by(self, do: Callable[[Turn], None], *, leads_back: bool) -> None:
        """Let a feature answer; `leads_back`: then show again what is due in a form that it left open."""
        was_open = self.turn.position.form
        do(self.turn)
        if leads_back and self.turn.position.form == was_open:
            self._host.lead_back(self.turn)

    def calls(self, callback_id: str = "") -> list[Call]:
        """Store where the conversation stands now; return what answers. A tap is answered in any case."""
        if self._before is None:
            return to_calls(self._chat_id, (), callback_id)
        turn, chats = self.turn, Chats(self.tx)
        if turn.position != self._before:
            chats.move(turn.chat_id, turn.position)
        acts = [self._illustrated(self._dressed(act)) for act in turn.acts]
        for note in [act for act in acts if isinstance(act, Notify)]:
            turns.add_notice(self.tx, note.chat_id, to_calls(note.chat_id, [note.screen]))
        pictures = [act for act in acts if isinstance(act, Screen) and act.picture and not act.picture.keeps]
        if pictures:  # they take time to draw: nothing else waits for them
            turns.add_notice(self.tx, turn.chat_id, to_calls(turn.chat_id, pictures))
        others = [act for act in acts if act not in pictures and not isinstance(act, Notify)]
        calls = to_calls(turn.chat_id, others, callback_id)
        if any(call.asks for call in calls):
            # Until Telegram tells the question's own id: it comes after whatever led to it.
            chats.note_question(turn.chat_id, max(turn.question_id, turn.message_id))
        return calls

    def _illustrated(self, act: Act) -> Act:
        """Return a screen with its example: as Telegram has it, or to be uploaded once."""
        if not isinstance(act, Screen) or act.example is None:
            return act
        example, seal = act.example, sha256(act.example.svg.encode()).hexdigest()
        known = SentFiles(self.tx).id_of(seal, self._bot_name)
        if known:
            return replace(act, example=None, media=Media("photo", known))
        return replace(act, example=None, picture=example, on_arrival=KeepFile(seal))

    def _dressed(self, act: Act) -> Act:
        """Return what is shown, with what features add to any screen."""
        if isinstance(act, Screen):
            return self._host.dressed(self.tx, self._chat_id, act)
        if isinstance(act, Edit):
            return replace(act, screen=self._host.dressed(self.tx, self._chat_id, act.screen))
        if isinstance(act, Notify):
            return replace(act, screen=self._host.dressed(self.tx, act.chat_id, act.screen))
        return act


def _replied_to(message: object) -> int:
    """Return the id of the bot's message that a message replies to; 0 where it replies to none."""
    replied = message.reply_to_message if isinstance(message, Message) else None
    by_bot = replied is not None and replied.from_user is not None and replied.from_user.is_bot
    return replied.message_id if replied and by_bot else 0
