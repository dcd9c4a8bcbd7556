"""/kantor: how many registrations, questions and turns set aside there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Survey
from bot.front.ways import ShowInbox
from bot.registration.store import Registrations
from bot.terms.roles import Right
from bot.terms.stages import NAMES, Stage
from bot.texts import Html
from bot.tickets.store import Tickets
from bot.turns.store import Turns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn


FIGURES = "figures"  # name of the survey


def ask_for_figures(turn: Turn) -> None:
    """Have everything counted, and shown."""
    turn.acts.append(Survey(FIGURES))


def look_figures(tx: Transaction, _: Mapping[str, Any]) -> Mapping[str, Any]:
    """Count registrations by stage, questions that wait, turns set aside."""
    return {
        "stages": Registrations(tx).count_by_stage(),
        "questions": Tickets(tx).count_waiting(),
        "set_aside": Turns(tx).count_set_aside(),
    }


def show_figures(turn: Turn, _: Mapping[str, Any], found: Mapping[str, Any] | None) -> None:
    """Show what was counted."""
    texts = turn.texts
    if found is None:
        turn.show(texts("staff.not_counted"))
        return
    lines = [
        texts("staff.line", label=texts(NAMES[stage]), count=texts.number(found["stages"].get(stage, 0)))
        for stage in Stage
    ]
    text = texts(
        "staff.desk",
        stages=Html("\n".join(lines)),
        questions=texts.number(found["questions"]),
        set_aside=texts.number(found["set_aside"]),
        at=texts.moment(turn.now),
    )
    may_answer = turn.may(Right.ANSWER_QUESTIONS)
    turn.show(text, *([(turn.button("inbox.open", ShowInbox()),)] if may_answer else []))
