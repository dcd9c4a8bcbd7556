"""What is PostgreSQL's own: its schema, its errors, its locks, a server that goes away."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from types import NoneType
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.errors import ConfigurationError
from bot.settings import Environment
from bot.store import sqlite
from bot.store.address import PostgresAddress, address_in
from bot.store.connection import Store
from bot.store.engines import engine_of
from bot.store.failures import DatabaseError, StoreFaultError
from bot.store.handover import connect as sqlite_connect
from bot.store.keyring import KeyRing
from bot.store.meta import Meta
from bot.store.opening import exists, prepare, transaction
from bot.store.postgresql import schema
from bot.store.postgresql.dialect import translated
from tests.store.schemas import Schema, of_postgresql, of_sqlite
from tests.store.test_plans import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.store.port import Connection
    from bot.store.transaction import Transaction
    from tests.postgres import Server

KEYS = KeyRing(b"k" * 32)


@pytest.fixture
def server(postgres: Server) -> Iterator[PostgresAddress]:
    address = postgres.with_schema()
    yield address
    postgres.give_back(address)


@pytest.fixture
def connection(server: PostgresAddress) -> Iterator[Connection]:
    with closing(engine_of(server).connect()) as opened:
        yield opened


# -- the schema


def test_both_schemas_are_of_the_same_version() -> None:
    assert schema.number_of(schema.migrations()[-1]) == len(sqlite.migrations())


@pytest.mark.parametrize("part", Schema._fields)
def test_both_schemas_have_the_same(part: str, connection: Connection, tmp_path: Path) -> None:
    with closing(sqlite_connect(tmp_path / "x.db")) as file:
        sqlite.migrate(file)
        assert getattr(of_postgresql(connection), part) == getattr(of_sqlite(file), part)


def test_two_processes_that_start_together_make_one_schema(postgres: Server) -> None:
    address = postgres.empty()
    assert not exists(address)
    with ThreadPoolExecutor(3) as threads:
        done = list(threads.map(lambda _: prepare(address, KEYS), range(3)))
    assert sorted(map(len, done)) == [0, 0, len(schema.migrations())]
    assert exists(address)


def test_a_migration_that_fails_leaves_nothing(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "0001_bad.sql"
    bad.write_text("CREATE TABLE a (x INT); CREATE TABLE a (x INT);")
    monkeypatch.setattr(schema, "migrations", lambda: [bad])
    address = postgres.empty()
    with pytest.raises(DatabaseError):
        prepare(address, KEYS)
    assert not exists(address)


# -- statements


def test_it_takes_every_statement_of_the_stores(connection: Connection) -> None:
    for number, case in enumerate(ALL):
        names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", translated(case.sql))))
        places = {name: f"${place}" for place, name in enumerate(names, 1)}
        try:
            connection.execute(f"PREPARE s{number} AS {translated(case.sql) % places}")
        except DatabaseError as error:
            pytest.fail(f"{case.title}: {error}")


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT :a, ':b', x::int -- :c", "SELECT %(a)s, ':b', x::int -- :c"),
        ("SELECT '%', 5 % :n", "SELECT '%%', 5 %% %(n)s"),
        ("SELECT 'it''s :no' WHERE x = ?", "SELECT 'it''s :no' WHERE x = %s"),
    ],
)
def test_names_are_put_into_psycopgs_form_and_texts_stay(sql: str, expected: str) -> None:
    assert translated(sql) == expected


def test_values_come_back_as_from_sqlite(connection: Connection) -> None:
    row = connection.execute(
        "SELECT sum(n) AS whole, avg(n) AS half, bool_or(n = 1) AS flag, CAST(:blob AS bytea) AS blob"
        " FROM (VALUES (CAST(1 AS bigint)), (:two)) AS v (n)",
        {"two": 2, "blob": b"\x00"},
    ).fetchone()
    assert tuple(row) == (3, 1.5, 1, b"\x00")
    assert [type(one) for one in row] == [int, float, int, bytes]
    assert (row["whole"], row[0], row.keys()) == (3, 3, ["whole", "half", "flag", "blob"])


def test_flags_are_stored_as_numbers(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO chats (chat_id, language, first_seen, reachable) VALUES (:id, 'id', 't', :flag)",
        {"id": -1001234567890, "flag": False},
    )
    assert tuple(connection.execute("SELECT chat_id, reachable FROM chats").fetchone()) == (-1001234567890, 0)


def test_an_error_tells_nothing_of_the_values(connection: Connection) -> None:
    for statement in ("INSERT INTO meta VALUES (:one, 'x'), (:one, 'y')", "SELECT CAST(:one AS bigint)"):
        with pytest.raises(DatabaseError) as raised:
            connection.execute(statement, {"one": "rahasia"})
        assert "rahasia" not in str(raised.value)
        assert raised.value.__cause__ is None
        assert raised.value.__suppress_context__


async def test_a_unit_that_passes_over_a_failed_statement_is_told_and_harms_no_other(
    server: PostgresAddress,
) -> None:
    def passes_over(tx: Transaction) -> None:
        Meta(tx).put("bad", "x")
        with suppress(DatabaseError):
            tx.connection.execute("SELECT nothing FROM nowhere")

    prepare(server, KEYS)
    async with Store(server, KEYS, Clock()) as store:
        units = (partial(_put, value="1"), passes_over, lambda tx: Meta(tx).put("b", "2"))
        found = await asyncio.gather(*(store.run(unit) for unit in units), return_exceptions=True)
        assert [type(one) for one in found] == [NoneType, StoreFaultError, NoneType]
        kept = await store.run(lambda tx: [Meta(tx).get(key) for key in ("a", "bad", "b")])
        assert kept == ["1", None, "2"]


def test_parts_within_parts_are_undone_alone_or_together(server: PostgresAddress) -> None:
    with transaction(server, KEYS, Clock()) as tx:
        with tx.part(), tx.part():
            pass
        with tx.part():
            Meta(tx).put("a", "1")
            with suppress(ZeroDivisionError), tx.part():
                Meta(tx).put("a", "2")
                raise ZeroDivisionError
            with tx.part():
                Meta(tx).put("b", "1")
        with suppress(ZeroDivisionError), tx.part():
            with tx.part():
                Meta(tx).put("b", "2")
            raise ZeroDivisionError
    with transaction(server, KEYS, Clock(), reads=True) as tx:
        assert [Meta(tx).get(key) for key in ("a", "b")] == ["1", "1"]


# -- addresses


def test_an_address_tells_no_password() -> None:
    address = address_in("postgresql://payung:geheim@db.example:5433/payung?sslmode=require")
    assert str(address) == "postgresql://db.example:5433/payung"
    assert "geheim" not in repr(address)


def test_without_the_extra_a_server_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.address.find_spec", lambda _: None)
    with pytest.raises(ConfigurationError, match=r"payung\[postgres\]"):
        Environment({"PAYUNG_DATABASE_URL": "postgresql://x/y"}).database()


def test_a_server_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    nowhere = PostgresAddress(f"postgresql://postgres@/x?host={tmp_path}")
    with pytest.raises(StoreFaultError, match="cannot be reached"):
        exists(nowhere)


# -- locks


async def opened(address: PostgresAddress) -> Store:
    return await Store(address, KEYS, Clock()).__aenter__()


async def test_a_lane_is_one_processs_until_it_leaves_it(server: PostgresAddress) -> None:
    prepare(server, KEYS)
    async with Store(server, KEYS, Clock()) as one, Store(server, KEYS, Clock()) as other:
        assert await one.run(lambda tx: tx.claims.take(-100))
        assert await one.run(lambda tx: tx.claims.take(-100))
        assert not await other.run(lambda tx: tx.claims.take(-100))
        assert await other.run(lambda tx: tx.claims.take(7))
        assert await one.run(lambda tx: set(tx.claims.taken())) == {-100, 7}
        assert await one.run(lambda tx: set(tx.claims.held())) == {-100}
        await one.run(lambda tx: tx.claims.leave(-100))
        assert await other.run(lambda tx: tx.claims.take(-100))


async def test_one_leads_and_at_its_end_the_next(server: PostgresAddress) -> None:
    prepare(server, KEYS)
    async with Store(server, KEYS, Clock()) as other:
        async with Store(server, KEYS, Clock()) as one:
            assert await one.run(lambda tx: tx.claims.lead())
            assert await one.run(lambda tx: tx.claims.lead())
            assert not await other.run(lambda tx: tx.claims.lead())
        assert await other.run(lambda tx: tx.claims.lead())


def cut_off_all(tx: Transaction) -> None:
    tx.connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def test_a_lost_connection_ends_the_writer_and_whoever_waits_is_told(server: PostgresAddress) -> None:
    prepare(server, KEYS)
    async with Store(server, KEYS, Clock()) as healthy:
        store = await opened(server)
        await store.run(lambda tx: tx.claims.take(1))
        await healthy.run(cut_off_all)
        waiting = [store.submit(partial(_put, value=str(n))) for n in range(3)]
        found = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(one) for one in found} == {StoreFaultError}
        with pytest.raises(StoreFaultError, match="lost"):
            await store.writer
        with pytest.raises(StoreFaultError, match="closed"):
            await store.run(lambda tx: Meta(tx).get("a"))
        with pytest.raises(StoreFaultError):
            await store.__aexit__()
        assert await healthy.run(lambda tx: tx.claims.take(1))
        assert await healthy.run(lambda tx: Meta(tx).get("a")) is None


def _put(tx: Transaction, value: str) -> None:
    Meta(tx).put("a", value)


async def test_looks_go_on_after_their_connections_were_cut(server: PostgresAddress) -> None:
    prepare(server, KEYS)
    async with Store(server, KEYS, Clock()) as store:
        await store.look(lambda tx: Meta(tx).get("a"))
        await store.run(cut_off_all)
        assert await store.look(lambda tx: Meta(tx).get("a")) is None
