"""SQLite as an engine of the store: one file, one process at a time, migrations one by one."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.errors import ConfigurationError
from bot.store.address import SETTING
from bot.store.beside import beside, note
from bot.store.failures import (
    NewerSchemaError,
    StoreDamagedError,
    StoreFaultError,
    StoreGoneError,
    StoreInUseError,
    in_words,
)
from bot.store.handover import connect, look, opened
from bot.store.meta import check_key
from bot.store.upgrading import keep_copy, way_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from bot.store.handover import SqliteConnection
    from bot.store.keyring import KeyRing
    from bot.store.port import Connection, Opened

T = TypeVar("T")
_MIGRATIONS = Path(__file__).with_name("migrations")


class SqliteEngine:
    """A store in one file."""

    is_shared = False

    def __init__(self, path: Path) -> None:
        self._path = path

    def exists(self) -> bool:
        """Tell whether there is a file."""
        return self._path.exists()

    @contextmanager
    def only_process(self) -> Iterator[None]:
        """Hold the lock beside the file. Raise StoreInUseError when another process holds it."""
        lock_file = self._path.with_name(self._path.name + ".lock")
        _make_file(lock_file)
        with lock_file.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreInUseError(SETTING, "another process is running on this store") from None
            yield

    def prepare(self, ring: KeyRing, *, keeps_copy: bool = True) -> list[str]:
        """Make the store ready: created (mode 0600) if need be, migrated, the key checked.

        Raise WrongKeyError, NewerSchemaError, StoreGoneError where there was a store and there is none, or
        StoreFaultError when the file is no database.
        """
        with self._made() as connection:
            if keeps_copy:
                keep_copy(self._path, connection, ring, len(migrations()))
            done = migrate(connection, self._path)
            check_key(connection, ring)
        return done

    def migrate(self) -> list[str]:
        """Create the file if need be and bring its schema up to date."""
        with self._made() as connection:
            return migrate(connection)

    @contextmanager
    def _made(self) -> Iterator[SqliteConnection]:
        known = beside(self._path)
        if known.made_at and not (self._path.exists() and self._path.stat().st_size):
            raise StoreGoneError(
                SETTING, f"the store that was here is gone: {known.way_back}", str(self._path)
            )
        _make_file(self._path)
        try:
            with closing(connect(self._path)) as connection:
                yield connection
            if not known.made_at:
                note(self._path, made_at=datetime.now(UTC).isoformat(timespec="seconds"))
        except sqlite3.OperationalError as error:
            raise StoreFaultError(in_words(error)) from None
        except sqlite3.DatabaseError as error:
            raise StoreDamagedError(SETTING, f"{error}: {known.way_back}", str(self._path)) from None

    @staticmethod
    def loading(_: Connection, __: Sequence[str], ___: Mapping[str, int]) -> AbstractContextManager[None]:
        """Let rows be put in as they are: what SQLite's triggers add to them says the same."""
        return nullcontext()

    def check_whole(self) -> None:
        """Raise StoreDamagedError where a page of the file is not as it was written (PRAGMA quick_check)."""
        try:
            with closing(connect(self._path)) as connection:
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            found = str(error)
        if found != "ok":
            way_back = beside(self._path).way_back
            reason = f"the store is damaged and is left as it is: {way_back} --replace"
            raise StoreDamagedError(SETTING, reason, str(self._path))

    def connect(self) -> SqliteConnection:
        """Open the file for a command."""
        return connect(self._path)

    def opened(self) -> AbstractAsyncContextManager[Opened]:
        """Open the file for a running bot. Raise StoreFaultError where it cannot be opened."""
        return opened(self._path)

    async def look(self, do: Callable[[Connection], T]) -> T:
        """Open the file so that nothing can be written, and find something out."""
        return await look(self._path, do)


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
            SETTING, f"no database can be kept there ({error.strerror})", str(path)
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
        raise NewerSchemaError(SETTING, reason + back)
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
