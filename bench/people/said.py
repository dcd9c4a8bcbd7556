"""What was typed, and what may be made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """A text, the simulator's own name for such input, and the values that may be made of it."""

    text: str
    kind: str
    means: frozenset[str]
    faulty: bool = False  # nobody could take it: a refusal is right
    asks: bool = False  # it is a question
