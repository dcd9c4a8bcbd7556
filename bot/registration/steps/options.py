"""Reading a choice among a few, tapped or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from bot.dialogue.form import Choice, RefusedError
from bot.dialogue.words import without_filler
from bot.texts import key, plain, plain_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking

_LIKE = 83  # likeness (0 to 100) at which a misspelt word counts: one letter of six
_SHORTEST = 4  # letters of a word in which a slip is allowed


class Options:
    """Reads a choice among a few: ids, each with the message ids of its label and of other words for it."""

    def __init__(self, labels: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
        self._labels, self._words = labels, words or {}

    def choices(self, asking: Asking) -> Sequence[Choice]:
        """Return all of them."""
        return [Choice(one, asking.texts(label)) for one, label in self._labels.items()]

    def read(self, text: str, asking: Asking) -> str:
        """Return the id of the option meant: its id, its label, or words that mean no other."""
        found = self.meant(text, asking)
        if len(found) == 1:
            return found[0]
        if found:
            candidates = [choice for choice in self.choices(asking) if choice.id in found]
            raise RefusedError(key("options.several"), candidates=candidates)
        raise RefusedError(key("options.refused"))

    def meant(self, text: str, asking: Asking) -> list[str]:
        """Return the ids that a text may mean: none, one, or several."""
        typed = [plain(text), without_filler(text, asking.catalogues)]
        names = {one: self._names(one, asking) for one in self._labels}
        exact = [one for one, said in names.items() if one == text or not said.isdisjoint(typed)]
        return exact or [one for one, said in names.items() if _mentioned(typed[0].split(), said)]

    def show(self, value: str, asking: Asking) -> str:
        """Return the label of an option; a value that is none of them as it is."""
        return asking.texts(self._labels[value]) if value in self._labels else value

    def _names(self, one: str, asking: Asking) -> frozenset[str]:
        said = asking.catalogues.said(self._words[one]) if one in self._words else frozenset()
        return said | {plain_label(one), plain_label(asking.texts(self._labels[one]))}


def _mentioned(words: list[str], names: frozenset[str]) -> bool:
    """Tell whether one of the names stands in the text, word by word, a slip allowed in long words."""
    return any(_stands_in(name.split(), words) for name in names)


def _stands_in(name: list[str], words: list[str]) -> bool:
    size = len(name)
    return bool(name) and any(
        all(alike(one, other) for one, other in zip(name, words[start : start + size], strict=True))
        for start in range(len(words) - size + 1)
    )


def alike(one: str, other: str) -> bool:
    """Tell whether two words are the same, a slip allowed in long ones."""
    return one == other or (min(len(one), len(other)) >= _SHORTEST and ratio(one, other) >= _LIKE)
