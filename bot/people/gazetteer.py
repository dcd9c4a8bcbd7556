"""Finding the place of birth in what somebody types when asked for one.

Places that are known are taken, also with a slip after a yes; of others those whose words are no speech.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.documents import read_toml
from bot.folders import part
from bot.people._answers import DENIALS
from bot.people.birthplaces import BirthplaceError, BirthplaceReason, read_birthplace
from bot.people.lexicon import Word, words_in
from bot.people.places import normal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.people.lexicon import Lexicon

_KIND: Final = re.compile(r"^(?:kabupaten|kota)\s+", re.IGNORECASE)
_TWO_ANSWERS: Final = re.compile(r"[\n;|]|,(?!\s*\d)")
_BUILDING: Final = re.compile(
    r"^.*\b(?:(?:rumah|rmh)\s*(?:sakit|skt)|rsud|rs|rumkit|puskesmas|klinik|polindes)\b\.?\s*"
    r"(?:di\s+|umum\s+|daerah\s+)*",
    re.IGNORECASE,
)
# As people shorten provinces; what follows a place so adds nothing.
_PROVINCES: Final = frozenset(
    """
    kalbar kalteng kalsel kaltim kaltara jabar jateng jatim diy dki banten sumut sumsel sumbar sulsel sulut
    sulteng sultra ntt ntb bali papua jambi riau lampung aceh malaysia sarawak indonesia kabupaten kab kota
    provinsi prov kecamatan kec kh
    """.split()  # noqa: SIM905 - a list of words reads better so
)
_BORN: Final = frozenset({"lahir", "lahirnya", "lahirku", "dilahirkan", "kelahiran", "asal", "asli", "ttl"})
_FEW_WORDS = 2  # before a place, in a text that is short
_SHORT, _LONG = 4, 8  # letters of a name in which no slip is put right, and two


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place in a text; not `is_sure`: for a yes or a no. `rest` is what was said beside it."""

    value: str
    is_sure: bool
    rest: str = ""


def load_towns(config: Path) -> dict[str, str]:
    """Return the towns of config/regions/towns.toml by each of their names. Raise ConfigurationError."""
    towns = read_toml(part(config, "regions/towns.toml"), dict[str, dict[str, str]])["towns"]
    return {name: town for town, short in towns.items() for name in (normal(town), *short.split())}


@dataclass(frozen=True)
class Gazetteer:
    """Names of places; towns by what people call them; and which words are none."""

    places: tuple[str, ...]
    towns: Mapping[str, str]
    lexicon: Lexicon

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """The names as they are printed, by how they are compared."""
        named = (_KIND.sub("", place) for place in self.places)
        return {**{normal(name): name for name in named}, **self.towns}

    def find(self, text: str) -> FoundPlace:
        """Return the place in a text. Raise BirthplaceError where there is none."""
        if normal(text) not in self._known and (told := self._told_at_the_end(text)):
            return told
        parts = [part for part in _TWO_ANSWERS.split(_BUILDING.sub("", text)) if part.strip()]
        first, *others = parts or [""]
        rest = " ".join(" ".join(others).split())
        if all(map(self._adds_nothing, words_in(rest))):
            rest = ""
        found = self._judged(read_birthplace(first))
        return FoundPlace(found.value, found.is_sure, rest)

    def _told_at_the_end(self, text: str) -> FoundPlace | None:
        """Return the place with which a sentence about being born, or a short one, ends."""
        words = words_in(text)
        for start in range(1, len(words)):
            before, place = words[:start], self._known.get(normal(" ".join(words[start:])))
            if place and DENIALS.isdisjoint(before) and (_BORN & set(before) or len(before) <= _FEW_WORDS):
                kinds = [self.lexicon.kind(word) for word in before]
                spoken = all(kind and not kind & (Word.PLACE | Word.NAME) for kind in kinds)
                return FoundPlace(place, is_sure=True) if spoken else None
        return None

    def _judged(self, place: str) -> FoundPlace:
        words = place.split()
        for count in range(len(words), 0, -1):
            known = self._known.get(normal(" ".join(words[:count])))
            if known and all(map(self._adds_nothing, words[count:])):
                return FoundPlace(known, is_sure=True)
        kinds = [self.lexicon.kind(word) for word in words_in(place)]
        placed = all(kind & Word.PLACE for kind in kinds)
        if not placed and (meant := self._with_a_slip(normal(place))):
            return FoundPlace(meant, is_sure=False)
        if all(kind & (Word.SPEECH | Word.HEARD) and not kind & Word.PLACE for kind in kinds):
            raise BirthplaceError(BirthplaceReason.UNKNOWN)
        likely = all(map(self.lexicon.can_be_said, words_in(place)))
        strange = [kind for kind in kinds if not kind & Word.PLACE]
        return FoundPlace(place, is_sure=likely and not any(strange))

    def _adds_nothing(self, word: str) -> bool:
        return word.casefold() in _PROVINCES or bool(self.lexicon.kind(word) & Word.PLACE)

    def _with_a_slip(self, typed: str) -> str:
        slips = 0 if len(typed) <= _SHORT else 1 if len(typed) < _LONG else 2
        found = process.extractOne(typed, self._known.keys(), scorer=OSA.distance, score_cutoff=slips)
        return self._known[found[0]] if found and found[0][0] == typed[0] else ""
