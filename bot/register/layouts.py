"""How lists of a heading are read, as an officer has said: asked once for each agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.documents import restored, stored
from bot.lists.words import Field
from bot.privacy.holding import nobodys
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Layout:
    """Whose lists have a heading, what an officer said of their columns, by place, and when."""

    agency: str
    told: Mapping[int, Field | None]
    at: datetime


class Layouts(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def put(self, heading: str, agency: str, told: Mapping[int, Field | None]) -> None:
        """Keep how lists with a heading are read."""
        self._do(
            "put", heading_hash=self._tx.keys.lookup("heading", heading), agency=agency,
            columns=stored({str(place): field for place, field in told.items()}),
            at=self._tx.clock.stamp(),
        )  # fmt: skip

    def get(self, heading: str) -> Layout | None:
        """Return how lists with a heading are read, or None."""
        row = self._one("get", heading_hash=self._tx.keys.lookup("heading", heading))
        if row is None:
            return None
        told = restored(row["columns"], dict[str, Field | None])
        return Layout(
            row["agency"],
            {int(place): field for place, field in told.items()},
            datetime.fromisoformat(row["at"]),
        )

    holdings = (nobodys("layouts"),)
