"""What lists and registrations say, and how it is forgotten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.privacy.holding import Erased
from bot.register.links import Links
from bot.register.sources import Sources
from bot.register.statements import NOTED, NewRow, Statements
from bot.store.backup import Backups, journal_of_backup
from tests.register.making import HILIR, LEMEDAK, SITI, list_of, registration_says

if TYPE_CHECKING:
    from pathlib import Path

    from tests.register.making import Office

EARLY, LATE = "2026-11-03T02:00:00.000000+00:00", "2026-11-10T02:00:00.000000+00:00"


def test_what_a_list_says_is_found_by_nik_and_by_person_and_sealed(office: Office) -> None:
    with office.unit() as tx:
        (one,) = list_of(tx, "Dinas Pertanian", (SITI, LEMEDAK, 5))
        (found,) = Statements(tx).with_nik(SITI.nik)
        assert (found.id, found.content, found.place) == (one, SITI, LEMEDAK)
        assert Links(tx).statements_of(5) == [one]
        (saying,) = Statements(tx).sayings(one)
        assert (saying.agency, saying.as_of, saying.is_live) == ("Dinas Pertanian", date(2026, 11, 1), True)
        assert Statements(tx).get(one + 1) is None
    assert not [row for row in office.rows("SELECT content FROM statements") if b"Siti" in bytes(row[0])]  # type: ignore[call-overload]


def test_a_newer_list_says_the_same_again_and_the_older_saying_stays(office: Office) -> None:
    with office.unit() as tx:
        (one,) = list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        (again,) = list_of(tx, "Desa", (SITI, LEMEDAK, 5), as_of=date(2026, 11, 15))
        assert again == one
        newest, oldest = Statements(tx).sayings(one)
        assert (newest.is_live, oldest.is_live) == (True, False)
        (row,) = Statements(tx).live_people()[5]
        assert (row.as_of, row.agency, row.nik_hash is not None) == ("2026-11-15", "Desa", True)


def test_whom_a_newer_list_no_longer_has_does_not_hold_any_more(office: Office) -> None:
    with office.unit() as tx:
        (one,) = list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        list_of(tx, "Desa")
        assert Statements(tx).live_people() == {}
        assert [known.statement.id for known in Statements(tx).known()] == [one]


def test_people_of_a_village_are_all_of_whom_somebody_says_that_they_live_there(office: Office) -> None:
    with office.unit() as tx:
        list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        list_of(tx, "SIAK", (SITI, HILIR, 5), (replace(SITI, nik=""), HILIR, 6))
        statements = Statements(tx)
        assert {person: len(rows) for person, rows in statements.live_people(LEMEDAK.village).items()} == {
            5: 2
        }
        assert set(statements.live_people(HILIR.village)) == {5, 6}


def test_a_registration_says_one_thing_at_a_time_and_may_return_to_what_it_said(office: Office) -> None:
    with office.unit() as tx:
        statements, moved = Statements(tx), replace(SITI, address="Jalan Baru")
        first = registration_says(tx, "r1", SITI, LEMEDAK, EARLY, 5)
        second = registration_says(tx, "r1", moved, LEMEDAK, LATE, 5)
        found = {one.id: one for one in statements.of_registration("r1")}
        assert found[first].until
        assert not found[second].until
        again = registration_says(tx, "r1", SITI, LEMEDAK, LATE, 5)
        found = {one.id: one for one in statements.of_registration("r1")}
        assert again == first
        assert (found[first].until, found[first].since) == ("", LATE)
        assert [row.statement_id for row in statements.live_people()[5]] == [first]


def test_a_stage_that_moves_makes_no_word_younger(office: Office) -> None:
    with office.unit() as tx:
        one = registration_says(tx, "r1", SITI, LEMEDAK, EARLY, 5)
        registration_says(tx, "r1", SITI, LEMEDAK, LATE, 5)
        found = Statements(tx).get(one)
        assert found
        assert (found.since, found.said_at) == (EARLY, LATE)


def test_a_list_is_taken_away_in_parts_with_what_only_it_says(office: Office) -> None:
    with office.unit() as tx:
        list_of(tx, "Desa", (SITI, LEMEDAK, 5), (replace(SITI, nik=""), LEMEDAK, 6))
        (source,) = Sources(tx).in_force()
        assert Statements(tx).take_away(source.id, 1) == 1
        assert Statements(tx).take_away(source.id, 9) == 1
        assert Statements(tx).take_away(source.id, 9) == 0
        assert list(Statements(tx).known()) == []


def test_whoever_is_erased_from_lists_keeps_the_own_registration(office: Office) -> None:
    with office.unit() as tx:
        statements = Statements(tx)
        list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        mine = registration_says(tx, "r1", SITI, LEMEDAK, EARLY, 5)
        statements.forget_person(5)
        assert Links(tx).statements_of(5) == [mine]
        assert tx.keys.lookup("nik", SITI.nik) in statements.erased()


def test_whoever_comes_back_and_enrols_may_stand_in_lists_again(office: Office) -> None:
    with office.unit() as tx:
        list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        Statements(tx).forget_person(5)
        registration_says(tx, "r1", SITI, LEMEDAK, EARLY, 5)
        assert tx.keys.lookup("nik", SITI.nik) not in Statements(tx).erased()


def test_a_row_without_a_nik_is_known_again_once_it_was_erased(office: Office) -> None:
    with office.unit() as tx:
        (listed,) = list_of(tx, "Desa", (replace(SITI, nik=""), LEMEDAK, 5))
        digest = next(one.digest for one in Statements(tx).known() if one.statement.id == listed)
        Statements(tx).forget_person(5)
        assert digest in Statements(tx).erased()


def test_an_erased_registration_takes_along_what_lists_say_of_the_person(office: Office) -> None:
    with office.unit() as tx:
        statements = Statements(tx)
        list_of(tx, "Desa", (SITI, LEMEDAK, 5), (replace(SITI, name="Dewi", nik=""), LEMEDAK, 6))
        list_of(tx, "SIAK", (SITI, LEMEDAK, 7))  # the same NIK, not joined
        registration_says(tx, "r1", SITI, LEMEDAK, EARLY, 5)
        statements.forget(Erased("r1", 1001, was_last=True))
        assert [one.statement.content.name for one in statements.known()] == ["Dewi"]
        assert tx.keys.lookup("nik", SITI.nik) in statements.erased()


def test_of_two_registrations_of_a_person_one_may_go(office: Office) -> None:
    with office.unit() as tx:
        (listed,) = list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        registration_says(tx, "r1", SITI, LEMEDAK, EARLY, 5)
        left = registration_says(tx, "r2", SITI, LEMEDAK, EARLY, 5)
        Statements(tx).forget(Erased("r1", 1001, was_last=False))
        assert sorted(Links(tx).statements_of(5)) == sorted([listed, left])


def test_a_row_shows_nothing_of_what_it_says() -> None:
    assert repr(NewRow(2, 7, content=b"x", nik_hash=b"y")) == "NewRow(2, 7)"
    assert repr(SITI) == "Content(...)"


def test_what_was_erased_from_lists_is_noted_for_backups_and_erased_again(
    office: Office, tmp_path: Path
) -> None:
    journal = journal_of_backup(tmp_path / "backup.db")
    journal.touch()
    with office.unit() as tx:
        Backups(tx).add(tmp_path / "backup.db")
        list_of(tx, "Desa", (SITI, LEMEDAK, 5))
        Statements(tx).forget_person(5)
        list_of(tx, "SIAK", (SITI, LEMEDAK, 6))  # as a backup brings it back
        noted = journal.read_text().split()
        assert all(one.startswith(NOTED) for one in noted)
        assert SITI.nik not in " ".join(noted)
        for one in noted:
            Statements(tx).erase_again(one.removeprefix(NOTED))
        assert list(Statements(tx).known()) == []
