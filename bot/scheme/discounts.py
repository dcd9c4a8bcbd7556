"""Discounts on contributions, by programme, sector, payer and month, as in config/scheme/discounts.toml."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bot.scheme.contributions import Payer, Program, Sector
from bot.scheme.facts import FactRow, read_row, read_tables, reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from bot.scheme.facts import Fact

_FILE = "discounts.toml"
_HUNDRED_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Discount:
    """A discount in percent, and whom it is for; the `unsettled_` are those the regulation is silent on."""

    rate: Fact
    programs: frozenset[Program]
    sectors: frozenset[Sector]
    unsettled_sectors: frozenset[Sector]
    payers: frozenset[Payer]
    unsettled_payers: frozenset[Payer]

    def may_be_for(self, sector: Sector, payer: Payer) -> bool:
        """Tell whether the discount is, or may be, for them."""
        return (
            sector in self.sectors | self.unsettled_sectors and payer in self.payers | self.unsettled_payers
        )

    def is_for(self, sector: Sector, payer: Payer) -> bool:
        """Tell whether the discount is certainly for them."""
        return sector in self.sectors and payer in self.payers

    def clashes(self, other: Discount) -> bool:
        """Tell whether somebody would have both at once."""
        return self.rate.meets(other.rate) and all(
            (self.programs & other.programs, self.sectors & other.sectors, self.payers & other.payers)
        )


class _Row(FactRow, kw_only=True):
    programs: frozenset[Program]
    sectors: frozenset[Sector]
    unsettled_sectors: frozenset[Sector]
    payers: frozenset[Payer]
    unsettled_payers: frozenset[Payer]

    def discount(self) -> Discount:
        """Return the discount. Raise ValueError where it is no percentage, or its time makes no sense."""
        if not 0 < self.value <= _HUNDRED_PERCENT:
            raise ValueError("value must be a percentage above 0")
        return Discount(
            self.fact(_FILE), self.programs, self.sectors, self.unsettled_sectors, self.payers,
            self.unsettled_payers,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relief:
    """The discount somebody has in a month, None where none is certain, and those they may have."""

    granted: Fact | None
    unsettled: tuple[Fact, ...]


class Discounts:
    """All discounts of config/scheme/discounts.toml."""

    def __init__(self, discounts: Iterable[Discount]) -> None:
        self._discounts = tuple(discounts)

    @classmethod
    def load(cls, folder: Path) -> Discounts:
        """Read the file. Raise SchemeError with file, key and reason."""
        path, discounts = folder / _FILE, []
        for number, row in enumerate(read_tables(path).discount, start=1):
            name = f"discount {row.get('id', number)}"
            found = read_row(row, _Row, path, name)
            with reading(path, name):
                discounts.append(found.discount())
        return cls(discounts)

    def on(self, program: Program, sector: Sector, payer: Payer, day: date) -> Relief:
        """Return what is taken off a programme's contribution in the month of `day`."""
        running = [one for one in self._discounts if program in one.programs and one.rate.holds_on(day)]
        granted = next((one.rate for one in running if one.is_for(sector, payer)), None)
        if granted:
            return Relief(granted, ())
        return Relief(None, tuple(one.rate for one in running if one.may_be_for(sector, payer)))

    def last_before(self, sector: Sector, payer: Payer, day: date) -> Fact | None:
        """Return the rate of their discount that ended last before `day`; None where there was none."""
        ended = [
            (one.rate.valid_until, one.rate)
            for one in self._discounts
            if one.is_for(sector, payer) and one.rate.valid_until and one.rate.valid_until < day
        ]
        return max(ended, key=lambda pair: pair[0])[1] if ended else None

    def all(self) -> list[Fact]:
        """Return the rates of all discounts."""
        return [one.rate for one in self._discounts]

    def faults(self) -> list[str]:
        """Return, as "file: id: reason", which discounts somebody would have at the same time."""
        return [
            f"{_FILE}: {later.rate.id}: overlaps with {earlier.rate.id} for some sector and payer"
            for earlier, later in combinations(self._discounts, 2)
            if earlier.clashes(later)
        ]


def reduced(amount: int, percent: int) -> int:
    """Return an amount less a discount, in whole rupiah; a fraction, which no tier leaves, is dropped."""
    return amount * (_HUNDRED_PERCENT - percent) // _HUNDRED_PERCENT
