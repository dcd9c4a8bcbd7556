"""/kantor: how many registrations, questions and turns set aside there are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.answers.counts import Dangers
from bot.clock import office_day
from bot.desk.small_numbers import shown_counts
from bot.desk.taps import Duty
from bot.dialogue.errand import Errand
from bot.front.ways import ShowInbox, ShowQueue
from bot.registration.store import Registrations
from bot.review.store import Queue
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
    waiting: int = 0  # in the queue, to be looked at now
    aside: int = 0  # in the queue, put aside
    corrected: int = 0  # in the queue, put right by their workers
    oldest: str = ""  # since when the oldest of the queue waits


def ask_for_figures(turn: Turn) -> None:
    """Have everything counted, and shown."""
    turn.acts.append(CountAll())


def look_figures(tx: Transaction, _: CountAll) -> Counted:
    """Count everything."""
    queue = Queue(tx).counts()
    return Counted(
        Registrations(tx).count_by_stage(),
        Tickets(tx).count_waiting(),
        Turns(tx).count_set_aside(),
        undated=Registrations(tx).count_undated(),
        dangers=Dangers(tx).lately(),
        waiting=queue.waiting,
        aside=queue.aside,
        corrected=queue.corrected,
        oldest=queue.oldest.isoformat() if queue.oldest else "",
    )


def show_figures(turn: Turn, _: CountAll, found: Counted | None) -> None:
    """Show what was counted."""
    texts = turn.texts
    if found is None:
        turn.show(texts("staff.not_counted"))
        return
    count = shown_counts(texts, small=turn.may(Right.SEE_SMALL_NUMBERS))
    stages = count([found.stages.get(stage, 0) for stage in Stage])
    lines = [
        texts("staff.line", label=texts(NAMES[stage]), count=shown)
        for stage, shown in zip(Stage, stages, strict=True)
    ]
    waiting, aside, corrected = count([found.waiting, found.aside, found.corrected])
    beside = count([found.questions, found.set_aside, found.dangers, found.undated])
    text = texts(
        "staff.desk",
        stages=Html("\n".join(lines)),
        queue=texts(
            "staff.queue", waiting=waiting, aside=aside, corrected=corrected, oldest=_oldest(turn, found)
        ),
        **dict(zip(("questions", "set_aside", "dangers", "undated"), beside, strict=True)),
        at=texts.moment(turn.now),
    )
    rows = [(turn.button("review.open", ShowQueue()),)] if turn.may(Right.REVIEW) else []
    if turn.may(Right.ANSWER_QUESTIONS):
        on = Staff(turn.tx).is_on_duty(turn.chat_id)
        duty = turn.button("staff.duty_end", Duty(0)) if on else turn.button("staff.duty_begin", Duty(1))
        rows += [(turn.button("inbox.open", ShowInbox()),), (duty,)]
    turn.show(text, *rows)


def _oldest(turn: Turn, found: Counted) -> Html:
    """Return how many working days the oldest has waited; it is one person."""
    if not found.oldest or not turn.may(Right.SEE_SMALL_NUMBERS):
        return Html("–")
    since = office_day(datetime.fromisoformat(found.oldest))
    days = turn.resources.office_days.between(since, office_day(turn.now))
    return turn.texts.counted("staff.oldest", count=days) if days else turn.texts("staff.oldest_today")


def change_duty(turn: Turn, data: Duty) -> None:
    """Begin or end to be on duty."""
    Staff(turn.tx).set_duty(turn.chat_id, on=bool(data.on))
    turn.tx.audit(f"chat:{turn.chat_id}", "begin duty" if data.on else "end duty")
    turn.show(turn.texts("staff.duty_began") if data.on else turn.texts("staff.duty_ended"))
