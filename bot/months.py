"""Calendar months as whole numbers that can be counted and compared: year * 12 + month - 1."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

_OF_YEAR: Final = 12


def month_of(day: date) -> int:
    """Return the month that a day lies in."""
    return day.year * _OF_YEAR + day.month - 1


def first_day(month: int) -> date:
    """Return the first day of a month."""
    year, before = divmod(month, _OF_YEAR)
    return date(year, before + 1, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def written(month: int) -> str:
    """Return a month as YYYY-MM."""
    return f"{first_day(month):%Y-%m}"


def month_in(text: str) -> int:
    """Return the month that is written as YYYY-MM. Raise ValueError."""
    return month_of(date.fromisoformat(f"{text}-01"))
