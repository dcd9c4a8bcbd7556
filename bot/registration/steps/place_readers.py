"""Reading districts, villages and places of birth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, RefusedError
from bot.dialogue.words import without_filler
from bot.people.birthplaces import BirthplaceError, read_birthplace
from bot.registration.steps.readers import is_no_name
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.form import Asking
    from bot.people.places import PlaceMatch, Region, Regions


class PlaceReader:
    """Reads districts and villages; stores their codes."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions

    def districts(self, _: Asking) -> Sequence[Choice]:
        """Return all districts."""
        return [_choice(region) for region in self._regions.districts]

    def villages(self, asking: Asking) -> Sequence[Choice]:
        """Return the villages of the district that was chosen."""
        return [_choice(region) for region in self._regions.villages(asking.answers.get("district", ""))]

    def read_district(self, text: str, asking: Asking) -> str:
        """Return the code of the district meant."""
        match = self._regions.find_district(text)
        if not match.sure:
            match = self._regions.find_district(without_filler(text, asking.catalogues))
        return _sure(match, key("district.refused"), key("district.several"))

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


def read_place_of_birth(text: str, asking: Asking) -> str:
    """Return a place of birth, its spaces and capitals put right."""
    if is_no_name(text, asking):
        raise RefusedError(key("birthplace.refused"))
    try:
        return read_birthplace(text)
    except BirthplaceError:
        raise RefusedError(key("birthplace.refused")) from None
