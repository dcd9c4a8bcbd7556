"""The store of a running bot: units of work that share commits, and looks that hold up nobody.

A unit of work is a plain function: it gets a Transaction, runs its statements and checks, awaits nothing.
Units that wait together share a COMMIT, each inside its own SAVEPOINT, and each caller resumes only after
that COMMIT. A batch runs in aiosqlite's thread, in one hop: docs/decisions/0002 has the figures.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple, Self, TypeGuard, TypeVar

from bot.backoff import BackOff
from bot.store.failures import StoreFaultError, in_words
from bot.store.handover import LOCK_PATIENCE, opened
from bot.store.transaction import Transaction, of_store

if TYPE_CHECKING:
    from pathlib import Path

    from bot.clock import Clock
    from bot.store.handover import Handover
    from bot.store.keyring import KeyRing

log = logging.getLogger(__name__)
T = TypeVar("T")
Unit = Callable[[Transaction], T]

_BATCH_SECONDS = 0.02  # how long units run before they are committed: the longer, the more share a commit
_LOCK_PAUSE = 0.01
_FAULT_PAUSE, _LONGEST_FAULT_PAUSE = 0.5, 10.0  # seconds
_LOOKS = 2  # at a time


class _Waiting(NamedTuple):
    """A unit that waits, and who waits for it."""

    unit: Unit[object]
    future: asyncio.Future[object]


class _Ran(NamedTuple):
    """A unit that was run: what it returned, or what it raised."""

    future: asyncio.Future[object]
    result: object
    error: Exception | None


class Store:
    """One open store. `run` and `look` are the only ways to it."""

    def __init__(self, path: Path, ring: KeyRing, clock: Clock) -> None:
        self._path, self._ring, self._clock = path, ring, clock
        self._open = AsyncExitStack()
        self._waiting: deque[_Waiting] = deque()
        self._wake = asyncio.Event()
        self._looks = asyncio.Semaphore(_LOOKS)
        self._closing = False
        self._writer: asyncio.Task[None] | None = None
        self.note_batch: Callable[[float, bool], object] = _nobody  # seconds; whether it went well

    @property
    def whereabouts(self) -> tuple[Path, KeyRing, Clock]:
        """Where it lies, its secrets, its clock: for a process of this program that looks into it."""
        return self._path, self._ring, self._clock

    @property
    def clock(self) -> Clock:
        """Its clock."""
        return self._clock

    def now(self) -> float:
        """Return the time of its clock, in seconds since 1970."""
        return self._clock.now().timestamp()

    @property
    def writer(self) -> asyncio.Task[None]:
        """The task that writes. It ends with the store only."""
        if self._writer is None:
            raise StoreFaultError("the store is not open")
        return self._writer

    async def __aenter__(self) -> Self:
        database = await self._open.enter_async_context(opened(self._path))
        self._writer = asyncio.create_task(self._write_forever(database), name="store writer")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Write what waits, then close: a commit is never cancelled."""
        self._closing = True
        self._wake.set()
        try:
            if self._writer:
                await self._writer
        finally:
            await self._open.aclose()

    async def run(self, unit: Unit[T]) -> T:
        """Run one unit of work and return its result once it is on the disk.

        Raise StoreFaultError when the database could not do it (nothing of the unit is kept), and whatever
        the unit itself raises (nothing of it is kept either).
        """
        return await self.submit(unit)

    async def surely(self, unit: Unit[T]) -> T:
        """Run a unit of work again and again while the database cannot do it."""
        backoff = BackOff(_FAULT_PAUSE, _LONGEST_FAULT_PAUSE)
        while True:
            try:
                return await self.run(unit)
            except StoreFaultError as error:
                log.error("the store cannot do its work: %s", error)  # noqa: TRY400
                await asyncio.sleep(backoff.grown())

    def submit(self, unit: Unit[T]) -> asyncio.Future[T]:
        """Hand in one unit of work; the future ends as `run` does. Units end in the order of handing in."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        if self._closing:
            future.set_exception(StoreFaultError("the store is closed"))
        else:
            self._waiting.append(_Waiting(unit, future))  # type: ignore[arg-type]
            self._wake.set()
        return future

    async def look(self, question: Unit[T]) -> T:
        """Return what `question` finds in the store as it stands; it may take long, and holds up nobody.

        It runs in a thread, on a connection that cannot write. Raise StoreFaultError as `run` does.
        """
        async with self._looks:
            return await look(self._path, self._ring, self._clock, question)

    async def _write_forever(self, database: Handover) -> None:
        while not self._closing or self._waiting:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._write_batch(database)

    async def _write_batch(self, database: Handover) -> None:
        """Run some of the units that wait, commit, and tell whoever waits for them."""
        ran: list[_Ran] = []
        began = monotonic()
        try:
            await database.run(lambda connection: self._run_units(connection, ran))
        except (sqlite3.Error, StoreFaultError) as error:
            self.note_batch(monotonic() - began, False)  # noqa: FBT003 - positions of a callback
            self._give_up(ran, error)
        else:
            self.note_batch(monotonic() - began, True)  # noqa: FBT003
            _tell(ran)

    def _run_units(self, connection: sqlite3.Connection, ran: list[_Ran]) -> None:
        """Run units in one transaction, for a while; in aiosqlite's thread."""
        _begin(connection)
        transaction = of_store(connection, self._ring, self._clock)
        until = monotonic() + _BATCH_SECONDS
        while self._waiting and monotonic() < until:
            unit, future = self._waiting.popleft()
            if not future.cancelled():
                ran.append(_run_unit(transaction, unit, future))
                if not connection.in_transaction:
                    # SQLite ends the whole transaction on a full disk only: the others are lost, too.
                    raise StoreFaultError("the disk is full: make room on it")

    def _give_up(self, ran: list[_Ran], error: sqlite3.Error | StoreFaultError) -> None:
        """Tell whoever has a unit in this batch that nothing of it was kept."""
        fault = error if isinstance(error, StoreFaultError) else StoreFaultError(in_words(error))
        if not ran:
            self._give_up_waiting(fault)
        _tell([one if one.error else one._replace(error=fault) for one in ran])

    def _give_up_waiting(self, fault: StoreFaultError) -> None:
        """Nothing was begun: tell whoever waits first, who may come again; at the end everybody."""
        while self._waiting:
            future = self._waiting.popleft().future
            if not future.done():
                future.set_exception(fault)
                if not self._closing:
                    return


