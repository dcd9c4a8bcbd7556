"""Reading a choice among a few, tapped or typed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot.dialogue.form import Choice, RefusedError
from bot.dialogue.words import looks_like_question, without_filler
from bot.people._answers import DENIALS
from bot.texts import key, plain, plain_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking
    from bot.texts import Catalogues

_SHORTEST, _LONG = 5, 9  # letters of a word in which one slip is allowed, and two
_MOST_GUESSED = 5  # options that are offered for a text which may mean several
_BEGINNINGS = ("di", "ke", "ber", "me")  # "dirumah"


class Options:
    """Reads a choice among a few: ids, each with the message ids of its label and of other words for it."""

    def __init__(
        self, labels: Mapping[str, str], words: Mapping[str, str] | None = None, unless: str = "",
        strange: int = 0,
    ) -> None:  # fmt: skip
        """Of a longer text so many words may be `strange` if an option is guessed from the others.

        `unless` is the entry of words beside which none is: "the wife of a farmer".
        """
        self.labels, self._words, self._unless, self._strange = labels, words or {}, unless, strange

    def choices(self, asking: Asking) -> Sequence[Choice]:
        """Return all of them."""
        return [Choice(one, asking.texts(label)) for one, label in self.labels.items()]

    def read(self, text: str, asking: Asking) -> str:
        """Return the id of the option meant: its id, its label or a name of it, and nothing beside that."""
        found = self._meant(text, asking)
        if not found:
            found, sure = self._guessed(text, asking)
            if len(found) == 1 and sure:
                return found[0]
        elif len(found) == 1:
            return found[0]
        if found:
            candidates = [choice for choice in self.choices(asking) if choice.id in found]
            raise RefusedError(key("options.several"), candidates=candidates)
        raise RefusedError(key("options.refused"))

    def _meant(self, text: str, asking: Asking) -> list[str]:
        """Return the ids that a text may mean: none, one, or several.

        In a longer text a name may be denied, or be part of another: "not a farmer", "a farmer's wife".
        """
        polite = without_filler(text, asking.catalogues, key("words.polite"))
        typed = {text, plain(text), polite, without_filler(text, asking.catalogues)}
        names = {one: self._names(one, asking) for one in self.labels}
        exact = [one for one, said in names.items() if not said.isdisjoint(typed)]
        return exact or [
            one for one, said in names.items() if any(_spelt(text, name) for text in typed for name in said)
        ]

    def _guessed(self, text: str, asking: Asking) -> tuple[list[str], bool]:
        """Return the options that the words of a longer text speak for, and whether that is sure.

        A word that stands in the names of one option alone speaks for it; one of several speaks for none,
        but not against them. Where something is denied, or somebody else is meant, nothing is sure.
        """
        words, said = plain(text.replace("/", " ")).split(), asking.catalogues.said
        if not DENIALS.isdisjoint(words):
            return [], False
        empty = said(key("words.filler")) | said(key("words.polite")) | said(key("words.empty"))
        named = [self._named_by(word, asking.catalogues) for word in words if word not in empty]
        shared = [options for options in named if options]
        found = {one for options in shared if len(options) == 1 for one in options}
        if not found and shared:
            found = set(frozenset.intersection(*shared))
        found = found.union(*(options for options in shared if found.isdisjoint(options)))
        of_others = said(self._unless) if self._unless else frozenset()
        sure = len(named) - len(shared) <= self._strange and of_others.isdisjoint(words)
        said_otherwise = looks_like_question(text, asking.catalogues) or bool(asking.remark_in(text))
        return [one for one in self.labels if one in found][:_MOST_GUESSED], sure and not said_otherwise

    def words_of(self, one: str, catalogues: Catalogues) -> frozenset[str]:
        """Return the other words for an option, in every language."""
        return catalogues.said(self._words[one]) if one in self._words else frozenset()

    def _named_by(self, word: str, catalogues: Catalogues) -> frozenset[str]:
        """Return the options in whose names a word stands, a slip or two or a beginning allowed."""
        index = _index(self, catalogues)
        forms = [word, *(word.removeprefix(start) for start in _BEGINNINGS if word.startswith(start))]
        exact = next((index[form] for form in forms if form in index), None)
        if exact is not None:
            return exact
        near = [options for name, options in index.items() if len(word) > _SHORTEST and alike(word, name)]
        return frozenset().union(*near)

    def show(self, value: str, asking: Asking) -> str:
        """Return the label of an option; a value that is none of them as it is."""
        return asking.texts(self.labels[value]) if value in self.labels else value

    def _names(self, one: str, asking: Asking) -> frozenset[str]:
        return self.words_of(one, asking.catalogues) | {
            one,
            plain_label(one),
            plain_label(asking.texts(self.labels[one])),
        }


@cache
def _index(options: Options, catalogues: Catalogues) -> Mapping[str, frozenset[str]]:
    """Return the options by the words of their names, but for words that say nothing beside others."""
    empty = catalogues.said(key("words.filler")) | catalogues.said(key("words.polite"))
    index: dict[str, set[str]] = {}
    for one in options.labels:
        for name in options.words_of(one, catalogues):
            for word in set(name.split()) - empty or {name}:
                index.setdefault(word, set()).add(one)
    return {word: frozenset(found) for word, found in index.items()}


def _spelt(text: str, name: str) -> bool:
    """Tell whether a text is a name with slips: word by word."""
    words, others = text.split(), name.split()
    return len(words) == len(others) and all(map(alike, words, others))


def alike(one: str, other: str) -> bool:
    """Tell whether two words are the same, a slip or two allowed in long ones, but not at the beginning."""
    shorter = min(len(one), len(other))
    slips = 0 if shorter < _SHORTEST else 1 if shorter < _LONG else 2
    return one == other or (one[:1] == other[:1] and OSA.distance(one, other) <= slips)
