"""What a statement says of a person: the columns that are needed, and no others. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from bot.lists.faults import Fault
from bot.lists.values import any_day
from bot.lists.words import Field, coded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.lists.listed import Listed
    from bot.lists.titles import Above
    from bot.lists.words import Codes
    from bot.people.family_card import FamilyCard
    from bot.people.places import PlaceMatch, Regions

_ADDRESS: Final = (Field.ADDRESS, Field.HAMLET, Field.RT_RW, Field.RT, Field.RW)
_BEFORE: Final[Mapping[Field, str]] = {Field.RT: "RT ", Field.RW: "RW "}
_NAMED: Final = (Field.DISTRICT, Field.VILLAGE)
# Codes before a place, and what is added behind: "2004 - Pala Pulau", "Nibung (Desa)", "Nibung RT 2".
_AROUND_A_NAME = re.compile(r"^[\d.\s-]+|\([^)]*\)?|\b(?:rt|rw|dusun|dsn)\b.*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


class Content(Struct, frozen=True, omit_defaults=True):
    """What one source says of one person; empty or None where it says nothing.

    `work` is the group of the occupation, `stem` the 15 digits of a NIK that a spreadsheet rounded, `decile`
    1 to 10 of welfare, `life` dead or moved, `family` a keyed hash of the number of the family card, `kpj`
    the number of the insurance card, `result` what BPJS answered to the registration with the number
    `registration`, `decision` yes or no: whether a decree names the person.
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
    decision: str = ""

    def __repr__(self) -> str:
        return "Content(...)"


class Place(Struct, frozen=True):
    """Where somebody lives: codes of a district and of a village, empty where that is not known."""

    district: str = ""
    village: str = ""


def content_of(one: Listed, codes: Codes, family: Callable[[FamilyCard], str]) -> Content:
    """Return what is kept of a row; `family` makes a keyed hash of the number of a family card."""
    more = one.more
    occupation = one.occupation or more.get(Field.COMMODITY, "")  # what grows tells the work of a planter
    decided = Content(
        name=one.name,
        nik=one.nik.value if one.nik else "",
        stem=one.nik_stem,
        born=one.birth_date,
        occupation=occupation,
        work=codes.work_in(occupation),
        life="dead" if Fault.DEAD in one.faults else "moved" if Fault.MOVED in one.faults else "",
        decision=codes.decision.get(coded(more.get(Field.DECISION, "")), ""),
    )
    if Field.DECISION in more:  # our own list of candidates that came back: the rest of it is no news
        return decided
    return structs.replace(
        decided,
        sex=one.sex.value if one.sex else "",
        birth_place=one.birth_place,
        phone=one.phone,
        address=_address(more),
        decile=one.decile,
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
        self._found: dict[tuple[str, str, str, Above], Place] = {}

    def of(self, one: Listed) -> Place:
        """Return where somebody lives; what the row does not tell is as the lines above it, or the list."""
        more = one.more
        district, village = (_AROUND_A_NAME.sub("", more.get(field, "")) for field in _NAMED)
        told = (district.strip(), village.strip(), more.get(Field.VILLAGE_CODE, ""))
        named = (*told, one.above)
        if named not in self._found:
            self._found[named] = self._of_row(*named)
        return self._found[named]

    def _of_row(self, district: str, village: str, code: str, above: Above) -> Place:
        coded = self._regions.get(_dotted(code))
        if coded and not village:
            return Place(coded.parent, coded.code)
        return self._find(district, village, self._around(above))

    def _around(self, above: Above) -> Place:
        """Return where people live by a line above them, or as the whole list is where that is no place."""
        found = self._find(*above, self._usual)
        return found if found.village or (above.district and found.district) else self._usual

    def _find(self, district: str, village: str, usual: Place) -> Place:
        if not district and not village:
            return usual
        code = _sure(self._regions.find_district(district)) if district else usual.district
        if not village:
            return Place(code, usual.village if code == usual.district else "")
        regions = self._regions
        found = _sure(regions.find_village(village, code) if code else regions.find_village_anywhere(village))
        region = regions.get(found)
        return Place(region.parent, region.code) if region else Place(code)


def _dotted(code: str) -> str:
    """Return the code of a village as 61.06.01.2004, however it is written; BPS has others, never of ours."""
    digits = "".join(_DIGIT.findall(code))
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"


def _sure(match: PlaceMatch) -> str:
    """Return the code of a place that was surely found, or an empty text."""
    return match.best.code if match.best and match.sure else ""
