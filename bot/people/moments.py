"""Reading a time to come as staff type it: "besok jam 9 pagi", "25/11/2026 8.30", "Senin 09.00". Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.clock import OFFICE_ZONE
from bot.people._months import find_month

_HALVES = {
    "pagi": "pagi", "siang": "siang", "sore": "sore", "malam": "malam", "am": "am", "pm": "pm",
    "morning": "pagi", "afternoon": "sore", "evening": "sore", "night": "malam",
}  # fmt: skip
_HALF = re.compile(rf"(?<![^\W\d_])({'|'.join(_HALVES)})\b")
_NUMERALS = (
    "satu", "dua", "tiga", "empat", "lima", "enam",
    "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas",
)  # fmt: skip
_SPELT = re.compile(rf"\b(jam|pukul|pkl|setengah)\s+({'|'.join(reversed(_NUMERALS))})\b")
_HALF_PAST = re.compile(r"\bsetengah\s+(\d{1,2})\b(?![.:])")  # "setengah 9" is 8.30
_HOUR_OF_HALF = re.compile(rf"(?<![\d.:/#-])(\d{{1,2}})\s*(?={_HALF.pattern})")
_DAY_OF_MONTH = re.compile(r"\b(?:tanggal|tgl)\s*(\d{1,2})(?![\d./-])\s*([a-z]*)")
_WITH_MINUTES = re.compile(r"(?<![\d.:/-])(\d{1,2})[.:](\d{2})(?![\d.:/-])")
_NAMED_HOUR = re.compile(r"\b(?:jam|pukul|pkl|at)\s*(\d{1,2})\b()")
_LAST_NUMBER = re.compile(r"(?:(?<=[a-z]\s)|(?<=\d{4}\s))(\d{1,2})()$")
_LEFT_OVER = re.compile(r"\b(?:jam|pukul|pkl|at|wib|tanggal|tgl|pada|on|hari)\b(?!\s+ini)")
_NUMBERS = re.compile(r"(\d{1,2})[/\-.](\d{1,2})(?:[/\-.](\d{2,4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAMED = re.compile(r"(\d{1,2})\s+([a-z]+)(?:\s+(\d{4}))?")
_OF_MONTH = re.compile(r"#(\d{1,2})")
_SOON = frozenset({"nanti", "later"})
_THIS, _NEXT = frozenset({"ini", "this", "minggu ini"}), frozenset({"depan", "next", "minggu depan"})
_DAYS = {"hari ini": 0, "today": 0, "besok": 1, "tomorrow": 1, "lusa": 2}
_WEEKDAYS = {
    name: number
    for number, names in enumerate((
        ("senin", "monday"), ("selasa", "tuesday"), ("rabu", "wednesday"), ("kamis", "thursday"),
        ("jumat", "friday"), ("sabtu", "saturday"), ("minggu", "ahad", "sunday"),
    ))
    for name in names
}  # fmt: skip
_WEEK_WORD = "minggu"  # a week, too: "minggu depan" may be any day of it
_APOSTROPHES = str.maketrans("", "", "'’")  # of "Jum'at"
_CENTURY, _NOON, _WEEK = 100, 12, 7
_FIRST_OF_AFTERNOON = 6  # "jam 3 siang" is 15.00, "jam 11 siang" is 11.00


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day whose hour was not told, and the part of it that was ("sore"); empty: none."""

    date: date
    half: str = ""


class MomentError(ValueError):
    """A text tells no time; `day`: it names this day, and a weekday that does not fit it."""

    def __init__(self, day: date | None = None) -> None:
        super().__init__("no time")
        self.day = day


def read_day_to_come(text: str, today: date) -> date:
    """Return the day that a text names, from `today` on. Raise MomentError where none is."""
    found = read_moment(text, datetime.combine(today, time.min, OFFICE_ZONE))
    return found.date if isinstance(found, OpenDay) else found.date()


