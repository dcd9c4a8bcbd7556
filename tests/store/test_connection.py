"""The writer: units of work, shared commits, faults."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import Clock
from bot.store.connection import Store
from bot.store.engines import engine_of
from bot.store.failures import DatabaseError, StoreFaultError
from bot.store.keyring import KeyRing
from bot.store.meta import Meta
from bot.store.opening import prepare
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.store.address import Whereabouts
    from bot.store.port import Connection
    from bot.store.transaction import Transaction

KEYS = KeyRing(b"k" * 32)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a store of SQLite's, for what only files have."""
    path = tmp_path / "payung.db"
    prepare(path, KEYS)
    return path


@pytest.fixture
async def store(database: Whereabouts) -> AsyncIterator[Store]:
    prepare(database, KEYS)
    async with Store(database, KEYS, Clock()) as running:
        yield running


@pytest.fixture
async def in_file(file: Path) -> AsyncIterator[Store]:
    async with Store(file, KEYS, Clock()) as running:
        yield running


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait long for another process."""
    monkeypatch.setattr("bot.store.handover.LOCK_PATIENCE", 0.1)
    monkeypatch.setattr("bot.store.postgresql.connection.LOCK_PATIENCE", 0.1)


@contextmanager
def other_process(database: Whereabouts) -> Iterator[Connection]:
    """Give a connection of somebody else's, in the middle of writing."""
    with closing(engine_of(database).connect()) as other:
        other.begin()
        yield other


def put(tx: Transaction, key: str, value: str = "x") -> None:
    Meta(tx).put(key, value)


def get(tx: Transaction, key: str) -> str | None:
    return Meta(tx).get(key)


async def test_what_a_unit_wrote_is_on_the_disk_when_it_returns(store: Store, database: Whereabouts) -> None:
    await store.run(lambda tx: put(tx, "a"))
    with closing(engine_of(database).connect()) as other:
        assert other.execute("SELECT value FROM meta WHERE key = 'a'").fetchone()[0] == "x"


async def test_a_unit_that_fails_leaves_nothing_and_harms_no_other(store: Store) -> None:
    def fails(tx: Transaction) -> None:
        put(tx, "bad")
        raise ZeroDivisionError

    results = await asyncio.gather(
        store.run(lambda tx: put(tx, "one")),
        store.run(fails),
        store.run(lambda tx: put(tx, "two")),
        return_exceptions=True,
    )
    assert isinstance(results[1], ZeroDivisionError)
    for key, value in (("one", "x"), ("bad", None), ("two", "x")):
        assert await store.run(partial(get, key=key)) == value


async def test_units_that_wait_together_run_in_order(store: Store) -> None:
    await asyncio.gather(*(store.run(partial(put, key="last", value=str(n))) for n in range(200)))
    assert await store.run(lambda tx: get(tx, "last")) == "199"


async def test_units_that_wait_together_share_a_commit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kind: Any = type(await store.run(lambda tx: tx.connection))
    batches = []
    begin = kind.begin

    def counted(connection: Connection, *, reads: bool = False) -> None:
        batches.append(connection)
        begin(connection, reads=reads)

    monkeypatch.setattr(kind, "begin", counted)
    begun, come = threading.Event(), threading.Event()

    def takes_long(_: Transaction) -> None:
        begun.set()
        assert come.wait(60)

    first = store.submit(takes_long)
    await asyncio.to_thread(begun.wait, 60)
    waiting = [store.submit(partial(put, key=str(n))) for n in range(50)]
    come.set()
    await asyncio.gather(first, *waiting)
    assert len(batches) <= 3


async def test_a_locked_database_is_a_fault_that_may_pass(
    impatient: None, store: Store, database: Whereabouts
) -> None:
    with other_process(database) as other:
        with pytest.raises(StoreFaultError):
            await store.run(lambda tx: put(tx, "a"))
        other.execute("ROLLBACK")
    await store.run(lambda tx: put(tx, "a"))


async def test_a_full_disk_is_a_fault_and_the_next_unit_works_again(in_file: Store) -> None:
    connection = await in_file.run(lambda tx: tx.connection)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFaultError):
        await in_file.run(lambda tx: put(tx, "big", "x" * 500_000))
    connection.execute("PRAGMA max_page_count=1000000")
    await in_file.run(lambda tx: put(tx, "big", "x" * 500_000))


async def test_a_wrong_statement_is_no_fault_of_the_store(store: Store) -> None:
    with pytest.raises(DatabaseError):
        await store.run(lambda tx: tx.connection.execute("SELECT nothing FROM nowhere"))


async def test_whoever_gives_up_waiting_takes_nobody_along(store: Store) -> None:
    waiting = asyncio.create_task(store.run(lambda tx: put(tx, "a")))
    waiting.cancel()
    await store.run(lambda tx: put(tx, "b"))
    assert await store.run(lambda tx: get(tx, "b")) == "x"


async def test_whoever_looks_cannot_write(store: Store) -> None:
    with pytest.raises((StoreFaultError, DatabaseError)):
        await store.look(lambda tx: put(tx, "a"))
    assert await store.run(lambda tx: get(tx, "a")) is None


async def test_units_and_looks_run_in_threads_of_the_database_and_leave_none_behind(
    database: Whereabouts,
) -> None:
    prepare(database, KEYS)
    async with Store(database, KEYS, Clock()) as store:
        for where in (store.run, store.look):
            name = await where(lambda _: threading.current_thread())
            assert name is not threading.main_thread()
    await only_this_thread_is_left()


async def test_what_waits_when_the_store_is_closed_is_written(database: Whereabouts) -> None:
    prepare(database, KEYS)
    async with Store(database, KEYS, Clock()) as store:
        waiting = [store.submit(partial(put, key=str(n))) for n in range(5)]
    assert all(one.done() and not one.exception() for one in waiting)
    with pytest.raises(StoreFaultError):
        await store.run(lambda tx: put(tx, "late"))


async def test_a_store_that_cannot_be_opened_says_so_and_leaves_no_thread_behind(tmp_path: Path) -> None:
    (tmp_path / "rubbish.db").write_bytes(b"this is no database" * 100)
    for path in (tmp_path / "rubbish.db", tmp_path / "nowhere" / "payung.db"):
        with pytest.raises(StoreFaultError):
            await Store(path, KEYS, Clock()).__aenter__()
    await only_this_thread_is_left()


async def only_this_thread_is_left() -> None:
    """Wait until threads that were told to end have ended: one that has not would keep the process alive."""
    await until(lambda: threading.enumerate() == [threading.main_thread()])


async def test_a_unit_whose_transaction_ended_unseen_is_told_and_harms_no_later_one(store: Store) -> None:
    with pytest.raises((StoreFaultError, DatabaseError)):
        async with asyncio.timeout(60):
            await store.run(lambda tx: tx.connection.execute("ROLLBACK"))
    await store.run(lambda tx: put(tx, "a"))
    assert await store.run(lambda tx: get(tx, "a")) == "x"


async def test_closing_beside_another_process_that_holds_the_store_does_not_wait_for_each_unit(
    impatient: None, database: Whereabouts
) -> None:
    prepare(database, KEYS)
    with other_process(database):
        async with asyncio.timeout(20), Store(database, KEYS, Clock()) as store:
            waiting = [store.submit(partial(put, key=str(n))) for n in range(400)]
    assert all(isinstance(one.exception(), StoreFaultError) for one in waiting)
