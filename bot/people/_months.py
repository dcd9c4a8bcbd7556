"""Names of months in Indonesian and English, with abbreviations, Roman numerals and typing slips."""

from functools import lru_cache
from types import MappingProxyType
from typing import Final

from rapidfuzz.distance import OSA

_NAMES: Final = (
    ("januari", "january"),
    ("februari", "pebruari", "february"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_SHORT: Final = MappingProxyType(
    {
        "djan": 1,
        "djanuari": 1,
        "pebr": 2,
        "peb": 2,
        "mrt": 3,
        "mai": 5,
        "jn": 6,
        "djuni": 6,
        "djuli": 7,
        "ag": 8,
        "jl": 7,
        "agt": 8,
        "ags": 8,
        "agts": 8,
        "agst": 8,
        "agus": 8,
        "sptmbr": 9,
        "spt": 9,
    }
    | {"okt": 10, "oct": 10, "nop": 11, "nov": 11, "des": 12, "dec": 12}
)
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_SHORTEST_PREFIX: Final = 3
_SHORTEST_WITH_SLIP: Final = 4
_SHORTEST_WITH_TWO_SLIPS: Final = 7


@lru_cache(maxsize=4096)
def find_month(word: str, *, typos: bool) -> int | None:
    """Return 1 to 12 for a lower-case word, or None where it is no month or could be two.

    Without `typos` only full names, abbreviations and Roman numerals of two or more letters count.
    """
    if word in _SHORT:
        return _SHORT[word]
    if word in _ROMAN and (typos or len(word) > 1):
        return _ROMAN.index(word) + 1
    by_prefix = {number for number, name in _all() if name == word or _shortens(word, name)}
    found = by_prefix or (_alike(word) if typos else set())
    return found.pop() if len(found) == 1 else None


def _all() -> list[tuple[int, str]]:
    return [(number, name) for number, names in enumerate(_NAMES, 1) for name in names]


def _shortens(word: str, name: str) -> bool:
    return len(word) >= _SHORTEST_PREFIX and name.startswith(word)


def _alike(word: str) -> set[int]:
    if len(word) < _SHORTEST_WITH_SLIP:
        return set()
    one_slip = {number for number, name in _all() if OSA.distance(word, name) <= 1}
    if one_slip or len(word) < _SHORTEST_WITH_TWO_SLIPS:
        return one_slip
    return {number for number, name in _all() if OSA.distance(word, name) <= 2}  # noqa: PLR2004 - two slips
