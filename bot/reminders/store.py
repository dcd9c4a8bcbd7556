"""What is about to be told: news that wait for more of the same chat, and days until which to pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.privacy.holding import Holding, Kept
from bot.store.table import Table

if TYPE_CHECKING:
    from bot.privacy.holding import Erased


class Deadline(StrEnum):
    """Which of the days that the office recorded: the name of its column, and of its field in `Recorded`."""

    PAY = "pay_until"
    PROTECTION = "protected_until"
    GRACE = "grace_until"


class DueChat(NamedTuple):
    """A chat of which some registration has a day."""

    day: date
    chat_id: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """News of one chat that wait: the changes of stages from the first to the last."""

    chat_id: int
    first_change: int
    last_change: int
    first_at: datetime
    last_at: datetime


class Occasions(Table):
    """Keeps news that wait, and finds days that come near."""

    file = Path(__file__).with_suffix(".sql")

    def wait(self, chat_id: int, change: int) -> None:
        """Let the news of a change of stage wait for others of its chat."""
        self._do("wait", chat_id=chat_id, change=change, at=self._tx.clock.stamp())

    def waiting(self) -> list[Waiting]:
        """Return all news that wait."""
        return [
            Waiting(
                row["chat_id"], row["first_change"], row["last_change"],
                datetime.fromisoformat(row["first_at"]), datetime.fromisoformat(row["last_at"]),
            )
            for row in self._all("waiting")
        ]  # fmt: skip

    def drop(self, chat_id: int) -> None:
        """Let nothing of a chat wait any more."""
        self._do("drop", chat_id=chat_id)

    def due(self, deadline: Deadline, to: date, after: DueChat, most: int) -> list[DueChat]:
        """Return the first `most` chats behind `after` that have a day up to `to`, by day and chat."""
        rows = self._all(
            deadline, to=to.isoformat(), day=after.day.isoformat(), chat_id=after.chat_id, most=most
        )
        return [DueChat(date.fromisoformat(row["day"]), row["chat_id"]) for row in rows]

    def forget(self, erased: Erased) -> None:
        """Let nothing of a chat wait any more, with its last registration."""
        if erased.was_last:
            self.drop(erased.chat_id)

    holdings = (
        Holding("waiting_news", forget, drop, Kept("it is gone as soon as it was told, after some minutes")),
    )
