"""How common the words of names are: what is common says little about who somebody is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log2
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.linkage.spelling import sound, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Until many names were counted: in how many of a thousand a word stands, as far as lists of villages tell.
_PER_THOUSAND: Final = MappingProxyType(
    {sound(word): share for word, share in {
        "muhamad": 30, "siti": 25, "abdul": 20, "yohanes": 12, "maria": 12, "nur": 10, "ahmad": 10,
        "antonius": 8, "fransiskus": 8, "yosef": 6, "petrus": 6, "agustinus": 6, "stefanus": 5, "paulus": 5,
        "martinus": 5, "markus": 5, "lusia": 5, "agus": 6, "sri": 6, "dewi": 5, "yuliana": 5, "kristina": 4,
        "veronika": 4,
        "ibrahim": 4, "ismail": 4, "rahman": 5, "aminah": 5, "abang": 6, "dayang": 6, "gusti": 5, "ade": 5,
    }.items()}
)  # fmt: skip
_OTHER: Final = 2  # of a thousand: any other word
_BELIEF: Final = 2000  # names that the shares above count as
_STEPS: Final = 64  # sums of such parts of a bit are exact, in whatever order


@dataclass(frozen=True, slots=True, repr=False)
class Commonness:
    """How many names there are, and in how many of them each word (by its sound) stands."""

    names: int
    with_word: Mapping[str, int]

    @classmethod
    def of(cls, names: Iterable[str]) -> Commonness:
        """Count names as they are written."""
        return cls.of_sounds(spelt(name).sounds for name in names)

    @classmethod
    def of_sounds(cls, names: Iterable[tuple[str, ...]]) -> Commonness:
        """Count names by how their words sound."""
        counted: Counter[str] = Counter()
        total = 0
        for sounds in names:
            counted.update(set(sounds))
            total += bool(sounds)
        return cls(total, counted)

    def bits(self, word: str) -> float:
        """Return what it tells that two names have a word in common, in bits."""
        expected = _BELIEF * _PER_THOUSAND.get(word, _OTHER) / 1000
        share = (self.with_word.get(word, 0) + expected) / (self.names + _BELIEF)
        return round(-log2(min(share, 1.0)) * _STEPS) / _STEPS
