"""From a text to the danger that it tells of, if any.

It is learnt from sentences: what people write in danger, and what only sounds so, such as a question about
the law, an *if*, or a card that has expired.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from bot.matching.classifier import Classifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.matching.vocabulary import Vocabulary

HARMLESS = "harmless"
# By how much a danger must be likelier than none: where a word of danger stands in the text, and where not.
_MARGIN, _LARGE_MARGIN = -0.05, 0.3
_FEW_WORDS = 2  # without a word of danger, so few tell of none
_PIECE = 4  # letters: of words that nobody has taught, some pieces are known


class Danger(StrEnum):
    """What somebody may be in; where several fit, the first."""

    SELF_HARM = "self_harm"  # thoughts of ending one's life
    VIOLENCE = "violence"
    MISSING = "missing"  # at sea, on the river, in the forest
    DEATH = "death"  # however long ago
    ACCIDENT = "accident"  # also snake, lightning, electricity, sudden illness
    FRAUD = "fraud"


@dataclass(frozen=True, slots=True)
class Judge:
    """Tells danger from what only sounds like it."""

    vocabulary: Vocabulary
    signs: frozenset[str]
    classifier: Classifier

    @classmethod
    def learn(
        cls, examples: Sequence[tuple[str, str]], vocabulary: Vocabulary, signs: frozenset[str]
    ) -> Judge:
        """Learn from sentences, each with the danger that it tells of, or `HARMLESS`."""
        spelt = [(vocabulary.words(text), label) for text, label in examples]
        learnt = [
            (list(_features(words, [vocabulary.meaning_of(word) for word in words])), label)
            for words, label in spelt
        ]
        return cls(vocabulary, signs, Classifier.learn(learnt))

    def judge(self, text: str) -> Danger | None:
        """Return the danger that a text tells of."""
        if not any(map(str.isalpha, text)):
            return None
        words = self.vocabulary.words(text)
        meant = [self.vocabulary.meaning_of(word) for word in words]
        has_sign = not self.signs.isdisjoint(meant)
        if not has_sign and len(words) <= _FEW_WORDS:
            return None
        classes, scores = self.classifier.classes, self.classifier.scores(_features(words, meant))
        scores[classes.index(HARMLESS)] += _MARGIN if has_sign else _LARGE_MARGIN
        best = classes[int(scores.argmax())]
        return None if best == HARMLESS else Danger(best)


def _features(words: Sequence[str], meant: Sequence[str]) -> Iterator[str]:
    """Return what is learnt of a text: meanings, neighbours, which come together, and pieces of words."""
    yield from meant
    yield from map(">".join, pairwise(meant))
    yield from map("&".join, combinations(sorted(set(meant)), 2))
    line = f" {' '.join(words)} "
    yield from (f"~{line[start : start + _PIECE]}" for start in range(len(line) - _PIECE + 1))
