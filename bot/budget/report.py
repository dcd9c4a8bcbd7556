"""Three ways to spend a budget in words: rows to compare them by, and what is assumed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.budget.words import (
    LETTERS,
    kind_name,
    money_said,
    month_name,
    months_said,
    people_said,
    programs_name,
    share_lines,
)
from bot.budgeting.candidates import Known
from bot.budgeting.notes import full_prices, fund_rules, grounds, shut_out, steps
from bot.desk.small_numbers import LEAST
from bot.drawing.budget import BudgetPicture, Row, Strip, budget_svg
from bot.scheme.laws import laws_named, without_asides
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from bot.budgeting.candidates import Candidates
    from bot.budgeting.outcome import Outcome
    from bot.scheme.tariff import Tariff
    from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Report:
    """What is laid side by side, of whom, reckoned on a day, in a language."""

    texts: Texts
    tariff: Tariff
    outcomes: Sequence[Outcome]
    candidates: Candidates
    day: date

    def lettered(self) -> list[tuple[str, Outcome]]:
        """Return the outcomes with their letters."""
        return list(zip(LETTERS, self.outcomes, strict=False))


# -- the rows


def rows(report: Report) -> list[Row]:
    """Return by what they are compared, the most important first."""
    texts, outcomes = report.texts, report.outcomes

    def row(name: str, cell: Callable[[Outcome], list[str]], bars: Sequence[int] = ()) -> Row:
        return Row(texts.bare(name), [cell(one) for one in outcomes], bars)

    found = [
        row(
            key("budget.row_people"),
            lambda one: [str(texts.number(one.people))],
            [one.people for one in outcomes],
        )
    ]
    if _sizes(report) > 1:
        found.insert(0, row(key("budget.label_size"), lambda one: _size(texts, one)))
    if _beginnings(report) > 1 or any(one.missing_months for one in outcomes):
        found.append(row(key("budget.row_months"), lambda one: _span(texts, one)))
    found += [
        row(key("budget.row_price"), lambda one: [_prices(texts, one)]),
        row(key("budget.row_payers"), lambda one: _payers(texts, one)),
    ]
    if any(len(one.scenario.shares) > 1 or one.open for one in outcomes):
        found.append(row(key("budget.row_total"), lambda one: [money_said(texts, one.total)]))
    if any(one.spare is not None for one in outcomes):
        found.append(row(key("budget.row_spare"), lambda one: [_spare(texts, one)]))
    return [
        *found,
        row(key("budget.row_full"), lambda one: [str(texts.number(one.full_months))]),
        row(key("budget.row_left_out"), lambda one: [str(texts.number(one.left_out))]),
    ]


def _beginnings(report: Report) -> int:
    return len({one.scenario.first_month for one in report.outcomes})


def _sizes(report: Report) -> int:
    return len({(one.scenario.money, one.scenario.people) for one in report.outcomes})


def _size(texts: Texts, one: Outcome) -> list[str]:
    asked = one.scenario
    money = [money_said(texts, asked.money)] if asked.money else []
    return [*money, people_said(texts, asked.people)] if asked.people else money


def _span(texts: Texts, one: Outcome) -> list[str]:
    first = texts.bare("budget.from_month", month=month_name(texts, one.scenario.first_month))
    said = [months_said(texts, one.months), first]
    missing = one.missing_months
    return [*said, texts.bare("budget.missing", months=months_said(texts, missing))] if missing else said


def _prices(texts: Texts, one: Outcome) -> str:
    return _from_to(texts, sorted({price for row in one.rows for price in row.prices})) or "–"


def _from_to(texts: Texts, rising: Sequence[int]) -> str:
    """Return one sum, or the smallest and the largest; an empty text without any."""
    if not rising:
        return ""
    low, high = money_said(texts, rising[0]), money_said(texts, rising[-1])
    return low if low == high else texts.bare("budget.from_to", low=low, high=high)


def _payers(texts: Texts, one: Outcome) -> list[str]:
    """Return who pays which part and how much that is, two lines each; what nobody pays comes last."""
    sums = [*one.paid.values(), one.open]
    return [
        line
        for share, rupiah in zip(share_lines(texts, one.scenario), sums, strict=False)
        for line in (share, money_said(texts, rupiah))
    ]


def _spare(texts: Texts, one: Outcome) -> str:
    return "–" if one.spare is None else money_said(texts, one.spare)


# -- what is assumed


def title(report: Report) -> str:
    """Return what was asked for: the money or the people, where all ways have the same."""
    texts, asked = report.texts, report.outcomes[0].scenario
    if _sizes(report) > 1:
        return texts.bare("budget.title_several")
    people = people_said(texts, asked.people) if asked.people else ""
    money = money_said(texts, asked.money) if asked.money else ""
    if people and money:
        return texts.bare("budget.title_both", money=money, people=people)
    if money:
        return texts.bare("budget.title_money", money=money)
    return texts.bare("budget.title_people", people=people)


def assumptions(report: Report) -> list[str]:
    """Return what is assumed, in sentences: whom, prices, discounts, what stays open, the law, the day."""
    return [
        _of_candidates(report),
        *_of_prices(report),
        *_of_discounts(report),
        *_of_each(report),
        *_of_kinds(report),
        _of_law(report),
    ]


def _of_candidates(report: Report) -> str:
    texts, found = report.texts, report.candidates
    day = texts.date(found.as_of)
    if found.known is Known.POTENTIAL:
        return texts.bare(
            "budget.known_potential",
            people=people_said(texts, found.count),
            workers=texts.number(found.workers),
            active=texts.number(found.active),
            day=day,
        )
    if found.known is Known.GIVEN:
        return texts.bare("budget.known_given", people=people_said(texts, found.count))
    return texts.bare(
        "budget.known_register",
        people=people_said(texts, found.count),
        day=day,
        without_nik=_rough(texts, found.without_nik),
        too_old=_rough(texts, found.too_old),
        covered=_rough(texts, found.covered),
    )


def _rough(texts: Texts, count: int) -> str:
    """Return a count, small ones hidden: what says it may leave the office."""
    return texts.bare("staff.hidden_small", least=LEAST) if 0 < count < LEAST else str(texts.number(count))


def _of_prices(report: Report) -> list[str]:
    texts = report.texts
    said = [
        texts.bare(
            "budget.full_price",
            programs=programs_name(texts, one.scenario.programs),
            full=money_said(texts, full),
        )
        for one in report.outcomes
        for full in full_prices(one, report.tariff)
    ]
    return list(dict.fromkeys(said))


def _of_discounts(report: Report) -> Iterator[str]:
    texts = report.texts
    excluded = dict.fromkeys(kind for one in report.outcomes for kind in shut_out(one, report.tariff))
    if excluded:
        names = ", ".join(kind_name(texts, kind) for kind in excluded)
        yield texts.bare("budget.shut_out", names=names)


def _of_each(report: Report) -> list[str]:
    """Return what is true of some of them only, with their letters."""
    texts, letters = report.texts, defaultdict[str, list[str]](list)
    for letter, one in report.lettered():
        for note in _notes_of(texts, one):
            letters[note].append(letter)
    return [texts.bare("budget.of", letters=", ".join(found), note=note) for note, found in letters.items()]


def _notes_of(texts: Texts, one: Outcome) -> Iterator[str]:
    for step in steps(one):
        yield texts.bare(
            "budget.step",
            month=month_name(texts, step.month),
            before=money_said(texts, step.before),
            after=money_said(texts, step.after),
        )
    if one.settled_low < one.total:
        yield texts.bare("budget.unsettled", low=money_said(texts, one.settled_low))
    if one.open:
        yield texts.bare("budget.open", percent=one.scenario.open_share)
    if one.beyond:
        yield texts.bare("budget.beyond", people=people_said(texts, one.beyond))
    if one.lasting is not None:
        yield texts.bare("budget.lasting", months=months_said(texts, one.lasting))


def _of_kinds(report: Report) -> Iterator[str]:
    texts = report.texts
    kinds = [kind for one in report.outcomes for kind in one.scenario.shares]
    for rule, kind in zip(fund_rules(report.outcomes, report.tariff), dict.fromkeys(kinds), strict=True):
        name = kind_name(texts, kind)
        if rule.work_words:
            yield texts.bare("budget.only_some", name=name, percent=rule.most_percent)
        if not rule.is_running:
            yield texts.bare("budget.not_running", name=name)


def _of_law(report: Report) -> str:
    texts = report.texts
    rules = fund_rules(report.outcomes, report.tariff)
    priced = laws_named(one.law for one in grounds(report.outcomes, report.tariff))
    laws = dict.fromkeys([*priced, *(without_asides(rule.law) for rule in rules)])
    return texts.bare("budget.law", laws="; ".join(laws), day=texts.date(report.day))


# -- the picture


def picture(report: Report) -> str:
    """Return the picture as SVG."""
    texts = report.texts
    first = min(one.scenario.first_month for one in report.outcomes)
    last = max(one.scenario.last_month for one in report.outcomes)
    strips = [
        Strip(
            _strip_words(texts, letter, one),
            one.scenario.first_month - first,
            [row.total for row in one.rows],
            LETTERS.index(letter),
        )
        for letter, one in report.lettered()
        if len({row.total for row in one.rows}) > 1 or _beginnings(report) > 1
    ]
    return budget_svg(
        BudgetPicture(
            title(report),
            _subtitle(report),
            [f"{letter} · {months_said(texts, one.months)}" for letter, one in report.lettered()],
            rows(report),
            texts.bare("budget.strips"),
            strips,
            (month_name(texts, first), month_name(texts, last)),
            assumptions(report),
        )
    )


def _subtitle(report: Report) -> str:
    """Return the programmes where all have the same, and from when where all begin at once."""
    texts, scenarios = report.texts, [one.scenario for one in report.outcomes]
    programs = {one.programs for one in scenarios}
    said = [programs_name(texts, scenarios[0].programs)] if len(programs) == 1 else []
    if _beginnings(report) == 1:
        said.append(texts.bare("budget.from_month", month=month_name(texts, scenarios[0].first_month)))
    return ", ".join(said)


def _strip_words(texts: Texts, letter: str, one: Outcome) -> str:
    said = _from_to(texts, sorted({row.total for row in one.rows}))
    return texts.bare("budget.strip", letter=letter, money=said) if said else letter


# -- the message


def summary(report: Report) -> Html:
    """Return the short text below the picture: a paragraph for each, and what must not be missed."""
    texts = report.texts
    lines = [
        texts(
            "budget.line",
            letter=letter,
            people=people_said(texts, one.people),
            months=months_said(texts, one.months),
            payers=", ".join(share_lines(texts, one.scenario)),
            money=texts.money(one.total),
        )
        for letter, one in report.lettered()
    ]
    return texts("budget.summary", title=title(report), lines=Html("\n".join(lines)))
