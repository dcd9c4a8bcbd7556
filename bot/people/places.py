"""Districts (kecamatan) and villages (desa, kelurahan) of the office's regency, found by typed names.

Codes are dotted Kemendagri codes: "61.06.01" a district, "61.06.01.2004" a village. Village names repeat
between districts, so the district is asked first.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

MOST_CANDIDATES: Final = 5
# Measured with one slip in every name (tests/people/test_places.py): fewer than one in 200 are taken wrongly.
_SURE_SCORE: Final = 78.0
_SURE_LEAD: Final = 6.0
_WORTH_SHOWING: Final = 50.0
_DISTRICT_LEVEL: Final = 2
_VILLAGE_LEVEL: Final = 3

_FULL: Final = MappingProxyType(
    {"ng": "nanga", "nga": "nanga", "tj": "tanjung", "tg": "tanjung", "tjg": "tanjung", "tanjong": "tanjung"}
    | dict.fromkeys(("sei", "s", "sg", "sui", "sng", "sungei"), "sungai")
    | {"btg": "batang", "tl": "teluk", "tlk": "teluk", "lb": "lubuk", "pl": "pulau"}
    | {"utr": "utara", "sel": "selatan", "slt": "selatan", "hlr": "hilir", "hil": "hilir", "hl": "hulu"}
)
_VILLAGE_MARK = re.compile(r"^.*?\b(?:desa|ds|kelurahan|kel|lurah|kampung|kp)\b\.?\s*", re.IGNORECASE)
_DISTRICT_MARK = re.compile(r"^.*?\b(?:kecamatan|kec|kc)\b\.?\s*", re.IGNORECASE)
_AFTER_VILLAGE = re.compile(r"(?:,|\b(?:kecamatan|kec|kc|kabupaten|kab)\b).*$", re.IGNORECASE)
_AFTER_DISTRICT = re.compile(r"(?:,|\b(?:kabupaten|kab)\b).*$", re.IGNORECASE)


class RegionKind(StrEnum):
    """Levels of region, by the words of UU 23/2014 and UU 6/2014."""

    REGENCY = "kabupaten"
    DISTRICT = "kecamatan"
    WARD = "kelurahan"  # a village of a town, headed by an official
    VILLAGE = "desa"


@dataclass(frozen=True, slots=True)
class Region:
    """A region: dotted code, kind, name without its kind, dotted code of the region above."""

    code: str
    kind: RegionKind
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What a typed name may mean: up to five candidates, best first; `best` is the first of them or None.

    `sure` means that the best is clearly ahead and may be taken; otherwise the candidates go on buttons.
    """

    best: Region | None
    sure: bool
    candidates: tuple[Region, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Regions:
    """The regions of one regency, in the order of the alphabet: so somebody finds theirs among many."""

    _by_code: Mapping[str, Region]
    _keys: Mapping[str, str]
    _below: Mapping[str, tuple[Region, ...]]
    _short: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path, towns: Mapping[str, str] | None = None) -> Self:
        """Read a CSV with the columns code, kind, name, parent; raises OSError, KeyError or ValueError.

        `towns`: towns by what people call them, of which those count that regions here are named after.
        """
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        regions = (Region(r["code"], RegionKind(r["kind"]), r["name"], r["parent"]) for r in rows)
        by_code = {region.code: region for region in sorted(regions, key=lambda one: normal(one.name))}
        below: dict[str, tuple[Region, ...]] = {}
        for region in by_code.values():
            below[region.parent] = (*below.get(region.parent, ()), region)
        keys = {code: normal(region.name) for code, region in by_code.items()}
        return cls(by_code, keys, below, _short_words(keys.values(), towns or {}))

    @property
    def districts(self) -> tuple[Region, ...]:
        """All districts."""
        return self._at(_DISTRICT_LEVEL)

    @property
    def names(self) -> list[str]:
        """The names of all regions."""
        return [region.name for region in self._by_code.values()]

    def get(self, code: str) -> Region | None:
        """Return the region with this code, or None."""
        return self._by_code.get(code)

    def villages(self, district_code: str) -> tuple[Region, ...]:
        """Return the villages and wards of a district; none for an unknown code."""
        return self._below.get(district_code, ()) if district_code.count(".") == _DISTRICT_LEVEL else ()

    def find_district(self, text: str) -> PlaceMatch:
        """Find a district by a typed name."""
        typed = _AFTER_DISTRICT.sub("", _DISTRICT_MARK.sub("", text))
        match = self._find(typed, self.districts)
        return match if match.sure else self._named_in(typed) or match

    def _named_in(self, typed: str) -> PlaceMatch | None:
        """Return the one district of which a text holds a word that no other has, as "boyan"."""
        words, named = (
            set(self._in_full(typed).split()),
            [self._keys[one.code].split() for one in self.districts],
        )
        counted = Counter(word for name in named for word in name)
        own = [
            region
            for region, name in zip(self.districts, named, strict=True)
            if any(word in words and counted[word] == 1 for word in name)
        ]
        return PlaceMatch(own[0], sure=True, candidates=(own[0],)) if len(own) == 1 else None

    def find_village(self, text: str, district_code: str) -> PlaceMatch:
        """Find a village of one district by a typed name; not sure where a village elsewhere is nearer."""
        match = self._find(_village_part(text), self.villages(district_code))
        if match.best and match.sure:
            elsewhere = self.find_village_anywhere(text).candidates[0]
            match = replace(match, sure=self._keys[elsewhere.code] == self._keys[match.best.code])
        return match

    def find_village_anywhere(self, text: str) -> PlaceMatch:
        """Find a village of any district; a name that several districts have is never sure."""
        return self._find(_village_part(text), self._at(_VILLAGE_LEVEL))

    def _at(self, level: int) -> tuple[Region, ...]:
        return tuple(region for code, region in self._by_code.items() if code.count(".") == level)

    def _in_full(self, text: str) -> str:
        """Return a typed name as it is compared, with towns that people shorten written out."""
        return " ".join(self._short.get(word, word) for word in normal(text).split())

    def _find(self, text: str, among: Iterable[Region]) -> PlaceMatch:
        typed = self._in_full(text)
        if not typed:
            return PlaceMatch(None, sure=False, candidates=())
        scored = ((_likeness(typed, self._keys[region.code]), region) for region in among)
        ranked = sorted(scored, key=lambda pair: -pair[0])[:MOST_CANDIDATES]
        shown = tuple(region for score, region in ranked if score >= _WORTH_SHOWING)
        sure = bool(shown) and _clear([score for score, _ in ranked], typed, self._keys[shown[0].code])
        return PlaceMatch(shown[0] if shown else None, sure, shown)


