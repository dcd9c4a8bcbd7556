"""Who comes first where money does not reach everybody."""

from __future__ import annotations

from datetime import date

import pytest

from bot.budgeting.scenario import Order
from bot.budgeting.who import NO_DECILE, Person, Reached, first

OLD, YOUNG = date(1960, 1, 1).toordinal(), date(1995, 1, 1).toordinal()
THEN, NOW = date(2025, 1, 1).toordinal(), date(2026, 11, 1).toordinal()
PEOPLE = [
    Person(NO_DECILE, OLD, NOW, "a"),
    Person(3, YOUNG, THEN, "b"),
    Person(1, YOUNG, THEN, "c"),
    Person(1, YOUNG, NOW, "d"),
    Person(1, OLD, THEN, "e"),
    Person(1, 0, NOW, "f"),
]


@pytest.mark.parametrize(
    ("order", "districts"),
    [(Order.NEED, "edcfba"), (Order.AGE, "eadcbf"), (Order.FRESH, "dfaecb")],
)
def test_orders_of_need(order: Order, districts: str) -> None:
    found = ["".join(sorted(first(PEOPLE, order, count).by_district)) for count in range(1, 7)]
    assert found == ["".join(sorted(districts[:count])) for count in range(1, 7)]


def test_who_is_reached_is_counted_by_decile_with_the_unknown_last() -> None:
    found = first(PEOPLE, Order.NEED, 99)
    assert list(found.by_decile.items()) == [(1, 4), (3, 1), (NO_DECILE, 1)]
    assert first(PEOPLE, Order.NEED, 0) == first([], Order.NEED, 5) == Reached({}, {})
