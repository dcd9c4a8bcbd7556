"""Why two statements may be of one person, and why not: what an officer is shown beside them."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.linkage.levels import BirthLevel, Level, NameLevel, NikLevel, PlaceLevel

if TYPE_CHECKING:
    from collections.abc import Mapping


class Reason(StrEnum):
    """What speaks for one person, or against it; those in `GUARDS` keep a pair from joining by itself."""

    SAME_ROW = "same_row"  # the same row in a newer list
    NIK_SAME = "nik_same"
    NIK_ROUNDED = "nik_rounded"  # the first 15 digits are; a spreadsheet has lost the last
    NIK_ONE_DIGIT = "nik_one_digit"  # a digit or two before the serial are not
    NIK_SAME_DAY = "nik_same_day"  # only the serial is not: born on one day in one district, or a slip
    NIK_OTHER = "nik_other"
    NAME_SAME = "name_same"
    NAME_SOUNDS = "name_sounds"
    NAME_NEARLY = "name_nearly"
    NAME_PART = "name_part"  # one is a part of the other
    NAME_ALIKE = "name_alike"
    NAME_OTHER = "name_other"
    BIRTH_SAME = "birth_same"
    BIRTH_COMMON = "birth_common"  # the same, on a day that stands where nobody knew it
    BIRTH_SWAPPED = "birth_swapped"  # day and month
    BIRTH_TWO = "birth_two"  # of day, month and year
    BIRTH_YEAR = "birth_year"
    BIRTH_OTHER = "birth_other"
    VILLAGE_SAME = "village_same"
    DISTRICT_SAME = "district_same"
    VILLAGE_OTHER = "village_other"
    DISTRICT_OTHER = "district_other"
    PHONE_SAME = "phone_same"
    SEX_OTHER = "sex_other"
    ONE_LIST = "one_list"  # two rows of one list
    OTHER_NEAR = "other_near"  # another person fits nearly as well: a twin, a father and son of one name
    PERSON_NIK_OTHER = "person_nik_other"  # other statements of the two persons have NIKs that differ
    PERSON_BIRTH_OTHER = "person_birth_other"  # or birth dates

    @property
    def speaks_for(self) -> bool:
        """Tell whether it speaks for one person."""
        return self not in _AGAINST


_AGAINST: Final = frozenset({
    Reason.NIK_SAME_DAY, Reason.NIK_OTHER, Reason.NAME_OTHER, Reason.BIRTH_YEAR, Reason.BIRTH_OTHER,
    Reason.VILLAGE_OTHER, Reason.DISTRICT_OTHER, Reason.SEX_OTHER, Reason.ONE_LIST, Reason.OTHER_NEAR,
    Reason.PERSON_NIK_OTHER, Reason.PERSON_BIRTH_OTHER,
})  # fmt: skip
_OF_NIK: Final[Mapping[int, Reason]] = MappingProxyType(
    {
        NikLevel.SAME: Reason.NIK_SAME,
        NikLevel.ROUNDED: Reason.NIK_ROUNDED,
        NikLevel.BOTH_ROUNDED: Reason.NIK_ROUNDED,
        NikLevel.TYPO: Reason.NIK_ONE_DIGIT,
        NikLevel.SAME_DAY: Reason.NIK_SAME_DAY,
        NikLevel.OTHER: Reason.NIK_OTHER,
    }
)
_OF_NAME: Final[Mapping[int, Reason]] = MappingProxyType(
    {
        NameLevel.SAME: Reason.NAME_SAME,
        NameLevel.SOUNDS: Reason.NAME_SOUNDS,
        NameLevel.NEARLY: Reason.NAME_NEARLY,
        NameLevel.PART: Reason.NAME_PART,
        NameLevel.ALIKE: Reason.NAME_ALIKE,
        NameLevel.SOMEWHAT: Reason.NAME_OTHER,
        NameLevel.OTHER: Reason.NAME_OTHER,
    }
)
_OF_BIRTH: Final[Mapping[int, Reason]] = MappingProxyType(
    {
        BirthLevel.SAME: Reason.BIRTH_SAME,
        BirthLevel.COMMON: Reason.BIRTH_COMMON,
        BirthLevel.SWAPPED: Reason.BIRTH_SWAPPED,
        BirthLevel.TWO: Reason.BIRTH_TWO,
        BirthLevel.YEAR: Reason.BIRTH_YEAR,
        BirthLevel.OTHER: Reason.BIRTH_OTHER,
    }
)
_OF_PLACE: Final[Mapping[int, Reason]] = MappingProxyType(
    {
        PlaceLevel.VILLAGE: Reason.VILLAGE_SAME,
        PlaceLevel.DISTRICT: Reason.DISTRICT_SAME,
        PlaceLevel.NEIGHBOUR: Reason.VILLAGE_OTHER,
        PlaceLevel.OTHER: Reason.DISTRICT_OTHER,
    }
)
_OF_LEVELS: Final[tuple[Mapping[int, Reason], ...]] = (
    _OF_NIK, _OF_NAME, _OF_BIRTH, _OF_PLACE,
    {Level.SAME: Reason.PHONE_SAME}, {Level.OTHER: Reason.SEX_OTHER}, {Level.SAME: Reason.ONE_LIST},
)  # fmt: skip


@lru_cache(4096)
def reasons_of(levels: tuple[int, ...]) -> tuple[Reason, ...]:
    """Return what levels say, in the order of `Compared`."""
    said = (of.get(level) for of, level in zip(_OF_LEVELS, levels, strict=True))
    return tuple(reason for reason in said if reason)
