"""What planners see beside the picture: what can be changed, who comes first, whom each way reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.budget import taps
from bot.budget.questions import FIRST, MONTHS, SET, SHARES, SIZE
from bot.budget.words import (
    LETTERS,
    ORDER_NAMES,
    month_name,
    months_said,
    people_said,
    programs_name,
    share_lines,
)
from bot.budgeting.candidates import Known
from bot.budgeting.scenario import Order
from bot.budgeting.who import NO_DECILE
from bot.desk.small_numbers import shown_counts
from bot.dialogue.screen import Button, Rows, Screen
from bot.dialogue.screen import rows as in_rows
from bot.terms.roles import Right
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.budget.store import Plan
    from bot.budgeting.candidates import Candidates
    from bot.budgeting.scenario import Scenario
    from bot.budgeting.who import Reached
    from bot.turns.turn import Turn

_LABELS: Final = {
    SIZE: key("budget.label_size"),
    MONTHS: key("budget.label_months"),
    SHARES: key("budget.label_shares"),
    SET: key("budget.label_programs"),
    FIRST: key("budget.label_first"),
}
_TICK: Final = "✅ "
_DECILES: Final = range(1, 11)


def back(turn: Turn) -> tuple[Button, ...]:
    """Return the row that leads to the three ways."""
    return (turn.button("budget.back", taps.ShowPlan()),)


def anew(turn: Turn) -> tuple[Button, ...]:
    """Return the row that begins a new budget."""
    return (turn.button("budget.anew", taps.Anew()),)


def plan_rows(turn: Turn, plan: Plan, candidates: Candidates) -> Rows:
    """Return the buttons below the picture."""
    ways = tuple(
        Button(turn.texts("budget.change", letter=letter), taps.OpenWay(slot).pack())
        for slot, letter in enumerate(LETTERS[: len(plan.ways)])
    )
    rows = [ways, (turn.button("budget.file_button", taps.MakeFile()),)]
    if candidates.known is Known.REGISTER:
        rows += [
            (turn.button("budget.who", taps.CountWho()),),
            (turn.button("budget.by_number", taps.TakePool(1)),),
        ]
    elif plan.by_number:
        rows.append((turn.button("budget.by_lists", taps.TakePool(0)),))
    return (*rows, anew(turn))


def way_screen(turn: Turn, way: Scenario, slot: int) -> Screen:
    """Return one way as it is asked, with a button for whatever may be otherwise."""
    texts = turn.texts
    money = [str(texts.money(way.money))] if way.money else []
    people = [people_said(texts, way.people)] if way.people else []
    text = texts(
        "budget.way",
        letter=LETTERS[slot],
        size=", ".join([*money, *people]),
        months=months_said(texts, way.months),
        month=month_name(texts, way.first_month),
        payers=", ".join(share_lines(texts, way)),
        programs=programs_name(texts, way.programs),
    )
    buttons = [Button(texts(label), taps.ChangeWay(slot, step).pack()) for step, label in _LABELS.items()]
    return Screen(text, (*in_rows(buttons, 2), back(turn)))


def orders_screen(turn: Turn, order: Order) -> Screen:
    """Return who may come first."""
    texts = turn.texts
    buttons = [
        Button((_TICK if one is order else "") + texts(ORDER_NAMES[one]), taps.TakeOrder(one).pack())
        for one in Order
    ]
    return Screen(texts("budget.which_order"), (*in_rows(buttons, 1), back(turn)))


def who_screen(turn: Turn, order: Order, ways: Sequence[Reached]) -> Screen:
    """Return by decile and district whom each way reaches; small numbers are hidden from some."""
    texts = turn.texts
    rows = ((turn.button("budget.orders", taps.ShowOrders()),), back(turn))
    if not any(way.by_decile for way in ways):
        return Screen(texts("budget.nobody_listed"), (back(turn),))
    present = {decile for way in ways for decile in way.by_decile}
    deciles = [decile for decile in (*_DECILES, NO_DECILE) if decile in present]
    regions, districts = turn.resources.regions, sorted({code for way in ways for code in way.by_district})
    names = [
        region.name if code and (region := regions.get(code)) else texts.bare("budget.no_district")
        for code in districts
    ]
    decile_names = [
        texts("budget.decile", decile=one) if one != NO_DECILE else texts("budget.no_decile")
        for one in deciles
    ]
    text = texts(
        "budget.reached",
        order=texts(ORDER_NAMES[order]),
        deciles=_lines(turn, decile_names, [[way.by_decile.get(one, 0) for one in deciles] for way in ways]),
        districts=_lines(turn, names, [[way.by_district.get(one, 0) for one in districts] for way in ways]),
    )
    return Screen(text, rows)


def _lines(turn: Turn, names: Sequence[str], columns: Sequence[Sequence[int]]) -> Html:
    """Return a line for each name, with the count of each way."""
    texts, shown = turn.texts, shown_counts(turn.texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    counts = [shown(column) for column in columns]
    lines = [
        texts(
            "budget.reached_line",
            name=name,
            counts=Html(" · ".join(f"{letter} {count}" for letter, count in zip(LETTERS, row, strict=False))),
        )
        for name, row in zip(names, zip(*counts, strict=True), strict=True)
    ]
    return Html("\n".join(lines))
