"""Sentences by label, as they stand in files of config/ from which the bot learns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents import Text, read_toml
from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    Examples = tuple[tuple[str, str], ...]  # (text, label)

_LEFT_OUT = 6  # one name in so many is enough to tell what names are like


def read_sentences(path: Path, labels: Iterable[str]) -> Examples:
    """Return the sentences of a file, in the order of their labels. Raise ConfigurationError."""
    found, known = read_toml(path, dict[str, tuple[Text, ...]]), set(labels)
    if wrong := next(iter(sorted(found.keys() ^ known)), ""):
        reason = "is no label that is known" if wrong in found else "is missing"
        raise ConfigurationError(wrong, reason, str(path))
    return tuple((text, label) for label in sorted(known) for text in found[label])


def names_together(names: Sequence[str]) -> tuple[str, ...]:
    """Return some of the names as people bear them, of one word, two and three: examples of what they are."""
    return tuple(
        " ".join(names[start : start + words])
        for words in (1, 2, 3)
        for start in range(words, len(names), _LEFT_OUT * words)
    )
