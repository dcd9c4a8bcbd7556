"""What may be wrong with a row of a list, and the words for it."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.people.nik import NikReason
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping


class Fault(StrEnum):
    """What is wrong with a row, or deserves a look."""

    NIK_MISSING = "nik_missing"
    NIK_ROUNDED = "nik_rounded"  # kept as a number: its last digit is lost, and never guessed
    NIK_LOST = "nik_lost"  # 6,10601E+15
    NIK_LENGTH = "nik_length"
    NIK_LETTERS = "nik_letters"
    NIK_REGION = "nik_region"  # no such province, regency 00
    NIK_DATE = "nik_date"  # the day in it is in no calendar
    NIK_REPEAT = "nik_repeat"  # a placeholder
    NIK_REPAIRED = "nik_repaired"  # letters were taken for digits
    NIK_SHARED = "nik_shared"  # also in a row of somebody with another name
    NIK_TWO = "nik_two"  # two columns hold different ones
    FAMILY_CARD_FOR_NIK = "family_card_for_nik"
    FAMILY_CARD_UNREAD = "family_card_unread"
    UNDER_17 = "under_17"
    NAME_MISSING = "name_missing"
    NAME_UNREAD = "name_unread"
    HEAD_ONLY = "head_only"  # only the head of the family is named
    BIRTH_UNREAD = "birth_unread"
    BIRTH_DIFFERS = "birth_differs"  # from the NIK
    BIRTH_SWAPPED = "birth_swapped"  # month before day: read as the NIK has it
    SEX_UNREAD = "sex_unread"
    SEX_DIFFERS = "sex_differs"  # from the NIK
    PHONE_UNREAD = "phone_unread"
    DEAD = "dead"
    MOVED = "moved"
    SEVERAL_ROWS = "several_rows"  # of one person: gardens, seasons


# With these a row cannot be used as it is; the others deserve a look, or are only said.
BLOCKING: Final = frozenset({
    Fault.NIK_MISSING, Fault.NIK_ROUNDED, Fault.NIK_LOST, Fault.NIK_LENGTH, Fault.NIK_LETTERS,
    Fault.NIK_REGION, Fault.NIK_DATE, Fault.NIK_REPEAT, Fault.NIK_SHARED, Fault.NIK_TWO,
    Fault.FAMILY_CARD_FOR_NIK, Fault.DEAD,
})  # fmt: skip
ONLY_SAID: Final = frozenset({Fault.SEVERAL_ROWS})

OF_NIK: Mapping[NikReason, Fault] = MappingProxyType({
    NikReason.LENGTH: Fault.NIK_LENGTH,
    NikReason.LETTERS: Fault.NIK_LETTERS,
    NikReason.PROVINCE: Fault.NIK_REGION,
    NikReason.REGENCY: Fault.NIK_REGION,
    NikReason.DATE: Fault.NIK_DATE,
    NikReason.REPEAT: Fault.NIK_REPEAT,
    NikReason.SERIAL: Fault.NIK_ROUNDED,  # a serial of 0000 is what a spreadsheet leaves of it
})  # fmt: skip

TEXTS: Mapping[Fault, str] = MappingProxyType({
    Fault.NIK_MISSING: key("row.nik_missing"),
    Fault.NIK_ROUNDED: key("row.nik_rounded"),
    Fault.NIK_LOST: key("row.nik_lost"),
    Fault.NIK_LENGTH: key("row.nik_length"),
    Fault.NIK_LETTERS: key("row.nik_letters"),
    Fault.NIK_REGION: key("row.nik_region"),
    Fault.NIK_DATE: key("row.nik_date"),
    Fault.NIK_REPEAT: key("row.nik_repeat"),
    Fault.NIK_REPAIRED: key("row.nik_repaired"),
    Fault.NIK_SHARED: key("row.nik_shared"),
    Fault.NIK_TWO: key("row.nik_two"),
    Fault.FAMILY_CARD_FOR_NIK: key("row.family_card_for_nik"),
    Fault.FAMILY_CARD_UNREAD: key("row.family_card_unread"),
    Fault.UNDER_17: key("row.under_17"),
    Fault.NAME_MISSING: key("row.name_missing"),
    Fault.NAME_UNREAD: key("row.name_unread"),
    Fault.HEAD_ONLY: key("row.head_only"),
    Fault.BIRTH_UNREAD: key("row.birth_unread"),
    Fault.BIRTH_DIFFERS: key("row.birth_differs"),
    Fault.BIRTH_SWAPPED: key("row.birth_swapped"),
    Fault.SEX_UNREAD: key("row.sex_unread"),
    Fault.SEX_DIFFERS: key("row.sex_differs"),
    Fault.PHONE_UNREAD: key("row.phone_unread"),
    Fault.DEAD: key("row.dead"),
    Fault.MOVED: key("row.moved"),
    Fault.SEVERAL_ROWS: key("row.several_rows"),
})  # fmt: skip
