"""Birth dates as people type them: 17-8-80, 17 agustus 1980, 17081980, "tgl 17 bln 8 thn 1980".

The day comes first, as everywhere in Indonesia; a year of four digits may come first too. What allows two
readings is refused, since a wrong date taken costs more than a question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from bot.people._months import find_month
from bot.people._text import plain

# Bounds of belief, not of law: they settle two-digit years and catch slips, and decide nothing else.
YOUNGEST: Final = 15
OLDEST: Final = 100

_TOKEN = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+)")
_STRANGE = re.compile(r"[^\w\s.,/\\:;()'’|~!_-]")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])\d\d")
_DAY_LABELS: Final = frozenset({"tgl", "tanggal", "tg", "tggl", "hari"})
_MONTH_LABELS: Final = frozenset({"bln", "bulan", "bl"})
_YEAR_LABELS: Final = frozenset({"thn", "tahun", "th", "taun"})
_FILLERS: Final = frozenset(
    {"lahir", "lhr", "ya", "kak", "pak", "bu", "masehi", "st", "nd", "rd", "of", "di", "pada"}
)
# A date after one of these words is another one, or a guess.
_WORDS_THAT_DENY: Final = frozenset(
    """
    bukan tidak tdk gak nggak sebelum sesudah setelah antara kira sekitar kurang lebih mungkin atau lupa
    anak istri suami bapak ibu ayah berlaku hingga sampai masuk menikah nikah
    mulai kerja sejak kemarin terbit not or before after
    """.split()  # noqa: SIM905 - a list of words reads better so
)


class DateReason(StrEnum):
    """Why a text is not a birth date."""

    EMPTY = "empty"
    FORMAT = "format"  # not understood, or to be understood in two ways
    INCOMPLETE = "incomplete"  # day, month or year is missing
    IMPOSSIBLE = "impossible"  # no such day in the calendar, such as 31 April or month 13
    YEAR = "year"  # a year of two digits that fits neither century, or of one or three digits
    FUTURE = "future"
    TOO_OLD = "too_old"  # over 100 years


class DateError(ValueError):
    """The text is not a believable birth date; `reason` says why. The text itself is not kept."""

    def __init__(self, reason: DateReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Number:
    digits: str
    label: str  # "day", "month", "year" or ""


class _Parts(NamedTuple):
    day: str
    month: str
    year: str


def read_birth_date(text: str, today: date) -> date:
    """Read the birth date of a person of at most 100 years from typed text; raises DateError.

    A year of two digits is 20YY if that makes the person at least 15 years old, else 19YY.
    """
    typed = plain(text).lower()
    if not typed:
        raise DateError(DateReason.EMPTY)
    if _STRANGE.search(typed):
        raise DateError(DateReason.FORMAT)
    parts = _order(*_tokens(typed))
    return _believable(_calendar_date(parts, today), today)


def read_day(text: str) -> date:
    """Read any day, past or to come, day first: 31-12-26, 31-DES-26, 2026-12-31. Raise DateError.

    A year of two digits is of this century.
    """
    parts = _order(*_tokens(plain(text).lower()))
    century = "20" if len(parts.year) == 2 else ""  # noqa: PLR2004 - digits
    try:
        return _real(int(century + parts.year), int(parts.month), int(parts.day))
    except ValueError:
        raise DateError(DateReason.FORMAT) from None


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; who was born on 29 February comes of age on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _tokens(typed: str) -> tuple[list[_Number], int | None]:
    """Return the numbers with their labels, and the month if it was given as a word."""
    numbers: list[_Number] = []
    months: list[int] = []
    label = ""
    for token in _TOKEN.finditer(typed):
        word = token["word"]
        if word is None:
            numbers.append(_Number(token["number"], label))
            label = ""
        elif found := _label(word):
            label = found
        elif word not in _FILLERS:
            months += _month_or_place(word, typed, token, numbers)
    if len(months) > 1:
        raise DateError(DateReason.FORMAT)
    return numbers, months[0] if months else None


def _label(word: str) -> str:
    if word in _DAY_LABELS:
        return "day"
    if word in _MONTH_LABELS:
        return "month"
    return "year" if word in _YEAR_LABELS else ""


def _month_or_place(word: str, typed: str, token: re.Match[str], numbers: Sequence[_Number]) -> list[int]:
    """Return the month a word stands for; words before the first number may be a place of birth."""
    if word in _WORDS_THAT_DENY:
        raise DateError(DateReason.FORMAT)
    # A place may resemble a month, so before the number only the word next to it is asked, and without typos.
    leads = re.match(r"[\s.,]*\d", typed[token.end() :]) is not None
    if numbers or leads:
        month = find_month(word, typos=bool(numbers))
        if month:
            return [month]
    # "l7" and "O8" are slips in a number, not places.
    if numbers or re.match(r"\d", typed[token.end() :]):
        raise DateError(DateReason.FORMAT)
    return []


def _order(numbers: list[_Number], month: int | None) -> _Parts:
    # "tgl" before the first number says nothing new: "tgl lahir 17-8-80", "tanggal lahir 1980-08-17".
    if any(number.label for number in numbers[1:]) or (numbers and numbers[0].label in {"month", "year"}):
        return _by_label(numbers, month)
    digits = [number.digits for number in numbers]
    if month is not None:
        return _with_month(digits, str(month))
    if len(digits) == 1:
        return _compact(digits[0])
    if len(digits) < len(_Parts._fields):
        raise DateError(DateReason.INCOMPLETE)
    if len(digits) > len(_Parts._fields):
        raise DateError(DateReason.FORMAT)
    return _Parts(*(reversed(digits) if len(digits[0]) == 4 else digits))  # noqa: PLR2004 - a year


def _by_label(numbers: list[_Number], month: int | None) -> _Parts:
    """Order numbers of which some are named: "bln 8 tgl 17 thn 1980", "17 agustus tahun 1980"."""
    if len(numbers) + (month is not None) > len(_Parts._fields):
        raise DateError(DateReason.FORMAT)
    named = {number.label: number.digits for number in numbers if number.label}
    unnamed = [number.digits for number in numbers if not number.label]
    if month is not None:
        named.setdefault("month", str(month))
    for label in _Parts._fields:
        if label not in named and unnamed:
            named[label] = unnamed.pop(0)
    if unnamed or len(named) < len(_Parts._fields):
        raise DateError(DateReason.FORMAT if unnamed else DateReason.INCOMPLETE)
    return _Parts(**named)


def _with_month(digits: list[str], month: str) -> _Parts:
    if len(digits) < 2:  # noqa: PLR2004 - day and year
        raise DateError(DateReason.INCOMPLETE)
    if len(digits) > 2:  # noqa: PLR2004
        raise DateError(DateReason.FORMAT)
    first, second = digits
    return _Parts(second, month, first) if len(first) == 4 else _Parts(first, month, second)  # noqa: PLR2004


def _compact(digits: str) -> _Parts:
    """Split 17081980, 170880 or 19800817. Eight digits never fit both orders: no year of birth is 0817."""
    if _YEAR_FIRST.fullmatch(digits):
        return _Parts(digits[6:], digits[4:6], digits[:4])
    if re.fullmatch(r"\d{6}|\d{8}", digits):
        return _Parts(digits[:2], digits[2:4], digits[4:])
    raise DateError(DateReason.INCOMPLETE if len(digits) <= 4 else DateReason.FORMAT)  # noqa: PLR2004 - a year


def _calendar_date(parts: _Parts, today: date) -> date:
    if max(len(parts.day), len(parts.month)) > 2:  # noqa: PLR2004 - digits of a day
        raise DateError(DateReason.FORMAT)
    day, month = int(parts.day), int(parts.month)
    if len(parts.year) == 2:  # noqa: PLR2004
        return _two_digit_year(day, month, int(parts.year), today)
    if len(parts.year) != 4:  # noqa: PLR2004
        raise DateError(DateReason.YEAR)
    return _real(int(parts.year), month, day)


def _two_digit_year(day: int, month: int, year: int, today: date) -> date:
    born = _real(2000 + year, month, day)
    if age_on(born, today) < YOUNGEST:
        born = _real(1900 + year, month, day)
        if age_on(born, today) > OLDEST:
            raise DateError(DateReason.YEAR)
    return born


def _real(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(DateReason.IMPOSSIBLE) from None


def _believable(born: date, today: date) -> date:
    age = age_on(born, today)
    if born > today:
        raise DateError(DateReason.FUTURE)
    if age > OLDEST:
        raise DateError(DateReason.TOO_OLD)
    return born
