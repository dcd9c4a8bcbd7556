"""Finding the name in what somebody types when asked for one.

"oh ya, panggil aja siti aminah bang" holds a name; "lihat KTP" holds none; "siti aminah petani" may hold two
answers. Which words are names, and which are said around them, is data: config/names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Final, Self

from msgspec import Struct

from bot.documents import converted, read_toml
from bot.folders import part
from bot.people._letters import straightened
from bot.people.lexicon import Word, words_in
from bot.people.names import NameReason, PersonNameError, read_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.people.lexicon import Lexicon

FOLDER: Final = "names"
Words = frozenset[str]
_TWO_ANSWERS: Final = re.compile(r"[\n;/|]|(?<=[^\W\d_]{4})\.\s+(?=\w)")
_AROUND: Final = " \t,.:;!-–—=*'\"“”«»()[]"
_SYMBOLS: Final = re.compile(r"^[^\w]+|[^\w.'’]+$|(?<=\s)[^\w\s]+(?=\s|$)")  # emoji, quotes, dashes
_NO_LETTER: Final = re.compile(r"[^\w.\-'’]|[\d_]")
_LEAST_FULL: Final = 3  # letters of a word that is no initial, so that a dot after it ends the sentence


class NameWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said around names, in small letters: config/names/words.toml says what each list holds."""

    leads: Words
    titles: Words
    tails: Words
    links: Words
    degrees: Words
    joins: Words
    several: Words

    @classmethod
    def load(cls, config: Path) -> Self:
        """Read config/names/words.toml. Raise ConfigurationError."""
        listed = read_toml(part(config, f"{FOLDER}/words.toml"), dict[str, str])
        return converted({name: text.split() for name, text in listed.items()}, cls)


def load_names(config: Path) -> tuple[str, ...]:
    """Return the names of all lists in config/names/; lines that begin with # say where they are from."""
    files = sorted(part(config, FOLDER).glob("*.txt"))
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    return tuple(dict.fromkeys(name for line in lines if not line.startswith("#") for name in line.split()))


