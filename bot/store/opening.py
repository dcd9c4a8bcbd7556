"""Opening a store: one process at a time, the right key, the newest schema."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigurationError
from bot.store.beside import beside, note
from bot.store.failures import (
    NewerSchemaError,
    StoreDamagedError,
    StoreFaultError,
    StoreGoneError,
    StoreInUseError,
    in_words,
)
from bot.store.handover import connect
from bot.store.transaction import of_store
from bot.store.upgrading import keep_copy, way_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock
    from bot.store.keyring import KeyRing
    from bot.store.transaction import Transaction

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


def prepare(path: Path, ring: KeyRing, *, keeps_copy: bool = True) -> list[str]:
    """Make the store at `path` ready: created (mode 0600) if need be, migrated, the key checked.

    Return the names of the migrations applied; before them a copy of a store with people is kept beside.
    Raise WrongKeyError, NewerSchemaError, StoreGoneError where there was a store and there is none, or
    StoreFaultError when the file is no database.
    """
    known = beside(path)
    if known.made_at and not (path.exists() and path.stat().st_size):
        raise StoreGoneError(_DATABASE, f"the store that was here is gone: {known.way_back}", str(path))
    _make_file(path)
    try:
        with closing(connect(path)) as connection:
            if keeps_copy:
                keep_copy(path, connection, ring, len(migrations()))
            done = migrate(connection, path)
            _check_key(connection, ring)
        if not known.made_at:
            note(path, made_at=datetime.now(UTC).isoformat(timespec="seconds"))
        return done  # noqa: TRY300 - what is caught is of the statements above
    except sqlite3.OperationalError as error:
        raise StoreFaultError(in_words(error)) from None
    except sqlite3.DatabaseError as error:
        raise StoreDamagedError(_DATABASE, f"{error}: {known.way_back}", str(path)) from None


def _make_file(path: Path) -> None:
    """Make sure of a file at `path`, for its owner only. Raise ConfigurationError where none can be.

    One that is there is not even opened: with closing it this process would lose every lock that SQLite holds
    on it (fcntl), and another process could take the -wal away from under a bot that runs.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise ConfigurationError(
            _DATABASE, f"no database can be kept there ({error.strerror})", str(path)
        ) from None


def migrations() -> list[Path]:
    """Return the migrations in order; the number before the underscore is the version they lead to."""
    return sorted(_MIGRATIONS.glob("*.sql"))


def migrate(connection: sqlite3.Connection, path: Path | None = None) -> list[str]:
    """Bring the schema up to date; return the names of the migrations applied. Raise NewerSchemaError.

    `path`: the file of the store, beside which the way back from a newer schema may lie.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    steps = migrations()
    if version > len(steps):
        back = f": {way_back(path, len(steps))}" if path else ""
        reason = f"schema {version} was made by a newer version of the program, this one knows {len(steps)}"
        raise NewerSchemaError(_DATABASE, reason + back)
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


def _check_key(connection: sqlite3.Connection, ring: KeyRing) -> None:
    """Let a new store begin with the newest secret. Raise WrongKeyError where an old one has another."""
    if connection.execute("SELECT 1 FROM meta WHERE key = 'key'").fetchone() is None:
        mine = ring.newest.fingerprint()
        connection.execute("INSERT INTO meta (key, value) VALUES ('key', ?) ON CONFLICT DO NOTHING", (mine,))
    ring.keys_of(connection)


def check_whole(path: Path) -> None:
    """Raise StoreDamagedError where a page of the store is not as it was written (PRAGMA quick_check)."""
    try:
        with closing(connect(path)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        reason = f"the store is damaged and is left as it is: {beside(path).way_back} --replace"
        raise StoreDamagedError(_DATABASE, reason, str(path))


@contextmanager
def transaction(path: Path, ring: KeyRing, clock: Clock, *, reads: bool = False) -> Iterator[Transaction]:
    """Give one transaction of its own to a command that runs beside the bot, or without it.

    One that only reads sees one moment of the store and keeps nobody from writing.
    """
    prepare(path, ring)
    with closing(connect(path)) as connection:
        connection.execute("BEGIN" if reads else "BEGIN IMMEDIATE")
        try:
            yield of_store(connection, ring, clock)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
