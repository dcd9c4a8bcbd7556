"""What staff write down about a registration for each other. Its worker does not see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.privacy.holding import Holding, Kept
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    text: str
    staff: int
    at: datetime


class Notes(Table):
    """Keeps them, sealed."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, registration_id: str, text: str, staff: int) -> None:
        """Keep a note."""
        at = self._tx.clock.stamp()
        new_id = self._value("add", registration_id=registration_id, empty=b"", staff=staff, at=at)
        self._do("put_text", id=new_id, text=self._tx.keys.seal("notes", "text", new_id, text))

    def of(self, registration_id: str) -> list[Note]:
        """Return the notes about a registration, the oldest first."""
        return [self._note(row) for row in self._all("of_registration", registration_id=registration_id)]

    holdings = (
        Holding(
            "notes", Kept("deleted with its registration"), Kept("staff alone see it"),
            Kept("kept as long as its registration"),
        ),
    )  # fmt: skip

    def _note(self, row: Row) -> Note:
        try:
            text = self._tx.keys.unseal("notes", "text", row["id"], row["text"])
        except SealBrokenError:
            text = ""
        return Note(text, row["staff"], datetime.fromisoformat(row["at"]))
