"""Which words are names, which are places, and which are those of everyday speech.

A word may be several of these, or none: names of this region are many more than any list holds.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Flag, auto
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD: Final = re.compile(r"[^\W\d_]+")
_STRETCHED: Final = re.compile(r"(.)\1\1")
_LEAST_SAID: Final = 8  # times that a word stands in what is written, so that it is one of everyday speech
_OFTEN: Final = 40  # times from which on it is never a name, however it is written
_LONG_WORD: Final = 6  # letters from which on a slip in a word of speech is put right
_SHORT_WORD: Final = 2  # letters of a word whose letters say nothing
_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # rows of a keyboard, as when somebody only tries it
_VOWELS: Final = frozenset("aeiouy")


class Word(Flag):
    """What a word may be."""

    UNKNOWN = 0
    NAME = auto()
    PLACE = auto()
    SPEECH = auto()
    HEARD = auto()  # said now and then


def words_in(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return _WORD.findall(text.casefold())


@dataclass(frozen=True, slots=True, repr=False)
class Lexicon:
    """Words by what they may be, in small letters; `pairs` are the pairs of letters that occur in them."""

    names: frozenset[str]
    places: frozenset[str]
    said: Mapping[str, int]  # how often
    long_speech: tuple[str, ...]
    pairs: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], places: Iterable[str], said: Iterable[str]) -> Lexicon:
        """Return a lexicon of names, names of places, and of texts as people write them."""
        known = frozenset(word for name in names for word in words_in(name))
        located = frozenset(word for place in places for word in words_in(place))
        counted = Counter(word for text in said for word in words_in(text))
        speech = {word for word, count in counted.items() if count >= _LEAST_SAID}
        long = tuple(sorted(word for word in speech - known if len(word) >= _LONG_WORD))
        pairs = frozenset(pair for word in known | located | speech for pair in _pairs(word))
        return cls(known, located, counted, long, pairs)

    def kind(self, word: str) -> Word:
        """Return what a word may be, a slip in a longer word of speech allowed."""
        word = word.casefold()
        found = (Word.NAME if word in self.names else Word.UNKNOWN) | (
            Word.PLACE if word in self.places else Word.UNKNOWN
        )
        times = self.said.get(word, 0)
        if times >= _LEAST_SAID or (not found and not times and self._is_slip(word)):
            return found | Word.SPEECH
        return found | (Word.HEARD if times else Word.UNKNOWN)

    def is_said_often(self, word: str) -> bool:
        """Tell whether a word is so common that it is no name, however it is written."""
        return self.said.get(word.casefold(), 0) >= _OFTEN

    def _is_slip(self, word: str) -> bool:
        if len(word) < _LONG_WORD:
            return False
        found = process.extractOne(word, self.long_speech, scorer=OSA.distance, score_cutoff=1)
        return found is not None and found[0][0] == word[0]

    def can_be_said(self, word: str) -> bool:
        """Tell whether the letters of an unknown word follow each other as in words that are known."""
        word = word.casefold()
        row = len(word) > _SHORT_WORD + 1 and any(word in keys for keys in _KEYS)
        usual = not _VOWELS.isdisjoint(word) and not _STRETCHED.search(word) and not row
        return len(word) <= _SHORT_WORD or (usual and all(pair in self.pairs for pair in _pairs(word)))


def _pairs(word: str) -> Iterable[str]:
    return map("".join, pairwise(f" {word} "))
