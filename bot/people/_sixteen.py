"""What a NIK and the number of a family card share: sixteen digits PPKKCC DDMMYY SSSS."""

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from bot.people._text import repeats, runs

LENGTH: Final = 16
NO_REGION: Final = "00"
NO_SERIAL: Final = "0000"
_LONGEST_BLOCK: Final = 8
_SPREADSHEET = re.compile(r"^\d[.,]\d+e\+?15$", re.IGNORECASE)


class Day(NamedTuple):
    """The digits of the date: day as written, month, year of the century."""

    day: int
    month: int
    year: int


def without_separators(text: str) -> str:
    """Return the text without spaces and punctuation; "|" stays, as it may stand for 1."""
    return "".join(char for char in text if not _separates(char))


def is_scientific(text: str) -> bool:
    """Tell whether a spreadsheet turned the number into one such as 6.10601E+15."""
    return bool(_SPREADSHEET.match(text))


def is_placeholder(digits: str) -> bool:
    """Tell whether the digits are a run, or a block repeated."""
    return repeats(digits, _LONGEST_BLOCK) or runs(digits)


def day_in(digits: str) -> Day:
    """Return the date in sixteen digits as it is written."""
    return Day(*(int(digits[start : start + 2]) for start in (6, 8, 10)))


def past_date(day: Day, today: date) -> date | None:
    """Return the date: 20YY unless in the future, else 19YY; None if it is not in the calendar."""
    try:
        found = date(2000 + day.year, day.month, day.day)
        return found if found <= today else found.replace(year=1900 + day.year)
    except ValueError:
        return None


def masked(digits: str) -> str:
    """Return `6106••••••••••01`: the date and all but two digits of the serial are hidden."""
    return f"{digits[:4]}{'•' * 10}{digits[-2:]}"


def in_fours(digits: str) -> str:
    """Return `6106 0117 0880 9001`, for reading back to the person."""
    return " ".join(digits[start : start + 4] for start in range(0, LENGTH, 4))


def _separates(char: str) -> bool:
    return char != "|" and (char in " `" or unicodedata.category(char).startswith("P"))
