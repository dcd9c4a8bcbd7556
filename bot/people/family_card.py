"""The number of a family card (Nomor KK), which is often typed for a NIK, and a NIK for it.

It has the shape of a NIK, PPKKCC DDMMYY SSSS, but the date is the day of issue: never plus 40, and no earlier
than the registers are. There is no check digit.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from bot.people._sixteen import (
    LENGTH,
    NO_REGION,
    NO_SERIAL,
    day_in,
    in_fours,
    is_placeholder,
    is_scientific,
    masked,
    past_date,
    without_separators,
)
from bot.people._text import plain
from bot.people.divisions import Divisions

EARLIEST: Final = date(1990, 1, 1)  # a bound of belief: an earlier date is somebody's birth date
_DAYS_OF_WOMEN: Final = range(41, 72)
_LEAD_IN = re.compile(
    r"^(?:\W*(?:nomor|no|kk|kartu|keluarga|saya|sy|aku|kami|adalah|ialah|ini|yaitu|nya)(?![a-z]))+\W*",
    re.IGNORECASE,
)


class FamilyCardReason(StrEnum):
    """Why a text is not the number of a family card."""

    LENGTH = "length"  # not sixteen digits
    LETTERS = "letters"  # something else than digits; never read as digits
    REPEAT = "repeat"  # a placeholder: a run, or a block repeated
    PROVINCE = "province"  # no province has this code
    REGENCY = "regency"  # regency 00, or district 00
    BIRTH_DATE = "birth_date"  # a day plus 40, or before 1990: more likely the NIK of a person
    DATE = "date"  # the date is not in the calendar
    SERIAL = "serial"  # serial 0000, or scientific notation: damaged by a spreadsheet


class FamilyCardError(ValueError):
    """The text is not the number of a family card; `reason` says why. The text itself is not kept."""

    def __init__(self, reason: FamilyCardReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class FamilyCard:
    """A family card: `value` 16 ASCII digits, `issued` the day in it. Equal by value.

    Raises ValueError if the value is not 16 digits or the day is not the one encoded.
    """

    value: str
    issued: date = field(compare=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", self.value):
            raise ValueError("the number of a family card has 16 digits")
        if day_in(self.value) != (self.issued.day, self.issued.month, self.issued.year % 100):
            raise ValueError("the day of issue is not the one in the number of the family card")

    @property
    def masked(self) -> str:
        """With only its ends: `6106••••••••••01`."""
        return masked(self.value)

    @property
    def grouped(self) -> str:
        """In fours, for reading back to the person: `6106 0112 0315 9001`."""
        return in_fours(self.value)

    def __repr__(self) -> str:
        return f"FamilyCard({self.masked})"

    __str__ = __repr__


def read_family_card(text: str, today: date, divisions: Divisions) -> FamilyCard:
    """Read the number of a family card from typed text; raises FamilyCardError.

    `today` settles the century of the issue: 20YY unless in the future. Whether it is the NIK of the person
    typed again is for the caller to compare.
    """
    bare = _LEAD_IN.sub("", plain(text))
    if is_scientific(bare):
        raise FamilyCardError(FamilyCardReason.SERIAL)
    digits = without_separators(bare)
    if not re.fullmatch(r"[0-9]*", digits):
        raise FamilyCardError(FamilyCardReason.LETTERS)
    if len(digits) != LENGTH:
        raise FamilyCardError(FamilyCardReason.LENGTH)
    return FamilyCard(digits, _issued(digits, today, divisions))


def _issued(digits: str, today: date, divisions: Divisions) -> date:
    """Return the day of issue of a number that is one."""
    day = day_in(digits)
    issued = past_date(day, today)
    checks = {
        FamilyCardReason.REPEAT: is_placeholder(digits),
        FamilyCardReason.PROVINCE: divisions.province(digits[:2]) is None,
        FamilyCardReason.REGENCY: NO_REGION in {digits[2:4], digits[4:6]},
        FamilyCardReason.BIRTH_DATE: day.day in _DAYS_OF_WOMEN or (issued is not None and issued < EARLIEST),
        FamilyCardReason.DATE: issued is None,
        FamilyCardReason.SERIAL: digits[12:] == NO_SERIAL,
    }
    fault = next((reason for reason, wrong in checks.items() if wrong), None)
    if fault or issued is None:
        raise FamilyCardError(fault or FamilyCardReason.DATE)
    return issued
