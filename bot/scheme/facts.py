"""Dated facts and rules of law, each with its source and the confidence it deserves.

A fact is a figure, a rule is a sentence. Both hold from `valid_from` to `valid_until` (both inclusive; the
latter may be open). Months are written YYYY-MM in the files and mean the contribution month as a whole.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


class SchemeError(ConfigurationError):
    """A file of config/scheme/ is unusable; names the file, the row and the reason."""


class Confidence(StrEnum):
    """How far a fact is settled, the firmest first."""

    HIGH = "high"  # the regulation was read, or independent sources agree
    MEDIUM = "medium"  # one good source, or several weaker ones
    LOW = "low"  # not settled: the office decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a statement may rest on, valid for a time."""

    id: str
    valid_from: date
    valid_until: date | None
    law: str
    source: str
    confidence: Confidence
    checked_on: date
    file: str

    def holds_on(self, day: date) -> bool:
        """Tell whether it is valid on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def meets(self, other: Ground) -> bool:
        """Tell whether there is a day on which both are valid."""
        return self.holds_on(other.valid_from) or other.holds_on(self.valid_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Ground):
    """One figure of law. `alternatives` are the figures of sources that disagree."""

    value: int
    unit: str
    alternatives: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Ground):
    """One rule that has no figure: `says` is what it comes to, for whoever keeps the texts."""

    says: str


class Facts:
    """All single facts and rules of config/scheme/."""

    def __init__(self, grounds: Iterable[Ground]) -> None:
        self._by_id: dict[str, list[Ground]] = {}
        for ground in sorted(grounds, key=lambda ground: ground.valid_from):
            self._by_id.setdefault(ground.id, []).append(ground)

    @classmethod
    def load(cls, folder: Path) -> Facts:
        """Read every [[fact]] and [[rule]] of every .toml. Raise SchemeError with file, key and reason."""
        return cls(ground for path in sorted(folder.glob("*.toml")) for ground in _grounds_of(path))

    def ground(self, ground_id: str, day: date) -> Ground | None:
        """Return the fact or rule as valid on `day`, or None where nothing is."""
        return next((one for one in self._by_id.get(ground_id, ()) if one.holds_on(day)), None)

    def on(self, fact_id: str, day: date) -> Fact | None:
        """Return the fact as valid on `day`, or None where nothing is."""
        ground = self.ground(fact_id, day)
        return ground if isinstance(ground, Fact) else None

    def all(self) -> list[Ground]:
        """Return all facts and rules."""
        return [ground for grounds in self._by_id.values() for ground in grounds]

    def faults(self) -> list[str]:
        """Return what is wrong with them, as "file: id: reason"."""
        return [fault for grounds in self._by_id.values() for fault in overlaps(grounds)]


def overlaps(grounds: Iterable[Ground]) -> list[str]:
    """Return, as "file: id: reason", which of these about one thing hold at the same time."""
    return [
        f"{later.file}: {later.id}: valid from {later.valid_from} while the one before still holds"
        for earlier, later in pairwise(sorted(grounds, key=lambda ground: ground.valid_from))
        if earlier.meets(later)
    ]


def read_tables(path: Path, name: str) -> list[dict[str, Any]]:
    """Return the tables [[name]] of a TOML file. Raise SchemeError where it cannot be read."""
    with reading(path, "syntax"):
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get(name, [])
    if not (isinstance(tables, list) and all(isinstance(table, dict) for table in tables)):
        raise SchemeError(name, f"must be tables [[{name}]]", str(path))
    return tables


@contextmanager
def reading(path: Path, key: str) -> Iterator[None]:
    """Turn what goes wrong in reading a file or a row into a SchemeError about `key` of `path`."""
    try:
        yield
    except KeyError as error:
        raise SchemeError(key, f"has no {error.args[0]}", str(path)) from None
    except ValueError as error:
        raise SchemeError(key, str(error), str(path)) from None
    except OSError as error:
        raise SchemeError(key, type(error).__name__, str(path)) from None


def read_fact(fact_id: str, row: Mapping[str, Any], file: str) -> Fact:
    """Return the fact in a row of TOML or CSV. Raise KeyError where a cell is missing, else ValueError."""
    alternatives = row.get("alternatives") or ()
    return Fact(
        **_dated(fact_id, row, file),
        value=int(text(row, "value")),
        unit=text(row, "unit"),
        alternatives=tuple(
            int(one) for one in (alternatives.split() if isinstance(alternatives, str) else alternatives)
        ),
    )


def _dated(ground_id: str, row: Mapping[str, Any], file: str) -> dict[str, Any]:
    """Return what facts and rules have in common, by field of Ground."""
    until = row.get("valid_until")
    first, last = _first_day(text(row, "valid_from")), _last_day(str(until)) if until else None
    if last and last < first:
        raise ValueError(f"ends on {last}, before it begins")
    return {
        "id": ground_id,
        "valid_from": first,
        "valid_until": last,
        "law": text(row, "law"),
        "source": text(row, "source"),
        "confidence": Confidence(text(row, "confidence")),
        "checked_on": date.fromisoformat(text(row, "checked_on")),
        "file": file,
    }


def text(row: Mapping[str, Any], name: str) -> str:
    """Return a cell of a row as text. Raise KeyError where it is missing or empty."""
    cell = str("" if row[name] is None else row[name]).strip()
    if not cell:
        raise KeyError(name)
    return cell


def _grounds_of(path: Path) -> Iterator[Ground]:
    for number, row in enumerate(read_tables(path, "fact"), start=1):
        with reading(path, f"fact {row.get('id', number)}"):
            yield read_fact(text(row, "id"), row, path.name)
    for number, row in enumerate(read_tables(path, "rule"), start=1):
        with reading(path, f"rule {row.get('id', number)}"):
            yield Rule(**_dated(text(row, "id"), row, path.name), says=text(row, "says"))


def _first_day(month: str) -> date:
    return date.fromisoformat(month if len(month) > len("2026-01") else f"{month}-01")


def _last_day(month: str) -> date:
    first = _first_day(month)
    if len(month) > len("2026-01"):
        return first
    return first.replace(day=monthrange(first.year, first.month)[1])