@dataclass(frozen=True, slots=True, repr=False)
class FoundName:
    """A name in a text; `is_sure`: nothing else was said, and it is built like one.

    `is_doubtful`: some of its words may be speech; `rest` is what was said after it.
    """

    value: str
    is_sure: bool
    is_doubtful: bool
    rest: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class NameFinder:
    """Finds names by what words may be."""

    lexicon: Lexicon
    words: NameWords

    def find(self, text: str) -> FoundName:
        """Return the name in a text. Raise PersonNameError where there is none."""
        if straightened(text).startswith("/"):
            raise PersonNameError(NameReason.COMMAND)
        first, *others = [part for part in _TWO_ANSWERS.split(text) if part.strip(_AROUND)] or [""]
        name, comma, more = _SYMBOLS.sub("", straightened(first)).partition(",")
        words = name.split()
        if comma and all(map(self._is_around, words)):  # "ya, siti aminah"
            return self.find(more)
        degrees = f", {more.strip()}" if comma and _are_degrees(more) else ""
        if comma and not degrees:
            others.insert(0, more)
        rest = " ".join(word for part in others for word in part.split())
        if all(map(self._is_around, rest.split())):
            rest = ""
        return self._among(self._bare(words), degrees, rest)

    def _among(self, words: Sequence[str], degrees: str, rest: str) -> FoundName:
        """Return the name among words, with the degrees and what else was said after it."""
        if not words:
            raise PersonNameError(NameReason.EMPTY)
        if not self.words.several.isdisjoint(map(_folded, words[1:-1])):
            raise PersonNameError(NameReason.SEVERAL)
        run = self._run(words)
        if len(run) == len(words):
            if not any(map(self._is_likely, run)):
                raise PersonNameError(NameReason.NO_NAME)
            heard = all(self._kind(word) is Word.HEARD and not self._is_small(word) for word in run)
            return self._found(run, degrees, rest, is_sure=all(map(self._is_likely, run)) and not heard)
        if not run or not self._begins_another(words[len(run)]):
            run = self._known_run(words)
        if not run:
            read_name(" ".join(words))  # says what is wrong with its letters, if anything is
            raise PersonNameError(NameReason.NO_NAME)
        after = words[words.index(run[-1]) + 1 :]
        return self._found(run, "", " ".join([*after, rest]).strip(), is_sure=False)

    def _found(self, words: Sequence[str], degrees: str, rest: str, *, is_sure: bool) -> FoundName:
        last = words[-1].rstrip(".") if len(words[-1].rstrip(".")) >= _LEAST_FULL else words[-1]
        value = read_name(" ".join([*words[:-1], last]) + degrees).value
        named = any(map(self._is_name, words))
        doubtful = not named and any(self._kind(word) & (Word.SPEECH | Word.HEARD) for word in words)
        return FoundName(value, is_sure, doubtful, rest)

    # -- what is said around a name

    def _bare(self, words: Sequence[str]) -> Sequence[str]:
        """Return the words without what is said before and after a name; one word is left in any case."""
        while len(words) > 1 and self._is_tail(words[-1]) and not self._ends_a_name(words):
            words = words[:-1]
        while len(words) > 1 and self._is_lead(words[0]) and not self._is_degree_of(*words[:2]):
            words = words[1:]
        alone = len(words) == 1 and self._is_around(words[0]) and not self._is_small(words[0])
        alone = alone and not self._kind(words[0]) & Word.NAME
        return [] if alone else words

    def _ends_a_name(self, words: Sequence[str]) -> bool:
        """Tell whether a word that may be said after a name is a name itself, as in "mbak Mas"."""
        return all(map(self._is_lead, words[:-1])) and bool(self._kind(words[-1]) & Word.NAME)

    def _is_degree_of(self, word: str, following: str) -> bool:
        """Tell whether a title may stand on the card: "Abang Tahir", but not "abang saya"."""
        return _folded(word) in self.words.degrees and not self._is_lead(following)

    def _is_around(self, word: str) -> bool:
        return self._is_lead(word) or self._is_tail(word)

    def _is_tail(self, word: str) -> bool:
        return _folded(word) in self.words.tails

    def _is_lead(self, word: str) -> bool:
        folded = _folded(word)
        if folded == "sy":  # "Sy." is short for Syarif, "sy" for I
            return word == "sy"
        return folded in self.words.leads or folded in self.words.titles

    # -- what may be a name

    def _run(self, words: Sequence[str]) -> list[str]:
        """Return the words at the front that may be a name."""
        run: list[str] = []
        for word in words:
            if not (self._is_link(word) and run) and not self._may_be_name(word, first=not run):
                break
            run.append(word)
        while run and self._is_link(run[-1]):
            run.pop()
        return run

    def _may_be_name(self, word: str, *, first: bool) -> bool:
        """Tell whether a word may be a name; the `first` one has a capital letter in any case."""
        kind, folded = self._kind(word), _folded(word)
        if kind & Word.NAME or folded in self.words.degrees or (len(folded) == 1 and folded.isalpha()):
            return True
        if folded in self.words.joins or _NO_LETTER.search(word):
            return False
        if kind & Word.PLACE:
            return False
        written_so = (
            not first and word[:1].isupper() and word[1:].islower() and not self.lexicon.is_said_often(folded)
        )
        return written_so or not kind & Word.SPEECH

    def _known_run(self, words: Sequence[str]) -> list[str]:
        """Return the longest row of words of which at least one is a name, and none is anything else."""
        rows = [self._run(words[start:]) for start in range(len(words))]
        named = [row for row in rows if any(map(self._is_name, row))]
        return max(named, key=len, default=[])

    def _begins_another(self, word: str) -> bool:
        """Tell whether another answer begins with a word: "Lusia dari Semitau", "Lusia 45 tahun"."""
        other = _folded(word) in self.words.joins or self._kind(word) & Word.PLACE
        return bool(other or _NO_LETTER.search(word))

    def _is_name(self, word: str) -> bool:
        """Tell whether a word is known as a name, and not as one of everyday speech."""
        return bool(self._kind(word) & Word.NAME) and not self._kind(word) & Word.SPEECH

    def _is_likely(self, word: str) -> bool:
        """Tell whether a word that may be a name is built like one."""
        small = self._is_small(word) or _folded(word) in self.words.degrees
        return (
            small or bool(self._kind(word) & Word.NAME) or self.lexicon.can_be_said("".join(words_in(word)))
        )

    def _is_link(self, word: str) -> bool:
        return _folded(word) in self.words.links

    def _is_small(self, word: str) -> bool:
        return len(_folded(word)) == 1 or self._is_link(word)

    def _kind(self, word: str) -> Word:
        """Return what a word may be; of one with dots or hyphens what all its parts may be."""
        whole = self.lexicon.kind("".join(words_in(word)))
        if whole & Word.NAME:
            return whole
        kinds = [self.lexicon.kind(part) for part in words_in(word) if len(part) > 1]
        return reduce(and_, kinds) if len(kinds) > 1 else whole


def _folded(word: str) -> str:
    return word.casefold().strip(_AROUND)


def _are_degrees(text: str) -> bool:
    try:
        read_name(f"a, {text}")
    except PersonNameError:
        return False
    return True
