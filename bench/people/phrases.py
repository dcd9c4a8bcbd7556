"""What people type in their own words, by language: read from `phrases.<language>.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Phrases:
    """Ways to say things; `own_words` by step and by what is meant."""

    yes: Sequence[str]
    no: Sequence[str]
    send: Sequence[str]
    change: Sequence[str]
    later: Sequence[str]
    none: Sequence[str]
    comes_back: Sequence[str]
    asks_why_silent: Sequence[str]
    questions: Sequence[str]
    commands: Sequence[str]
    uncertain: Sequence[str]
    fillers: Sequence[str]
    wishes: Mapping[str, Sequence[str]]
    own_words: Mapping[str, Mapping[str, Sequence[str]]]


@cache
def phrases_in(language: str) -> Phrases:
    """Return the phrases of a language."""
    path = Path(__file__).with_name(f"phrases.{language}.toml")
    return Phrases(**_parted(tomllib.loads(path.read_text(encoding="utf-8"))))


def _parted(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _parted(one) for name, one in value.items()}
    return tuple(" ".join(value.split()).split(", "))