def read_moment(text: str, now: datetime, kept: OpenDay | None = None) -> datetime | OpenDay:
    """Return the time that is meant, aware, or its day where no hour was told. Raise MomentError.

    A day without a year is the next one; a time without a day is on the day `kept`, else the next one.
    """
    words = " ".join(text.casefold().replace(",", " ").translate(_APOSTROPHES).split())
    words = _SPELT.sub(lambda match: f"{match[1]} {_NUMERALS.index(match[2]) + 1}", words)
    words = _HALF_PAST.sub(lambda match: f"{(int(match[1]) - 1) or _NOON}.30", words)
    halves = {_HALVES[half] for half in _HALF.findall(words)}
    if len(halves) > 1:
        raise MomentError
    half = next(iter(halves), "")
    words = _HALF.sub(" ", _HOUR_OF_HALF.sub(r" jam \1 ", _DAY_OF_MONTH.sub(_marked, words)))
    hour, minute, rest = _clock(" ".join(words.split()))
    day_words = " ".join(_LEFT_OVER.sub(" ", rest).split())
    here, before = now.astimezone(OFFICE_ZONE), None if day_words else kept
    part = half or (before.half if before else "")
    try:
        at = None if hour is None else time(_hour(hour, part), minute)
        day = _day(day_words, here, at, half) or (before.date if before else None)
    except ValueError as error:
        raise error if isinstance(error, MomentError) else MomentError from None
    if at is not None:
        return datetime.combine(day or _next(here, at), at, OFFICE_ZONE)
    if day is None or not (day_words or half):
        raise MomentError
    return OpenDay(day, half)


def _marked(match: re.Match[str]) -> str:
    """Mark the day of a month that is not named, so that it is not taken for an hour."""
    return f"{match[1]} {match[2]}" if find_month(match[2], typos=True) else f"#{match[1]} {match[2]}"


def _clock(words: str) -> tuple[int | None, int, str]:
    """Return hour and minute as they stand there, None where there are none, and the rest: the day."""
    if words.isdecimal() and len(words) <= 2:  # noqa: PLR2004 - digits of an hour
        return int(words), 0, ""
    found = [*_WITH_MINUTES.finditer(words)] or [*_NAMED_HOUR.finditer(words)]
    if not found and (number := _LAST_NUMBER.search(words)):
        found = [number]
    if not found:
        return None, 0, words
    match = found[-1]
    return int(match[1]), int(match[2] or 0), words[: match.start()] + " " + words[match.end() :]


def _hour(hour: int, half: str) -> int:
    """Return the hour of the day. Raise MomentError for one that the part of the day leaves open."""
    if not half or (hour > _NOON and half not in {"pagi", "am"}):
        return hour
    if hour >= _NOON:
        told = {"siang": _NOON, "pm": _NOON, "am": 0}.get(half) if hour == _NOON else None
        if told is None:
            raise MomentError
        return told
    if half == "malam" and hour < _FIRST_OF_AFTERNOON:  # after midnight: of which day?
        raise MomentError
    if half in {"sore", "malam", "pm"} or (half == "siang" and hour <= _FIRST_OF_AFTERNOON):
        return hour + _NOON
    return hour


def _next(here: datetime, at: time) -> date:
    return here.date() if at > here.time() else here.date() + timedelta(days=1)


def _day(words: str, here: datetime, at: time | None, half: str) -> date | None:
    """Return the day that is told; None where none is."""
    if not words:
        return None
    today = here.date()
    if (words in _SOON and (half or at)) or (half and words in _THIS):
        return today
    words = words.removeprefix("nanti ")
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    first, _, after = words.partition(" ")
    before, _, last = words.rpartition(" ")
    if first in _WEEKDAYS:
        return _weekday(first, after, here, at)
    if last in _WEEKDAYS:
        return _weekday(last, before, here, at)
    return _date(words, today)


def _weekday(name: str, more: str, here: datetime, at: time | None) -> date:
    """Return the day that a weekday and what stands beside it mean."""
    today, number = here.date(), _WEEKDAYS[name]
    if not more:
        days = (number - today.weekday()) % _WEEK
        later_today = at is None or at > here.time()
        return today + timedelta(days=days or (0 if later_today else _WEEK))
    if more in _THIS | _NEXT:
        if name == _WEEK_WORD and more in {"ini", "depan"}:
            raise MomentError
        week = today - timedelta(days=today.weekday())
        return week + timedelta(days=number + (_WEEK if more in _NEXT else 0))
    day = _date(more, today)
    if day.weekday() != number:
        raise MomentError(day)
    return day


def _date(words: str, today: date) -> date:
    if iso := _ISO.fullmatch(words):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if of_month := _OF_MONTH.fullmatch(words):
        first = today.replace(day=1)
        later = first if int(of_month[1]) >= today.day else (first + timedelta(days=31)).replace(day=1)
        return later.replace(day=int(of_month[1]))
    numbers, named = _NUMBERS.fullmatch(words), _NAMED.fullmatch(words)
    if numbers:
        return _dated(int(numbers[1]), int(numbers[2]), numbers[3], today)
    month = find_month(named[2], typos=True) if named else None
    if not named or not month:
        raise MomentError
    return _dated(int(named[1]), month, named[3], today)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if int(year) < _CENTURY else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)
