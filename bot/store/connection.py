"""The store of a running bot: units of work that share commits, and looks that hold up nobody.

A unit of work is a plain function: it gets a Transaction, runs its statements and checks, awaits nothing.
Units that wait together share a COMMIT, each inside its own SAVEPOINT, and each caller resumes only after
that COMMIT. A batch runs in a thread of the database's, in one hop: docs/decisions/0002 has the figures.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from bot.backoff import BackOff
from bot.store.engines import engine_of
from bot.store.failures import DatabaseError, StoreFaultError, in_words, is_fault
from bot.store.transaction import Transaction, of_store

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.store.address import Whereabouts
    from bot.store.engine import Engine
    from bot.store.keyring import KeyRing
    from bot.store.port import Connection, Opened

log = logging.getLogger(__name__)
T = TypeVar("T")
Unit = Callable[[Transaction], T]

_BATCH_SECONDS = 0.02  # how long units run before they are committed: the longer, the more share a commit
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

    def __init__(self, where: Whereabouts, ring: KeyRing, clock: Clock) -> None:
        self._where, self._ring, self._clock = where, ring, clock
        self._engine = engine_of(where)
        self._database: Opened | None = None
        self._open = AsyncExitStack()
        self._waiting: deque[_Waiting] = deque()
        self._wake = asyncio.Event()
        self._looks = asyncio.Semaphore(_LOOKS)
        self._closing = False
        self._writer: asyncio.Task[None] | None = None
        self.note_batch: Callable[[float, bool], object] = _nobody  # seconds; whether it went well

    @property
    def whereabouts(self) -> tuple[Whereabouts, KeyRing, Clock]:
        """Where it lies, its secrets, its clock: for a process of this program that looks into it."""
        return self._where, self._ring, self._clock

    @property
    def is_shared(self) -> bool:
        """Whether other processes may run on the same store."""
        return self._engine.is_shared

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
        self._database = database = await self._open.enter_async_context(self._engine.opened())
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
        if self._database is None:
            raise StoreFaultError("the store is not open")
        async with self._looks:
            return await _found(self._database, self._ring, self._clock, question)

    async def _write_forever(self, database: Opened) -> None:
        while not self._closing or self._waiting:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._write_batch(database)
                if database.is_lost:
                    self._end()

    def _end(self) -> None:
        """End the writer: what this process had to itself may be another's by now. Raise StoreFaultError."""
        self._closing = True
        fault = StoreFaultError("the connection to the database is lost")
        self._give_up_waiting(fault)
        raise fault

    async def _write_batch(self, database: Opened) -> None:
        """Run some of the units that wait, commit, and tell whoever waits for them."""
        ran: list[_Ran] = []
        began = monotonic()
        try:
            await database.run(lambda connection: self._run_units(connection, ran))
        except (DatabaseError, StoreFaultError) as error:
            self.note_batch(monotonic() - began, False)  # noqa: FBT003 - positions of a callback
            self._give_up(ran, error)
        else:
            self.note_batch(monotonic() - began, True)  # noqa: FBT003
            _tell(ran)

    def _run_units(self, connection: Connection, ran: list[_Ran]) -> None:
        """Run units in one transaction, for a while; in a thread of the database's."""
        connection.begin()
        transaction = of_store(connection, self._ring, self._clock)
        until = monotonic() + _BATCH_SECONDS
        while self._waiting and monotonic() < until:
            unit, future = self._waiting.popleft()
            if not future.cancelled():
                ran.append(_run_unit(transaction, unit, future))
                if not connection.in_transaction:
                    # SQLite ends the whole transaction on a full disk, a server does as it goes away.
                    raise StoreFaultError(connection.why_ended)

    def _give_up(self, ran: list[_Ran], error: DatabaseError | StoreFaultError) -> None:
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


def _run_unit(transaction: Transaction, unit: Unit[object], future: asyncio.Future[object]) -> _Ran:
    """Run one unit in a part of its own. Whatever goes wrong, whoever waits for it is told in the end."""
    try:
        with transaction.part():
            return _Ran(future, unit(transaction), None)
    except Exception as error:  # noqa: BLE001 - whatever it is, it goes to who handed in the unit
        return _Ran(future, None, _told(error))


async def look(where: Whereabouts, ring: KeyRing, clock: Clock, question: Unit[T]) -> T:
    """Return what `question` finds in the store at `where`; see `Store.look`."""
    return await _found(engine_of(where), ring, clock, question)


async def _found(database: Opened | Engine, ring: KeyRing, clock: Clock, question: Unit[T]) -> T:
    try:
        return await database.look(lambda connection: question(of_store(connection, ring, clock)))
    except DatabaseError as error:
        raise _told(error) from None


def _told(error: Exception) -> Exception:
    """Return an error as whoever handed in the unit is told it: a fault of the database in plain words."""
    fault = isinstance(error, DatabaseError) and is_fault(error)
    return StoreFaultError(in_words(error)) if fault else error


def _tell(ran: list[_Ran]) -> None:
    for future, result, error in ran:
        if future.done():
            continue
        if error:
            future.set_exception(error)
        else:
            future.set_result(result)
