"""What is learnt of a text beside its words: so a sentence that nobody has taught is understood, too."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PIECE = 4  # letters: of words that nobody has taught, some pieces are known


def broad(words: Sequence[str], meant: Sequence[str]) -> Iterator[str]:
    """Return the meanings of a text, neighbours, which come together, and pieces of its words."""
    yield from meant
    yield from map(">".join, pairwise(meant))
    yield from map("&".join, combinations(sorted(set(meant)), 2))
    line = f" {' '.join(words)} "
    yield from (f"~{line[start : start + _PIECE]}" for start in range(len(line) - _PIECE + 1))
