"""Sums in parts, and people in groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.budgeting.shares import parted, spread


@pytest.mark.parametrize(
    ("amount", "percents", "parts"),
    [
        (16_800, [60, 30, 10], [10_080, 5_040, 1_680, 0]),
        (16_800, [60], [10_080, 6_720]),
        (101, [50, 50], [51, 50, 0]),  # the odd rupiah goes to the earlier
        (100, [33, 33, 33], [33, 33, 33, 1]),
        (10, [33, 33, 34], [3, 3, 4, 0]),
    ],
)
def test_a_sum_is_parted_to_the_rupiah(amount: int, percents: list[int], parts: list[int]) -> None:
    assert parted(amount, percents) == parts


@given(st.integers(0, 10**12), st.lists(st.integers(0, 25), max_size=4))
def test_parts_come_to_the_sum_and_none_is_off_by_a_rupiah(amount: int, percents: list[int]) -> None:
    parts = parted(amount, percents)
    assert sum(parts) == amount
    assert all(abs(part - amount * one / 100) < 1 for part, one in zip(parts, percents, strict=False))


@pytest.mark.parametrize(("amount", "percents"), [(1, [60, 50]), (1, [-1]), (-1, [100])])
def test_what_is_no_share_is_refused(amount: int, percents: list[int]) -> None:
    with pytest.raises(ValueError, match="shares are"):
        parted(amount, percents)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), min_size=1, max_size=8).filter(any))
def test_people_are_spread_whole_and_the_first_get_no_more_than_their_part(
    people: int, counts: list[int]
) -> None:
    found = spread(people, counts)
    assert sum(found) == people
    for upto in range(1, len(counts)):
        assert sum(found[:upto]) * sum(counts) <= people * sum(counts[:upto])


def test_nobody_cannot_be_spread() -> None:
    with pytest.raises(ValueError, match="nobody"):
        spread(3, [0])
