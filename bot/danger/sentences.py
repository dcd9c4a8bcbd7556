"""What danger is learnt from, as it stands in config/danger/: sentences, and what words mean there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.danger.judge import HARMLESS, Danger, Judge
from bot.documents import Text, read_toml
from bot.errors import ConfigurationError
from bot.matching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "danger"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences by the danger that they tell of, or `HARMLESS`; how people spell, and what words mean."""

    examples: tuple[tuple[str, str], ...]  # (text, label)
    vocabulary: Vocabulary
    signs: frozenset[str]  # meanings that danger is told with

    def judge(self) -> Judge:
        """Return what tells dangers apart; learnt once, since the same files always give the same."""
        return _learnt(self)

    @classmethod
    def load(cls, config: Path, common: Vocabulary) -> Sentences:
        """Read config/danger/; `common` knows how people spell. Raise ConfigurationError."""
        path = config / FOLDER / "sentences.toml"
        found = read_toml(path, dict[str, tuple[Text, ...]])
        labels = {*Danger, HARMLESS}
        if wrong := next(iter(found.keys() ^ labels), ""):
            reason = "is no danger" if wrong in found else "is missing"
            raise ConfigurationError(wrong, reason, str(path))
        words = read_toml(config / FOLDER / "words.toml", _Words)
        meant = words.signs | words.meanings
        meaning = tuple((word, name) for name, listed in meant.items() for word in listed.split())
        examples = tuple((text, label) for label in sorted(labels) for text in found[label])
        spelling = (*common.spelling, *words.spelling.items())
        return cls(examples, Vocabulary(spelling, meaning, frozenset()), frozenset(words.signs))


@lru_cache(maxsize=2)
def _learnt(sentences: Sentences) -> Judge:
    return Judge.learn(sentences.examples, sentences.vocabulary, sentences.signs)


class _Words(Struct, forbid_unknown_fields=True):
    spelling: dict[str, str]
    signs: dict[str, str]
    meanings: dict[str, str]
