"""What contributions come to, month by month, with the law behind every amount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.months import first_day, month_of
from bot.scheme import ageing
from bot.scheme.contributions import (
    COMPULSORY,
    Calculation,
    Caution,
    Line,
    Month,
    Payer,
    Program,
    Sector,
)
from bot.scheme.discounts import Discounts, Relief, reduced
from bot.scheme.facts import Confidence, Facts
from bot.scheme.funding import FundRules
from bot.scheme.tiers import Tiers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from bot.scheme.ageing import Ageing
    from bot.scheme.facts import Fact


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the contribution of one programme in one month rests on."""

    program: Program
    tariff: Fact
    relief: Relief

    def line(self) -> Line:
        """Work out the amount: what is settled, and beside it whatever else may turn out to be right."""
        granted, unsettled = self.relief.granted, self.relief.unsettled
        rates = (granted.value,) if granted else (0, *(one.value for one in unsettled))
        amount, *others = (
            reduced(full, rate) for full in (self.tariff.value, *self.tariff.alternatives) for rate in rates
        )
        facts = [self.tariff, granted] if granted else [self.tariff]
        confidence = Confidence.LOW if unsettled else _weakest(facts)
        law = "; ".join(fact.law for fact in facts)
        return Line(self.program, amount, law, confidence, tuple(sorted({*others} - {amount})))


@dataclass(frozen=True, slots=True)
class Tariff:
    """Everything that contributions follow from: single facts, tiers by income, discounts, kinds of money."""

    facts: Facts
    tiers: Tiers
    discounts: Discounts
    funds: FundRules

    @classmethod
    def load(cls, folder: Path) -> Tariff:
        """Read config/scheme/. Raise SchemeError with file, row and reason."""
        return cls(Facts.load(folder), Tiers.load(folder), Discounts.load(folder), FundRules.load(folder))

    def calculate(  # noqa: PLR0913, PLR0917 - a case has this many sides
        self,
        income: int,
        programs: Collection[Program],
        sector: Sector,
        payer: Payer,
        first_month: date,
        months: int,
    ) -> Calculation:
        """Price `months` months (1 or more) from that of `first_month`, each for itself.

        `income` is in rupiah a month, 0 or more. A discount that does not certainly hold is not taken off.
        Raise NoTariffError where a month has no tariff. Sources: PP 44/2015 Lampiran II, PP 46/2015 Lampiran,
        PP 50/2025 art. 3 and 4.
        """
        chosen = [program for program in Program if program in programs]
        days = [first_day(month_of(first_month) + number) for number in range(months)]
        grounds = [
            [
                _Ground(one, self.tiers.on(one, income, day), self.discounts.on(one, sector, payer, day))
                for one in chosen
            ]
            for day in days
        ]
        priced = tuple(_priced(day, month) for day, month in zip(days, grounds, strict=True))
        cautions = [*self._cautions_of_case(income, chosen, days), *_cautions_of(grounds, priced)]
        return Calculation(priced, sum(month.total for month in priced), tuple(cautions))

    def _cautions_of_case(
        self, income: int, programs: Sequence[Program], days: Sequence[date]
    ) -> Iterator[Caution]:
        floors = (self.facts.on("income_floor", day) for day in days)
        if any(floor and income < floor.value for floor in floors):
            yield Caution.BELOW_FLOOR
        if not COMPULSORY.issubset(programs):
            yield Caution.PROGRAMS_INCOMPLETE

    def discount_until(self, sector: Sector, payer: Payer, month: date) -> date | None:
        """Return the last day of the discount that certainly holds in a month; None without one or its end.

        A discount that goes on at the same rate under another law counts as one.
        """
        running, until = self._discount(sector, payer, first_day(month_of(month))), None
        rate = running.value if running else 0
        while running and running.value == rate:
            until = running.valid_until
            running = self._discount(sector, payer, until + timedelta(days=1)) if until else None
        return until

    def _discount(self, sector: Sector, payer: Payer, day: date) -> Fact | None:
        grants = (self.discounts.on(program, sector, payer, day).granted for program in Program)
        return next((grant for grant in grants if grant), None)

    def faults(self) -> list[str]:
        """Return what is wrong with the figures, as "file: id: reason"."""
        return [*self.facts.faults(), *self.tiers.faults(), *self.discounts.faults(), *self.funds.faults()]

    def warnings(self, day: date) -> list[Ageing]:
        """Return which figures end soon or were checked long before `day`."""
        grounds = [*self.facts.all(), *self.tiers.all(), *self.discounts.all(), *self.funds.all()]
        return ageing.warnings(grounds, day)


@dataclass(frozen=True, slots=True)
class LowestContribution:
    """The monthly contribution for JKK and JKM in the first tier, in rupiah, and the facts it rests on.

    `now` is due for the month asked for, `full` without any discount; `discount_until` is the last day of
    the last month with the discount, None where there is none.
    """

    now: int
    full: int
    discount_until: date | None
    facts: tuple[Fact, ...]


def lowest_contribution(tariff: Tariff, day: date) -> LowestContribution:
    """Return the lowest contribution for the month of `day`, paid by the worker, outside transport.

    Sources: PP 44/2015 Lampiran II (tariff), PP 50/2025 art. 4 (discount). Raises NoTariffError where a
    tariff is missing for that day.
    """
    sector, payer, month = Sector.OTHER, Payer.SELF, first_day(month_of(day))
    now = tariff.calculate(0, COMPULSORY, sector, payer, month, 1).total
    full = tuple(tariff.tiers.on(program, 0, month) for program in Program if program in COMPULSORY)
    discount = tariff.discounts.on(Program.JKK, sector, payer, month).granted
    return LowestContribution(
        now,
        sum(fact.value for fact in full),
        tariff.discount_until(sector, payer, month),
        (*full, discount) if discount else full,
    )


def _priced(day: date, grounds: Sequence[_Ground]) -> Month:
    lines = tuple(ground.line() for ground in grounds)
    return Month(day, lines, sum(line.amount for line in lines))


def _cautions_of(grounds: Sequence[Sequence[_Ground]], months: Sequence[Month]) -> Iterator[Caution]:
    if any(line.confidence is Confidence.LOW for month in months for line in month.lines):
        yield Caution.UNSETTLED
    if any(ground.tariff.alternatives for month in grounds for ground in month):
        yield Caution.DISPUTED_TIER
    granted = [any(ground.relief.granted for ground in month) for month in grounds]
    if (False, True) in pairwise(granted):
        yield Caution.DISCOUNT_BEGINS
    if (True, False) in pairwise(granted):
        yield Caution.DISCOUNT_ENDS


def _weakest(facts: Sequence[Fact]) -> Confidence:
    return max((fact.confidence for fact in facts), key=list(Confidence).index)
