"""What stores are made of: a table's statements, and the one who may call them.

A store is a class beside a `.sql` file of the same name. It owns the tables that this file writes; nobody
else calls its statements, and what it returns are values of its own, never rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from bot.store.port import Row
from bot.store.statements import NO_PARTS, filled, statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.store.port import Cursor
    from bot.store.transaction import Transaction

__all__ = ["Row", "Table"]


class Table:
    """A store's view of one transaction. Valid only while the unit of work runs."""

    file: ClassVar[Path]  # the .sql file of this store
    holdings: ClassVar[tuple[Any, ...]] = ()  # what becomes of each of its tables, see bot/privacy

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._sql = statements(self.file)

    # `parts` fill statements whose text is only known when they are run, see `filled`.

    def _run(self, name: str, parts: Mapping[str, str], values: Mapping[str, object]) -> Cursor:
        sql = self._sql[name].sql
        return self._tx.connection.execute(filled(sql, parts) if parts else sql, values)

    def _all(self, name: str, parts: Mapping[str, str] = NO_PARTS, /, **values: object) -> list[Row]:
        """Return every row of the named query."""
        return self._run(name, parts, values).fetchall()

    def _each(self, name: str, parts: Mapping[str, str] = NO_PARTS, /, **values: object) -> Iterator[Row]:
        """Give the rows of the named query one by one: of one that finds very many, in a look."""
        yield from self._run(name, parts, values)

    def _one(self, name: str, parts: Mapping[str, str] = NO_PARTS, /, **values: object) -> Row | None:
        """Return the first row of the named query, or None."""
        row: Row | None = self._run(name, parts, values).fetchone()
        return row

    def _value(self, name: str, parts: Mapping[str, str] = NO_PARTS, /, **values: object) -> int:
        """Return the number that the named query gives as its column `value`; 0 where it gives none."""
        row = self._one(name, parts, **values)
        return int(row["value"] or 0) if row else 0

    def _do(self, name: str, parts: Mapping[str, str] = NO_PARTS, /, **values: object) -> int:
        """Run the named statement; return the number of rows it touched."""
        return self._run(name, parts, values).rowcount
