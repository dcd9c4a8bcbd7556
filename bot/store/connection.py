"""The write connection and its one task.

A unit of work is a plain function: it gets a Transaction, runs its statements and checks, awaits nothing.
Units that wait together share a COMMIT, each inside its own SAVEPOINT, and each caller resumes only after
that COMMIT. Units run on the event loop, because a statement costs microseconds there and ten times that
through another thread; only the COMMIT, which waits for the disk, is made in a thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TYPE_CHECKING, Self, TypeVar

from bot.store.errors import StoreFaultError
from bot.store.transaction import Transaction

if TYPE_CHECKING:
    from pathlib import Path

    from bot.clock import Clock
    from bot.store.crypto import Keys

log = logging.getLogger(__name__)
T = TypeVar("T")
Unit = Callable[[Transaction], T]

_BATCH_SECONDS = 0.004  # how long units may hold the event loop before they are committed
_LOCK_PATIENCE = 5.0  # seconds to wait for another process (a command line beside the bot)
_LOCK_PAUSE = 0.01
_FAULT_PAUSE, _LONGEST_FAULT_PAUSE = 0.5, 10.0  # seconds
_PRAGMAS = (
    f"busy_timeout={int(_LOCK_PATIENCE * 1000)}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


def connect(path: Path) -> sqlite3.Connection:
    """Open the database as every part of the program does: WAL, each commit on the disk, patient."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class Store:
    """One open store. `run` is the only way to it."""

    def __init__(self, path: Path, keys: Keys, clock: Clock) -> None:
        try:
            self._connection = connect(path)
            self._connection.execute("PRAGMA busy_timeout=0")  # waiting is done without holding the loop
        except sqlite3.Error as error:
            raise StoreFaultError(f"the database cannot be opened ({type(error).__name__})") from None
        self._path, self._keys, self._clock = path, keys, clock
        self._transaction = Transaction(self._connection, keys, clock)
        self._waiting: deque[tuple[Unit[object], asyncio.Future[object]]] = deque()
        self._wake = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "store")
        self._reader = ThreadPoolExecutor(2, "store reader")
        self._writer: asyncio.Task[None] | None = None

    @property
    def writer(self) -> asyncio.Task[None]:
        """The task that writes. It ends with the store only."""
        if self._writer is None:
            raise StoreFaultError("the store is not open")
        return self._writer

    async def __aenter__(self) -> Self:
        self._writer = asyncio.create_task(self._write_forever(), name="store writer")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._writer:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer
        self._thread.shutdown()
        self._reader.shutdown()
        self._connection.close()

    async def run(self, unit: Unit[T]) -> T:
        """Run one unit of work and return its result once it is on the disk.

        Raise StoreFaultError when the database could not do it (nothing of the unit is kept), and whatever
        the unit itself raises (nothing of it is kept either).
        """
        return await self.submit(unit)

    async def surely(self, unit: Unit[T]) -> T:
        """Run a unit of work again and again while the database cannot do it."""
        pause = _FAULT_PAUSE
        while True:
            try:
                return await self.run(unit)
            except StoreFaultError as error:
                log.error("the store cannot do its work: %s", error)  # noqa: TRY400
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_FAULT_PAUSE)

    def submit(self, unit: Unit[T]) -> asyncio.Future[T]:
        """Hand in one unit of work; the future ends as `run` does. Units end in the order of handing in."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((unit, future))  # type: ignore[arg-type]
        self._wake.set()
        return future

    async def look(self, question: Unit[T]) -> T:
        """Return what `question` finds in the store as it stands; it may take long, and holds up nobody.

        It runs in a thread, on a connection that cannot write. Raise StoreFaultError as `run` does.
        """
        return await asyncio.get_running_loop().run_in_executor(self._reader, self._looked, question)

    def _looked(self, question: Unit[T]) -> T:
        try:
            with contextlib.closing(connect(self._path)) as connection:
                connection.execute("PRAGMA query_only=ON")
                connection.execute("BEGIN")  # all that it reads is of one moment
                return question(Transaction(connection, self._keys, self._clock))
        except sqlite3.Error as error:
            if is_fault(error):
                raise StoreFaultError(str(error)) from None
            raise

    async def _write_forever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._write_batch()

    async def _write_batch(self) -> None:
        done: list[tuple[asyncio.Future[object], object]] = []
        try:
            await self._begin()
            self._run_units(done)
            if self._connection.in_transaction:
                await asyncio.get_running_loop().run_in_executor(self._thread, self._connection.commit)
        except (sqlite3.Error, StoreFaultError) as error:
            self._give_up(done, error)
            return
        for future, result in done:
            if not future.done():
                future.set_result(result)

    async def _begin(self) -> None:
        until = monotonic() + _LOCK_PATIENCE
        while True:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                    raise
                await asyncio.sleep(_LOCK_PAUSE)
            else:
                return

    def _run_units(self, done: list[tuple[asyncio.Future[object], object]]) -> None:
        until = monotonic() + _BATCH_SECONDS
        while self._waiting and monotonic() < until:
            unit, future = self._waiting.popleft()
            if not future.cancelled():
                self._run_unit(unit, future, done)

    def _run_unit(
        self,
        unit: Unit[object],
        future: asyncio.Future[object],
        done: list[tuple[asyncio.Future[object], object]],
    ) -> None:
        self._connection.execute("SAVEPOINT unit")
        try:
            result = unit(self._transaction)
        except Exception as error:  # noqa: BLE001 - whatever it is, it goes to who handed in the unit
            future.set_exception(StoreFaultError(str(error)) if is_fault(error) else error)
            if not self._connection.in_transaction:
                # SQLite ends the whole transaction on a full disk or an I/O error: the others are lost too.
                raise StoreFaultError("the transaction was ended by the database") from None
            self._connection.execute("ROLLBACK TO unit")
            self._connection.execute("RELEASE unit")
        else:
            self._connection.execute("RELEASE unit")
            done.append((future, result))

    def _give_up(self, done: list[tuple[asyncio.Future[object], object]], error: Exception) -> None:
        if self._connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._connection.rollback()
        lost = [future for future, _ in done]
        if not lost and self._waiting:  # not even begun: whoever waits first is told, and may come again
            lost = [self._waiting.popleft()[1]]
        for future in lost:
            if not future.done():
                future.set_exception(StoreFaultError(f"{type(error).__name__} while committing"))


def is_fault(error: Exception) -> bool:
    """Tell a store that cannot (locked, full, damaged) from a statement that is wrong."""
    wrong = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, wrong):
        return False
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF != sqlite3.SQLITE_ERROR
