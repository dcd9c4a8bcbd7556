"""What would be lost with a backup brought back in the place of a store: counted, nobody named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_COUNTED = {  # what is counted, by table: rows of the store whose key the backup lacks
    "registrations": ("registrations", "id"),
    "changes of a stage": ("stage_changes", "id"),
    "messages received": ("turns", "bot_id, update_id"),
    "questions to the office": ("questions", "id"),
    "announcements": ("announcements", "id"),
    "lists": ("sources", "id"),
    "entries of the ledger": ("ledger_entries", "id"),
    "entries of the audit trail": ("audit", "seq"),
}
_ANY = "SELECT 1 FROM main.{} LIMIT 1"
_OF_PEOPLE = ("chats", "registrations", "turns")


class Loss(NamedTuple):
    """How many of what the store holds and the backup does not; None where the store cannot be read."""

    counts: dict[str, int] | None
    is_filled: bool = False  # the store holds anything of people

    @property
    def is_nothing(self) -> bool:
        """Whether nothing would be lost."""
        return self.counts is not None and not any(self.counts.values())

    @property
    def text(self) -> str:
        """Return it as the command line says it."""
        if self.counts is None:
            return "what the store holds cannot be told: it is damaged"
        return ", ".join(f"{count} {name}" for name, count in self.counts.items() if count) or "nothing"


def loss_of(database: Path, copy: Path) -> Loss:
    """Return what a store holds that a copy of it, or of an earlier version of it, does not."""
    if not database.exists() or not database.stat().st_size:
        return Loss({})
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            connection.execute("ATTACH ? AS backup", (f"file:{copy}?mode=ro",))
            counts = {name: _counted(connection, _lacking(*what)) for name, what in _COUNTED.items()}
            return Loss(counts, holds_people(connection))
    except sqlite3.DatabaseError:
        return Loss(None, is_filled=True)


def holds_people(connection: sqlite3.Connection) -> bool:
    """Tell whether a store holds anything of people."""
    return any(_counted(connection, _ANY.format(table)) for table in _OF_PEOPLE)


def _lacking(table: str, key: str) -> str:
    return f"SELECT {key} FROM main.{table} EXCEPT SELECT {key} FROM backup.{table}"  # noqa: S608


def _counted(connection: sqlite3.Connection, query: str) -> int:
    """Return how many rows a query finds; 0 where the tables are not there yet."""
    try:
        return int(connection.execute(f"SELECT COUNT(*) FROM ({query})").fetchone()[0])  # noqa: S608 - its own
    except sqlite3.OperationalError:
        return 0
