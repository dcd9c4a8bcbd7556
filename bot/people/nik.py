"""The NIK (Nomor Induk Kependudukan), the number of a person in the population register.

Sixteen digits PPKKCC DDMMYY SSSS: province, regency and district of first registration; birth date, a woman's
day plus 40; a serial from 0001 (PP 37/2007 art. 37). There is no check digit. The number is for life: it
follows neither a move (UU 24/2013 art. 1(12)) nor a corrected birth date or sex (Permendagri 108/2019
art. 15(3)), so what it says is a hint about the person, not the truth.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.people._sixteen import (
    LENGTH,
    NO_REGION,
    NO_SERIAL,
    Day,
    day_in,
    in_fours,
    is_placeholder,
    is_scientific,
    masked,
    past_date,
    without_separators,
)
from bot.people._text import plain
from bot.people.dates import age_on
from bot.people.divisions import Divisions

LEGAL_AGE_FOR_CARD: Final = 17  # UU 24/2013 art. 63(1): a KTP-el is given from this age
_WOMAN: Final = 40
_FEW_REPAIRS: Final = 4
_MOST_REPAIRS: Final = 10

_DIGIT_FOR: Final = MappingProxyType(
    {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
)
_LEAD_IN = re.compile(
    r"^(?:\W*(?:nomor|no|nik|ktp|e-?ktp|induk|kependudukan|saya|sy|aku|ku|adalah|ialah|ini|yaitu|my|is)(?![a-z]))+\W*",
    re.IGNORECASE,
)


class Sex(StrEnum):
    """Sex as encoded in a NIK."""

    MALE = "M"
    FEMALE = "F"


class NikReason(StrEnum):
    """Why a text is not a NIK."""

    LENGTH = "length"  # not sixteen digits
    LETTERS = "letters"  # something else than digits that cannot be repaired
    PROVINCE = "province"  # no province has this code
    REGENCY = "regency"  # regency 00, or district 00
    DATE = "date"  # the birth date is not in the calendar
    REPEAT = "repeat"  # a placeholder: a run, or a block repeated
    SERIAL = "serial"  # serial 0000, or scientific notation: damaged by a spreadsheet


class NikWarning(StrEnum):
    """What a person or an officer should look at; never a ground for refusal."""

    REGENCY_UNKNOWN = "regency_unknown"
    DISTRICT_UNKNOWN = "district_unknown"
    UNDER_17 = "under_17"  # a child's number, or more often a family-card number typed for a NIK
    OLD_CODE = "old_code"  # the regency has another code since its province was split


@dataclass(frozen=True, slots=True, repr=False)
class Nik:
    """A well-formed NIK: `value` 16 ASCII digits, `birth_date` with the century settled when it was read.

    Raises ValueError if the value is not 16 digits or the date is not the one encoded. Equal by value.
    """

    value: str
    birth_date: date = field(compare=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{16}", self.value):
            raise ValueError("a NIK has 16 digits")
        if _encoded(self.value) != (self.birth_date.day, self.birth_date.month, self.birth_date.year % 100):
            raise ValueError("the birth date is not the one in the NIK")

    @property
    def province(self) -> str:
        """Dotted Kemendagri code of the province, "61"."""
        return self.value[:2]

    @property
    def regency(self) -> str:
        """Dotted Kemendagri code of the regency or city, "61.06"."""
        return f"{self.value[:2]}.{self.value[2:4]}"

    @property
    def district(self) -> str:
        """Dotted Kemendagri code of the district, "61.06.01"."""
        return f"{self.regency}.{self.value[4:6]}"

    @property
    def sex(self) -> Sex:
        """Sex as first registered."""
        return sex_in(self.value)

    def __repr__(self) -> str:
        return f"Nik({mask(self)})"

    __str__ = __repr__


@dataclass(frozen=True, slots=True, repr=False)
class NikReading:
    """What was read from a text. Unless `valid`, `nik`, birth date, sex and names are None.

    `repaired` means that letters were taken for digits: the person must confirm the number. `province` and
    `regency` are names for showing; `regency` is None where its code is unknown.
    """

    input: str
    nik: Nik | None = None
    valid: bool = False
    repaired: bool = False
    reason: NikReason | None = None
    warnings: tuple[NikWarning, ...] = ()
    birth_date: date | None = None
    sex: Sex | None = None
    province: str | None = None
    regency: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the object that `payung nik --json` prints: plain values, in this order."""
        return {
            "input": self.input,
            "nik": self.nik.value if self.nik else None,
            "valid": self.valid,
            "repaired": self.repaired,
            "reason": self.reason.value if self.reason else None,
            "warnings": [warning.value for warning in self.warnings],
            "birth_date": self.birth_date.isoformat() if self.birth_date else None,
            "sex": self.sex.value if self.sex else None,
            "province": self.province,
            "regency": self.regency,
        }

    def __repr__(self) -> str:
        return f"NikReading(valid={self.valid}, repaired={self.repaired}, reason={self.reason})"


