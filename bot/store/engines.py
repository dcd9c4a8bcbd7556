"""Which kind of database lies at an address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.sqlite import SqliteEngine

if TYPE_CHECKING:
    from bot.store.address import Whereabouts
    from bot.store.engine import Engine


def engine_of(where: Whereabouts) -> Engine:
    """Return how a store is opened. PostgreSQL's driver is only loaded for a store that lies there."""
    if isinstance(where, Path):
        return SqliteEngine(where)
    from bot.store.postgresql.engine import PostgresEngine  # noqa: PLC0415

    return PostgresEngine(where)
