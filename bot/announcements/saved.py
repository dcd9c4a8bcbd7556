"""Audiences that were given a name, in the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.announcements.audience import Audience
from bot.privacy.holding import Holding, Kept
from bot.store.table import Table

_WORK = Kept("criteria that staff combine; nothing of one person is in it")


@dataclass(frozen=True, slots=True)
class SavedAudience:
    """An audience with its number and name."""

    id: int
    name: str
    audience: Audience


class SavedAudiences(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, name: str, audience: Audience, by: int) -> None:
        """Save an audience under a name."""
        new_id = self._value("add", empty=b"", audience=audience.dump(), by=by, at=self._tx.clock.stamp())
        self._do("name", id=new_id, name=self._tx.keys.seal("audiences", "name", new_id, name))

    def newest(self, most: int) -> list[SavedAudience]:
        """Return the newest of them."""
        unseal = self._tx.keys.unseal
        return [
            SavedAudience(
                row["id"], unseal("audiences", "name", row["id"], row["name"]), Audience.load(row["audience"])
            )
            for row in self._all("newest", most=most)
        ]

    def drop(self, number: int, by: int, *, any_ones: bool) -> bool:
        """Throw one away: one's own, or (`any_ones`) anybody's; False where that is not so."""
        return bool(self._do("drop", id=number, by=by, any_ones=int(any_ones)))

    holdings = (Holding("audiences", _WORK, _WORK, _WORK),)
