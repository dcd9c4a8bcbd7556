"""From a text to the danger that it tells of, if any.

It is learnt from sentences: what people write in danger, and what only sounds so, such as a question about
the law, an *if*, or a card that has expired.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.matching.classifier import Classifier
from bot.matching.features import broad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.vocabulary import Vocabulary

HARMLESS = "harmless"
# By how much a danger must be likelier than none: where a word of danger stands in the text, and where not.
_MARGIN, _LARGE_MARGIN = -0.13, 0.2
_FEW_WORDS = 2  # without a word of danger, so few tell of none


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
        learnt = [(list(broad(*vocabulary.read(text))), label) for text, label in examples]
        return cls(vocabulary, signs, Classifier.learn(learnt))

    def judge(self, text: str) -> Danger | None:
        """Return the danger that a text tells of."""
        if not any(map(str.isalpha, text)):
            return None
        words, meant = self.vocabulary.read(text)
        has_sign = not self.signs.isdisjoint(meant)
        if not has_sign and len(words) <= _FEW_WORDS:
            return None
        classes, scores = self.classifier.classes, self.classifier.scores(broad(words, meant))
        scores[classes.index(HARMLESS)] += _MARGIN if has_sign else _LARGE_MARGIN
        best = classes[int(scores.argmax())]
        return None if best == HARMLESS else Danger(best)
