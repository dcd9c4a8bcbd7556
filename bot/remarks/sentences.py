"""What remarks are learnt from: config/remarks/, and beside it names and questions, which are none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.folders import part
from bot.matching.sentences import names_together, read_sentences
from bot.matching.vocabulary import Vocabulary
from bot.remarks.judge import QUESTION, VALUE, Judge, Remark

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.matching.sentences import Examples

FOLDER = "remarks"
_OF_QUESTIONS = 6  # one in so many is learnt from: enough to tell them apart


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences by the remark that they are, `VALUE` or `QUESTION`; how people spell, what words mean."""

    examples: Examples
    vocabulary: Vocabulary

    @property
    def values(self) -> list[str]:
        """What people answer."""
        return [text for text, label in self.examples if label == VALUE]

    def judge(self) -> Judge:
        """Return what tells remarks apart; learnt once, since the same files always give the same."""
        return _learnt(self)

    @classmethod
    def load(
        cls, config: Path, common: Vocabulary, questions: Sequence[str], names: Sequence[str]
    ) -> Sentences:
        """Read config/remarks/; `common` knows how people spell. Raise ConfigurationError."""
        examples = read_sentences(part(config, f"{FOLDER}/sentences.toml"), {*Remark, VALUE, QUESTION})
        asked = tuple((text, QUESTION) for text in questions[::_OF_QUESTIONS])
        named = tuple((name, VALUE) for name in names_together(names))
        vocabulary = Vocabulary(common.spelling, common.meaning, frozenset())  # a greeting says something
        return cls((*examples, *asked, *named), vocabulary)


@lru_cache(maxsize=2)
def _learnt(sentences: Sentences) -> Judge:
    return Judge.learn(sentences.examples, sentences.vocabulary)
