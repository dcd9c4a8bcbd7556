"""Months as staff type them: "Januari 2027", "jan", "2027-01", "1/2027"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.months import month_of
from bot.people._months import find_month

if TYPE_CHECKING:
    from datetime import date

_IN_FIGURES = re.compile(r"(?:(20\d\d)[-/. ](\d{1,2})|(\d{1,2})[-/. ](20\d\d))")
_IN_WORDS = re.compile(r"([a-z]+)[ ./-]*(20\d\d|\d\d)?")
_FROM_NOW: Final = {"bulan ini": 0, "this month": 0, "bulan depan": 1, "next month": 1}
_OF_YEAR: Final = 12
_CENTURY: Final = 2000


def read_month(text: str, today: date) -> int:
    """Return a month; without a year the next one of that name, this month counted. Raise ValueError."""
    typed = text.strip().lower()
    if typed in _FROM_NOW:
        return month_of(today) + _FROM_NOW[typed]
    typed = typed.removeprefix("bulan ").strip()
    figures = _IN_FIGURES.fullmatch(typed)
    if figures:
        year, month = (figures[1], figures[2]) if figures[1] else (figures[4], figures[3])
        return _month(int(year), int(month))
    words = _IN_WORDS.fullmatch(typed)
    month_named = find_month(words[1], typos=True) if words else None
    if words is None or month_named is None:
        raise ValueError("no month")
    if words[2]:
        year_named = int(words[2])
        return _month(year_named + _CENTURY if year_named < _CENTURY else year_named, month_named)
    ahead = _month(today.year, month_named)
    return ahead if ahead >= month_of(today) else ahead + _OF_YEAR


def _month(year: int, month: int) -> int:
    if not 1 <= month <= _OF_YEAR:
        raise ValueError("no month")
    return year * _OF_YEAR + month - 1
