"""What a unit of work is handed: named statements, sealed values, the audit trail, the time."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import aiosql

if TYPE_CHECKING:
    import sqlite3

    from bot.clock import Clock
    from bot.store.crypto import Keys

_FIRST_HASH = "0" * 64
_PART = re.compile(r"\{(\w+)\}")


@cache
def statements() -> dict[str, str]:
    """Return the SQL of all named statements of the .sql files; {name} in one stands for another."""
    loaded = aiosql.from_path(Path(__file__).with_name("sql"), "sqlite3", mandatory_parameters=False)
    found = {
        name: getattr(loaded, name).sql for name in loaded.available_queries if not name.endswith("_cursor")
    }

    def whole(sql: str) -> str:
        return _PART.sub(lambda match: whole(found[match[1]].rstrip().rstrip(";")), sql)

    return {name: whole(sql) for name, sql in found.items()}


class Transaction:
    """One unit's view of the store. Valid only while the unit runs."""

    def __init__(self, connection: sqlite3.Connection, keys: Keys, clock: Clock) -> None:
        self.connection, self.keys, self.clock = connection, keys, clock
        self._sql = statements()

    def all(self, name: str, /, **values: object) -> list[sqlite3.Row]:
        """Return every row of the named query."""
        return self.connection.execute(self._sql[name], values).fetchall()

    def one(self, name: str, /, **values: object) -> sqlite3.Row | None:
        """Return the first row of the named query, or None."""
        row: sqlite3.Row | None = self.connection.execute(self._sql[name], values).fetchone()
        return row

    def count(self, name: str, /, **values: object) -> int:
        """Return the number that the named query gives as its column `value`."""
        row = self.one(name, **values)
        return int(row["value"]) if row else 0

    def do(self, name: str, /, **values: object) -> int:
        """Run the named statement; return the number of rows it touched."""
        return self.connection.execute(self._sql[name], values).rowcount

    def add(self, name: str, /, **values: object) -> int:
        """Run the named INSERT; return the number that the row was given."""
        return int(self.connection.execute(self._sql[name], values).lastrowid or 0)

    def audit(self, actor: str, action: str, subject: str = "") -> None:
        """Add an entry to the audit trail: ids and names of actions only, never a person's values.

        `actor` is "chat:<id>", "cli" or "bot"; `subject` is such as "registration:17".
        """
        last = self.one("newest_audit_entry")
        previous = last["hash"] if last else _FIRST_HASH
        moment = self.clock.stamp()
        entry = audit_text(moment, actor, action, subject)
        self.do(
            "add_audit_entry", at=moment, actor=actor, action=action, subject=subject,
            hash=self.keys.chain(previous, entry),
        )  # fmt: skip


def audit_text(moment: str, actor: str, action: str, subject: str) -> str:
    """Return an audit entry as the text that its hash is made over."""
    return f"{moment}\n{actor}\n{action}\n{subject}"


def first_broken_entry(transaction: Transaction) -> int | None:
    """Return the number of the first audit entry whose hash does not follow from the one before."""
    previous = _FIRST_HASH
    for expected, row in enumerate(transaction.all("audit_entries"), start=1):
        text = audit_text(row["at"], row["actor"], row["action"], row["subject"])
        if row["seq"] != expected or row["hash"] != transaction.keys.chain(previous, text):
            return expected
        previous = row["hash"]
    return None
