"""A store that moves to a server: all of it or nothing, and the same."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.errors import RequestError
from bot.folders import ROOT
from bot.store import moving
from bot.store.address import url_of
from bot.store.audit import AuditTrail
from bot.store.engines import engine_of
from bot.store.failures import StatementError, StoreInUseError, WrongKeyError
from bot.store.keyring import KeyRing
from bot.store.meta import Meta
from bot.store.moving import digest, move, tables
from bot.store.opening import only_process, transaction
from tests.conversation import Town
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.resources import Resources
    from bot.store.address import PostgresAddress
    from bot.store.moving import Kept
    from bot.store.port import Connection
    from tests.postgres import Server

KEYS = KeyRing(b"k" * 32)
OWN = {"meta", "audit", "key_generations"}  # whose rows mean something to the store itself
CHOSEN = {("turns", "state"): "done", ("answers", "sealed_value"): None, ("registrations", "stage"): "draft"}


@pytest.fixture
def target(postgres: Server) -> Iterator[PostgresAddress]:
    address = postgres.with_schema()
    yield address
    postgres.give_back(address)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a store with rows in every table."""
    path = tmp_path / "payung.db"
    with transaction(path, KEYS, Clock()) as tx:
        for table in tables():
            for number in () if table.name in OWN else (1, 2):
                put(tx.connection, table, number)
        Meta(tx).put("sealed", tx.keys.seal("meta", "value", "sealed", "rahasia").hex())
        tx.audit("cli", "one")
        tx.audit("cli", "two")
    return path


def put(connection: Connection, table: Kept, number: int) -> None:
    """Put a row into a table, whose values are of the kind of their columns and fit those of other tables."""
    kinds = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
    made = {"TEXT": f"k{number}", "INTEGER": number, "BLOB": b"\x00\xff%d" % number, "REAL": number + 0.5}
    values = {row["name"]: CHOSEN.get((table.name, row["name"]), made[row["type"]]) for row in kinds}
    names = ", ".join(f":{name}" for name in values)
    connection.execute(
        f"INSERT INTO {table.name} ({', '.join(values)}) VALUES ({names}) ON CONFLICT DO NOTHING",  # noqa: S608
        values,
    )


def rows_in(address: PostgresAddress) -> dict[str, int]:
    with closing(engine_of(address).connect()) as connection:
        return {table.name: found for table in tables() if (found := digest(connection, table).rows)}


def test_every_row_of_every_table_arrives_as_it_was(source: Path, target: PostgresAddress) -> None:
    moved = move(source, target, KEYS, Clock())
    assert {name for name, one in moved.items() if one.rows < 2} == {"key_generations"}
    with transaction(target, KEYS, Clock(), reads=True) as tx:
        assert [one.action for one in AuditTrail(tx).entries()] == ["one", "two", "move"]
        assert AuditTrail(tx).first_broken() is None
        sealed = bytes.fromhex(Meta(tx).get("sealed") or "")
        assert tx.keys.unseal("meta", "value", "sealed", sealed) == "rahasia"


def test_after_it_numbers_go_on_and_triggers_work(source: Path, target: PostgresAddress) -> None:
    with transaction(source, KEYS, Clock()) as tx:
        tx.connection.execute("DELETE FROM announcements WHERE id = 2")  # its number is never given out again
    move(source, target, KEYS, Clock())
    with transaction(target, KEYS, Clock()) as tx:
        added = tx.connection.execute(
            "INSERT INTO announcements (action, kind, state, message, audience, written_by, created_at)"
            " VALUES ('send', 'news', 'draft', '', '', 1, 't') RETURNING id"
        ).fetchone()
        assert added["id"] == 3
        tx.connection.execute("DELETE FROM unexported")
        tx.connection.execute("UPDATE registrations SET stage = 'accepted' WHERE id = 'k1'")
        assert [row["registration_id"] for row in tx.connection.execute("SELECT * FROM unexported")] == ["k1"]
        with pytest.raises(StatementError, match="never changed"), tx.part():
            tx.connection.execute("UPDATE ledger_entries SET rupiah = 0")
        tx.audit("cli", "three")
        assert AuditTrail(tx).missing_from() is None


def test_while_the_bot_runs_nothing_is_moved(source: Path, target: PostgresAddress) -> None:
    with only_process(source), pytest.raises(StoreInUseError):
        move(source, target, KEYS, Clock())
    assert rows_in(target) == {}


def test_into_a_store_that_is_not_empty_nothing_is_moved(source: Path, target: PostgresAddress) -> None:
    with transaction(target, KEYS, Clock()) as tx:
        Meta(tx).put("bot_name", "payung_contoh_bot")
    before = rows_in(target)
    with pytest.raises(RequestError, match="not empty: meta"):
        move(source, target, KEYS, Clock())
    assert rows_in(target) == before


