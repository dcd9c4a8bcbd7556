"""What entries say of whom: lists against a programme, payments shared, the same again after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cover.entries import EntryKind
from bot.cover.shares import Leaving
from bot.funding.booking import Booking, LeftOut, shared
from bot.funding.reading import CoverReading
from bot.ledger.entries import Ledger, Paid, Parted
from bot.register.sources import Sources
from bot.scheme.funding import FundKind
from bot.store.failures import DatabaseError
from tests.funding.making import DEC, FEB, HILIR, JAN, JUN, LEMEDAK, entry, programme, somebody, who
from tests.register.making import list_of

if TYPE_CHECKING:
    from bot.ledger.terms import FundingProgramme
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from tests.register.making import Office


def newest_list(tx: Transaction) -> str:
    return max(Sources(tx).in_force(), key=lambda one: one.as_of).id


def takes(tx: Transaction, resources: Resources, one: FundingProgramme) -> int:
    """Take the people of the newest list; return the number of the entry."""
    found = Booking(tx, resources).joining(one, newest_list(tx), (one.terms.first, one.terms.last))
    number = entry(
        tx, EntryKind.PROMISED, one.id, first=one.terms.first, last=one.terms.last,
        source_id=newest_list(tx), rupiah=found.rupiah, people=len(found.lines),
    )  # fmt: skip
    booked = Ledger(tx).get(number)
    assert booked
    for line in Booking(tx, resources).lines(booked):
        Ledger(tx).add(number, line)
    return number


def test_a_list_says_whom_it_brings_and_whom_not(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx, FundKind.DBH_SAWIT)
        list_of(
            tx, "SK Bupati",
            (somebody(9001, "planter", occupation="petani sawit"), LEMEDAK, 1),
            (somebody(9002, "planter", occupation="panen sawit"), HILIR, 2),
            (somebody(9003, "planter", occupation="noreh karet"), HILIR, 3),
            (somebody(9004, "planter", occupation="sawit", decision="no"), HILIR, 4),
            (somebody(9005, "planter", occupation="sawit", life="dead"), HILIR, 5),
            (somebody(9001, "planter", occupation="sawit plasma"), HILIR, 1),
        )  # fmt: skip
        found = Booking(tx, resources).joining(one, newest_list(tx), (DEC, JUN))
        assert set(found.lines) == {who(tx, 9001), who(tx, 9002)}
        assert found.left_out == {
            LeftOut.NOT_ALLOWED: 1, LeftOut.REFUSED: 1, LeftOut.GONE: 1, LeftOut.TWICE: 1,
        }  # fmt: skip
        assert found.rupiah == 2 * 7 * 16_800


def test_a_newer_list_names_whom_it_misses(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx)
        list_of(tx, "SK", (somebody(9001), LEMEDAK, 1), (somebody(9002), LEMEDAK, 2))
        takes(tx, resources, one)
        list_of(tx, "SK", (somebody(9002), LEMEDAK, 2), (somebody(9003), LEMEDAK, 3))
        found = Booking(tx, resources).joining(one, newest_list(tx), (DEC, JUN))
        assert (found.members, found.missing) == (2, [who(tx, 9001)])
        assert set(found.lines) == {who(tx, 9003)}
        assert found.left_out == {LeftOut.MEMBER: 1}
        assert found.promised == 2 * 7 * 16_800


def test_the_lines_of_an_entry_are_the_same_whatever_was_written_after_it(
    office: Office, resources: Resources
) -> None:
    with office.unit() as tx:
        one = programme(tx)
        list_of(tx, "SK", (somebody(9001), LEMEDAK, 1), (somebody(9002), LEMEDAK, 2))
        first = takes(tx, resources, one)
        paid = entry(tx, EntryKind.PAID, one.id, first=DEC, last=JAN, rupiah=50_000)
        booked = [Ledger(tx).get(number) for number in (first, paid)]
        before = [Booking(tx, resources).lines(each) for each in booked if each]
        for line in before[1]:
            Ledger(tx).add(paid, line)
        entry(tx, EntryKind.CORRECTED, one.id, about=first)
        assert [Booking(tx, resources).lines(each) for each in booked if each] == before


def test_what_is_paid_twice_owes_nothing_more(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx)
        list_of(tx, "SK", (somebody(9001), LEMEDAK, 1))
        takes(tx, resources, one)
        assert Booking(tx, resources).due(one, DEC, DEC) == {who(tx, 9001): [(DEC, 16_800)]}
        number = entry(tx, EntryKind.PAID, one.id, first=DEC, last=DEC, rupiah=16_800)
        Ledger(tx).add(number, Paid(who(tx, 9001), DEC, 1, 16_800))
        assert Booking(tx, resources).due(one, DEC, DEC) == {}


def test_of_a_payment_that_is_too_small_everybody_gets_the_same_part() -> None:
    due = {b"a": [(DEC, 16_800), (JAN, 16_800)], b"b": [(DEC, 16_800), (JAN, 16_800)]}
    assert shared(33_600, due) == [Paid(b"a", DEC, 2, 8_400), Paid(b"b", DEC, 2, 8_400)]


def test_what_is_paid_beyond_all_that_is_due_stays_with_nobody() -> None:
    assert shared(100_000, {b"a": [(DEC, 16_800)]}) == [Paid(b"a", DEC, 1, 16_800)]


@given(
    st.integers(1, 200_000),
    st.dictionaries(
        st.binary(min_size=1, max_size=2),
        st.lists(st.integers(1, 40_000), min_size=1, max_size=4),
        min_size=1,
        max_size=6,
    ),
)
def test_the_parts_of_a_payment_add_up_to_the_rupiah(total: int, owed: dict[bytes, list[int]]) -> None:
    due = {one: [(DEC + at, rupiah) for at, rupiah in enumerate(sums)] for one, sums in owed.items()}
    whole = sum(map(sum, owed.values()))
    lines = shared(total, due)
    assert sum(line.rupiah * line.months for line in lines) == min(total, whole)


def test_no_entry_is_ever_changed(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx)
        list_of(tx, "SK", (somebody(9001), LEMEDAK, 1))
        takes(tx, resources, one)
        for statement in (
            "UPDATE ledger_entries SET rupiah = 0", "DELETE FROM ledger_entries",
            "UPDATE covers SET last_month = 0",
        ):  # fmt: skip
            with pytest.raises(DatabaseError, match="never"), tx.part():
                tx.connection.execute(statement)


def test_who_was_taken_out_comes_back_from_a_later_month_only(office: Office, resources: Resources) -> None:
    with office.unit() as tx:
        one = programme(tx)
        list_of(tx, "SK", (somebody(9001), LEMEDAK, 1))
        takes(tx, resources, one)
        left = entry(tx, EntryKind.LEFT, one.id)
        Ledger(tx).add(left, Parted(who(tx, 9001), JAN, Leaving.REPLACED))
        booking = Booking(tx, resources)
        assert booking.joining(one, newest_list(tx), (JAN, JUN)).left_out == {LeftOut.PARTED: 1}
        again = booking.joining(one, newest_list(tx), (FEB, JUN))
        assert set(again.lines) == {who(tx, 9001)}
        number = entry(tx, EntryKind.PROMISED, one.id)
        Ledger(tx).add(number, again.lines[who(tx, 9001)])
        (person,) = CoverReading(tx, resources).everybody()
        promised = [bool(person.insured.promised_in(month)) for month in (DEC, JAN, FEB, JUN)]
        assert promised == [True, False, True, True]
