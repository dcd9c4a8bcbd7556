"""A store carried over to another kind of database: row by row, in one transaction, compared first.

Sealed values stay as they are: what they are sealed to (table, column, row) is the same on both sides.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import RequestError
from bot.store import sqlite
from bot.store.audit import AuditTrail
from bot.store.engines import engine_of
from bot.store.handover import connect
from bot.store.meta import check_key
from bot.store.opening import only_process, prepare
from bot.store.transaction import of_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.clock import Clock
    from bot.store.address import Whereabouts
    from bot.store.engine import Engine
    from bot.store.keyring import KeyRing
    from bot.store.port import Connection, Row
    from bot.store.transaction import Transaction

_PAGE = 500  # rows at a time in memory
_GIVEN_OUT = "SELECT name, seq FROM sqlite_sequence"


class Kept(NamedTuple):
    """A table: its columns in order, and those that tell its rows apart."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


class Digest(NamedTuple):
    """What all rows of a table come to."""

    rows: int
    sha256: str


def move(source: Whereabouts, target: Whereabouts, ring: KeyRing, clock: Clock) -> dict[str, Digest]:
    """Carry a store over into an empty one; return what each table comes to, on both sides alike.

    Nothing is in the target unless all of it is. Raise RequestError where the target is not empty, the audit
    trail is broken or a row did not arrive as it was; StoreInUseError where the bot runs; WrongKeyError.
    """
    with only_process(source):
        prepare(source, ring)
        engine_of(target).migrate()
        with closing(engine_of(source).connect()) as here, closing(engine_of(target).connect()) as there:
            here.begin(reads=True)
            there.begin()
            found = _moved(here, there, engine_of(target))
            _refuse_changed(there, found)
            check_key(there, ring)
            _refuse_broken(of_store(there, ring, clock))
            of_store(there, ring, clock).audit("cli", "move")
            there.execute("COMMIT")
    return found


def copied_into(source: Whereabouts, file: Path) -> None:
    """Copy a store into a new file of SQLite's, as it is in one moment, while it may be in use."""
    with closing(engine_of(source).connect()) as here, closing(connect(file, one_file=True)) as there:
        sqlite.migrate(there)
        here.begin(reads=True)
        there.begin()
        _moved(here, there, engine_of(file))
        there.execute("COMMIT")


def _moved(here: Connection, there: Connection, engine: Engine) -> dict[str, Digest]:
    kept = tables()
    _refuse_filled(there, kept)
    numbers = {row["name"]: int(row["seq"]) for row in here.execute(_GIVEN_OUT)}
    with engine.loading(there, [table.name for table in kept], numbers):
        for table in kept:
            _copy(here, there, table)
    return {table.name: digest(here, table) for table in kept}


def _refuse_changed(connection: Connection, found: dict[str, Digest]) -> None:
    for table in tables():
        if digest(connection, table) != found[table.name]:
            raise RequestError(f"the rows of {table.name} did not arrive as they were; nothing was moved")


def _refuse_filled(connection: Connection, kept: list[Kept]) -> None:
    for table in kept:
        if connection.execute(f"SELECT 1 AS one FROM {table.name} LIMIT 1").fetchone():  # noqa: S608
            raise RequestError(f"the database is not empty: {table.name} has rows; move into a new one")


def _refuse_broken(tx: Transaction) -> None:
    trail = AuditTrail(tx)
    if trail.first_broken() or trail.missing_from():
        raise RequestError("the audit trail is broken (`payung check` says where); nothing was moved")


# -- tables, in the words of this version's schema


def tables() -> list[Kept]:
    """Return all tables of the schema, those that others refer to first."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        sqlite.migrate(model)
        names = [
            name
            for (name,) in model.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith("sqlite_")
        ]
        parents = {name: _parents(model, name) for name in names}
        return [_described(model, name) for name in _in_order(parents)]


def _parents(model: sqlite3.Connection, name: str) -> set[str]:
    return {row[2] for row in model.execute(f"PRAGMA foreign_key_list({name})")} - {name}


def _in_order(parents: dict[str, set[str]]) -> list[str]:
    done: list[str] = []
    while len(done) < len(parents):
        done += [name for name in parents if name not in done and parents[name] <= set(done)]
    return done


def _described(model: sqlite3.Connection, name: str) -> Kept:
    columns = model.execute(f"PRAGMA table_info({name})").fetchall()
    key = sorted((place, column) for _, column, *_, place in columns if place)
    return Kept(name, tuple(column for _, column, *_ in columns), tuple(column for _, column in key))


# -- rows


def _each(connection: Connection, table: Kept) -> Iterator[Row]:
    """Give all rows of a table in the order of its key, some at a time."""
    select, order = f"SELECT {', '.join(table.columns)} FROM {table.name}", ", ".join(table.key)  # noqa: S608
    after = f"WHERE ({order}) > ({', '.join(f':{name}' for name in table.key)})"
    page = connection.execute(f"{select} ORDER BY {order} LIMIT {_PAGE}").fetchall()
    while page:
        yield from page
        values = {name: page[-1][name] for name in table.key}
        page = connection.execute(f"{select} {after} ORDER BY {order} LIMIT {_PAGE}", values).fetchall()


def _copy(here: Connection, there: Connection, table: Kept) -> None:
    names = ", ".join(f":{name}" for name in table.columns)
    insert = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({names})"  # noqa: S608
    for row in _each(here, table):
        there.execute(insert, dict(zip(table.columns, row, strict=True)))


def digest(connection: Connection, table: Kept) -> Digest:
    """Return how many rows a table has, and the SHA-256 of all of them in order."""
    whole, count = hashlib.sha256(), 0
    for row in _each(connection, table):
        whole.update(repr(tuple(row)).encode())
        count += 1
    return Digest(count, whole.hexdigest())
