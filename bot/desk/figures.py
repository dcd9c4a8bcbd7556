"""/kantor: how many registrations, questions and turns set aside there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.front.ways import ShowInbox
from bot.registration.store import Registrations
from bot.terms.roles import Right
from bot.terms.stages import NAMES, Stage
from bot.texts import Html
from bot.tickets.store import Tickets
from bot.turns.store import Turns

if TYPE_CHECKING:
    from bot.turns.turn import Turn


def show_desk(turn: Turn) -> None:
    """Show counts: registrations by stage, questions, turns set aside."""
    texts, tx = turn.texts, turn.tx
    counts = Registrations(tx).count_by_stage()
    lines = [
        texts("staff.line", label=texts(NAMES[stage]), count=texts.number(counts.get(stage, 0)))
        for stage in Stage
    ]
    text = texts(
        "staff.desk",
        stages=Html("\n".join(lines)),
        questions=texts.number(Tickets(tx).count_waiting()),
        set_aside=texts.number(Turns(tx).count_set_aside()),
        at=texts.moment(turn.now),
    )
    may_answer = turn.may(Right.ANSWER_QUESTIONS)
    turn.show(text, *([(turn.button("inbox.open", ShowInbox()),)] if may_answer else []))
