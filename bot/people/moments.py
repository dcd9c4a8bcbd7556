"""Reading a time to come as staff type it: "besok 09.00", "25/11/2026 8.30", "3 Desember jam 10". Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.clock import OFFICE_ZONE
from bot.people._months import find_month

_TIME = re.compile(r"(?:\b(?:jam|pukul|pkl|at)\s*)?\b(\d{1,2})(?:[.:](\d{2}))?\s*(?:wib)?\s*$")
_NUMBERS = re.compile(r"(\d{1,2})[/\-.](\d{1,2})(?:[/\-.](\d{2,4}))?")
_NAMED = re.compile(r"(\d{1,2})\s+([a-z]+)(?:\s+(\d{4}))?")
_DAYS = {"hari ini": 0, "today": 0, "besok": 1, "tomorrow": 1, "lusa": 2}
_CENTURY = 100


def read_moment(text: str, now: datetime) -> datetime | None:
    """Return the time that is meant, aware; None where it cannot be told.

    A day without a year is the next one, a time without a day too.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    clock = _TIME.search(words)
    if clock is None:
        return None
    here, day_words = now.astimezone(OFFICE_ZONE), words[: clock.start()].strip()
    try:
        at = time(int(clock[1]), int(clock[2] or 0))
        day = _day(day_words, here.date()) if day_words else _next(here, at)
        return datetime.combine(day, at, OFFICE_ZONE) if day else None
    except ValueError:
        return None


def _next(here: datetime, at: time) -> date:
    return here.date() if at > here.time() else here.date() + timedelta(days=1)


def _day(words: str, today: date) -> date | None:
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    numbers, named = _NUMBERS.fullmatch(words), _NAMED.fullmatch(words)
    if numbers:
        return _dated(int(numbers[1]), int(numbers[2]), numbers[3], today)
    month = find_month(named[2], typos=True) if named else None
    return _dated(int(named[1]), month, named[3], today) if named and month else None


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if int(year) < _CENTURY else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
