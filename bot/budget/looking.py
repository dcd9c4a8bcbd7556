"""Looks through the store beside the turns: whom a budget may reach, what that comes to, the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bot.budget.pool import Pool, candidates_of, read_pool
from bot.budget.report import Report, picture, summary
from bot.budget.store import Plan, Plans
from bot.budget.workbook.book import workbook
from bot.budgeting.candidates import Candidates
from bot.budgeting.outcome import reckon
from bot.budgeting.who import Reached, first
from bot.dialogue.errand import Errand

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.store.transaction import Transaction


class ReckonPlan(Errand, frozen=True, tag="budget_reckon"):
    """Reckon the plan of a chat, in a language."""

    chat_id: int
    language: str


class Reckoned(Struct, frozen=True):
    """What it comes to: a short text, the picture as SVG, whom it was reckoned with."""

    text: str
    svg: str
    candidates: Candidates


class CountReached(Errand, frozen=True, tag="budget_who"):
    """Count whom each way of the plan of a chat reaches."""

    chat_id: int


class ReachedBy(Struct, frozen=True):
    """Whom each way reaches, in the order of the ways; nobody is known where lists hold nobody."""

    ways: tuple[Reached, ...]


class MakeWorkbook(Errand, frozen=True, tag="budget_file"):
    """Make the workbook of the plan of a chat, in a language."""

    chat_id: int
    language: str


class Made(Struct, frozen=True):
    """The workbook."""

    content: bytes


def look_reckon(tx: Transaction, errand: ReckonPlan, resources: Resources) -> Reckoned | None:
    """Reckon a plan; None where there is none. Lists are read where that was not done before."""
    plan = Plans(tx).get(errand.chat_id)
    if plan is None:
        return None
    report = _report(tx, resources, plan, errand.language)
    return Reckoned(str(summary(report)), picture(report), report.candidates)


def _report(tx: Transaction, resources: Resources, plan: Plan, language: str) -> Report:
    today, candidates = tx.clock.today(), plan.candidates
    if candidates is None or candidates.as_of != today:  # lists change, and people grow old
        candidates = candidates_of(_pool(tx, resources, plan), resources, today)
    most = resources.budget.most_months
    outcomes = [reckon(way, resources.tariff, candidates, most) for way in plan.ways]
    return Report(resources.catalogues[language], resources.tariff, outcomes, candidates, today)


def _pool(tx: Transaction, resources: Resources, plan: Plan) -> Pool:
    return Pool() if plan.by_number else read_pool(tx, resources, plan.ways[0].first_month)


def look_who(tx: Transaction, errand: CountReached, resources: Resources) -> ReachedBy | None:
    """Count by decile and district whom each way reaches; None where there is no plan."""
    plan = Plans(tx).get(errand.chat_id)
    if plan is None:
        return None
    pool = _pool(tx, resources, replace(plan, by_number=False))
    candidates = pool.candidates(tx.clock.today())
    reached = [
        reckon(way, resources.tariff, candidates, resources.budget.most_months).people if pool.people else 0
        for way in plan.ways
    ]
    ways = zip(plan.ways, reached, strict=True)
    return ReachedBy(tuple(first(pool.people, way.order, people) for way, people in ways))


def look_file(tx: Transaction, errand: MakeWorkbook, resources: Resources) -> Made | None:
    """Make the workbook; None where there is no plan."""
    plan = Plans(tx).get(errand.chat_id)
    if plan is None:
        return None
    report = _report(tx, resources, plan, errand.language)
    return Made(workbook(report, resources.budget.most_months))
