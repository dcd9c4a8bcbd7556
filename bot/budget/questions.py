"""The questions of /anggaran: how much or how many, how long, who pays, which programmes, from when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace as with_

from bot.budget.words import FAULTS, month_name, months_said, share_lines
from bot.budgeting.scenario import MOST_PEOPLE, MOST_RUPIAH, Fault, Scenario, ScenarioError
from bot.budgeting.typed import read_shares, read_size
from bot.dialogue.form import Choice, Form, RefusedError, Rule, Step, StepKind
from bot.months import month_in, month_of, written
from bot.people.moments import MomentError, read_day_to_come
from bot.registration.steps.costs import PROGRAM_SETS, PROGRAMS
from bot.scheme.funding import FundKind
from bot.terms.funds import FUND_WORDS
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking
    from bot.resources import Resources

BUDGET, CHANGE = "budget", "budget_change"
WHAT, SLOT = "bg_what", "bg_slot"  # of a change: which question, and of which way
SIZE, MONTHS, SHARES, SET, FIRST = "bg_size", "bg_months", "bg_shares", "bg_programs", "bg_first"
_LEAST_MONEY: Final = 100_000  # rupiah: less is a slip
_SIZES: Final = ("Rp500000000", "Rp1000000000", "1000 orang", "5000 orang")
_SPANS: Final = (3, 6, 9, 12, 24)
_SHARED: Final = (
    {FundKind.APBD_REGENCY: 100},
    {FundKind.APBD_REGENCY: 50, FundKind.APBD_PROVINCE: 50},
    {FundKind.APBD_REGENCY: 60, FundKind.VILLAGE: 40},
    {FundKind.VILLAGE: 100},
    {FundKind.DBH_SAWIT: 100},
    {FundKind.COMPANY: 100},
)
_MONTHS_AHEAD: Final = 3
_OF_YEAR: Final = 12
_SPAN = re.compile(r"(\d{1,3})\s*(tahun|thn|th|years?)?(?:\s*(?:bulan|bln|months?))?", re.IGNORECASE)


def steps(resources: Resources) -> tuple[Step, ...]:
    """Return all questions."""
    most = resources.budget.most_months
    return (
        Step(
            id=SIZE, kind=StepKind.TEXT, question=key("budget.ask_size"), label=key("budget.label_size"),
            read=_read_size, choices=_sizes, reads_first=True,
        ),
        Step(
            id=MONTHS, kind=StepKind.NUMBER, question=key("budget.ask_months"),
            label=key("budget.label_months"),
            read=lambda text, _: _read_months(text, most), choices=_spans, width=3, reads_first=True,
        ),
        Step(
            id=SHARES, kind=StepKind.TEXT, question=key("budget.ask_shares"),
            label=key("budget.label_shares"),
            read=_read_shares, choices=_shared, width=1, reads_first=True,
        ),
        Step(
            id=SET, kind=StepKind.CHOICE, question=key("budget.ask_programs"),
            label=key("budget.label_programs"),
            read=PROGRAM_SETS.read, choices=PROGRAM_SETS.choices, width=1,
        ),
        Step(
            id=FIRST, kind=StepKind.DATE, question=key("budget.ask_first"), label=key("budget.label_first"),
            read=_read_first, choices=_firsts, reads_first=True, extra=True,
        ),
    )  # fmt: skip


def budget_form(resources: Resources) -> Form:
    """Return the form of a new budget; the first month is not asked."""
    return Form(id=BUDGET, steps=steps(resources), is_draft=False, takes_questions=False)


def change_form(resources: Resources) -> Form:
    """Return the form in which one question is asked anew."""
    asked = tuple(replace(step, extra=False, applies=_is_asked(step.id)) for step in steps(resources))
    return Form(id=CHANGE, steps=asked, is_draft=False, takes_questions=False, counts_steps=False)


def _is_asked(step: str) -> Rule:
    return lambda answers: answers.get(WHAT) == step


def asked_scenario(answers: Mapping[str, str], today_month: int) -> Scenario:
    """Return what a planner has answered; without a first month it begins with the next."""
    begun = Scenario(today_month + 1, 1, {}, ())
    for step, value in answers.items():
        begun = changed(begun, step, value)
    return begun


def changed(scenario: Scenario, step: str, value: str) -> Scenario:
    """Return a scenario with one answer in it; answers to other questions change nothing."""
    if step == SIZE:
        size = read_size(value)
        return with_(scenario, money=size.money, people=size.people)
    if step == MONTHS:
        return with_(scenario, months=int(value))
    if step == SHARES:
        return with_(scenario, shares=_of(value))
    if step == SET:
        return with_(scenario, programs=PROGRAMS[value])
    return with_(scenario, first_month=month_in(value)) if step == FIRST else scenario


# -- reading


def _refused(error: ScenarioError, most: int = 0) -> RefusedError:
    return RefusedError(FAULTS[error.fault], meant=True, most=most, total=error.total)


def _read_size(text: str, _: Asking) -> str:
    try:
        size = read_size(text)
    except ScenarioError as error:
        raise _refused(error) from None
    if size.money is not None and not _LEAST_MONEY <= size.money <= MOST_RUPIAH:
        raise RefusedError(FAULTS[Fault.MONEY])
    if size.people is not None and size.people > MOST_PEOPLE:
        raise RefusedError(FAULTS[Fault.PEOPLE])
    money = f"Rp{size.money}" if size.money else ""
    people = f"{size.people} orang" if size.people else ""
    return f"{money} {people}".strip()


def _read_months(text: str, most: int) -> str:
    found = _SPAN.fullmatch(text.strip())
    months = int(found[1]) * (_OF_YEAR if found[2] else 1) if found else 0
    if not 1 <= months <= most:
        raise _refused(ScenarioError(Fault.MONTHS), most)
    return str(months)


def _read_shares(text: str, asking: Asking) -> str:
    try:
        shares = _of(text) or read_shares(text, lambda word: _kind_of(word, asking))
    except ScenarioError as error:
        raise _refused(error) from None
    return ",".join(f"{kind}={percent}" for kind, percent in shares.items())


def _of(value: str) -> dict[FundKind, int]:
    """Return the shares of a value as it is noted; nothing where it is none."""
    parts = [part.partition("=") for part in value.split(",")]
    if any(kind not in set(FundKind) or not percent.isdecimal() for kind, _, percent in parts):
        return {}
    return {FundKind(kind): int(percent) for kind, _, percent in parts}


def _kind_of(word: str, asking: Asking) -> FundKind | None:
    return next(
        (kind for kind, words in FUND_WORDS.items() if plain(word) in asking.catalogues.said(words)), None
    )


def _read_first(text: str, asking: Asking) -> str:
    typed = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}", typed):
            month = month_in(typed)
        else:
            month = month_of(read_day_to_come(f"1 {typed}", asking.today))
    except (MomentError, ValueError):
        raise RefusedError(key("budget.refused_first")) from None
    if not month_of(asking.today) <= month <= month_of(asking.today) + 5 * _OF_YEAR:
        raise RefusedError(key("budget.refused_first"))
    return written(month)


# -- on buttons


def _sizes(asking: Asking) -> Sequence[Choice]:
    texts = asking.texts
    found = [(one, read_size(one)) for one in _SIZES]
    return [
        Choice(
            one,
            str(texts.money(size.money))
            if size.money
            else str(texts.counted("budget.people", count=size.people or 0)),
        )
        for one, size in found
    ]


def _spans(asking: Asking) -> Sequence[Choice]:
    return [Choice(str(one), months_said(asking.texts, one)) for one in _SPANS]


def _shared(asking: Asking) -> Sequence[Choice]:
    return [
        Choice(
            ",".join(f"{kind}={percent}" for kind, percent in shares.items()),
            " + ".join(share_lines(asking.texts, Scenario(0, 1, shares, ()))),
        )
        for shares in _SHARED
    ]


def _firsts(asking: Asking) -> Sequence[Choice]:
    now = month_of(asking.today)
    january = (now // _OF_YEAR + 1) * _OF_YEAR
    ahead = sorted({*range(now, now + _MONTHS_AHEAD), january})
    return [Choice(written(one), month_name(asking.texts, one)) for one in ahead]
