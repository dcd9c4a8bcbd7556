"""One way to spend a budget, as a planner asks for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from bot.budgeting.shares import WHOLE
from bot.errors import PayungError
from bot.scheme.contributions import COMPULSORY, Program
from bot.scheme.funding import FundKind

MOST_RUPIAH: Final = 10**14
MOST_PEOPLE: Final = 10**7


class Order(StrEnum):
    """Who comes first where the money does not reach everybody."""

    NEED = "need"  # the lowest decile, in it the oldest, of those whose data are freshest
    AGE = "age"  # the oldest
    FRESH = "fresh"  # whose data are freshest: fewest are refused


class Fault(StrEnum):
    """What is wrong with a scenario."""

    NOTHING_GIVEN = "nothing_given"  # neither money nor people
    MONEY = "money"
    PEOPLE = "people"
    MONTHS = "months"
    NO_PAYER = "no_payer"
    SHARE = "share"  # of one payer: not above 0
    ABOVE_WHOLE = "above_whole"  # together more than 100 percent
    PROGRAMS = "programs"  # JKK and JKM go together


class ScenarioError(PayungError):
    """A scenario makes no sense; `sum` are the percents that came to more than 100."""

    def __init__(self, fault: Fault, total: int = 0) -> None:
        self.fault, self.total = fault, total
        super().__init__(fault.value)


class Scenario(Struct, frozen=True, omit_defaults=True):
    """What is asked: money or people, or both, for months from `first_month` (`bot.months`) on.

    `money` is in rupiah, and of the first payer of `shares`, who asks. These are in percent of each month;
    what they leave of it is open.
    """

    first_month: int
    months: int
    shares: dict[FundKind, int]
    programs: tuple[Program, ...]
    money: int | None = None
    people: int | None = None
    order: Order = Order.NEED

    @property
    def asker(self) -> FundKind:
        """Who asks: the first who pays."""
        return next(iter(self.shares))

    @property
    def open_share(self) -> int:
        """The percents that nobody pays."""
        return WHOLE - sum(self.shares.values())

    @property
    def last_month(self) -> int:
        """The last month of the span."""
        return self.first_month + self.months - 1


def check(scenario: Scenario, most_months: int) -> None:
    """Raise ScenarioError where a scenario cannot be reckoned."""
    for fault in (_of_size(scenario), _of_span(scenario, most_months), _of_shares(scenario)):
        if fault:
            raise ScenarioError(fault, sum(scenario.shares.values()))


def _of_size(scenario: Scenario) -> Fault | None:
    money, people = scenario.money, scenario.people
    if money is None and people is None:
        return Fault.NOTHING_GIVEN
    if money is not None and not 0 < money <= MOST_RUPIAH:
        return Fault.MONEY
    return Fault.PEOPLE if people is not None and not 0 < people <= MOST_PEOPLE else None


def _of_span(scenario: Scenario, most_months: int) -> Fault | None:
    if not 1 <= scenario.months <= most_months:
        return Fault.MONTHS
    return None if COMPULSORY.issubset(scenario.programs) else Fault.PROGRAMS


def _of_shares(scenario: Scenario) -> Fault | None:
    if not scenario.shares:
        return Fault.NO_PAYER
    if any(one <= 0 for one in scenario.shares.values()):
        return Fault.SHARE
    return Fault.ABOVE_WHOLE if scenario.open_share < 0 else None
