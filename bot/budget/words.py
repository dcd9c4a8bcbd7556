"""What things of a budget are called."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.budgeting.scenario import Fault, Order
from bot.months import first_day
from bot.registration.steps.costs import PROGRAM_NAMES
from bot.scheme.contributions import Sector
from bot.scheme.facts import Confidence
from bot.scheme.funding import FundKind
from bot.texts import bare, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.budgeting.scenario import Scenario
    from bot.scheme.contributions import Program
    from bot.texts import Texts

LETTERS = ("A", "B", "C")
KIND_NAMES: Mapping[FundKind, str] = MappingProxyType({
    FundKind.APBD_REGENCY: key("budget.kind_regency"),
    FundKind.APBD_PROVINCE: key("budget.kind_province"),
    FundKind.APBN: key("budget.kind_state"),
    FundKind.VILLAGE: key("budget.kind_village"),
    FundKind.DBH_SAWIT: key("budget.kind_palm"),
    FundKind.COMPANY: key("budget.kind_company"),
    FundKind.SERTAKAN: key("budget.kind_donor"),
    FundKind.SELF: key("budget.kind_self"),
})  # fmt: skip
ORDER_NAMES: Mapping[Order, str] = MappingProxyType({
    Order.NEED: key("budget.order_need"),
    Order.AGE: key("budget.order_age"),
    Order.FRESH: key("budget.order_fresh"),
})  # fmt: skip
SECTOR_NAMES: Mapping[Sector, str] = MappingProxyType({
    Sector.FARMER: key("budget.sector_farmer"),
    Sector.FISHER: key("budget.sector_fisher"),
    Sector.TRADER: key("budget.sector_trader"),
    Sector.TRANSPORT: key("budget.sector_transport"),
    Sector.RIVER: key("budget.sector_river"),
    Sector.DOMESTIC: key("budget.sector_domestic"),
    Sector.EMPLOYER: key("budget.sector_employer"),
    Sector.OTHER: key("budget.sector_other"),
})  # fmt: skip
CONFIDENCE_NAMES: Mapping[Confidence, str] = MappingProxyType({
    Confidence.HIGH: key("budget.confidence_high"),
    Confidence.MEDIUM: key("budget.confidence_medium"),
    Confidence.LOW: key("budget.confidence_low"),
})  # fmt: skip
FAULTS: Mapping[Fault, str] = MappingProxyType({
    Fault.NOTHING_GIVEN: key("budget.fault_nothing"),
    Fault.MONEY: key("budget.fault_money"),
    Fault.PEOPLE: key("budget.fault_people"),
    Fault.MONTHS: key("budget.fault_months"),
    Fault.NO_PAYER: key("budget.fault_no_payer"),
    Fault.SHARE: key("budget.fault_share"),
    Fault.ABOVE_WHOLE: key("budget.fault_above"),
    Fault.PROGRAMS: key("budget.fault_programs"),
})  # fmt: skip


def kind_name(texts: Texts, kind: FundKind) -> str:
    """Return what a kind of money is called."""
    return bare(texts(KIND_NAMES[kind]))


def share_lines(texts: Texts, scenario: Scenario) -> list[str]:
    """Return who pays which part, a line each; what nobody pays comes last."""
    lines = [
        texts.bare("budget.share", name=kind_name(texts, kind), percent=percent)
        for kind, percent in scenario.shares.items()
    ]
    rest = scenario.open_share
    return [*lines, texts.bare("budget.share_open", percent=rest)] if rest else lines


def programs_name(texts: Texts, programs: Iterable[Program]) -> str:
    """Return the names of programmes, joined, without the signs that the font of pictures does not have."""
    return " + ".join(bare(texts(PROGRAM_NAMES[one])).partition(" ")[2] for one in programs)


def month_name(texts: Texts, month: int) -> str:
    """Return a month as it is said: Januari 2027."""
    return bare(texts.month(first_day(month)))


def people_said(texts: Texts, count: int) -> str:
    """Return a number of people in words."""
    return bare(texts.counted("budget.people", count=count))


def months_said(texts: Texts, count: int) -> str:
    """Return a number of months in words."""
    return bare(texts.counted("budget.months", count=count))


def money_said(texts: Texts, rupiah: int) -> str:
    """Return a sum of money in figures."""
    return bare(texts.money(rupiah))
