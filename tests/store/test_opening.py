"""Opening: migrations, the key, the lock, file modes."""

from __future__ import annotations

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.errors import ConfigurationError
from bot.store.audit import AuditTrail
from bot.store.engines import engine_of
from bot.store.failures import (
    DatabaseError,
    NewerSchemaError,
    StoreFaultError,
    StoreInUseError,
    WrongKeyError,
)
from bot.store.handover import connect
from bot.store.keyring import KeyRing
from bot.store.meta import Meta
from bot.store.opening import only_process, prepare, transaction
from bot.store.sqlite import migrate, migrations, split

if TYPE_CHECKING:
    from bot.store.address import Whereabouts

KEYS = KeyRing(b"k" * 32)


def test_a_new_store_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "payung.db"
    prepare(path, KEYS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_migrations_are_applied_once(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "x.db")) as connection:
        assert len(migrate(connection)) == len(migrations())
        assert migrate(connection) == []


def test_what_waited_before_there_was_a_queue_waits_in_it(tmp_path: Path) -> None:
    columns = "id, chat_id, stage, consent_version, consent_at, created_at, touched_at, submitted_at"
    with closing(connect(tmp_path / "x.db")) as connection:
        for step in migrations()[:11]:
            for statement in split(step.read_text(encoding="utf-8")):
                connection.execute(statement)
        connection.execute("PRAGMA user_version=11")
        for one, stage in (("a", "submitted"), ("b", "closed"), ("c", "in_review"), ("d", "draft")):
            values = (one, 1, stage, "1", "t", "t", "t2", None if stage == "draft" else "t1")
            connection.execute(f"INSERT INTO registrations ({columns}) VALUES (?,?,?,?,?,?,?,?)", values)  # noqa: S608
            connection.execute(
                "INSERT INTO stage_changes (registration_id, stage, at) VALUES (?,?,'t')", (one, stage)
            )
        audience = '{"not": {"stage": ["closed"]}, "payer": ["self"]}'
        connection.execute(
            "INSERT INTO audiences (name, audience, saved_by, at) VALUES (x'00', ?, 1, 't')", (audience,)
        )
        migrate(connection)
        rows = {
            query: [tuple(row) for row in connection.execute(query)]
            for query in (
                "SELECT registration_id, since FROM queue ORDER BY 1",
                "SELECT stage FROM registrations WHERE id = 'b'",
                "SELECT stage FROM stage_changes WHERE registration_id = 'b'",
                "SELECT audience FROM audiences",
            )
        }
    assert list(rows.values()) == [
        [("a", "t1"), ("c", "t1")],
        [("ended",)],
        [("ended",)],
        [(audience.replace("closed", "ended"),)],
    ]


def test_a_newer_schema_is_refused(database: Whereabouts) -> None:
    prepare(database, KEYS)
    with closing(engine_of(database).connect()) as connection:
        connection.execute(
            "PRAGMA user_version=999"
            if isinstance(database, Path)
            else "UPDATE schema_version SET version = 999"
        )
    with pytest.raises(NewerSchemaError):
        prepare(database, KEYS)


def test_a_migration_that_fails_leaves_the_schema_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "0001_bad.sql"
    bad.write_text("CREATE TABLE a (x);\nCREATE TABLE a (x);\n")
    monkeypatch.setattr("bot.store.sqlite.migrations", lambda: [bad])
    with pytest.raises(StoreFaultError):
        prepare(tmp_path / "x.db", KEYS)
    with closing(connect(tmp_path / "x.db")) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 0


def test_another_key_is_refused(database: Whereabouts) -> None:
    prepare(database, KEYS)
    with pytest.raises(WrongKeyError, match="another key"):
        prepare(database, KeyRing(b"o" * 32))


def test_a_file_that_is_no_database_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(ConfigurationError, match="not a database"):
        prepare(path, KEYS)


def test_a_place_where_no_database_can_lie_is_a_wrong_setting(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/proc/payung.db"), tmp_path / "x.db" / "y.db"):
        (tmp_path / "x.db").touch()
        with pytest.raises(ConfigurationError, match="PAYUNG_DATABASE_URL"):
            prepare(path, KEYS)


def test_one_process_holds_the_store(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with only_process(path), pytest.raises(StoreInUseError), only_process(path):
        pass
    with only_process(path):
        pass


def test_a_transaction_that_fails_is_rolled_back(database: Whereabouts) -> None:
    with pytest.raises(ZeroDivisionError), transaction(database, KEYS, Clock()) as tx:
        Meta(tx).put("a", "x")
        raise ZeroDivisionError
    with transaction(database, KEYS, Clock(), reads=True) as tx:
        assert Meta(tx).get("a") is None


def test_a_part_that_fails_is_undone_alone(database: Whereabouts) -> None:
    with transaction(database, KEYS, Clock()) as tx:
        Meta(tx).put("a", "x")
        with pytest.raises(DatabaseError), tx.part():
            Meta(tx).put("a", "y")
            tx.connection.execute("SELECT nothing FROM nowhere")
        assert Meta(tx).get("a") == "x"


def test_two_that_write_wait_for_each_other_and_keep_one_audit_trail(database: Whereabouts) -> None:
    prepare(database, KEYS)

    def writes(_: int) -> None:
        for _ in range(20):
            with transaction(database, KEYS, Clock()) as tx:
                Meta(tx).put("count", str(int(Meta(tx).get("count") or 0) + 1))
                tx.audit("cli", "counted")

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(writes, range(3)))
    with transaction(database, KEYS, Clock(), reads=True) as tx:
        assert Meta(tx).get("count") == "60"
        assert [one.seq for one in AuditTrail(tx).entries()] == list(range(1, 61))
        assert AuditTrail(tx).first_broken() is None
        assert AuditTrail(tx).missing_from() is None


def test_an_audit_trail_whose_end_was_cut_off_is_found(database: Whereabouts) -> None:
    with transaction(database, KEYS, Clock()) as tx:
        tx.audit("cli", "one")
        tx.audit("cli", "two")
    with transaction(database, KEYS, Clock()) as tx:
        tx.connection.execute("DELETE FROM audit WHERE seq = 2")
    with transaction(database, KEYS, Clock(), reads=True) as tx:
        assert AuditTrail(tx).missing_from() == 2


def test_statements_are_told_apart_also_with_semicolons_in_texts() -> None:
    assert len(split("CREATE TABLE a (x TEXT DEFAULT ';');\n-- a; comment\nSELECT 1;\n")) == 2
    with pytest.raises(ValueError, match="not complete"):
        split("SELECT 1")


def test_preparing_a_store_that_is_in_use_lets_no_other_process_take_its_log_away(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    prepare(path, KEYS)
    with closing(connect(path)) as running:
        running.execute("INSERT INTO meta (key, value) VALUES ('a', '1')")
        prepare(path, KEYS)  # as a command does within the process of a bot
        other = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM meta').fetchall()"
        subprocess.run([sys.executable, "-c", other, str(path)], check=True)
        assert path.with_name("x.db-wal").exists()
        running.execute("INSERT INTO meta (key, value) VALUES ('b', '2')")
        assert running.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
