"""From what was typed of a programme to the value, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.dialogue.form import Choice, RefusedError
from bot.months import first_day, month_in, month_of, written
from bot.people.months_to_come import read_month
from bot.people.rupiah import read_rupiah
from bot.registration.steps.work import OCCUPATIONS
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.form import Asking

AGENCIES: Final = "agencies"  # known before anything is asked: whose lists there are
_MOST_MONTHS: Final = 60
_BEFORE, _AHEAD = 24, 60  # months from this one that anybody plans with, or still enters
_MOST_PERCENT: Final = 100
_HIGHEST_DECILE: Final = 10
_LONGEST: Final = 80
_FITS: Final = 40  # bytes that are left in the data of a button
_SEPARATOR: Final = ","
_AGES = re.compile(r"(\d{1,2})\s*(?:-|–|sampai|s/?d|to)\s*(\d{1,2})")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_YEARS: Final = {
    "setahun": "12", "satu tahun": "12", "1 tahun": "12", "one year": "12", "a year": "12",
    "2 tahun": "24", "dua tahun": "24", "setengah tahun": "6",
}  # fmt: skip
_BETWEEN = re.compile(r"[,;\n]|\b(?:dan|and)\b")


def read_line(text: str, _: Asking) -> str:
    """Return a line of words."""
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        raise RefusedError(key("programme.refused_text"), meant=True)
    return line


def read_month_step(text: str, asking: Asking) -> str:
    """Return a month as YYYY-MM."""
    try:
        month = read_month(text, asking.today)
    except ValueError:
        raise RefusedError(key("programme.refused_month")) from None
    if not -_BEFORE <= month - month_of(asking.today) <= _AHEAD:
        raise RefusedError(key("programme.refused_far"), meant=True)
    return written(month)


def show_month(value: str, asking: Asking) -> str:
    """Return a month by its name."""
    return asking.texts.month(first_day(month_in(value)))


def read_months(text: str, _: Asking) -> str:
    """Return a number of months."""
    found = re.match(r"\s*(\d{1,3})\b", _YEARS.get(plain(text), text))
    if not found or not 0 < int(found[1]) <= _MOST_MONTHS:
        raise RefusedError(key("programme.refused_months"), most=_MOST_MONTHS)
    return str(int(found[1]))


def months_on_button(asking: Asking, count: int) -> Choice:
    """Return a number of months, as it stands on a button."""
    return Choice(str(count), asking.texts.counted("programme.months_shown", count=count))


def next_months(asking: Asking) -> Sequence[Choice]:
    """Return the months with which most programmes begin."""
    ahead = month_of(asking.today) + 1
    january = (asking.today.year + 1) * 12
    return [
        Choice(written(month), show_month(written(month), asking))
        for month in dict.fromkeys((ahead, january))
    ]


def read_rupiah_step(text: str, _: Asking) -> str:
    """Return a sum in rupiah."""
    try:
        return str(read_rupiah(text))
    except ValueError:
        raise RefusedError(key("programme.refused_sum")) from None


def show_rupiah(value: str, asking: Asking) -> str:
    """Return a sum as people read it."""
    return asking.texts.money(int(value)) if value else asking.texts("programme.unknown")


def read_places(text: str, _: Asking) -> str:
    """Return a number of people."""
    found = _NUMBER.search(text)
    count = int(re.sub(r"\D", "", found[0])) if found else 0
    if not count:
        raise RefusedError(key("programme.refused_places"))
    return str(count)


def read_share(text: str, _: Asking) -> str:
    """Return a number of percent, 1 to 100."""
    found = re.match(r"\s*(\d{1,3})\s*(?:%|persen)?\s*$", text)
    if not found or not 0 < int(found[1]) <= _MOST_PERCENT:
        raise RefusedError(key("programme.refused_share"))
    return str(int(found[1]))


def read_decile(text: str, _: Asking) -> str:
    """Return the highest decile that a text tells."""
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    if not numbers or not 1 <= numbers[-1] <= _HIGHEST_DECILE:
        raise RefusedError(key("programme.refused_decile"))
    return str(numbers[-1])


def deciles(asking: Asking, highest: int) -> str:
    """Return deciles up to the highest, in words."""
    return asking.texts("programme.deciles", highest=highest)


def read_ages(text: str, _: Asking) -> str:
    """Return two ages, as 18-60."""
    found = _AGES.search(text)
    if not found or int(found[1]) > int(found[2]):
        raise RefusedError(key("programme.refused_ages"))
    return f"{int(found[1])}-{int(found[2])}"


def read_works(text: str, asking: Asking) -> str:
    """Return codes of occupations, with commas."""
    return _SEPARATOR.join(dict.fromkeys(OCCUPATIONS.read(part, asking) for part in parts(text)))


def show_works(value: str, asking: Asking) -> str:
    """Return occupations by their names."""
    return ", ".join(OCCUPATIONS.show(one, asking) for one in several(value))


def parts(text: str) -> list[str]:
    """Return what stands between commas. Raise RefusedError where nothing does."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if not parts:
        raise RefusedError(key("programme.refused_text"))
    return parts


def known_agencies(asking: Asking) -> Sequence[Choice]:
    """Return agencies that have sent lists."""
    known = asking.answers.get(AGENCIES, "").split("\n")
    return [Choice(one, one) for one in known if one and len(one.encode()) <= _FITS]


def read_agency(text: str, asking: Asking) -> str:
    """Return the name of an agency as its list has it."""
    known = {plain(one.label): one.id for one in known_agencies(asking)}
    found = known.get(plain(text))
    if found is None and text not in known.values():
        raise RefusedError(key("programme.refused_list"))
    return found or text


def several(text: str, separator: str = _SEPARATOR) -> tuple[str, ...]:
    """Return the values that are written with commas, or another separator."""
    return tuple(part for part in text.split(separator) if part)
