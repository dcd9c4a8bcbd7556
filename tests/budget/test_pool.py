"""Whom a budget may reach, out of lists in force."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from bot.budget.pool import candidates_of, potential, read_pool
from bot.budgeting.candidates import Known
from bot.cover.entries import EntryKind
from bot.ledger.entries import Ledger, Promised
from bot.months import month_in
from bot.register.content import Content
from bot.scheme.contributions import Sector
from bot.settings import Environment
from tests.funding.making import DEC, JUN, MAR, NOV, entry, programme, who
from tests.lists.making import nik_of
from tests.register.making import HILIR, LEMEDAK, Office, list_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.resources import Resources
    from bot.store.address import Whereabouts

JANUARY = month_in("2027-01")
BORN = date(1980, 8, 17)


@pytest.fixture
def office(database: Whereabouts) -> Iterator[Office]:
    clock = Environment({"PAYUNG_NOW": "2026-11-30T09:00:00+07:00"}).clock()
    office = Office(database, clock)
    yield office
    office.close()


def somebody(serial: int, **more: object) -> Content:
    return replace(Content(name="Siti", nik=nik_of(serial), born=BORN, work="farmer", decile=2), **more)


def test_whoever_can_be_enrolled_is_a_candidate_and_the_others_are_counted_apart(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        said = [
            *(somebody(serial) for serial in range(9001, 9007)),
            somebody(9010, work="driver"),
            somebody(9011, work="", decile=None, born=None),
            somebody(9012, nik=""),
            somebody(9013, life="dead"),
            somebody(9014, life="moved"),
            somebody(9015, born=date(1962, 1, 1)),  # 65 on the first day of the span
            somebody(9016, born=date(1962, 1, 2)),
            somebody(9017, covered_until=date(2027, 1, 31)),
            somebody(9018, covered_until=date(2026, 12, 31)),
        ]
        list_of(tx, "Dinas", *((one, LEMEDAK, 0) for one in said))
        pool = read_pool(tx, resources, JANUARY)
    assert (len(pool.people), pool.without_nik, pool.too_old, pool.covered) == (10, 1, 1, 1)
    assert pool.sectors == {Sector.FARMER: 8, Sector.TRANSPORT: 1, Sector.OTHER: 1}
    assert {one.district for one in pool.people} == {"61.06.10"}
    assert [one.decile for one in pool.people].count(0) == 1
    found = pool.candidates(date(2026, 11, 30))
    assert found.sectors == {Sector.OTHER: 10}  # of a single driver nothing is told


def test_of_whom_several_lists_speak_is_one_person_with_what_holds(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        list_of(tx, "Dinas", (somebody(9001, decile=9), LEMEDAK, 77), as_of=date(2025, 1, 1))
        list_of(tx, "Dinsos", (somebody(9001, decile=1, work=""), HILIR, 77), as_of=date(2026, 11, 1))
        pool = read_pool(tx, resources, JANUARY)
    assert [one.decile for one in pool.people] == [1]
    assert pool.sectors == {Sector.FARMER: 1}
    assert pool.people[0].heard == date(2026, 11, 1).toordinal()


@pytest.mark.parametrize(
    ("people", "known"), [(0, Known.POTENTIAL), (4, Known.POTENTIAL), (5, Known.REGISTER)]
)
def test_where_lists_hold_few_the_figures_of_the_branch_stand_in(
    office: Office, resources: Resources, people: int, known: Known
) -> None:
    with office.unit() as tx:
        if people:
            list_of(tx, "Dinas", *((somebody(9001 + at), LEMEDAK, 0) for at in range(people)))
        found = candidates_of(read_pool(tx, resources, JANUARY), resources, date(2026, 11, 30))
    assert found.known is known
    assert found.count == (people if known is Known.REGISTER else 48_343 - 12_524)


@pytest.mark.parametrize(("first", "last", "left"), [(MAR, JUN, 1), (DEC + 13, DEC + 15, 2), (NOV, DEC, 2)])
def test_whom_a_programme_pays_for_within_the_year_is_no_candidate(
    office: Office, resources: Resources, first: int, last: int, left: int
) -> None:
    with office.unit() as tx:
        one = programme(tx, first=first, last=last)
        list_of(tx, "Dinas", (somebody(9001), LEMEDAK, 1), (somebody(9002), LEMEDAK, 2))
        number = entry(tx, EntryKind.PROMISED, one.id)
        Ledger(tx).add(
            number, Promised(who(tx, 9001), first, last, LEMEDAK.district, LEMEDAK.village, Sector.FARMER)
        )
        assert len(read_pool(tx, resources, JANUARY).people) == left


def test_the_potential_is_whoever_has_no_protection_as_the_branch_says(resources: Resources) -> None:
    found = potential(resources)
    assert found
    assert (found.workers, found.active, found.as_of) == (48_343, 12_524, date(2024, 6, 4))
