"""Going over to another secret: nothing is lost, everything is found again, old backups and journals hold."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.clock import Clock
from bot.commands.seed import fill
from bot.errors import RequestError
from bot.folders import ROOT
from bot.registration.store import Registrations
from bot.resources import Resources
from bot.store.audit import AuditTrail
from bot.store.backup import back_up
from bot.store.connection import Store
from bot.store.failures import SealBrokenError, WrongKeyError
from bot.store.keyring import KeyRing
from bot.store.opening import prepare, transaction
from bot.store.restoring import Restoring, Settling
from bot.store.transaction import FIRST_HASH
from bot.store.turning import HASHED, SEALED, Turning

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.transaction import Transaction

OLD, NEW, NEWEST = b"o" * 32, b"n" * 32, b"m" * 32
NIK = "6106011708809001"


@pytest.fixture(scope="module")
def resources() -> Resources:
    return Resources.load(ROOT / "config")


@pytest.fixture
def database(tmp_path: Path, resources: Resources) -> Path:
    """A store with people in it, made with the old secret."""
    path = tmp_path / "payung.db"
    with transaction(path, KeyRing(OLD), Clock()) as tx:
        fill(tx, resources, range(700_001, 700_006))
    return path


def turn(path: Path, *secrets: bytes) -> None:
    with transaction(path, KeyRing(*secrets), Clock()) as tx:
        Turning(tx).turn(secrets[0])


def seal_all_anew(path: Path, *secrets: bytes, most: int = 7) -> int:
    """Seal everything anew, a few rows in a unit; return how many units it took."""
    units = 0
    while True:
        with transaction(path, KeyRing(*secrets), Clock()) as tx:
            if not Turning(tx).seal_anew(most):
                return units
        units += 1


def number_of(tx: Transaction) -> str:
    """Return the number of some registration, as it was sealed."""
    row = tx.connection.execute("SELECT id, number FROM registrations").fetchone()
    return tx.keys.unseal("registrations", "number", row["id"], row["number"])


def told(path: Path, *secrets: bytes) -> list[Any]:
    """Return all that the store says of its registrations, with what finds them."""
    with transaction(path, KeyRing(*secrets), Clock(), reads=True) as tx:
        store = Registrations(tx)
        ids = [row["id"] for row in tx.connection.execute("SELECT id FROM registrations ORDER BY id")]
        answers = [store.answers(one) for one in ids]
        niks = [answer["nik"] for answer in answers if "nik" in answer]
        return [answers, [[one.id for one in store.with_nik(nik)] for nik in niks]]


def test_every_column_of_bytes_is_sealed_or_hashed_and_known_as_that(database: Path) -> None:
    known = {(one.table, one.column) for one in SEALED} | set(HASHED)
    own = {("entries_in_work", "after"), ("key_generations", "kept")}
    with transaction(database, KeyRing(OLD), Clock(), reads=True) as tx:
        tables = [
            row[0] for row in tx.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        columns = {
            (table, row["name"])
            for table in tables
            for row in tx.connection.execute(f"PRAGMA table_info({table})")
            if row["type"] == "BLOB"
        }
    assert columns == known | own


def test_after_the_turn_everything_is_read_and_found_as_before(database: Path) -> None:
    before = told(database, OLD)
    assert before[0]
    turn(database, NEW, OLD)
    assert told(database, NEW, OLD) == before
    assert seal_all_anew(database, NEW, OLD) > 3
    assert told(database, NEW) == before


def test_a_second_turn_follows_on_the_first(database: Path) -> None:
    before = told(database, OLD)
    for secrets in ((NEW, OLD), (NEWEST, NEW)):
        turn(database, *secrets)
        seal_all_anew(database, *secrets)
    assert told(database, NEWEST) == before
    with transaction(database, KeyRing(NEWEST), Clock(), reads=True) as tx:
        assert tx.keys.generation == 3
        assert AuditTrail(tx).first_broken() is None


def test_new_rows_are_sealed_with_the_new_secret_at_once(database: Path, resources: Resources) -> None:
    turn(database, NEW, OLD)
    with transaction(database, KeyRing(NEW, OLD), Clock()) as tx:
        before = Turning(tx).left()
        fill(tx, resources, range(700_011, 700_013))
        assert Turning(tx).left() == before > 0


def test_without_the_old_secret_what_it_sealed_stays_shut_until_it_is_sealed_anew(database: Path) -> None:
    turn(database, NEW, OLD)
    with transaction(database, KeyRing(NEW), Clock()) as tx, pytest.raises(SealBrokenError):
        number_of(tx)
    seal_all_anew(database, NEW, OLD)
    with transaction(database, KeyRing(NEW), Clock()) as tx:
        assert number_of(tx).isdecimal()


def test_the_old_secret_alone_is_refused_from_then_on(database: Path) -> None:
    turn(database, NEW, OLD)
    with pytest.raises(WrongKeyError):
        prepare(database, KeyRing(OLD))


def test_both_secrets_and_a_store_that_has_not_turned_yet_is_the_state_after_a_crash(database: Path) -> None:
    before = told(database, OLD)
    assert told(database, NEW, OLD) == before


def test_a_turn_that_is_interrupted_leaves_all_as_it_was(database: Path) -> None:
    before = told(database, OLD)

    class Killed(BaseException):
        pass

    with pytest.raises(Killed), transaction(database, KeyRing(NEW, OLD), Clock()) as tx:
        Turning(tx).turn(NEW)
        raise Killed
    assert told(database, OLD) == before


def test_while_the_ledger_is_being_written_the_key_is_not_changed(database: Path) -> None:
    with transaction(database, KeyRing(OLD), Clock()) as tx:
        tx.connection.execute("PRAGMA foreign_keys=OFF")
        tx.connection.execute("PRAGMA defer_foreign_keys=ON")
        tx.connection.execute(
            "INSERT INTO programmes (id, state, terms, contact, entered_by, at, changed_at) "
            "VALUES (1, 'open', '{}', X'', 0, '', '')"
        )
        tx.connection.execute(
            "INSERT INTO ledger_entries (id, kind, programme_id, day, by, at) "
            "VALUES (1, 'promised', 1, '', 0, '')"
        )
        tx.connection.execute("INSERT INTO entries_in_work (entry_id) VALUES (1)")
    with pytest.raises(RequestError, match="again in a minute"):
        turn(database, NEW, OLD)


def test_whoever_changes_the_audit_trail_before_the_turn_is_found_also_with_the_old_secret(
    database: Path,
) -> None:
    with transaction(database, KeyRing(OLD), Clock()) as tx:
        tx.audit("cli", "deed")
        tx.audit("cli", "another")
    turn(database, NEW, OLD)
    with transaction(database, KeyRing(NEW, OLD), Clock()) as tx:
        assert AuditTrail(tx).first_broken() is None
        entries, old, previous = AuditTrail(tx).entries(), KeyRing(OLD).newest, FIRST_HASH
        # The thief of the old secret chains the trail anew, with a deed that was not done.
        for entry in entries[:-1]:
            previous = old.chain(previous, entry.text.replace("deed", "other"))
            tx.connection.execute(
                "UPDATE audit SET hash = ?, action = replace(action, 'deed', 'other') WHERE seq = ?",
                (previous, entry.seq),
            )
        assert AuditTrail(tx).first_broken() == entries[-1].seq


async def test_a_bot_that_runs_takes_the_new_secret_up_by_itself(database: Path) -> None:
    held = [[OLD]]
    ring = KeyRing(OLD, reread=lambda: held[0])
    before = told(database, OLD)
    async with Store(database, ring, Clock()) as store:
        assert await store.run(lambda tx: tx.keys.generation) == 1
        held[0] = [NEW, OLD]
        await asyncio.to_thread(turn, database, NEW, OLD)
        assert await store.run(lambda tx: tx.keys.generation) == 2
        found = await store.look(lambda tx: [Registrations(tx).with_nik(one["nik"]) for one in before[0]])
        assert [[one.id for one in each] for each in found] == before[1]


def test_a_backup_made_while_the_rest_is_still_sealed_with_the_old_secret_needs_the_new_one_only(
    database: Path, tmp_path: Path
) -> None:
    before = told(database, OLD)
    turn(database, NEW, OLD)
    back_up(database, tmp_path / "copy", KeyRing(NEW, OLD), Clock())
    with Restoring(tmp_path / "copy", tmp_path / "new.db", KeyRing(NEW), Clock()) as restoring:
        restoring.settle(Settling(lambda *_: None, lambda _: None), [])
        restoring.put()
    assert told(tmp_path / "new.db", NEW) == before


def test_a_backup_of_before_the_turn_comes_back_with_the_old_secret_and_goes_over_to_the_new(
    database: Path, tmp_path: Path
) -> None:
    before = told(database, OLD)
    back_up(database, tmp_path / "copy", KeyRing(OLD), Clock())
    new = tmp_path / "new.db"
    with pytest.raises(WrongKeyError), Restoring(tmp_path / "copy", new, KeyRing(NEW), Clock()):
        pass
    with Restoring(tmp_path / "copy", new, KeyRing(NEW, OLD), Clock()) as restoring:
        restoring.settle(Settling(lambda *_: None, lambda _: None), [])
        restoring.put()
    seal_all_anew(new, NEW, OLD)
    assert told(new, NEW) == before
