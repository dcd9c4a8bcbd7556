"""What stands over columns, and what codes mean: config/lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.documents import converted, read_toml
from bot.errors import ConfigurationError
from bot.folders import part

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER: Final = "lists"


class Field(StrEnum):
    """What a column holds."""

    NIK = "nik"
    FAMILY_CARD = "family_card"
    NAME = "name"
    HEAD_NAME = "head_name"  # of the head of the family, who need not be the person
    SEX = "sex"
    MALE_MARK = "male_mark"  # a tick in one of two columns
    FEMALE_MARK = "female_mark"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    BIRTH = "birth"  # place and date in one cell
    AGE = "age"
    ADDRESS = "address"
    HAMLET = "hamlet"
    RT = "rt"
    RW = "rw"
    RT_RW = "rt_rw"
    VILLAGE = "village"
    VILLAGE_CODE = "village_code"  # of Kemendagri, with or without dots
    DISTRICT = "district"
    REGENCY = "regency"
    PROVINCE = "province"
    OCCUPATION = "occupation"
    OCCUPATION_TOLD = "occupation_told"  # in own words, beside the occupation
    OCCUPATION_CODE = "occupation_code"
    PHONE = "phone"
    MOTHER = "mother"
    RELATION = "relation"  # to the head of the family
    MARITAL = "marital"
    LIFE = "life"  # whether the person lives, and lives there
    REMARK = "remark"  # read only for who is dead or moved
    DECILE = "decile"
    KPJ = "kpj"
    REGISTRATION = "registration"
    HECTARES = "hectares"
    COMMODITY = "commodity"
    GARDEN_NUMBER = "garden_number"  # STDB
    FISHER_NUMBER = "fisher_number"  # KUSUKA
    GROUP = "group"
    COVERED_UNTIL = "covered_until"
    COVERED_FROM = "covered_from"
    GRACE_UNTIL = "grace_until"
    RESULT = "result"  # what BPJS answered to a registration
    DECISION = "decision"  # whether a programme takes the person, on a list for a decree that came back
    NUMBER = "number"  # of the row
    PASSED_OVER = "passed_over"  # known, and not read


# A letter more or less makes another thing of these: "Jenis Kelamin LP" is not "Jenis Kelamin L".
_EXACT: Final = frozenset({Field.MALE_MARK, Field.FEMALE_MARK})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBERED = re.compile(r"^\d+\s+|\(\d+\)|\bmt\s?\d\b|\b\d+$")
# How to fill it in, in brackets: (dd/mm/yyyy), (L/P), (16 digit), (sesuai KTP). Not whose it is: (Ayah).
_HINT = re.compile(
    r"\((?:[dmyhbtgln/\-. ]{5,}|l */ *p|[^()]*\b(?:sesuai|digit|angka|wajib|contoh)\b[^()]*)\)", re.IGNORECASE
)
_NO_LETTER = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LEAST_WITH_A_SLIP: Final = 7


def folded(heading: str) -> str:
    """Return a heading as it is compared: small letters only, without numbers around it."""
    words = _NO_LETTER.sub(" ", _CAMEL.sub(" ", _NUMBERED.sub(" ", heading))).lower()
    return re.sub(r"\s", "", _NUMBERED.sub(" ", words.strip()))


class Match(StrEnum):
    """How a heading was found."""

    SAME = "heading"
    ALIKE = "heading_alike"  # with a slip of the pen


@dataclass(frozen=True, slots=True, repr=False)
class Headings:
    """Finds what a heading stands for."""

    by_heading: Mapping[str, Field]

    @classmethod
    def load(cls, config: Path) -> Self:
        """Read config/lists/headings.toml. Raise ConfigurationError, also where a heading stands twice."""
        path = part(config, f"{FOLDER}/headings.toml")
        listed = read_toml(path, dict[Field, list[str]])
        found: dict[str, Field] = {}
        for field, headings in listed.items():
            for heading in headings:
                if found.setdefault(folded(heading), field) is not field:
                    raise ConfigurationError(field.value, f"{heading} stands for two things", str(path))
        return cls(found)

    def find(self, heading: str) -> tuple[Field, Match] | None:
        """Return what a heading stands for and how it was found, or None."""
        typed = folded(_HINT.sub(" ", heading))
        if typed in self.by_heading:
            return self.by_heading[typed], Match.SAME
        if len(typed) < _LEAST_WITH_A_SLIP:
            return None
        near = process.extract(typed, self.by_heading.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
        fields = {self.by_heading[one] for one, *_ in near if len(one) >= _LEAST_WITH_A_SLIP}
        if len(fields) != 1 or not fields.isdisjoint(_EXACT):
            return None
        return fields.pop(), Match.ALIKE


class Codes(Struct, frozen=True, forbid_unknown_fields=True):
    """What lists write for a value, by what is written: config/lists/codes.toml."""

    sex: dict[str, str]
    marital: dict[str, str]
    life: dict[str, str]
    occupation: dict[str, str]
    result: dict[str, str]
    decision: dict[str, str]
    work: dict[str, str]

    def work_in(self, text: str) -> str:
        """Return the group of occupations that a text tells by the first word that is known, or nothing."""
        words = _LETTERS.findall(text.lower())
        return next((self.work[word] for word in words if word in self.work), "")

    @classmethod
    def load(cls, config: Path) -> Self:
        """Read config/lists/codes.toml. Raise ConfigurationError."""
        listed = read_toml(part(config, f"{FOLDER}/codes.toml"), dict[str, dict[str, list[str]]])
        turned = {
            kind: {word: value for value, words in values.items() for word in words}
            for kind, values in listed.items()
        }
        return converted(turned, cls)


def coded(text: str) -> str:
    """Return a value as codes.toml writes it: small letters, without dots."""
    return text.lower().replace(".", "").strip()
