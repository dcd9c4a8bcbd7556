"""Chats in the store. Every method runs inside a unit of work."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import moment_of, stamp
from bot.dialogue.position import Position
from bot.documents import restored, stored
from bot.logs import where
from bot.privacy.holding import Ages, Erased, Holding, Kept
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table
from bot.texts import DEFAULT_LANGUAGE

log = logging.getLogger(__name__)

_UNREADABLE = (SealBrokenError, ValueError, TypeError, KeyError)


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat as it stands in the store."""

    chat_id: int
    language: str
    language_chosen: bool  # by the person, not taken from Telegram
    reachable: bool  # the bot can write to it
    hinted_at: datetime | None  # groups and channels: when the way to the private chat was last shown
    question_id: int  # message_id of the question that is due, or one before it; 0: none
    asked_at: datetime | None


class Chats(Table):
    """Finds chats and keeps where they stand."""

    file = Path(__file__).with_suffix(".sql")

    def get(self, chat_id: int) -> Chat | None:
        """Return a chat by its id."""
        row = self._one("get", chat_id=chat_id)
        return _chat(row) if row else None

    def standing(self, chat_id: int) -> tuple[Chat, Position] | None:
        """Return a chat and where its conversation stands; its beginning where that cannot be read."""
        row = self._one("get", chat_id=chat_id)
        return (_chat(row), self._position(row)) if row else None

    def _position(self, row: Row) -> Position:
        """Return where a conversation stands; its beginning where that cannot be read (answers are kept)."""
        try:
            return self._unsealed(row)
        except _UNREADABLE as error:
            log.error("the position of chat %s cannot be read: %s", row["chat_id"], where(error))  # noqa: TRY400
            return Position()

    def _unsealed(self, row: Row) -> Position:
        if not row["position"]:
            return Position()
        return restored(self._tx.keys.unseal("chats", "position", row["chat_id"], row["position"]), Position)

    def language_of(self, chat_id: int) -> str:
        """Return the language of a chat; the default one for a chat that is not known."""
        row = self._one("get", chat_id=chat_id)
        return str(row["language"]) if row else DEFAULT_LANGUAGE

    def add(self, chat_id: int, language: str) -> None:
        """Note a chat, if it was not known before."""
        self._do("add", chat_id=chat_id, language=language, first_seen=self._tx.clock.stamp())

    def move(self, chat_id: int, position: Position) -> None:
        """Keep where the conversation stands now."""
        sealed = self._tx.keys.seal("chats", "position", chat_id, stored(position))
        self._do("set_position", chat_id=chat_id, position=sealed)

    def leave(self, erased: Erased) -> None:
        """Forget where the conversation stands, unless it is about another registration."""
        chat_id = erased.chat_id
        row = self._one("get", chat_id=chat_id)
        if row is None or row["position"] is None:
            return
        try:
            about = self._unsealed(row).draft
        except _UNREADABLE:
            about = ""
        if about in {"", erased.registration_id}:
            self._do("set_position", chat_id=chat_id, position=None)

    def choose_language(self, chat_id: int, language: str) -> None:
        """Keep the language that somebody chose."""
        self._do("choose_language", chat_id=chat_id, language=language)

    def set_reachable(self, chat_id: int, *, reachable: bool) -> None:
        """Keep whether the bot can write to a chat."""
        self._do("set_reachable", chat_id=chat_id, reachable=int(reachable))

    def note_hint(self, chat_id: int) -> None:
        """Keep that the way to the private chat was shown just now."""
        self._do("set_hinted", chat_id=chat_id, at=self._tx.clock.stamp())

    def note_question(self, chat_id: int, message_id: int) -> None:
        """Keep which message asks the question that is due, and that it was asked just now."""
        self._do("set_question", chat_id=chat_id, question_id=message_id, at=self._tx.clock.stamp())

    def forget_undecided(self, before: datetime) -> None:
        """Forget where chats without a registration stand whose last question was asked before a time."""
        self._do("forget_undecided", before=stamp(before))

    holdings = (
        Holding(
            "chats", leave, Kept("the lock leaves the form, and that is where the chat stands then"),
            Ages(lambda resources: timedelta(hours=resources.limits.undecided_hours), forget_undecided),
        ),
    )  # fmt: skip


def _chat(row: Row) -> Chat:
    return Chat(
        row["chat_id"], row["language"], bool(row["language_chosen"]), bool(row["reachable"]),
        moment_of(row["hinted_at"]), row["question_id"], moment_of(row["asked_at"]),
    )  # fmt: skip
