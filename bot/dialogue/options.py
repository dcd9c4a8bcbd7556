"""Reading a choice among a few, tapped or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot.dialogue.form import Choice, RefusedError
from bot.dialogue.words import without_filler
from bot.texts import key, plain, plain_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking

_SHORTEST, _LONG = 5, 9  # letters of a word in which one slip is allowed, and two


class Options:
    """Reads a choice among a few: ids, each with the message ids of its label and of other words for it."""

    def __init__(self, labels: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
        self.labels, self._words = labels, words or {}

    def choices(self, asking: Asking) -> Sequence[Choice]:
        """Return all of them."""
        return [Choice(one, asking.texts(label)) for one, label in self.labels.items()]

    def read(self, text: str, asking: Asking) -> str:
        """Return the id of the option meant: its id, its label or a name of it, and nothing beside that."""
        found = self._meant(text, asking)
        if len(found) == 1:
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

    def show(self, value: str, asking: Asking) -> str:
        """Return the label of an option; a value that is none of them as it is."""
        return asking.texts(self.labels[value]) if value in self.labels else value

    def _names(self, one: str, asking: Asking) -> frozenset[str]:
        said = asking.catalogues.said(self._words[one]) if one in self._words else frozenset()
        return said | {one, plain_label(one), plain_label(asking.texts(self.labels[one]))}


def _spelt(text: str, name: str) -> bool:
    """Tell whether a text is a name with slips: word by word."""
    words, others = text.split(), name.split()
    return len(words) == len(others) and all(map(alike, words, others))


def alike(one: str, other: str) -> bool:
    """Tell whether two words are the same, a slip or two allowed in long ones, but not at the beginning."""
    shorter = min(len(one), len(other))
    slips = 0 if shorter < _SHORTEST else 1 if shorter < _LONG else 2
    return one == other or (one[:1] == other[:1] and OSA.distance(one, other) <= slips)
