"""The stores' statements, as psycopg wants them; and rows and numbers as SQLite gives them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from psycopg.adapt import Dumper, Loader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import psycopg
    from psycopg.abc import Buffer

_INT8 = 20  # oid of bigint: PostgreSQL, pg_type.dat
_PART = re.compile(r"'(?:[^']|'')*'|--[^\n]*|::|:(\w+)|\?|%")


@lru_cache(maxsize=4096)
def translated(sql: str) -> str:
    """Return a statement with its `:name` (or `?`) as psycopg writes them; texts and comments stay."""
    return _PART.sub(_translated, sql)


def _translated(match: re.Match[str]) -> str:
    if match[1]:
        return f"%({match[1]})s"
    return "%s" if match[0] == "?" else match[0].replace("%", "%%")


class Row(tuple[Any, ...]):
    """One row; its values by place or by name, as those of SQLite's rows."""

    __slots__ = ()
    places: dict[str, int]

    def __getitem__(self, key: Any) -> Any:
        return tuple.__getitem__(self, self.places[key] if isinstance(key, str) else key)

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return list(self.places)


@lru_cache(maxsize=4096)
def _kind_of(names: tuple[str, ...]) -> type[Row]:
    places = {name: at for at, name in enumerate(names)}
    return type("Row", (Row,), {"__slots__": (), "places": places})


def rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Row]:
    """Return what makes a row out of the values that a cursor gives: a row factory of psycopg's."""
    return _kind_of(tuple(column.name for column in cursor.description or ()))


class _WholeDumper(Dumper):
    """Whole numbers, and flags among them, go as one type: as many types as there are, so many plans."""

    oid = _INT8

    def dump(self, obj: Any) -> Buffer:
        return b"%d" % int(obj)


class _NumberLoader(Loader):
    """Sums of whole numbers come back as such, and averages as SQLite gives them."""

    def load(self, data: Buffer) -> int | float:
        text = bytes(data)
        return float(text) if b"." in text else int(text)


class _FlagLoader(Loader):
    """What is true is 1, as in SQLite."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


def adapt(connection: psycopg.Connection[Row]) -> None:
    """Let a connection give and take values as SQLite does."""
    adapters = connection.adapters
    for kind in (int, bool):
        adapters.register_dumper(kind, _WholeDumper)
    adapters.register_loader("numeric", _NumberLoader)
    adapters.register_loader("bool", _FlagLoader)
