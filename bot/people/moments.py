"""Reading a time to come as staff type it: "besok jam 9 pagi", "25/11/2026 8.30", "Senin 09.00". Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.clock import OFFICE_ZONE
from bot.people._months import find_month

_HALF = r"pagi|siang|sore|malam|am|pm"
_WITH_MINUTES = re.compile(rf"(?<![\d.:/-])(\d{{1,2}})[.:](\d{{2}})(?![\d.:/-])\s*(?:wib)?\s*({_HALF})?\b")
_NAMED_HOUR = re.compile(
    rf"\b(?:jam|pukul|pkl|at)\s*(\d{{1,2}})()\s*({_HALF})?\b|\b(\d{{1,2}})\s*({_HALF})\b"
)
_LAST_NUMBER = re.compile(r"(?:(?<=[a-z]\s)|(?<=\d{4}\s))(\d{1,2})()()$")
_LEFT_OVER = re.compile(r"\b(?:jam|pukul|pkl|at|wib|tanggal|tgl|pada|hari)\b(?!\s+ini)")
_NUMBERS = re.compile(r"(\d{1,2})[/\-.](\d{1,2})(?:[/\-.](\d{2,4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAMED = re.compile(r"(\d{1,2})\s+([a-z]+)(?:\s+(\d{4}))?")
_DAYS = {"hari ini": 0, "today": 0, "besok": 1, "tomorrow": 1, "lusa": 2}
_WEEKDAYS = {
    name: number
    for number, names in enumerate((
        ("senin", "monday"), ("selasa", "tuesday"), ("rabu", "wednesday"), ("kamis", "thursday"),
        ("jumat", "jum'at", "friday"), ("sabtu", "saturday"), ("minggu", "ahad", "sunday"),
    ))
    for name in names
}  # fmt: skip
_CENTURY, _NOON, _WEEK = 100, 12, 7
_FIRST_OF_AFTERNOON = 6  # "jam 3 siang" is 15.00, "jam 11 siang" is 11.00


def read_moment(text: str, now: datetime) -> datetime | None:
    """Return the time that is meant, aware; None where it cannot be told.

    A day without a year is the next one, a time without a day too.
    """
    words = " ".join(text.casefold().replace(",", " ").split())
    clock = _clock(words)
    if clock is None:
        return None
    hour, minute, rest = clock
    here = now.astimezone(OFFICE_ZONE)
    day_words = " ".join(_LEFT_OVER.sub(" ", rest).split())
    try:
        at = time(hour, minute)
        day = _day(day_words, here, at) if day_words else _next(here, at)
        return datetime.combine(day, at, OFFICE_ZONE) if day else None
    except ValueError:
        return None


def _clock(words: str) -> tuple[int, int, str] | None:
    """Return hour, minute, and what is left of the text: the day."""
    found = [*_WITH_MINUTES.finditer(words)] or [*_NAMED_HOUR.finditer(words)]
    if not found and (number := _LAST_NUMBER.search(words)):
        found = [number]
    if not found and words.isdecimal():
        return (int(words), 0, "") if len(words) <= 2 else None  # noqa: PLR2004 - digits of an hour
    if not found:
        return None
    match = found[-1]
    hour, minute, half, *other = (part or "" for part in match.groups())
    if not hour and other:
        hour, half = other
    told = _hour(int(hour), half)
    return (
        None
        if told is None
        else (told, int(minute or 0), words[: match.start()] + " " + words[match.end() :])
    )


def _hour(hour: int, half: str) -> int | None:
    """Return the hour of the day; None for one that the part of the day leaves open."""
    if not half or hour > _NOON:
        return hour
    if hour == _NOON:
        return {"siang": _NOON, "pm": _NOON, "am": 0}.get(half)
    if half in {"sore", "malam", "pm"} or (half == "siang" and hour <= _FIRST_OF_AFTERNOON):
        return hour + _NOON
    return hour


def _next(here: datetime, at: time) -> date:
    return here.date() if at > here.time() else here.date() + timedelta(days=1)


def _day(words: str, here: datetime, at: time) -> date | None:
    today = here.date()
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    if words in _WEEKDAYS:
        days = (_WEEKDAYS[words] - today.weekday()) % _WEEK
        return today + timedelta(days=days or (0 if at > here.time() else _WEEK))
    if iso := _ISO.fullmatch(words):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
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
