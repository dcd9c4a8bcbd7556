"""Words as they are meant: spelling, abbreviations, endings, and which words mean the same."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import filterfalse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST = 400  # characters that are looked at: what people ask stands at the front
_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_TWICE = re.compile(r"(?<=[^\W\d_])[2²](?![\d.,]*\d)")  # "siapa2": the word said twice
_NUMBER_UNIT = re.compile(r"(\d)(?=[^\W\d_])")
_ENDINGS = ("nya", "kah", "lah", "ny", "ku", "mu", "pun", "kan", "in", "an", "i")
_BEGINNINGS = ("mem", "men", "meng", "me", "ber", "ter", "peng", "pem", "pen", "per", "di", "ke", "se")
_MOST_WORKED_OUT = 20_000  # words whose meaning is kept: those of the examples, and some thousands beside
_SHORTEST_STEM, _LONGEST_WORD = 3, 24  # letters of what endings are cut to, and cut from


@dataclass(frozen=True)
class Vocabulary:
    """What is typed and meant, words and meanings, words that say nothing: config/answers/words.toml."""

    spelling: tuple[tuple[str, str], ...]
    meaning: tuple[tuple[str, str], ...]
    fillers: frozenset[str]

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        return dict(self.spelling)

    @cached_property
    def _meanings(self) -> Mapping[str, str]:
        return dict(self.meaning)

    def words(self, text: str) -> list[str]:
        """Return the words of a text in one spelling, without those that only greet."""
        return [word for word in self._spelled(text) if word not in self.fillers]

    def _spelled(self, text: str) -> Iterator[str]:
        for word in _split(text[:_LONGEST]):
            yield from self._spellings.get(word, word).split()

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """Return the words of a text, and what each of them means."""
        words = self.words(text)
        return words, [self.meaning_of(word) for word in words]

    def knows(self, word: str) -> bool:
        """Tell whether the meaning of a word is known."""
        return any(form in self._meanings for form in _forms(word))

    def meaning_of(self, word: str) -> str:
        """Return what a word means, itself where nothing is known of it."""
        meant = self._worked_out.get(word)
        if meant is None:
            meant = next((self._meanings[form] for form in _forms(word) if form in self._meanings), word)
            if len(self._worked_out) < _MOST_WORKED_OUT:
                self._worked_out[word] = meant
        return meant

    @cached_property
    def _worked_out(self) -> dict[str, str]:
        """What words mean that were met before."""
        return {}


def _split(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = folded if folded.isascii() else "".join(filterfalse(unicodedata.combining, folded))
    plain = _NUMBER_UNIT.sub(r"\1 ", _TWICE.sub(" ", _STRETCHED.sub(r"\1", plain)))
    return [_number(word) if word[0].isdigit() else word for word in _WORD.findall(plain)]


def _number(word: str) -> str:
    """Return a number without the signs that group its digits."""
    return "".join(filter(str.isdigit, word))


def _forms(word: str) -> tuple[str, ...]:
    """Return a word, and what is left of it without its endings and beginnings, the longest first."""
    found, queue = [word], [word] if len(word) <= _LONGEST_WORD else []
    while queue:
        form = queue.pop(0)
        cut = [form[: -len(end)] for end in _ENDINGS if form.endswith(end)]
        cut += [form[len(start) :] for start in _BEGINNINGS if form.startswith(start)]
        for stem in cut:
            if len(stem) >= _SHORTEST_STEM and stem not in found:
                found.append(stem)
                queue.append(stem)
    return tuple(found)
