"""Reading districts, villages and places of birth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, RefusedError, UnsureError
from bot.dialogue.words import without_filler
from bot.people.birthplaces import BirthplaceError
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.form import Asking
    from bot.people.gazetteer import Gazetteer
    from bot.people.places import PlaceMatch, Region, Regions


_VILLAGE = re.compile(r"\b(?:desa|ds|kelurahan|kel|dusun|kampung|kp)\b|[,\n]", re.IGNORECASE)


class PlaceReader:
    """Reads districts and villages; stores their codes."""

    def __init__(self, regions: Regions, first: int) -> None:
        """`first`: how many of the most chosen ones stand before the others."""
        self._regions, self._first = regions, first

    def districts(self, asking: Asking) -> Sequence[Choice]:
        """Return all districts."""
        return self._ordered(self._regions.districts, asking.often("district"))

    def villages(self, asking: Asking) -> Sequence[Choice]:
        """Return the villages of the district that was chosen."""
        villages = self._regions.villages(asking.answers.get("district", ""))
        return self._ordered(villages, asking.often("village"))

    def _ordered(self, regions: Sequence[Region], often: Sequence[str]) -> list[Choice]:
        """Return regions by the alphabet, behind a few of those that were chosen most."""
        found = {region.code: _choice(region) for region in regions}
        first = [code for code in often if code in found][: self._first]
        return [found[code] for code in dict.fromkeys([*first, *found])]

    def read_district(self, text: str, asking: Asking) -> str:
        """Return the code of the district meant."""
        match = self._regions.find_district(text)
        if not match.sure:
            match = self._regions.find_district(without_filler(text, asking.catalogues))
        return _sure(match, key("district.refused"), key("district.several"))

    def leaves_village(self, text: str, _: Asking) -> str:
        """Return a text that names a village beside the district."""
        return text if _VILLAGE.search(text) else ""

    def read_village(self, text: str, asking: Asking) -> str:
        """Return the code of the village meant, within the district that was chosen."""
        district = asking.answers.get("district", "")
        match = self._regions.find_village(text, district)
        if not match.sure:
            bare = without_filler(text, asking.catalogues)
            match = self._regions.find_village(bare, district)
            if not match.sure:
                self._suggest_district(bare)
        return _sure(match, key("village.refused"), key("village.several"))

    def _suggest_district(self, text: str) -> None:
        elsewhere = self._regions.find_village_anywhere(text)
        district = elsewhere.best and self._regions.get(elsewhere.best.parent)
        if elsewhere.sure and elsewhere.best and district:
            raise RefusedError(key("village.elsewhere"), village=elsewhere.best.name, district=district.name)

    def show(self, value: str, _: Asking) -> str:
        """Return the name of a region."""
        region = self._regions.get(value)
        return region.name if region else value


def _choice(region: Region) -> Choice:
    return Choice(region.code, region.name)


def _sure(match: PlaceMatch, unknown: str, several: str) -> str:
    if match.best and match.sure:
        return match.best.code
    if match.candidates:
        raise RefusedError(several, candidates=[_choice(region) for region in match.candidates])
    raise RefusedError(unknown)


class BirthplaceReader:
    """Reads a place of birth, anywhere."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def read(self, text: str, asking: Asking) -> str:
        """Return the place, its spaces and capitals put right; UnsureError where it may be another word."""
        try:
            found = self._gazetteer.find(text)
        except BirthplaceError:
            raise RefusedError(key("birthplace.refused")) from None
        if not found.is_sure or asking.remark_in(text):
            raise UnsureError(found.value)
        return found.value

    def leaves(self, text: str, _: Asking) -> str:
        """Return what was said beside the place."""
        try:
            return self._gazetteer.find(text).rest
        except BirthplaceError:
            return ""
