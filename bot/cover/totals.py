"""Months of many people, counted: how many are paid, promised, open, and what they cost. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.cover.pricing import MonthState

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from bot.cover.pricing import PersonMonth, Pricing
    from bot.cover.shares import Insured


class Sums(Struct):
    """Person-months by state, and what they cost in rupiah: price = paid + promised + own + open.

    `over` is promised or paid beyond the price, `double` counts months that several programmes cover beyond
    it, `cheapest` what they cost where every unsettled question is decided for the cheaper price, `confirmed`
    months of which BPJS Ketenagakerjaan says that they are covered.
    """

    months: dict[MonthState, int] = {}
    price: int = 0
    paid: int = 0
    promised: int = 0
    own: int = 0
    open: int = 0
    over: int = 0
    double: int = 0
    cheapest: int = 0
    confirmed: int = 0

    @property
    def person_months(self) -> int:
        """How many there are in all."""
        return sum(self.months.values())

    def add(self, one: PersonMonth, times: int = 1) -> None:
        """Count a month, of so many people alike."""
        self.months[one.state] = self.months.get(one.state, 0) + times
        self.price += one.price * times
        self.paid += one.paid * times
        self.promised += one.promised * times
        self.own += one.own * times
        self.open += one.open * times
        self.over += one.over * times
        self.double += times if one.is_double else 0
        self.cheapest += min((one.price, *one.dearer_than)) * times
        self.confirmed += times if one.confirmed else 0

    def add_all(self, other: Sums) -> None:
        """Count what others count."""
        for state, count in other.months.items():
            self.months[state] = self.months.get(state, 0) + count
        for name in self.__struct_fields__[1:]:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Totals:
    """Sums by group (such as the code of a village) and by month."""

    pricing: Pricing
    first: int
    last: int
    by_group: dict[Hashable, Sums] = field(default_factory=dict)
    by_month: dict[int, Sums] = field(default_factory=dict)
    lost: int = 0  # rupiah that were paid for months of whoever had died or moved away

    def add(self, people: Iterable[tuple[Hashable, Insured]]) -> None:
        """Count people, each with its group. Those that are alike are priced once."""
        for (group, one), times in Counter(people).items():
            for month in range(self.first, self.last + 1):
                priced = self.pricing.month(one, month)
                if priced is None:
                    self.lost += times * sum(rupiah for _, rupiah in one.paid_in(month))
                else:
                    self.by_group.setdefault(group, Sums()).add(priced, times)
                    self.by_month.setdefault(month, Sums()).add(priced, times)

    @property
    def whole(self) -> Sums:
        """All of it."""
        return whole(self.by_month)


def whole(by: Mapping[int, Sums]) -> Sums:
    """Return the sum of sums."""
    found = Sums()
    for one in by.values():
        found.add_all(one)
    return found
