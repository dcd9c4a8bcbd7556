"""What officers see of lists that go out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from bot.announcements import describe
from bot.clock import office_day
from bot.dialogue.screen import Button, Screen
from bot.dialogue.screen import rows as in_rows
from bot.exports import taps
from bot.exports.chosen import CRITERIA
from bot.exports.export import CLI
from bot.exports.store import Exports
from bot.staff.member_names import name_of
from bot.terms.stages import Stage
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.announcements.criteria import Criterion
    from bot.dialogue.screen import Rows
    from bot.exports.chosen import Chosen
    from bot.exports.export import Export
    from bot.exports.layouts import Layout
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Texts
    from bot.turns.turn import Turn

_MONTHS: Final = 6  # that are offered by name
_WEEK, _LONG = 7, 30  # days
_DAY: Final = timedelta(days=1)
_TICK: Final = "✅ "


def overview(turn: Turn, waiting: int, newest: Sequence[Export]) -> Screen:
    """Return what waits to go out, and the lists that went out last."""
    texts = turn.texts
    lines = [_line(turn, one) for one in newest]
    text = texts(
        "export.overview",
        waiting=texts.counted("export.waiting", count=waiting) if waiting else texts("export.none_waiting"),
        lines=Html("\n".join(lines)) if lines else texts("export.none_yet"),
    )
    since_last = (Button(texts("export.since_last", count=texts.number(waiting)), taps.SinceLast().pack()),)
    opened = [
        Button(texts("export.open", number=one.number), taps.OpenExport(one.number).pack()) for one in newest
    ]
    rows = (
        *((since_last,) if waiting else ()),
        (turn.button("export.choose", taps.Choose(1)),),
        *in_rows(opened, 2),
    )
    return Screen(text, rows)


def _line(turn: Turn, export: Export) -> Html:
    texts = turn.texts
    line = texts.counted(
        "export.line",
        count=export.rows,
        number=export.number,
        day=texts.date(office_day(export.at)),
        who=_maker(turn.tx, texts, export),
    )
    return texts("export.line_handed", line=line) if export.handed_at else line


def _maker(tx: Transaction, texts: Texts, export: Export) -> str:
    return texts("export.by_command") if export.made_by == CLI else name_of(tx, texts, export.made_by)


def ask_since_last(turn: Turn, waiting: int, layouts: Mapping[str, Layout]) -> Screen:
    """Return the question before a list of those that were accepted since the last one."""
    text = turn.texts.counted("export.sure", count=waiting)
    yes = [
        Button(_yes(turn.texts, one, layouts), taps.SinceLastYes(name).pack())
        for name, one in layouts.items()
    ]
    return Screen(text, (*in_rows(yes, 1), _back(turn)))


def _yes(texts: Texts, layout: Layout, layouts: Mapping[str, Layout]) -> str:
    return texts("export.yes_as", layout=layout.name) if len(layouts) > 1 else texts("export.yes")


def _back(turn: Turn) -> tuple[Button, ...]:
    return (turn.button("export.back", taps.Overview()),)


# -- chosen by criteria


def chosen_screen(turn: Turn, chosen: Chosen, count: int, layouts: Mapping[str, Layout]) -> Screen:
    """Return what is chosen, how many that are, and by what more can be chosen."""
    texts = turn.texts
    offered = [one for one in CRITERIA if one.is_offered(chosen.wanted)]
    buttons = [Button(texts(one.label), taps.ShowValues(one.name).pack()) for one in offered]
    buttons.append(turn.button("export.sent", taps.ShowPeriods()))
    make = [Button(_yes(texts, one, layouts), taps.MakeChosen(name).pack()) for name, one in layouts.items()]
    text = texts(
        "export.chosen",
        lines=Html("\n".join(described(texts, turn.resources, chosen))),
        count=texts.counted("export.count", count=count) if count else texts("export.nobody"),
    )
    anew = (turn.button("export.anew", taps.Choose(1)),)
    return Screen(text, (*in_rows(buttons, 2), *(in_rows(make, 1) if count else ()), anew, _back(turn)))


def described(texts: Texts, resources: Resources, chosen: Chosen) -> list[Html]:
    """Return by what registrations are chosen, in lines."""
    if chosen.since_last:
        return [texts("export.what_since_last")]
    lines = [] if chosen.audience.is_everyone else [describe.audience(texts, resources, chosen.audience)]
    if chosen.first and chosen.last:
        first, last = texts.date(chosen.first), texts.date(chosen.last)
        lines.append(texts("export.what_sent", first=first, last=last))
    elif chosen.first or chosen.last:
        day = texts.date(chosen.first or chosen.last)  # type: ignore[arg-type]
        lines.append(
            texts("export.what_from", day=day) if chosen.first else texts("export.what_until", day=day)
        )
    return lines or [texts("export.what_all")]


def values_screen(turn: Turn, chosen: Chosen, criterion: Criterion) -> Screen:
    """Return the values of a criterion, those that are wanted with a tick."""
    wanted = chosen.wanted.get(criterion.name, ())
    values = [one for one in criterion.values(turn.tx, turn.resources, chosen.wanted) if one != Stage.DRAFT]
    buttons = [
        Button(
            (_TICK if one in wanted else "") + criterion.value_name(turn.texts, turn.resources, one),
            taps.Toggle(criterion.name, one).pack(),
        )
        for one in values
    ]
    done = (turn.button("export.done", taps.Choose()),)
    return Screen(
        turn.texts("export.which_values", criterion=turn.texts(criterion.label)), (*in_rows(buttons, 2), done)
    )


def periods_screen(turn: Turn, today: date) -> Screen:
    """Return the days between which registrations may have been sent."""
    texts = turn.texts
    buttons = [
        turn.button("export.today", taps.Period(today.isoformat(), today.isoformat())),
        turn.button("export.week", _last_days(today, _WEEK)),
        turn.button("export.month", _last_days(today, _LONG)),
    ]
    first = today.replace(day=1)
    for _ in range(_MONTHS):
        last = _next_month(first) - _DAY
        buttons.append(Button(texts.month(first), taps.Period(first.isoformat(), last.isoformat()).pack()))
        first = (first - _DAY).replace(day=1)
    buttons.append(turn.button("export.any_time", taps.Period()))
    return Screen(
        texts("export.which_period"), (*in_rows(buttons, 2), (turn.button("export.done", taps.Choose()),))
    )


def _last_days(today: date, days: int) -> taps.Period:
    return taps.Period((today - timedelta(days=days - 1)).isoformat(), today.isoformat())


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


# -- one list


def promised(turn: Turn, export: Export) -> Screen:
    """Return the word that a file is being made."""
    back = (turn.button("export.back", taps.Overview()),)
    return Screen(turn.texts("export.being_made", number=export.number), (back,))


def export_screen(turn: Turn, export: Export) -> Screen:
    """Return what a list holds, and what can be done with it."""
    texts = turn.texts
    again = (turn.button("export.again", taps.SendAgain(export.number)),)
    rows = (*((again,) if export.is_kept else ()), *hand_over_row(texts, export), _back(turn))
    lines = [caption(turn.tx, texts, turn.resources, export)]
    if not export.is_kept:
        lines.append(texts("export.not_kept", number=export.number))
    return Screen(Html("\n".join(lines)), rows)


def caption(tx: Transaction, texts: Texts, resources: Resources, export: Export) -> Html:
    """Return what a list is: number, count, what is in it, who made it, whether it was handed over."""
    erased = Exports(tx).count_erased(export.number)
    lines: list[str] = [
        texts.counted("export.heading", count=export.rows, number=export.number),
        texts("export.contents", what=Html("\n".join(described(texts, resources, export.chosen)))),
        texts("export.layout", layout=export.layout.name),
        texts("export.made", at=texts.moment(export.at), who=_maker(tx, texts, export)),
    ]
    if erased:
        lines.append(texts.counted("export.erased", count=erased))
    if export.handed_at:
        day = texts.date(office_day(export.handed_at))
        lines.append(texts.counted("export.handed_line", count=export.handed, day=day))
    elif export.handed_by is not None:
        lines.append(texts("export.handing"))
    return Html("\n".join(lines))


def hand_over_row(texts: Texts, export: Export, *, below: bool = False) -> Rows:
    """Return the button that says that it went to BPJS Ketenagakerjaan, while nobody has said so."""
    if export.handed_by is not None or not export.chosen.may_be_accepted:
        return ()
    return ((Button(texts("export.hand_over"), taps.AskHandOver(export.number, int(below)).pack()),),)


def ask_hand_over(turn: Turn, export: Export, count: int) -> Screen:
    """Return the question before registrations are moved."""
    back = (turn.button("export.back_to", taps.OpenExport(export.number)),)
    if not count:
        return Screen(turn.texts("export.nobody_to_hand", number=export.number), (back,))
    yes = (
        Button(
            turn.texts("export.hand_yes", count=turn.texts.number(count)), taps.HandOver(export.number).pack()
        ),
    )
    return Screen(turn.texts.counted("export.hand_sure", count=count, number=export.number), (yes, back))
