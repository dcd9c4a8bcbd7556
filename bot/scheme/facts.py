"""Dated facts of law, each with its source and the confidence it deserves.

A fact holds from `valid_from` to `valid_until` (both inclusive; the latter may be open). Months are written
YYYY-MM in the files and mean the contribution month as a whole.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class Confidence(StrEnum):
    """How far a fact is settled."""

    HIGH = "high"  # the regulation was read, or independent sources agree
    MEDIUM = "medium"  # one good source, or several weaker ones
    LOW = "low"  # not settled: the office decides


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of law, valid for a time."""

    id: str
    value: int
    unit: str
    valid_from: date
    valid_until: date | None
    law: str
    source: str
    confidence: Confidence
    checked_on: date
    file: str

    def holds_on(self, day: date) -> bool:
        """Tell whether the fact is valid on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Facts:
    """All facts of config/scheme/."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_id: dict[str, list[Fact]] = {}
        for fact in sorted(facts, key=lambda fact: fact.valid_from):
            self._by_id.setdefault(fact.id, []).append(fact)

    @classmethod
    def load(cls, folder: Path) -> Facts:
        """Read every .toml of the folder. Raise ConfigurationError with file, key and reason."""
        return cls(fact for path in sorted(folder.glob("*.toml")) for fact in _read(path))

    def on(self, fact_id: str, day: date) -> Fact | None:
        """Return the fact as valid on `day`, or None where nothing is."""
        return next((fact for fact in self._by_id.get(fact_id, ()) if fact.holds_on(day)), None)

    def all(self) -> list[Fact]:
        """Return all facts."""
        return [fact for facts in self._by_id.values() for fact in facts]

    def faults(self) -> list[str]:
        """Return what is wrong with them, as "file: id: reason"."""
        return [
            f"{later.file}: {later.id}: valid from {later.valid_from} while the one before still holds"
            for facts in self._by_id.values()
            for earlier, later in pairwise(facts)
            if earlier.valid_until is None or later.valid_from <= earlier.valid_until
        ]


def _read(path: Path) -> Sequence[Fact]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError("syntax", str(error), str(path)) from None
    return [_fact(path, number, row) for number, row in enumerate(document.get("fact", []), start=1)]


def _fact(path: Path, number: int, row: dict[str, Any]) -> Fact:
    try:
        until = row.get("valid_until")
        fact = Fact(
            row["id"], int(row["value"]), row["unit"], _first_day(row["valid_from"]),
            _last_day(until) if until else None, row["law"], row["source"],
            Confidence(row["confidence"]), row["checked_on"], path.name,
        )  # fmt: skip
    except KeyError as error:
        raise ConfigurationError(
            f"fact {row.get('id', number)}", f"has no {error.args[0]}", str(path)
        ) from None
    except ValueError as error:
        raise ConfigurationError(f"fact {row.get('id', number)}", str(error), str(path)) from None
    if not (fact.law.strip() and fact.source.strip()):
        raise ConfigurationError(f"fact {fact.id}", "has no law or source", str(path))
    return fact


def _first_day(month: str) -> date:
    return date.fromisoformat(month if len(month) > len("2026-01") else f"{month}-01")


def _last_day(month: str) -> date:
    first = _first_day(month)
    if len(month) > len("2026-01"):
        return first
    return first.replace(day=monthrange(first.year, first.month)[1])