def read_nik(text: str, today: date, divisions: Divisions) -> NikReading:
    """Read a NIK from typed text; never raises. `today` settles the century: 20YY unless in the future."""
    bare = _LEAD_IN.sub("", plain(text))
    if is_scientific(bare):
        return NikReading(text, reason=NikReason.SERIAL)
    digits, repaired = _repair(without_separators(bare))
    reason = _fault(digits, divisions)
    born = birth_date_in(digits, today) if reason is None else None
    if born is None:
        return NikReading(text, repaired=repaired and reason is not NikReason.LETTERS, reason=reason)
    nik = Nik(digits, born)
    return NikReading(
        input=text,
        nik=nik,
        valid=True,
        repaired=repaired,
        warnings=_warnings(nik, today, divisions),
        birth_date=born,
        sex=nik.sex,
        province=divisions.province(nik.province),
        regency=divisions.regency(nik.regency),
    )


def birth_date_in(digits: str, today: date) -> date | None:
    """Return the birth date in 16 digits: 20YY unless in the future, else 19YY; None if impossible."""
    return past_date(_encoded(digits), today)


def sex_in(digits: str) -> Sex:
    """Return the sex in 16 digits, as first registered."""
    return Sex.FEMALE if int(digits[6:8]) > _WOMAN else Sex.MALE


def mask(nik: Nik) -> str:
    """Return `6106••••••••••01`: birth date and all but two digits of the serial are hidden."""
    return masked(nik.value)


def mask_digits(digits: str) -> str:
    """Return 16 digits as `mask` does."""
    return masked(digits)


def grouped(nik: Nik) -> str:
    """Return `6106 0117 0880 9001`, for reading back to the person."""
    return in_fours(nik.value)


def _encoded(digits: str) -> Day:
    day = day_in(digits)
    return day._replace(day=day.day - _WOMAN) if day.day > _WOMAN else day


def _repair(typed: str) -> tuple[str, bool]:
    letters = sum(not char.isdigit() for char in typed)
    if not letters:
        return typed, False
    # Many letters are a word, unless there are just as many characters as a NIK has.
    if (
        letters > (_MOST_REPAIRS if len(typed) == LENGTH else _FEW_REPAIRS)
        or len(typed) - letters < letters // 2
    ):
        return typed, True
    return "".join(_DIGIT_FOR.get(char.upper(), char) for char in typed), True


def _fault(digits: str, divisions: Divisions) -> NikReason | None:
    if not re.fullmatch(r"[0-9]*", digits):
        return NikReason.LETTERS
    if len(digits) != LENGTH:
        return NikReason.LENGTH
    # A placeholder is called one, even where its province or date is wrong too.
    checks = {
        NikReason.REPEAT: is_placeholder(digits),
        NikReason.PROVINCE: divisions.province(digits[:2]) is None,
        NikReason.REGENCY: NO_REGION in {digits[2:4], digits[4:6]},
        NikReason.DATE: birth_date_in(digits, date.max) is None,
        NikReason.SERIAL: digits[12:] == NO_SERIAL,
    }
    return next((reason for reason, wrong in checks.items() if wrong), None)


def _warnings(nik: Nik, today: date, divisions: Divisions) -> tuple[NikWarning, ...]:
    found = []
    if divisions.old(nik.regency):
        found.append(NikWarning.OLD_CODE)
    elif divisions.regency(nik.regency) is None:
        found.append(NikWarning.REGENCY_UNKNOWN)
    elif not divisions.has_district(nik.district):
        found.append(NikWarning.DISTRICT_UNKNOWN)
    if age_on(nik.birth_date, today) < LEGAL_AGE_FOR_CARD:
        found.append(NikWarning.UNDER_17)
    return tuple(found)
