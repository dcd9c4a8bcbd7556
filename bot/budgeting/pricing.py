"""What a month of a scenario costs one person, by the sectors of those whom it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.months import first_day
from bot.scheme.contributions import Sector
from bot.scheme.mixture import price_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.budgeting.candidates import Candidates
    from bot.budgeting.scenario import Scenario
    from bot.scheme.contributions import Payer
    from bot.scheme.funding import FundKind
    from bot.scheme.mixture import Price
    from bot.scheme.tariff import Tariff

_INCOME = 0  # the lowest tier: regencies buy that


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates whose months cost the same: how many, of which sectors, and the price of each month."""

    sectors: tuple[Sector, ...]
    count: int
    prices: tuple[Price, ...]

    @property
    def span(self) -> int:
        """What all months cost one of them, in rupiah."""
        return sum(price.amount for price in self.prices)


def groups_of(
    scenario: Scenario, tariff: Tariff, candidates: Candidates, months: int | None = None
) -> list[Group]:
    """Return the groups, whose months cost most first; for `months` months, those of the scenario by default.

    Where nobody is known, one of other work stands for all. Raise NoTariffError.
    """
    span = range(scenario.first_month, scenario.first_month + (months or scenario.months))
    counts = counted_sectors(candidates)
    by_price: dict[tuple[Price, ...], list[Sector]] = {}
    for sector in sorted(counts):
        by_price.setdefault(_prices(scenario, tariff, sector, span), []).append(sector)
    found = [
        Group(tuple(sectors), sum(counts[one] for one in sectors), prices)
        for prices, sectors in by_price.items()
    ]
    return sorted(found, key=lambda group: -group.span)


def counted_sectors(candidates: Candidates) -> dict[Sector, int]:
    """Return the candidates by sector; where nobody is known, one of other work stands for all."""
    return candidates.sectors if candidates.count else {Sector.OTHER: 1}


def payer_in(tariff: Tariff, kind: FundKind, month: int) -> Payer:
    """Return as which payer a kind of money counts in a month."""
    return tariff.funds.on(kind, first_day(month)).payer


def _prices(scenario: Scenario, tariff: Tariff, sector: Sector, span: Iterable[int]) -> tuple[Price, ...]:
    """Return the price of each month for a sector."""
    return tuple(
        price_of(
            tariff,
            {payer_in(tariff, kind, month) for kind in scenario.shares},
            scenario.programs,
            sector,
            _INCOME,
            month,
        )
        for month in span
    )


def full_price(scenario: Scenario, tariff: Tariff, month: int) -> int:
    """Return what a month costs without any discount, in rupiah."""
    return sum(tariff.tiers.on(one, _INCOME, first_day(month)).value for one in scenario.programs)
