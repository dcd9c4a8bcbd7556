"""Naming laws as people do: "PP 82/2019", without the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASIDE = re.compile(r"\s*\([^)]*\)")  # what a reference says in brackets is for its keepers
_LAW = re.compile(r"\b(?:UU|PP|Permenaker) \d+/\d{4}")


def laws_named(references: Iterable[str]) -> list[str]:
    """Return the laws that references name, each once."""
    return list(dict.fromkeys(law for reference in references for law in _LAW.findall(reference)))


def without_asides(reference: str) -> str:
    """Return a reference without what it says in brackets."""
    return _ASIDE.sub("", reference)
