"""Reports to look at in tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.budget.report import Report
from bot.budgeting.candidates import Candidates, Known
from bot.budgeting.outcome import reckon
from bot.budgeting.scenario import Scenario
from bot.budgeting.variants import variants
from bot.months import month_in
from bot.scheme.contributions import Program, Sector
from bot.scheme.funding import FundKind

if TYPE_CHECKING:
    from bot.resources import Resources

TODAY = date(2026, 11, 30)
TWO, THREE = (Program.JKK, Program.JKM), tuple(Program)
POTENTIAL = Candidates(
    35_819, {Sector.OTHER: 35_819}, Known.POTENTIAL, date(2024, 6, 4), workers=48_343, active=12_524
)
MIXED = Candidates(
    3_581, {Sector.FARMER: 2_581, Sector.TRANSPORT: 900, Sector.RIVER: 100}, Known.REGISTER, TODAY, 2, 4, 100
)
PLAIN = Scenario(month_in("2027-01"), 12, {FundKind.APBD_REGENCY: 100}, TWO, money=500_000_000)
ACROSS = Scenario(month_in("2026-11"), 8, {FundKind.SELF: 60, FundKind.VILLAGE: 20}, THREE, money=50_000_000)
BOTH = Scenario(month_in("2026-11"), 12, {FundKind.APBD_REGENCY: 100}, TWO, money=500_000_000, people=4_000)
PEOPLE = Scenario(month_in("2026-12"), 3, {FundKind.SELF: 100}, TWO, people=40_000)


def report(
    resources: Resources, asked: Scenario, candidates: Candidates = POTENTIAL, language: str = "id"
) -> Report:
    """Return the report of a scenario and its variants."""
    outcomes = [reckon(one, resources.tariff, candidates, 60) for one in variants(asked)]
    return Report(resources.catalogues[language], resources.tariff, outcomes, candidates, TODAY)
