"""/kantor: how many registrations, questions and turns set aside there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from bot.answers.counts import Dangers
from bot.desk.taps import Duty
from bot.dialogue.errand import Errand
from bot.front.ways import ShowInbox
from bot.registration.store import Registrations
from bot.staff.store import Staff
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
    undated: int = 0  # registered or active, without the day until which to pay, or of protection
    dangers: int = 0  # times in 30 days when somebody was in danger


def ask_for_figures(turn: Turn) -> None:
    """Have everything counted, and shown."""
    turn.acts.append(CountAll())


def look_figures(tx: Transaction, _: CountAll) -> Counted:
    """Count everything."""
    return Counted(
        Registrations(tx).count_by_stage(),
        Tickets(tx).count_waiting(),
        Turns(tx).count_set_aside(),
        undated=Registrations(tx).count_undated(),
        dangers=Dangers(tx).lately(),
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
        dangers=texts.number(found.dangers),
        undated=texts.number(found.undated),
        at=texts.moment(turn.now),
    )
    if not turn.may(Right.ANSWER_QUESTIONS):
        turn.show(text)
        return
    on = Staff(turn.tx).is_on_duty(turn.chat_id)
    duty = turn.button("staff.duty_end", Duty(0)) if on else turn.button("staff.duty_begin", Duty(1))
    turn.show(text, (turn.button("inbox.open", ShowInbox()),), (duty,))


def change_duty(turn: Turn, data: Duty) -> None:
    """Begin or end to be on duty."""
    Staff(turn.tx).set_duty(turn.chat_id, on=bool(data.on))
    turn.tx.audit(f"chat:{turn.chat_id}", "begin duty" if data.on else "end duty")
    turn.show(turn.texts("staff.duty_began") if data.on else turn.texts("staff.duty_ended"))
