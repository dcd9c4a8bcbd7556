"""Opening a store: one process at a time, the right key, the newest schema."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigurationError
from bot.store.failures import NewerSchemaError, StoreFaultError, StoreInUseError, WrongKeyError
from bot.store.handover import connect
from bot.store.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock
    from bot.store.crypto import Keys

_MIGRATIONS = Path(__file__).with_name("migrations")
_DATABASE = "PAYUNG_DATABASE_URL"


@contextmanager
def only_process(path: Path) -> Iterator[None]:
    """Hold the lock of the store at `path`. Raise StoreInUseError when another process holds it."""
    lock_file = path.with_name(path.name + ".lock")
    _make_file(lock_file)
    with lock_file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreInUseError(_DATABASE, "another process is running on this store") from None
        yield


def prepare(path: Path, keys: Keys) -> None:
    """Make the store at `path` ready: created (mode 0600) if need be, migrated, the key checked.

    Raise WrongKeyError, NewerSchemaError, or StoreFaultError when the file is no database.
    """
    _make_file(path)
    try:
        with closing(connect(path)) as connection:
            migrate(connection)
            _check_key(connection, keys)
    except sqlite3.OperationalError as error:
        raise StoreFaultError(f"the database cannot be opened ({error})") from None
    except sqlite3.DatabaseError as error:
        raise ConfigurationError(_DATABASE, str(error), str(path)) from None


def _make_file(path: Path) -> None:
    """Make sure of a file at `path`, for its owner only. Raise ConfigurationError where none can be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise ConfigurationError(
            _DATABASE, f"no database can be kept there ({error.strerror})", str(path)
        ) from None


def migrations() -> list[Path]:
    """Return the migrations in order; the number before the underscore is the version they lead to."""
    return sorted(_MIGRATIONS.glob("*.sql"))


def migrate(connection: sqlite3.Connection) -> list[str]:
    """Bring the schema up to date; return the names of the migrations applied. Raise NewerSchemaError."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    steps = migrations()
    if version > len(steps):
        raise NewerSchemaError(_DATABASE, f"schema {version} was made by a newer version of the program")
    for number, step in enumerate(steps[version:], start=version + 1):
        _apply(connection, step.read_text(encoding="utf-8"), number)
    return [step.stem for step in steps[version:]]


def _apply(connection: sqlite3.Connection, script: str, number: int) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version < number:  # another process may have been quicker
            for statement in split(script):
                connection.execute(statement)
            _check_references(connection, number)
            connection.execute(f"PRAGMA user_version={number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: sqlite3.Connection, number: int) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise StoreFaultError(f"migration {number} would break references")


def split(script: str) -> list[str]:
    """Return the statements of a script one by one (`executescript` would commit in between)."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    if pending.strip():
        raise ValueError("the last statement of a migration is not complete")
    return statements


def _check_key(connection: sqlite3.Connection, keys: Keys) -> None:
    select, mine = "SELECT value FROM meta WHERE key = 'key'", keys.fingerprint()
    if connection.execute(select).fetchone() is None:
        connection.execute("INSERT INTO meta (key, value) VALUES ('key', ?) ON CONFLICT DO NOTHING", (mine,))
    if connection.execute(select).fetchone()[0] != mine:
        raise WrongKeyError("PAYUNG_SECRET_KEY", "this store was made with another key")


@contextmanager
def transaction(path: Path, keys: Keys, clock: Clock, *, reads: bool = False) -> Iterator[Transaction]:
    """Give one transaction of its own to a command that runs beside the bot, or without it.

    One that only reads sees one moment of the store and keeps nobody from writing.
    """
    prepare(path, keys)
    with closing(connect(path)) as connection:
        connection.execute("BEGIN" if reads else "BEGIN IMMEDIATE")
        try:
            yield Transaction(connection, keys, clock)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
