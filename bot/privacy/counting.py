"""How much is held in each table, since when, and how much was erased when: counted, nobody named."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from bot.store.table import Table

# Columns that say when a row came, the first that a table has.
_TIMES: Final = (
    "at", "received_at", "created_at", "asked_at", "said_at", "first_seen", "since", "day", "sent_at",
)  # fmt: skip
_BY: Final = {"chat": "the person, or staff in the chat", "cli": "the command line", "bot": "the tick"}


class Count(NamedTuple):
    """Rows of a table, and the day of the oldest; empty where no row says when it came."""

    rows: int
    since: str


class ErasedIn(NamedTuple):
    """How many registrations were erased in a month, and by whose doing."""

    month: str
    by: str
    people: int


class Holdings(Table):
    """Counts what the others hold."""

    file = Path(__file__).with_suffix(".sql")

    def count(self, table: str) -> Count:
        """Return how much a table holds."""
        rows = self._value("rows", {"table": table})
        return Count(rows, self._since(table) if rows else "")

    def _since(self, table: str) -> str:
        row = self._one("any_row", {"table": table})
        column = next((one for one in _TIMES if row and one in row.keys()), "")  # noqa: SIM118 - a row
        oldest = self._one("oldest", {"table": table, "column": column}) if column else None
        return str(oldest["oldest"] or "")[:10] if oldest else ""

    def erased(self) -> list[ErasedIn]:
        """Return what was erased, by month."""
        return [
            ErasedIn(row["month"], _BY.get(row["by"], row["by"]), row["count"]) for row in self._all("erased")
        ]
