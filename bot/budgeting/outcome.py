"""What a scenario comes to, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.budgeting.pricing import full_price, groups_of
from bot.budgeting.scenario import check
from bot.budgeting.shares import WHOLE, parted, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.budgeting.candidates import Candidates
    from bot.budgeting.pricing import Group
    from bot.budgeting.scenario import Scenario
    from bot.scheme.funding import FundKind
    from bot.scheme.tariff import Tariff


@dataclass(frozen=True, slots=True)
class MonthOutcome:
    """One month, in rupiah: the prices of a person, what all cost, who pays how much, what is open.

    `settled_low` is the least that all may turn out to cost, where the law is silent on who has a discount.
    """

    month: int
    prices: tuple[int, ...]
    full: int
    total: int
    settled_low: int
    paid: dict[FundKind, int]
    open: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario comes to.

    `people` are reached in each of `rows`. `spare` is what is left of the asker's money, `next_person` what
    one more would cost the asker; `left_out` candidates are not reached, whose span would cost
    `left_out_rupiah`.
    `lasting`: for how many months the money would last for so many people; None where not both were given.
    `full_months`: months of full cover that are paid for, as if every month cost the full tariff.
    """

    scenario: Scenario
    groups: tuple[Group, ...]
    by_group: tuple[int, ...]
    people: int
    rows: tuple[MonthOutcome, ...]
    spare: int | None
    next_person: int
    lasting: int | None
    left_out: int
    left_out_rupiah: int
    beyond: int  # people who were asked for, but are not known
    full_months: int

    @property
    def months(self) -> int:
        """The months that are paid."""
        return len(self.rows)

    @property
    def missing_months(self) -> int:
        """The months of the span that the money does not reach."""
        return self.scenario.months - self.months

    @property
    def person_months(self) -> int:
        """Months in all."""
        return self.people * self.months

    @property
    def total(self) -> int:
        """What all of it costs, in rupiah."""
        return sum(row.total for row in self.rows)

    @property
    def settled_low(self) -> int:
        """The least that all of it may turn out to cost."""
        return sum(row.settled_low for row in self.rows)

    @property
    def paid(self) -> dict[FundKind, int]:
        """What each pays in all."""
        return {kind: sum(row.paid[kind] for row in self.rows) for kind in self.scenario.shares}

    @property
    def open(self) -> int:
        """What nobody pays of it."""
        return sum(row.open for row in self.rows)


def reckon(scenario: Scenario, tariff: Tariff, candidates: Candidates, most_months: int) -> Outcome:
    """Reckon a scenario. Raise ScenarioError, and NoTariffError where a month has no tariff.

    Money that has to reach people is divided by the average price of the candidates, rounded down: nobody is
    reached in part. Both given: the months are as many as the money pays, at most those of the scenario.
    """
    check(scenario, most_months)
    groups = groups_of(scenario, tariff, candidates)
    people = scenario.people or _reached(scenario, groups, candidates)
    by_group = spread(people, [group.count for group in groups])
    lasting = (
        _lasting(scenario, tariff, candidates, most_months) if scenario.money and scenario.people else None
    )
    months = scenario.months if lasting is None else min(lasting, scenario.months)
    rows = tuple(_month(scenario, tariff, groups, by_group, at) for at in range(months))
    paid = sum(row.paid[scenario.asker] for row in rows)
    left_out = max(0, candidates.count - people)
    return Outcome(
        scenario,
        tuple(groups),
        tuple(by_group),
        people,
        rows,
        None if scenario.money is None else scenario.money - paid,
        _of_one_more(scenario, groups, people),
        lasting,
        left_out,
        _cost(groups, people + left_out) - _cost(groups, people),
        max(0, people - candidates.count),
        int(sum((Fraction(row.total - row.open, row.full) for row in rows), Fraction())),
    )


def _reached(scenario: Scenario, groups: Sequence[Group], candidates: Candidates) -> int:
    """Return how many the asker's money reaches for the whole span, at most all candidates."""
    whole = sum(group.count for group in groups)
    average = sum(group.count * group.span for group in groups)  # of `whole` people
    affordable = (scenario.money or 0) * WHOLE * whole // (scenario.shares[scenario.asker] * average)
    return min(affordable, candidates.count)


def _lasting(scenario: Scenario, tariff: Tariff, candidates: Candidates, most_months: int) -> int:
    """Return for how many months the asker's money lasts for so many people, at most `most_months`."""
    groups = groups_of(scenario, tariff, candidates, most_months)
    by_group = spread(scenario.people or 0, [group.count for group in groups])
    left, months = scenario.money or 0, 0
    for at in range(most_months):
        left -= _shared(scenario, _total(groups, by_group, at))[scenario.asker]
        if left < 0:
            break
        months += 1
    return months


def _month(
    scenario: Scenario, tariff: Tariff, groups: Sequence[Group], by_group: Sequence[int], at: int
) -> MonthOutcome:
    month, total = scenario.first_month + at, _total(groups, by_group, at)
    lowest = [min((group.prices[at].amount, *group.prices[at].alternatives)) for group in groups]
    paid = _shared(scenario, total)
    return MonthOutcome(
        month,
        tuple(dict.fromkeys(group.prices[at].amount for group in groups)),
        full_price(scenario, tariff, month),
        total,
        sum(price * people for price, people in zip(lowest, by_group, strict=True)),
        paid,
        total - sum(paid.values()),
    )


def _total(groups: Sequence[Group], by_group: Sequence[int], at: int) -> int:
    return sum(group.prices[at].amount * people for group, people in zip(groups, by_group, strict=True))


def _shared(scenario: Scenario, amount: int) -> dict[FundKind, int]:
    """Return what each pays of an amount; what they leave is open."""
    return dict(zip(scenario.shares, parted(amount, list(scenario.shares.values())), strict=False))


def _cost(groups: Sequence[Group], people: int) -> int:
    """Return what the whole span costs so many people."""
    by_group = spread(people, [group.count for group in groups])
    return sum(group.span * count for group, count in zip(groups, by_group, strict=True))


def _of_one_more(scenario: Scenario, groups: Sequence[Group], people: int) -> int:
    return _shared(scenario, _cost(groups, people + 1) - _cost(groups, people))[scenario.asker]
