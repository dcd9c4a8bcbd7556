"""Prices by payer and month of every kind of work among the candidates, for a sheet that reckons itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.budgeting.pricing import counted_sectors, payer_in
from bot.scheme.funding import FundKind
from bot.scheme.mixture import price_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.budgeting.candidates import Candidates
    from bot.scheme.contributions import Program, Sector
    from bot.scheme.tariff import Tariff

_INCOME = 0  # the lowest tier


@dataclass(frozen=True, slots=True)
class Profile:
    """Kinds of work whose months cost the same, whoever pays alone: how many candidates, and those prices."""

    sectors: tuple[Sector, ...]
    count: int
    prices: Mapping[FundKind, tuple[int, ...]]  # of each month

    @property
    def span(self) -> int:
        """What all months cost who pays alone."""
        return sum(self.prices[FundKind.SELF])


def profiles(
    tariff: Tariff, programs: Sequence[Program], candidates: Candidates, span: range
) -> list[Profile]:
    """Return the profiles, the dearest first; what a mixture of payers pays is the dearest of theirs."""
    counts = counted_sectors(candidates)
    found: dict[tuple[tuple[int, ...], ...], list[Sector]] = {}
    for sector in sorted(counts):
        prices = tuple(
            tuple(
                price_of(tariff, {payer_in(tariff, kind, month)}, programs, sector, _INCOME, month).amount
                for month in span
            )
            for kind in FundKind
        )
        found.setdefault(prices, []).append(sector)
    listed = [
        Profile(
            tuple(sectors),
            sum(counts[one] for one in sectors),
            dict(zip(FundKind, prices, strict=True)),
        )
        for prices, sectors in found.items()
    ]
    return sorted(listed, key=lambda one: -one.span)
