"""Lists of registrations by their numbers, in the store: recipients that no criterion tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import stamp
from bot.privacy.holding import Ages, Holding, Kept
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORK = Kept("it says when a list was made and of how many; who is in it stands beside")
_GOES_ALONG = Kept("its rows are deleted with the registration, by the database")


@dataclass(frozen=True, slots=True)
class NumberList:
    """A list: its number, of how many registrations it was made, and when."""

    id: int
    people: int
    at: datetime


class NumberLists(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, registration_ids: Sequence[str], by: int) -> NumberList:
        """Keep a list of registrations; return it."""
        people, at = len(registration_ids), self._tx.clock.now()
        new_id = self._value("add", by=by, people=people, at=stamp(at))
        for one in registration_ids:
            self._do("add_member", id=new_id, registration_id=one)
        return NumberList(new_id, people, at)

    def newest(self, most: int) -> list[NumberList]:
        """Return the newest of them."""
        return [
            NumberList(row["id"], row["people"], datetime.fromisoformat(row["at"]))
            for row in self._all("newest", most=most)
        ]

    def forget_older(self, before: datetime) -> None:
        """Forget those that were made before a time."""
        self._do("forget_older", before=stamp(before))

    holdings = (
        Holding(
            "lists", _WORK, _WORK,
            Ages(lambda resources: timedelta(days=resources.announcements.recipient_days), forget_older),
        ),
        Holding(
            "list_members", _GOES_ALONG,
            Kept("whom staff chose for announcements; it is not shown in the chat"),
            Kept("its rows are deleted with the list, by the database"),
        ),
    )  # fmt: skip
