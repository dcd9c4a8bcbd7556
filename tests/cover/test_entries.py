"""Which entries of a ledger count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cover.entries import Entries, Entry, EntryKind

RINA, DEWI = 1003, 1004


def paid(number: int, *, needs_second: bool = False) -> Entry:
    return Entry(number, EntryKind.PAID, RINA, needs_second=needs_second)


def about(number: int, kind: EntryKind, other: int, by: int = DEWI) -> Entry:
    return Entry(number, kind, by, other)


def test_an_entry_counts() -> None:
    assert Entries([paid(1)]).counting() == {1}


def test_one_that_was_corrected_counts_no_longer_but_its_correction_does() -> None:
    assert Entries([paid(1), about(2, EntryKind.CORRECTED, 1)]).counting() == {2}


def test_a_correction_that_was_wrong_itself_is_corrected_and_the_first_one_counts_again() -> None:
    entries = [paid(1), about(2, EntryKind.CORRECTED, 1), about(3, EntryKind.CORRECTED, 2)]
    assert Entries(entries).counting() == {1, 3}


def test_a_large_payment_counts_once_somebody_else_agrees() -> None:
    large = paid(1, needs_second=True)
    assert not Entries([large]).counts(1)
    assert Entries([large, about(2, EntryKind.AGREED, 1)]).counts(1)


def test_nobody_agrees_to_what_they_entered_themselves() -> None:
    assert not Entries([paid(1, needs_second=True), about(2, EntryKind.AGREED, 1, by=RINA)]).counts(1)


def test_an_agreement_may_be_taken_back() -> None:
    entries = [
        paid(1, needs_second=True),
        about(2, EntryKind.AGREED, 1),
        about(3, EntryKind.CORRECTED, 2),
    ]
    assert not Entries(entries).counts(1)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    entries = [paid(1)]
    for number in range(2, draw(st.integers(2, 12))):
        kind = draw(st.sampled_from([EntryKind.PAID, EntryKind.AGREED, EntryKind.CORRECTED]))
        by, second = draw(st.sampled_from([RINA, DEWI])), draw(st.booleans())
        other = draw(st.integers(1, number - 1)) if kind is not EntryKind.PAID else 0
        entries.append(Entry(number, kind, by, other, needs_second=second and kind is EntryKind.PAID))
    return entries


@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_read_makes_no_difference(
    entries: list[Entry], chance: object
) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert Entries(mixed).counting() == Entries(entries).counting()


@given(ledgers())
def test_whatever_a_counting_correction_is_about_does_not_count(entries: list[Entry]) -> None:
    counting = Entries(entries).counting()
    for one in entries:
        if one.kind is EntryKind.CORRECTED and one.id in counting:
            assert one.about not in counting


def test_an_entry_that_is_not_there_is_no_answer() -> None:
    with pytest.raises(KeyError):
        Entries([paid(1)]).counts(2)
