"""What staff see of programmes, of their ledger, and of what ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.desk.small_numbers import shown_counts
from bot.dialogue.screen import Button, Screen
from bot.dialogue.screen import rows as in_rows
from bot.front.pages import on_page
from bot.funding import taps
from bot.funding.words import GROUNDS, GROUPS
from bot.ledger.programmes import CLI
from bot.ledger.terms import ProgrammeState
from bot.months import first_day, month_of
from bot.registration.steps.costs import PROGRAM_NAMES
from bot.residents.words import Values
from bot.staff.member_names import name_of
from bot.terms.funds import FUNDS
from bot.terms.occupations import LABELS as OCCUPATIONS
from bot.terms.roles import Right
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.funding.counting import (
        CandidateFigures,
        ProgrammeFigures,
    )
    from bot.ledger.terms import FundingProgramme
    from bot.texts import Texts
    from bot.turns.turn import Turn

_ON_A_PAGE: Final = 6  # programmes, of two or three lines each
_MARKS: Final = {ProgrammeState.DRAFT: "✏️", ProgrammeState.CONFIRMED: "✅", ProgrammeState.ENDED: "⏹"}
_STATES: Final = {
    ProgrammeState.DRAFT: key("programme.draft"),
    ProgrammeState.CONFIRMED: key("programme.confirmed"),
    ProgrammeState.ENDED: key("programme.ended"),
}


def month_name(texts: Texts, month: int) -> str:
    """Return a month by its name and year."""
    return texts.month(first_day(month))


def months_named(texts: Texts, first: int, last: int) -> str:
    """Return months by their names: one, or the first and the last."""
    if first == last:
        return month_name(texts, first)
    return texts("cover.months", first=month_name(texts, first), last=month_name(texts, last))


# -- programmes


def overview(turn: Turn, programmes: Sequence[FundingProgramme], number: int) -> Screen:
    """Return a page of all programmes, and the ways to what ends and what nobody pays."""
    texts = turn.texts
    shown, page = on_page(programmes, _ON_A_PAGE, number)
    lines = [_line(texts, one) for one in shown]
    text = texts("programme.overview", lines=Html("\n".join(lines)) if lines else texts("programme.none"))
    opened = [
        Button(texts("programme.open", number=one.id), taps.OpenProgramme(one.id).pack()) for one in shown
    ]
    rows = [
        *in_rows(opened, 3),
        *page.ways(turn, taps.ListProgrammes),
        (turn.button("programme.months_ahead", taps.Months()), turn.button("programme.ends", taps.Ends())),
    ]
    if turn.may(Right.FUND):
        rows.append((turn.button("programme.new", taps.NewProgramme()),))
    return Screen(text, tuple(rows))


def _line(texts: Texts, one: FundingProgramme) -> Html:
    return texts(
        "programme.line",
        mark=_MARKS[one.state],
        number=one.id,
        name=one.terms.name,
        kind=texts(FUNDS.labels[one.terms.kind]),
        first=month_name(texts, one.terms.first),
        last=month_name(texts, one.terms.last),
    )


def programme(turn: Turn, one: FundingProgramme, figures: ProgrammeFigures | None) -> Screen:
    """Return one programme: its terms, and what it has promised and paid."""
    texts = turn.texts
    told = texts("programme.not_counted") if figures is None else _figures(turn, one, figures)
    text = texts(
        "programme.screen",
        number=one.id,
        name=one.terms.name,
        state=texts(_STATES[one.state]),
        terms=Html("\n".join(_terms(turn, one))),
        figures=told,
    )
    return Screen(text, tuple(_ways(turn, one)))


def _terms(turn: Turn, one: FundingProgramme) -> Iterator[Html]:
    texts, terms = turn.texts, one.terms
    yield texts("term.kind", kind=texts(FUNDS.labels[terms.kind]))
    months = texts.counted("programme.months_shown", count=terms.months)
    first, last = month_name(texts, terms.first), month_name(texts, terms.last)
    yield texts("term.months", first=first, last=last, months=months)
    programs = ", ".join(texts(PROGRAM_NAMES[each]) for each in terms.programs)
    yield texts("term.pays", programs=programs, share=terms.share)
    if terms.money:
        yield texts("term.money", sum=texts.money(terms.money))
    if terms.fund:
        rule = turn.resources.tariff.funds.on(terms.kind, one.at.date())
        yield texts("term.fund", sum=texts.money(terms.fund), percent=rule.most_percent, law=rule.law)
    if terms.places:
        yield texts("term.places", count=texts.number(terms.places))
    yield from _criteria(turn, one)
    if terms.document:
        yield texts("term.document", document=terms.document)
    if one.contact:
        yield texts("term.contact", contact=one.contact)
    who = texts("export.by_command") if one.entered_by == CLI else name_of(turn.tx, texts, one.entered_by)
    yield texts("term.entered", who=who, day=texts.date(office_day(one.at)))
    rule = turn.resources.tariff.funds.on(terms.kind, one.at.date())
    if not rule.is_running:
        yield texts("term.not_running")
    if rule.doubt:
        yield texts("term.doubt", law=rule.doubt)


def _criteria(turn: Turn, one: FundingProgramme) -> Iterator[Html]:
    texts, terms = turn.texts, one.terms
    if terms.works:
        yield texts("term.works", works=", ".join(texts(OCCUPATIONS[each]) for each in terms.works))
    if terms.districts or terms.villages:
        place = Values.of(turn).place
        yield texts("term.where", places="; ".join(map(place, (*terms.districts, *terms.villages))))
    if terms.decile:
        yield texts("programme.deciles", highest=terms.decile)
    if terms.age_to:
        yield texts("programme.ages_shown", ages=f"{terms.age_from}–{terms.age_to}")
    if terms.agencies:
        yield texts("term.lists", lists=", ".join(terms.agencies))
    if terms.fresh_days:
        yield texts("term.fresh", days=texts.number(terms.fresh_days))


def _figures(turn: Turn, one: FundingProgramme, figures: ProgrammeFigures) -> Html:
    texts, this = turn.texts, month_of(office_day(turn.now))
    count = shown_counts(texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    people, gone, double = count([figures.people, figures.gone, figures.double])
    lines = [
        texts(
            "programme.sums", people=people, owed=texts.money(figures.owed), paid=texts.money(figures.paid),
            left=texts.money(figures.unpaid),
        )
    ]  # fmt: skip
    if one.terms.money:
        lines.append(texts("programme.money_left", sum=texts.money(one.terms.money - figures.owed)))
    now = next((each for each in figures.months if each.month == this), None)
    if now and now.people:
        lines.append(
            texts("programme.this_month", month=month_name(texts, this), owed=texts.money(now.owed),
                  paid=texts.money(now.paid))
        )  # fmt: skip
    if figures.unassigned:
        lines.append(texts("programme.unassigned", sum=texts.money(figures.unassigned)))
    if figures.double:
        lines.append(texts("programme.double", count=double))
    if figures.gone:
        lines.append(texts("programme.gone", count=gone))
    if figures.went_on + figures.fell:
        on, fell = count([figures.went_on, figures.fell])
        lines.append(texts("programme.after", on=on, fell=fell))
    if figures.lost:
        lines.append(texts("programme.lost", sum=texts.money(figures.lost)))
    return Html("\n".join(lines))


def _ways(turn: Turn, one: FundingProgramme) -> Iterator[tuple[Button, ...]]:
    number = one.id
    if turn.may(Right.FUND) and one.state is ProgrammeState.DRAFT:
        yield (turn.button("programme.confirm", taps.ConfirmProgramme(number)),)
    if turn.may(Right.FUND) and one.state is not ProgrammeState.ENDED:
        yield (
            turn.button("programme.candidates", taps.Candidates(number)),
            turn.button("programme.change", taps.ChangeProgramme(number)),
        )
    if turn.may(Right.FUND) and one.state is ProgrammeState.CONFIRMED:
        yield (turn.button("programme.take_list", taps.ChooseList(number)),)
    if turn.may(Right.FUND) and one.state is not ProgrammeState.DRAFT:  # what it promised is to be paid still
        yield (
            turn.button("programme.pay", taps.Pay(number)),
            turn.button("programme.leave", taps.Leave(number)),
        )
    yield (turn.button("programme.book", taps.Book(number)),)
    if turn.may(Right.FUND) and one.state is not ProgrammeState.ENDED:
        yield (turn.button("programme.end", taps.AskToEnd(number)),)
    yield (turn.button("programme.all", taps.ListProgrammes()),)


# -- candidates


def candidates(turn: Turn, number: int, figures: CandidateFigures) -> Screen:
    """Return how many people fit, are set apart, or do not fit, and why."""
    texts = turn.texts
    groups = [
        texts("candidates.group", name=texts(name), count=texts.number(figures.groups.get(group, 0)))
        for group, name in GROUPS.items()
    ]
    grounds = [
        texts("candidates.ground", name=texts(name), count=texts.number(figures.grounds[ground]))
        for ground, name in GROUNDS.items()
        if figures.grounds.get(ground)
    ]
    text = texts(
        "candidates.screen", number=number, groups=Html("\n".join(groups)),
        grounds=Html("\n".join(grounds)) or Html("–"),
    )  # fmt: skip
    return Screen(
        text,
        (
            (turn.button("candidates.file", taps.Candidates(number, 1)),),
            (turn.button("programme.back", taps.OpenProgramme(number)),),
        ),
    )