def _nobody(_: float, __: bool) -> None:  # noqa: FBT001
    """Whoever wants to know how long batches take puts a function of their own in this place."""


def _begin(connection: sqlite3.Connection) -> None:
    until = monotonic() + LOCK_PATIENCE
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_LOCK_PAUSE)
        else:
            return


def _run_unit(transaction: Transaction, unit: Unit[object], future: asyncio.Future[object]) -> _Ran:
    """Run one unit in a part of its own. Whatever goes wrong, whoever waits for it is told in the end."""
    try:
        with transaction.part():
            return _Ran(future, unit(transaction), None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it goes to who handed in the unit
        return _Ran(future, None, StoreFaultError(in_words(error)) if is_fault(error) else error)


async def look(path: Path, ring: KeyRing, clock: Clock, question: Unit[T]) -> T:
    """Return what `question` finds in the store at `path`; see `Store.look`."""

    def looked(connection: sqlite3.Connection) -> T:
        connection.execute("BEGIN")  # all that it reads is of one moment
        return question(of_store(connection, ring, clock))

    try:
        async with opened(path, reads_only=True) as database:
            return await database.run(looked)
    except sqlite3.Error as error:
        if is_fault(error):
            raise StoreFaultError(in_words(error)) from None
        raise


def _tell(ran: list[_Ran]) -> None:
    for future, result, error in ran:
        if future.done():
            continue
        if error:
            future.set_exception(error)
        else:
            future.set_result(result)


def is_fault(error: Exception) -> TypeGuard[sqlite3.DatabaseError]:
    """Tell a store that cannot (locked, full, damaged) from a statement that is wrong."""
    wrong = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, wrong):
        return False
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF != sqlite3.SQLITE_ERROR