def _short_words(names: Iterable[str], towns: Mapping[str, str]) -> dict[str, str]:
    """Return the words that stand for a town by whose name, of one word, a region is called."""
    named = {word for name in names for word in name.split()}
    meant = {short: normal(town) for short, town in towns.items() if " " not in short}
    return {short: town for short, town in meant.items() if town in named and short != town}


def normal(name: str) -> str:
    """Return a name as it is compared: lower case, letters and digits only, abbreviations written out."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’‘`]", "", bare.lower()))
    return " ".join(map(written_out, words))


def written_out(word: str) -> str:
    """Return the word that an abbreviation in lower-case letters stands for, or the word itself."""
    return _FULL.get(word, word)


def _village_part(text: str) -> str:
    return _AFTER_VILLAGE.sub("", _VILLAGE_MARK.sub("", text))


def _likeness(typed: str, name: str) -> float:
    """Return 0 to 100. People write "sukamaju" for Suka Maju, so both are also compared without spaces."""
    return max(ratio(typed, name), ratio(typed.replace(" ", ""), name.replace(" ", "")))


def _clear(scores: list[float], typed: str, name: str) -> bool:
    best, second = (*scores, 0.0)[:2]
    if best == second:
        return False
    # In a short name one wrong letter makes another name, so ratio alone would be too generous or too strict.
    close = best >= _SURE_SCORE and OSA.distance(typed.replace(" ", ""), name.replace(" ", "")) <= 2  # noqa: PLR2004
    return best == 100.0 or (close and best - second >= _SURE_LEAD)  # noqa: PLR2004 - the same name
