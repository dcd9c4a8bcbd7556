"""The database through aiosqlite, by its public means only.

aiosqlite makes each statement a hop to its thread and back, which costs more than most statements. So a
connection of a class of our own is handed to it (`factory=`): whoever awaits `commit` has whatever was handed
over run in aiosqlite's thread, whole, in one hop.
"""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import quote

import aiosqlite

from bot.store.failures import StoreFaultError, in_words
from bot.store.port import Alone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.store.port import Connection

T = TypeVar("T")

LOCK_PATIENCE = 5.0  # seconds to wait for another process (a command line beside the bot)
_LOCK_PAUSE = 0.01
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


class SqliteConnection(sqlite3.Connection):
    """One of SQLite's connections, as the store wants one."""

    is_shared = False
    claims = Alone()
    why_ended = "the disk is full: make room on it"  # SQLite ends a transaction by itself for no other reason

    @property
    def schema(self) -> int:
        """The version of the schema."""
        return int(self.execute("PRAGMA user_version").fetchone()[0])

    @property
    def file(self) -> Path:
        """The file that is open."""
        (_, _, path) = self.execute("PRAGMA database_list").fetchone()
        return Path(path)

    def begin(self, *, reads: bool = False) -> None:
        """Begin a transaction, and wait for whoever else writes; or (`reads`) one that only reads."""
        until = monotonic() + LOCK_PATIENCE
        while True:
            try:
                self.execute("BEGIN" if reads else "BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                    raise
                sleep(_LOCK_PAUSE)
            else:
                return

    def use_memory(self, kibibytes: int) -> None:
        """Let SQLite hold so much of the file in memory."""
        self.execute(f"PRAGMA cache_size=-{kibibytes}")


def connect(path: Path, *, one_file: bool = False) -> SqliteConnection:
    """Open the database for a command, as the bot does: WAL, each commit on the disk, patient.

    `one_file`: without the files that WAL keeps beside it, as a backup is.
    """
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=LOCK_PATIENCE, factory=SqliteConnection
    )
    connection.row_factory = sqlite3.Row
    try:
        for pragma in PRAGMAS[one_file:]:
            connection.execute(f"PRAGMA {pragma}").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class _Work(Generic[T]):
    """Something handed over, and what came of it."""

    def __init__(self, do: Callable[[Connection], T]) -> None:
        self._do = do
        self.result: T

    def run(self, connection: Connection) -> None:
        self.result = self._do(connection)


class _Connection(SqliteConnection):
    """A connection whose `commit` first runs what was handed over to it."""

    work: _Work[Any] | None = None

    def commit(self) -> None:
        work, self.work = self.work, None
        try:
            if work:
                work.run(self)
            super().commit()
        except BaseException:
            if self.in_transaction:
                with suppress(sqlite3.Error):
                    self.rollback()
            raise


class Handover:
    """An open database. One of its users at a time."""

    is_lost = False  # a file does not go away

    def __init__(self, path: Path, database: aiosqlite.Connection, connection: _Connection) -> None:
        self._path, self._database, self._connection = path, database, connection

    async def run(self, do: Callable[[Connection], T]) -> T:
        """Have something done in aiosqlite's thread, and what it did committed; return what it returns.

        Where it raises, or cannot be committed, nothing of it is kept, and the error is raised.
        """
        work: _Work[T] = _Work(do)
        self._connection.work = work
        await self._database.commit()
        return work.result

    async def look(self, do: Callable[[Connection], T]) -> T:
        """Have something found out in one moment of the store, on a connection of its own."""
        return await look(self._path, do)

    async def copy(self, target: Path) -> None:
        """Copy the whole database to a file, while it may be in use."""
        async with aiosqlite.connect(target, isolation_level=None) as copy:
            await self._database.backup(copy)
            await copy.execute_fetchall("PRAGMA journal_mode=DELETE")  # one file, no -wal beside it


@asynccontextmanager
async def opened(path: Path, *, reads_only: bool = False) -> AsyncIterator[Handover]:
    """Open the database, and close it in any case: a process that does not hangs at its end.

    Raise StoreFaultError where it cannot be opened. `reads_only`: nothing can be written through it.
    """
    made: list[_Connection] = []

    def factory(*arguments: Any, **options: Any) -> _Connection:
        made.append(_Connection(*arguments, **options))
        return made[-1]

    address = f"file:{quote(str(path))}?mode={'ro' if reads_only else 'rw'}"
    try:
        database = await aiosqlite.connect(
            address, uri=True, factory=factory, isolation_level=None, check_same_thread=False,
            timeout=LOCK_PATIENCE if reads_only else 0,  # whoever writes waits by itself
        )  # fmt: skip
    except sqlite3.Error as error:
        raise StoreFaultError(in_words(error)) from None
    try:
        await _prepare(database, reads_only=reads_only)
        yield Handover(path, database, made[0])
    finally:
        await database.close()


async def _prepare(database: aiosqlite.Connection, *, reads_only: bool) -> None:
    database.row_factory = sqlite3.Row
    try:
        for pragma in ("query_only=ON",) if reads_only else PRAGMAS:
            await database.execute_fetchall(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        raise StoreFaultError(in_words(error)) from None


async def look(path: Path, do: Callable[[Connection], T]) -> T:
    """Open the database so that nothing can be written, and have something found out in one moment of it."""

    def looked(connection: Connection) -> T:
        connection.begin(reads=True)
        return do(connection)

    async with opened(path, reads_only=True) as database:
        return await database.run(looked)
