"""Dated facts and rules of law, each with its source and the confidence it deserves.

A fact is a figure, a rule is a sentence. Both hold from `valid_from` to `valid_until` (both inclusive; the
latter may be open). Months are written YYYY-MM in the files and mean the contribution month as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from bot.documents import DocumentError, Text, converted, read_toml
from bot.errors import ConfigurationError
from bot.months import last_day, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

R = TypeVar("R")


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


class _DatedRow(Struct, kw_only=True):
    """What rows of facts and rules have in common."""

    id: Text
    valid_from: Text
    law: Text
    source: Text
    confidence: Confidence
    checked_on: date
    valid_until: str = ""

    def dated(self, file: str) -> dict[str, Any]:
        """Return it by field of Ground. Raise ValueError where it ends before it begins."""
        first = _first_day(self.valid_from)
        last = _last_day(self.valid_until) if self.valid_until else None
        if last and last < first:
            raise ValueError(f"ends on {last}, before it begins")
        return {
            "id": self.id, "valid_from": first, "valid_until": last, "law": self.law, "source": self.source,
            "confidence": self.confidence, "checked_on": self.checked_on, "file": file,
        }  # fmt: skip


class FactRow(_DatedRow, kw_only=True):
    """A row that holds a fact."""

    value: int
    unit: Text
    alternatives: tuple[int, ...] = ()

    def fact(self, file: str) -> Fact:
        """Return the fact. Raise ValueError where its time makes no sense."""
        return Fact(**self.dated(file), value=self.value, unit=self.unit, alternatives=self.alternatives)


class RuleRow(_DatedRow, kw_only=True):
    """A row that holds a rule."""

    says: Text


Row = Mapping[str, Any]


class _Tables(Struct):
    fact: list[Row] = []
    rule: list[Row] = []
    discount: list[Row] = []
    kind: list[Row] = []


def read_tables(path: Path) -> _Tables:
    """Return the tables [[fact]], [[rule]], [[discount]] and [[kind]] of a file. Raise SchemeError."""
    try:
        return read_toml(path, _Tables)
    except ConfigurationError as error:
        raise SchemeError(error.key, error.reason, error.place) from None


def read_row(row: Row, kind: type[R], path: Path, name: str) -> R:
    """Return a row as a value of a type; a cell without words counts as missing. Raise SchemeError."""
    cells = {key: cell for key, cell in row.items() if cell is not None and str(cell).strip()}
    with reading(path, name):
        return converted(cells, kind)


@contextmanager
def reading(path: Path, name: str) -> Iterator[None]:
    """Turn what goes wrong in reading a file or a row into a SchemeError about `name` of `path`."""
    try:
        yield
    except DocumentError as error:
        reason = f"has no {error.key}" if error.missing else str(error)
        raise SchemeError(name, reason, str(path)) from None
    except ValueError as error:
        raise SchemeError(name, str(error), str(path)) from None
    except OSError as error:
        raise SchemeError(name, type(error).__name__, str(path)) from None


def _grounds_of(path: Path) -> Iterator[Ground]:
    tables = read_tables(path)
    for number, row in enumerate(tables.fact, start=1):
        name = f"fact {row.get('id', number)}"
        fact = read_row(row, FactRow, path, name)
        with reading(path, name):
            yield fact.fact(path.name)
    for number, row in enumerate(tables.rule, start=1):
        name = f"rule {row.get('id', number)}"
        rule = read_row(row, RuleRow, path, name)
        with reading(path, name):
            yield Rule(**rule.dated(path.name), says=rule.says)


def _first_day(month: str) -> date:
    return date.fromisoformat(month if len(month) > len("2026-01") else f"{month}-01")


def _last_day(month: str) -> date:
    first = _first_day(month)
    return first if len(month) > len("2026-01") else last_day(month_of(first))
