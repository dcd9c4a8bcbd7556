"""The tariff: what each programme costs a month, by income. The rows are in config/scheme/tiers.csv."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.errors import PayungError
from bot.scheme.contributions import Program
from bot.scheme.facts import FactRow, overlaps, read_row, reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from bot.scheme.facts import Fact

_FILE = "tiers.csv"
_SURPLUS = "surplus"  # where the reader puts cells beyond the last column
_PRINTED_STEP = 1000  # the annexes print brackets to the thousand: after ...099,000 comes ...100,000


class NoTariffError(PayungError):
    """No tariff of a programme is valid for that income in that month."""


@dataclass(frozen=True, slots=True)
class Tier:
    """What a programme costs a month, in rupiah, for incomes from `income_from` on.

    `income_to` is the end of the bracket as printed, None for the last. It only serves to find holes: the
    printed brackets leave 1,000 rupiah between them.
    """

    program: Program
    income_from: int
    income_to: int | None
    contribution: Fact


class Tiers:
    """All tiers of config/scheme/tiers.csv."""

    def __init__(self, tiers: Iterable[Tier]) -> None:
        ordered = sorted(tiers, key=lambda tier: tier.income_from)
        self._by_program = {
            program: [tier for tier in ordered if tier.program is program] for program in Program
        }

    @classmethod
    def load(cls, folder: Path) -> Tiers:
        """Read the file. Raise SchemeError with file, line and reason."""
        return cls(_read(folder / _FILE))

    def on(self, program: Program, income: int, day: date) -> Fact:
        """Return a programme's contribution for an income in rupiah a month.

        It is that of the tier with the greatest `income_from` not above the income. Raise NoTariffError where
        none is valid. Sources: PP 44/2015 Lampiran II, PP 46/2015 Lampiran.
        """
        for tier in reversed(self._by_program[program]):
            if tier.income_from <= income and tier.contribution.holds_on(day):
                return tier.contribution
        raise NoTariffError(f"no tariff of {program} is valid in {day:%Y-%m}")

    def all(self) -> list[Fact]:
        """Return the contributions of all tiers."""
        return [tier.contribution for tiers in self._by_program.values() for tier in tiers]

    def faults(self) -> list[str]:
        """Return overlaps in time and holes between the brackets, as "file: tier: reason"."""
        return [fault for tiers in self._by_program.values() for fault in _overlaps(tiers)] + [
            f"{_FILE}: {program}: {hole}"
            for program, tiers in self._by_program.items()
            for hole in _holes(tiers)
        ]


def _overlaps(tiers: list[Tier]) -> Iterator[str]:
    for start in sorted({tier.income_from for tier in tiers}):
        yield from overlaps(tier.contribution for tier in tiers if tier.income_from == start)


def _holes(tiers: list[Tier]) -> Iterator[str]:
    if not tiers:
        yield "has no tier"
    for day in _days_of_change(tiers):
        valid = [tier for tier in tiers if tier.contribution.holds_on(day)]
        for hole in _holes_between(valid):
            yield f"{hole} on {day}"


def _days_of_change(tiers: list[Tier]) -> list[date]:
    begins = {tier.contribution.valid_from for tier in tiers}
    ends = {tier.contribution.valid_until for tier in tiers}
    return sorted(begins | {end + timedelta(days=1) for end in ends if end})


def _holes_between(tiers: list[Tier]) -> Iterator[str]:
    if not tiers:
        return
    if tiers[0].income_from:
        yield "no tier begins at 0"
    for lower, upper in pairwise(tiers):
        if lower.income_to is None or not 0 < upper.income_from - lower.income_to <= _PRINTED_STEP:
            yield f"the tier from {upper.income_from} does not follow on the one before"
    if tiers[-1].income_to is not None:
        yield f"no tier for incomes above {tiers[-1].income_to}"


class _Row(FactRow, kw_only=True):
    program: Program
    income_from: int
    income_to: int | None = None


def _read(path: Path) -> list[Tier]:
    with reading(path, "file"), path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, restkey=_SURPLUS))
    return [_tier(row, path, f"line {line}") for line, row in enumerate(rows, start=2)]


def _tier(cells: Mapping[str, str], path: Path, name: str) -> Tier:
    with reading(path, name):
        row = read_row(_typed(cells), _Row, path, name)
        return Tier(row.program, row.income_from, row.income_to, row.fact(_FILE))


def _typed(cells: Mapping[str, str]) -> dict[str, object]:
    """Return the cells of a line with numbers as such. Raise ValueError where one is none, as 99.000 is."""
    if _SURPLUS in cells:
        raise ValueError("has too many cells: quote a text with a comma")
    numbers = {name: int(cells[name]) for name in ("income_from", "income_to", "value") if cells.get(name)}
    others = [int(one) for one in (cells.get("alternatives") or "").split()]
    name = f"{cells.get('program')} from {cells.get('income_from')}"
    return {**cells, **numbers, "alternatives": others, "id": name}
