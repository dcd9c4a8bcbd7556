"""/kantor: how many registrations, questions and turns set aside there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from bot.dialogue.errand import Errand
from bot.front.ways import ShowInbox
from bot.registration.store import Registrations
from bot.terms.roles import Right
from bot.terms.stages import NAMES, Stage
from bot.texts import Html
from bot.tickets.store import Tickets
from bot.turns.store import Turns

if TYPE_CHECKING:
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn


class CountAll(Errand, frozen=True, tag="figures"):
    """Count everything."""


class Counted(Struct, frozen=True):
    """What was counted: registrations by stage, questions that wait, turns set aside."""

    stages: dict[Stage, int]
    questions: int
    set_aside: int


def ask_for_figures(turn: Turn) -> None:
    """Have everything counted, and shown."""
    turn.acts.append(CountAll())


def look_figures(tx: Transaction, _: CountAll) -> Counted:
    """Count everything."""
    return Counted(
        Registrations(tx).count_by_stage(), Tickets(tx).count_waiting(), Turns(tx).count_set_aside()
    )


def show_figures(turn: Turn, _: CountAll, found: Counted | None) -> None:
    """Show what was counted."""
    texts = turn.texts
    if found is None:
        turn.show(texts("staff.not_counted"))
        return
    lines = [
        texts("staff.line", label=texts(NAMES[stage]), count=texts.number(found.stages.get(stage, 0)))
        for stage in Stage
    ]
    text = texts(
        "staff.desk",
        stages=Html("\n".join(lines)),
        questions=texts.number(found.questions),
        set_aside=texts.number(found.set_aside),
        at=texts.moment(turn.now),
    )
    may_answer = turn.may(Right.ANSWER_QUESTIONS)
    turn.show(text, *([(turn.button("inbox.open", ShowInbox()),)] if may_answer else []))