def test_with_another_key_nothing_is_moved(source: Path, target: PostgresAddress) -> None:
    with pytest.raises(WrongKeyError):
        move(source, target, KeyRing(b"o" * 32), Clock())
    assert rows_in(target) == {}


@pytest.mark.parametrize(
    "damage", ["UPDATE audit SET action = 'x' WHERE seq = 1", "DELETE FROM audit WHERE seq = 2"]
)
def test_with_a_broken_audit_trail_nothing_is_moved(
    source: Path, target: PostgresAddress, damage: str
) -> None:
    with transaction(source, KEYS, Clock()) as tx:
        tx.connection.execute(damage)
    with pytest.raises(RequestError, match="audit trail is broken"):
        move(source, target, KEYS, Clock())
    assert rows_in(target) == {}


def test_where_a_row_would_arrive_otherwise_nothing_is_moved(source: Path, target: PostgresAddress) -> None:
    with transaction(source, KEYS, Clock()) as tx:
        tx.connection.execute("UPDATE gaps SET text = 'a text where bytes belong' WHERE id = 'k1'")
    with pytest.raises(RequestError, match="rows of gaps"):
        move(source, target, KEYS, Clock())
    assert rows_in(target) == {}


def test_a_fault_in_the_middle_leaves_the_target_empty_and_it_can_be_moved_again(
    source: Path, target: PostgresAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, copied = moving._copy, []

    def fails(here: Connection, there: Connection, table: Kept) -> None:
        copied.append(table)
        if len(copied) == 40:
            raise OSError("the disk is gone")
        copy(here, there, table)

    monkeypatch.setattr(moving, "_copy", fails)
    with pytest.raises(OSError, match="disk"):
        move(source, target, KEYS, Clock())
    assert rows_in(target) == {}
    monkeypatch.undo()
    move(source, target, KEYS, Clock())
    assert rows_in(target)["answers"] == 2


def test_who_was_in_the_middle_of_a_conversation_goes_on_there(
    resources: Resources, tmp_path: Path, target: PostgresAddress
) -> None:
    before = Town(resources, tmp_path, {})
    before.person(1001).registers()
    before.person(1002).at("nik")
    exported, key = before.exported(), before.environment["PAYUNG_SECRET_KEY"]
    before.close()
    moved = {"PAYUNG_DATABASE_URL": url_of(target), "PAYUNG_SECRET_KEY": key}
    before.payung("move", "--to", url_of(target))
    after = Town(resources, tmp_path, moved)
    after.world, after.acts = before.world, before.acts
    after.restarts()
    assert after.exported() == exported
    after.person(1002).says("6106015708809001").sees("Is it right?")
    after.close()


def test_a_backup_of_a_server_comes_back_as_a_file_without_what_was_erased_since(
    resources: Resources, tmp_path: Path, target: PostgresAddress
) -> None:
    town = Town(resources, tmp_path, {"PAYUNG_DATABASE_URL": url_of(target)})
    for person in (1001, 1003):
        town.person(person).registers()
    head = town.payung("backup", tmp_path / "backup").strip()
    first, second = town.exported()
    town.payung("erase", first["registration"])
    town.close()
    town.environment["PAYUNG_DATABASE_URL"] = f"sqlite:///{tmp_path / 'brought-back.db'}"
    assert "1 erasures" in town.payung("restore", tmp_path / "backup")
    assert town.exported() == [second]
    town.payung("check", "--audit-head", head)


def test_it_moves_to_a_server_only(
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PAYUNG_DATABASE_URL", url_of(source))
    assert command("move", "--to", "sqlite:///other.db") == 2
    assert "--to: must be postgresql://" in capsys.readouterr().err


@pytest.mark.long
async def test_killed_in_the_middle_it_leaves_the_target_empty(source: Path, target: PostgresAddress) -> None:
    with transaction(source, KEYS, Clock()) as tx:
        for number in range(20_000):
            Meta(tx).put(f"many-{number}", "x" * 100)
    environment = {
        **os.environ, "PAYUNG_DATABASE_URL": url_of(source),
        "PAYUNG_SECRET_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
    }  # fmt: skip
    arguments = [sys.executable, "-m", "bot", "move", "--to", target.url]
    process = await asyncio.create_subprocess_exec(*arguments, env=environment, cwd=ROOT)
    with closing(engine_of(target).connect()) as other:
        under_way = "SELECT 1 AS one FROM pg_stat_activity WHERE query LIKE 'INSERT INTO meta%'"
        await until(lambda: other.execute(under_way).fetchone())
    process.kill()
    await process.wait()
    assert rows_in(target) == {}
    again = await asyncio.create_subprocess_exec(*arguments, env=environment, cwd=ROOT)
    assert await again.wait() == 0
    assert rows_in(target)["meta"] == 20_002
