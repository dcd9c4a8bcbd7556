"""What staff see of the months ahead: who pays them, and what ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.cover.pricing import MonthState
from bot.cover.totals import whole as summed
from bot.desk.small_numbers import shown_counts
from bot.dialogue.screen import Button, Screen
from bot.dialogue.screen import rows as in_rows
from bot.funding import taps
from bot.funding.counting import NOWHERE
from bot.funding.screens import month_name
from bot.residents.words import Values
from bot.terms.funds import STATE_NAMES
from bot.terms.roles import Right
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cover.totals import Sums
    from bot.funding.counting import (
        EndFigures,
        LookEnds,
        LookMonths,
        MonthFigures,
    )
    from bot.texts import Texts
    from bot.turns.turn import Turn

_PLACES_SHOWN: Final = 25


# -- months, and what ends


def months(turn: Turn, errand: LookMonths, found: MonthFigures) -> Screen:
    """Return who pays the months ahead, by month and by place."""
    texts, values = turn.texts, Values.of(turn)
    whole = summed(found.by_month)
    by_month = [
        texts("months.line", month=month_name(texts, month),
              states=_states(texts, sums), open=texts.money(sums.open))
        for month, sums in sorted(found.by_month.items())
    ]  # fmt: skip
    count = shown_counts(texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    places = sorted(found.by_place.items(), key=lambda each: -each[1].open)[:_PLACES_SHOWN]
    opened = count([sums.months.get(MonthState.OPEN, 0) for _, sums in places])
    by_place = [
        texts("months.place", place=_place_name(texts, values, code), open=shown, sum=texts.money(sums.open))
        for (code, sums), shown in zip(places, opened, strict=True)
    ]
    text = texts(
        "months.screen",
        heading=values.place(errand.of) if errand.of else texts("people.everywhere"),
        people=count([found.people])[0],
        legend=texts("months.legend"),
        by_month=Html("\n".join(by_month)) or Html("–"),
        price=texts.money(whole.price), paid=texts.money(whole.paid), promised=texts.money(whole.promised),
        own=texts.money(whole.own), open=texts.money(whole.open),
        by_place=Html("\n".join(by_place)) or Html("–"),
        notes=Html("\n".join(_notes(texts, whole, found.lost))),
    )  # fmt: skip
    rows: list[tuple[Button, ...]] = []
    if not errand.of:
        rows += in_rows(
            [turn.labelled(values.place(code), taps.Months(code)) for code, _ in places if code != NOWHERE], 2
        )
        rows.append((turn.button("programme.all", taps.ListProgrammes()),))
    else:
        rows.append((turn.button("months.all", taps.Months()),))
    return Screen(text, tuple(rows))


def _place_name(texts: Texts, values: Values, code: str) -> str:
    return texts("people.no_village") if code == NOWHERE else values.place(code).split(",")[0]


def _states(texts: Texts, sums: Sums) -> Html:
    parts = [
        texts(
            "months.state", state=texts(STATE_NAMES[state]).split()[0], count=texts.number(sums.months[state])
        )
        for state in STATE_NAMES
        if sums.months.get(state)
    ]
    return Html(" ".join(parts))


def _notes(texts: Texts, whole: Sums, lost: int) -> Iterator[Html]:
    if whole.cheapest != whole.price:
        yield texts("months.cheapest", sum=texts.money(whole.cheapest))
    if whole.over:
        yield texts("months.double", count=texts.number(whole.double), sum=texts.money(whole.over))
    yield texts("months.confirmed", count=texts.number(whole.confirmed))
    if lost:
        yield texts("programme.lost", sum=texts.money(lost))


def ends(turn: Turn, errand: LookEnds, found: EndFigures) -> Screen:
    """Return how many fall when, by village, and how many another programme takes over."""
    texts, values = turn.texts, Values.of(turn)
    count = shown_counts(texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    lines, buttons = [], []
    for month in sorted({*found.falls, *found.taken_over}):
        villages = found.falls.get(month, {})
        falls, over, reached = count(
            [sum(villages.values()), found.taken_over.get(month, 0), found.reachable.get(month, 0)]
        )
        lines.append(
            texts("ends.month", month=month_name(texts, month), falls=falls, over=over, reached=reached)
        )
        ordered = sorted(villages.items(), key=lambda each: -each[1])[:_PLACES_SHOWN]
        shown = count([each for _, each in ordered])
        for (code, _), told in zip(ordered, shown, strict=True):
            lines.append(texts("ends.village", village=_place_name(texts, values, code), count=told))
            if turn.may(Right.VILLAGE_SHEETS) and code != NOWHERE:
                buttons.append(
                    Button(_place_name(texts, values, code), taps.EndsOfVillage(code, month).pack())
                )
    text = texts(
        "ends.screen",
        first=month_name(texts, errand.first),
        last=month_name(texts, errand.last),
        lines=Html("\n".join(lines)) if lines else texts("ends.none"),
    )
    rows = in_rows(buttons[:_PLACES_SHOWN], 2)
    return Screen(text, (*rows, (turn.button("programme.all", taps.ListProgrammes()),)))
