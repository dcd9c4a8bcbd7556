"""What must be said beside a scenario: what it assumes, and on which law it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.budgeting.pricing import full_price
from bot.months import first_day
from bot.scheme.mixture import is_shut_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.budgeting.outcome import Outcome
    from bot.scheme.facts import Ground
    from bot.scheme.funding import FundKind, FundRule
    from bot.scheme.tariff import Tariff


class Step(NamedTuple):
    """The first month that costs a person something else, in rupiah: before, and from then on."""

    month: int
    before: int
    after: int


def steps(outcome: Outcome) -> list[Step]:
    """Return where the price of whoever is reached changes inside the span."""
    found = {
        Step(outcome.scenario.first_month + at, group.prices[at - 1].amount, group.prices[at].amount)
        for group, people in zip(outcome.groups, outcome.by_group, strict=True)
        if people
        for at in range(1, outcome.months)
        if group.prices[at - 1].amount != group.prices[at].amount
    }
    return sorted(found)


def shut_out(outcome: Outcome, tariff: Tariff) -> list[FundKind]:
    """Return who of the payers is shut out of a discount that others have inside the span."""
    asked = outcome.scenario
    span = range(asked.first_month, asked.last_month + 1)
    sectors = [sector for group in outcome.groups for sector in group.sectors]
    return [
        kind
        for kind in asked.shares
        if any(
            is_shut_out(tariff, tariff.funds.on(kind, first_day(month)).payer, asked.programs, sector, month)
            for month in span
            for sector in sectors
        )
    ]


def fund_rules(outcomes: Iterable[Outcome], tariff: Tariff) -> list[FundRule]:
    """Return the rules of all kinds of money that pay, each once."""
    by_kind = {
        kind: tariff.funds.on(kind, first_day(one.scenario.first_month))
        for one in outcomes
        for kind in one.scenario.shares
    }
    return list(by_kind.values())


def grounds(outcomes: Iterable[Outcome], tariff: Tariff) -> list[Ground]:
    """Return what prices rest on: tariffs, discounts of the span, kinds of money."""
    found: dict[str, Ground] = {}
    outcomes = list(outcomes)
    for one in outcomes:
        asked = one.scenario
        for month in range(asked.first_month, asked.last_month + 1):
            day = first_day(month)
            priced = [tariff.tiers.on(program, 0, day) for program in asked.programs]
            running = [rate for rate in tariff.discounts.all() if rate.holds_on(day)]
            found |= {ground.id: ground for ground in (*priced, *running)}
    return [*found.values(), *fund_rules(outcomes, tariff)]


def full_prices(outcome: Outcome, tariff: Tariff) -> tuple[int, ...]:
    """Return what a month costs without a discount, each different sum of the span once."""
    asked = outcome.scenario
    span = range(asked.first_month, asked.last_month + 1)
    return tuple(dict.fromkeys(full_price(asked, tariff, month) for month in span))
