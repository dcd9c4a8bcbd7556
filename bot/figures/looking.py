"""What sections look at: the store, and the month that is asked about beside the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.clock import OFFICE_ZONE, office_day, stamp
from bot.figures.numbers import NOWHERE, TOTAL, Line
from bot.figures.store import FigureCounts
from bot.months import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.resources import Resources
    from bot.store.transaction import Transaction


class Span(NamedTuple):
    """A month at the office: its days, and its ends as the store writes times."""

    first: date
    last: date
    begin: str
    end: str


def span_of(month: int) -> Span:
    """Return the time of a month."""
    first, last = first_day(month), last_day(month)
    return Span(first, last, _stamped(first), _stamped(first_day(month + 1)))


def _stamped(day: date) -> str:
    return stamp(datetime.combine(day, time(), OFFICE_ZONE))


@dataclass(frozen=True)
class Look:
    """One look through the store."""

    tx: Transaction
    resources: Resources
    month: int

    @cached_property
    def spans(self) -> tuple[Span, Span]:
        """The month that is asked about, and the one before it."""
        return span_of(self.month), span_of(self.month - 1)

    @property
    def store(self) -> FigureCounts:
        """What figures are counted from."""
        return FigureCounts(self.tx)

    @property
    def day(self) -> date:
        """The last day that is counted: that of the month, or today."""
        return min(self.spans[0].last, office_day(self.tx.clock.now()))

    def by_district(
        self,
        count: Callable[[str], tuple[int | None, ...]],
        whole: tuple[int | None, ...],
        found: Mapping[str, object],
    ) -> tuple[Line, ...]:
        """Return a line for each district; one for whoever is `found` in none, or elsewhere; and the sum.

        Every line is shown wherever the table is: one that is left out could not hide another.
        """
        codes = [one.code for one in self.resources.regions.districts]
        lines = [Line(code, count(code)) for code in codes]
        if set(found) - set(codes):
            lines.append(Line(NOWHERE, count(NOWHERE)))
        return (*lines, Line(TOTAL, whole))
