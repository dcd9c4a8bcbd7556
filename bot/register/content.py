"""What a statement says of a person: the columns that are needed, and no others. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.lists.faults import Fault
from bot.lists.values import any_day
from bot.lists.words import Field, coded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.lists.listed import Listed
    from bot.lists.words import Codes
    from bot.people.family_card import FamilyCard
    from bot.people.places import PlaceMatch, Regions

_ADDRESS: Final = (Field.ADDRESS, Field.HAMLET, Field.RT_RW, Field.RT, Field.RW)
_BEFORE: Final[Mapping[Field, str]] = {Field.RT: "RT ", Field.RW: "RW "}
_DIGIT = re.compile(r"\d")


class Content(Struct, frozen=True, omit_defaults=True):
    """What one source says of one person; empty or None where it says nothing.

    `work` is the group of the occupation, `stem` the 15 digits of a NIK that a spreadsheet rounded, `decile`
    1 to 10 of welfare, `life` dead or moved, `family` a keyed hash of the number of the family card, `kpj`
    the number of the insurance card, `result` what BPJS answered to the registration with the number
    `registration`.
    """

    name: str = ""
    nik: str = ""
    stem: str = ""
    sex: str = ""
    born: date | None = None
    birth_place: str = ""
    occupation: str = ""
    work: str = ""
    phone: str = ""
    address: str = ""
    decile: int | None = None
    life: str = ""
    income: str = ""
    payer: str = ""
    family: str = ""
    relation: str = ""
    kpj: str = ""
    covered_from: date | None = None
    covered_until: date | None = None
    grace_until: date | None = None
    registration: str = ""
    result: str = ""

    def __repr__(self) -> str:
        return "Content(...)"


class Place(Struct, frozen=True):
    """Where somebody lives: codes of a district and of a village, empty where that is not known."""

    district: str = ""
    village: str = ""


def content_of(one: Listed, codes: Codes, family: Callable[[FamilyCard], str]) -> Content:
    """Return what is kept of a row; `family` makes a keyed hash of the number of a family card."""
    more = one.more
    return Content(
        name=one.name,
        nik=one.nik.value if one.nik else "",
        stem=one.nik_stem,
        sex=one.sex.value if one.sex else "",
        born=one.birth_date,
        birth_place=one.birth_place,
        occupation=one.occupation,
        work=codes.work_in(one.occupation),
        phone=one.phone,
        address=_address(more),
        decile=one.decile,
        life="dead" if Fault.DEAD in one.faults else "moved" if Fault.MOVED in one.faults else "",
        family=family(one.family_card) if one.family_card else "",
        relation=more.get(Field.RELATION, ""),
        kpj="".join(_DIGIT.findall(more.get(Field.KPJ, ""))),
        covered_from=any_day(more.get(Field.COVERED_FROM, "")),
        covered_until=any_day(more.get(Field.COVERED_UNTIL, "")),
        grace_until=any_day(more.get(Field.GRACE_UNTIL, "")),
        registration="".join(_DIGIT.findall(more.get(Field.REGISTRATION, ""))),
        result=codes.result.get(coded(more.get(Field.RESULT, "")), ""),
    )


def _address(more: Mapping[Field, str]) -> str:
    parts = [f"{_BEFORE.get(field, '')}{more[field]}" for field in _ADDRESS if more.get(field)]
    return ", ".join(parts)


class Places:
    """Finds the codes of districts and villages that a list names, each spelling once."""

    def __init__(self, regions: Regions, usual: Place) -> None:
        self._regions, self._usual = regions, usual
        self._found: dict[tuple[str, str], Place] = {}

    def of(self, one: Listed) -> Place:
        """Return where somebody lives; what the row does not tell is as the whole list is."""
        named = (one.more.get(Field.DISTRICT, ""), one.more.get(Field.VILLAGE, ""))
        if named not in self._found:
            self._found[named] = self._find(*named)
        return self._found[named]

    def _find(self, district: str, village: str) -> Place:
        if not district and not village:
            return self._usual
        code = _sure(self._regions.find_district(district)) if district else self._usual.district
        if not village:
            return Place(code, self._usual.village if code == self._usual.district else "")
        regions = self._regions
        found = _sure(regions.find_village(village, code) if code else regions.find_village_anywhere(village))
        region = regions.get(found)
        return Place(region.parent, region.code) if region else Place(code)


def _sure(match: PlaceMatch) -> str:
    """Return the code of a place that was surely found, or an empty text."""
    return match.best.code if match.best and match.sure else ""
