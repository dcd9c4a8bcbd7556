"""What a month costs whose contribution several payers share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.months import first_day
from bot.scheme.contributions import Payer, Program, Sector

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.scheme.contributions import Month
    from bot.scheme.tariff import Tariff

_PRICES_KEPT = 4096  # a plan asks for each sector and month, a ledger for each person's


@dataclass(frozen=True, slots=True)
class Price:
    """What a month costs one person, in rupiah: what is planned with, and the sums that may turn out right.

    `alternatives` rise, and never hold the amount itself; empty where the price is settled.
    """

    amount: int
    alternatives: tuple[int, ...] = ()


def price_of(  # noqa: PLR0913, PLR0917 - a case has this many sides
    tariff: Tariff,
    payers: Collection[Payer],
    programs: Collection[Program],
    sector: Sector,
    income: int,
    month: int,
) -> Price:
    """Price one month (`bot.months`) to which all these payers, one or more, give a part.

    Where one of them is shut out of a discount, the month costs what he would pay alone. Otherwise what the
    dearest of them would pay is planned with. Raise NoTariffError where the month has no tariff, ValueError
    without a payer. Sources: PP 50/2025 art. 3 (who is shut out), and tariff.calculate.
    """
    if not payers:
        raise ValueError("somebody has to pay")
    return _price(tariff, frozenset(payers), frozenset(programs), sector, income, month)


@lru_cache(maxsize=_PRICES_KEPT)
def _price(  # noqa: PLR0913, PLR0917 - the same
    tariff: Tariff,
    payers: frozenset[Payer],
    programs: frozenset[Program],
    sector: Sector,
    income: int,
    month: int,
) -> Price:
    day = first_day(month)
    shut_out = {one for one in payers if is_shut_out(tariff, one, programs, sector, month)}
    months = [
        tariff.calculate(income, programs, sector, payer, day, 1).months[0]
        for payer in sorted(shut_out or payers)
    ]
    amount = max(one.total for one in months)
    return Price(amount, tuple(sorted({*_sums(months)} - {amount})))


def is_shut_out(
    tariff: Tariff, payer: Payer, programs: Iterable[Program], sector: Sector, month: int
) -> bool:
    """Tell whether others have or may have a discount in a month that this payer surely has not."""
    return any(_lacks(tariff, payer, program, sector, month) for program in programs)


def _lacks(tariff: Tariff, payer: Payer, program: Program, sector: Sector, month: int) -> bool:
    return not _may_have(tariff, payer, program, sector, month) and any(
        _may_have(tariff, other, program, sector, month) for other in Payer
    )


def _may_have(tariff: Tariff, payer: Payer, program: Program, sector: Sector, month: int) -> bool:
    relief = tariff.discounts.on(program, sector, payer, first_day(month))
    return bool(relief.granted or relief.unsettled)


def _sums(months: Iterable[Month]) -> Iterator[int]:
    """Yield what each month comes to, and would come to were a question answered alike for all programmes."""
    for month in months:
        yield month.total
        for others in zip_longest(*(line.alternatives for line in month.lines)):
            yield sum(
                line.amount if other is None else other
                for line, other in zip(month.lines, others, strict=True)
            )
