"""What danger is learnt from, as it stands in config/danger/: sentences, and what words mean there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.danger.judge import HARMLESS, Danger, Judge
from bot.documents import read_toml
from bot.folders import part
from bot.matching.sentences import read_sentences
from bot.matching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.matching.sentences import Examples

FOLDER = "danger"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences by the danger that they tell of, or `HARMLESS`; how people spell, and what words mean."""

    examples: Examples
    vocabulary: Vocabulary
    signs: frozenset[str]  # meanings that danger is told with

    def judge(self) -> Judge:
        """Return what tells dangers apart; learnt once, since the same files always give the same."""
        return _learnt(self)

    @classmethod
    def load(cls, config: Path, common: Vocabulary, harmless: Iterable[str] = ()) -> Sentences:
        """Read config/danger/; `common` knows how people spell. Raise ConfigurationError.

        `harmless` are further texts that tell of none, whatever they sound like.
        """
        examples = read_sentences(part(config, f"{FOLDER}/sentences.toml"), {*Danger, HARMLESS})
        examples += tuple((text, HARMLESS) for text in harmless)
        words = read_toml(part(config, f"{FOLDER}/words.toml"), _Words)
        meant = words.signs | words.meanings
        meaning = tuple((word, name) for name, listed in meant.items() for word in listed.split())
        spelling = (*common.spelling, *words.spelling.items())
        return cls(examples, Vocabulary(spelling, meaning, frozenset()), frozenset(words.signs))


@lru_cache(maxsize=2)
def _learnt(sentences: Sentences) -> Judge:
    return Judge.learn(sentences.examples, sentences.vocabulary, sentences.signs)


class _Words(Struct, forbid_unknown_fields=True):
    spelling: dict[str, str]
    signs: dict[str, str]
    meanings: dict[str, str]
