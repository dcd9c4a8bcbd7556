"""Reading single cells of a list: numbers of people and families, days, words for codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Final

from bot.lists.cells import text_of
from bot.lists.faults import OF_NIK, Fault
from bot.lists.workbook import day_of_serial
from bot.people.dates import DateError, read_birth_date, read_day
from bot.people.family_card import FamilyCard, FamilyCardError, read_family_card
from bot.people.names import PersonNameError, read_name
from bot.people.nik import Nik, read_nik
from bot.people.phone import PhoneError, read_phone

if TYPE_CHECKING:
    from bot.lists.cells import Cell
    from bot.people.divisions import Divisions

_EXACT_BELOW: Final = 2**53  # IEEE 754: a whole number from here on may have lost its last digit
_STEM: Final = 15  # the digits that a spreadsheet keeps
_DIGITS: Final = 16
_SERIALS: Final = range(3_000, 60_000)  # days from 1908 to 2064, as a sheet counts them
_SERIAL_DIGITS: Final = 5  # of those that became text, too few for a day that was typed
_DAY_DIGITS: Final = 8  # of ddmmyyyy; as a number it loses a 0 at the beginning
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_WITH_NOTHING_AFTER_THE_DOT = re.compile(r"(\d{16})[.,]0+")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)?")
_BEFORE_A_NAME = re.compile(r"^\s*\d{1,4}\s*[.)]\s*(?=[^\W\d_])")
_TIME = re.compile(r"[T ]\d\d?:\d\d(:\d\d(\.\d+)?)?\s*(?:[AP]M)?$", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})([-/.]\d{2,4})")
_PLACE_AND_DAY = re.compile(r"(.*?)[\s,/;.-]*(?=\d)(.*)")
_NOTHING: Final = frozenset(
    {"", "-", "--", "0", "null", "none", "nan", "n/a", "#n/a", "tidak ada", "belum ada"}
)


@dataclass(frozen=True, slots=True, repr=False)
class FoundNik:
    """What a cell gave for a NIK: the NIK, or what of a damaged one is sure (`stem`), and a fault."""

    nik: Nik | None = None
    stem: str = ""
    digits: str = ""
    fault: Fault | None = None


def filled(cell: Cell) -> str:
    """Return the text of a cell; empty where it says that there is nothing."""
    text = text_of(cell)
    return "" if text.lower() in _NOTHING else text


def nik_in(cell: Cell, today: date, divisions: Divisions, *, rounded: bool = False) -> FoundNik:
    """Read a NIK; what a spreadsheet has rounded is never repaired, but its first 15 digits are kept.

    `rounded`: the whole column was, before it became text.
    """
    text = filled(cell)
    if not text:
        return FoundNik(fault=Fault.NIK_MISSING)
    if _SCIENTIFIC.fullmatch(text):
        return FoundNik(fault=Fault.NIK_LOST)
    number = _WITH_NOTHING_AFTER_THE_DOT.fullmatch(text)
    digits = number[1] if number else re.sub(r"\D", "", text) if rounded else text
    if (rounded or number or not isinstance(cell, str)) and _is_rounded(digits):
        return FoundNik(stem=digits[:_STEM], fault=Fault.NIK_ROUNDED)
    reading = read_nik(digits, today, divisions)
    fault = OF_NIK[reading.reason] if reading.reason else Fault.NIK_REPAIRED if reading.repaired else None
    stem = digits[:_STEM] if fault is Fault.NIK_ROUNDED and digits.isdecimal() else ""
    return FoundNik(reading.nik, stem, digits, fault)


def _is_rounded(digits: str) -> bool:
    whole = len(digits) == _DIGITS and digits.isdecimal()
    return whole and (int(digits) >= _EXACT_BELOW or digits.endswith("0"))


def family_card_in(cell: Cell, today: date, divisions: Divisions) -> tuple[FamilyCard | None, Fault | None]:
    """Read the number of a family card."""
    text = filled(cell)
    if not text:
        return None, None
    if not isinstance(cell, str) and _is_rounded(text):
        return None, Fault.FAMILY_CARD_UNREAD
    try:
        return read_family_card(text, today, divisions), None
    except FamilyCardError:
        return None, Fault.FAMILY_CARD_UNREAD


def name_in(cell: Cell) -> tuple[str, Fault | None]:
    """Read a name, without a number before and brackets behind it; empty where there is none."""
    text = _BEFORE_A_NAME.sub("", _IN_BRACKETS.sub("", filled(cell))).rstrip("* ")
    if not text:
        return "", Fault.NAME_MISSING
    try:
        return read_name(text).value, None
    except PersonNameError:
        return "", Fault.NAME_UNREAD


def phone_in(cell: Cell) -> tuple[str, Fault | None]:
    """Read a mobile number, as E.164; of several in a cell the first."""
    text = filled(cell)
    if not text:
        return "", None
    try:
        return read_phone(re.split(r"[/;,&]", text)[0]).e164, None
    except PhoneError:
        return "", Fault.PHONE_UNREAD


def birth_in(cell: Cell, nik: Nik | None, today: date) -> tuple[date | None, Fault | None]:
    """Read a birth date and hold it against the NIK; month before day is believed where the NIK says so."""
    text = filled(cell)
    if not text:
        return None, None
    born, swapped = _days_in(cell, text, today)
    meant = nik.birth_date if nik else None
    if born and born == meant:
        return born, None
    if swapped and swapped == meant:
        return swapped, Fault.BIRTH_SWAPPED
    if born is None:
        return None, Fault.BIRTH_UNREAD
    return born, Fault.BIRTH_DIFFERS if meant else None


def _days_in(cell: Cell, text: str, today: date) -> tuple[date | None, date | None]:
    """Return the day in a cell, and the day with its month first; None for what is in no calendar."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
    elif not isinstance(cell, str) and isfinite(cell) and int(cell) in _SERIALS:
        day = day_of_serial(cell)
    else:
        return _typed(text, today)
    born = _believed(day.isoformat(), today)
    turned = _believed(f"{day.month:02}-{day.day:02}-{day.year}", today)
    return born, turned


def _typed(text: str, today: date) -> tuple[date | None, date | None]:
    bare = _TIME.sub("", text)
    if len(bare) == _SERIAL_DIGITS and bare.isdecimal() and int(bare) in _SERIALS:
        return _believed(day_of_serial(int(bare)).isoformat(), today), None
    bare = bare.zfill(_DAY_DIGITS) if bare.isdecimal() and len(bare) == _DAY_DIGITS - 1 else bare
    turned = _MONTH_FIRST.fullmatch(bare)
    other = _believed(f"{turned[3]}{turned[2]}{turned[1]}{turned[4]}", today) if turned else None
    return _believed(bare, today), other


def _believed(text: str, today: date) -> date | None:
    try:
        return read_birth_date(text, today)
    except DateError:
        return None


def any_day(text: str) -> date | None:
    """Return the day that a cell tells, past or to come; None where it tells none."""
    bare = _TIME.sub("", text).partition(".")[0] if text.replace(".", "").isdecimal() else _TIME.sub("", text)
    if bare.isdecimal() and int(bare) in _SERIALS:
        return day_of_serial(int(bare))
    try:
        return read_day(bare)
    except DateError:
        return None


def place_and_day(cell: Cell) -> tuple[str, str]:
    """Return the two halves of a cell such as "Putussibau, 17-08-1980"."""
    halves = _PLACE_AND_DAY.fullmatch(text_of(cell))
    return (halves[1], halves[2]) if halves else (text_of(cell), "")
