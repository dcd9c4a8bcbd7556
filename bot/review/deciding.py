"""What becomes of a registration that is in hand: its worker is told, and the next is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Toast
from bot.registration.rulings import Reason, Rulings
from bot.registration.store import Registrations
from bot.reminders.moving import move
from bot.reminders.own_messages import note_stage
from bot.review import taps
from bot.review.holding import clear, hold_on, show
from bot.review.opening import show_next
from bot.review.screen import named
from bot.review.store import Queue
from bot.terms.stages import NEXT, WITH_REASON, Stage
from bot.texts import key

if TYPE_CHECKING:
    from datetime import date

    from bot.turns.turn import Turn

_DONE = {
    Stage.ACCEPTED: key("review.done_accepted"),
    Stage.NEEDS_CORRECTION: key("review.done_correction"),
    Stage.REJECTED: key("review.done_rejected"),
    Stage.DUPLICATE: key("review.done_duplicate"),
}

_LOOK_MS = 1500  # nobody has read a registration sooner


def decide(turn: Turn, registration_id: str, stage: Stage, reason: Reason | None = None) -> None:
    """Move a registration that is in hand, tell its worker, and go on to the next."""
    registration = hold_on(turn, registration_id)
    if registration is None:
        return
    if stage not in NEXT.get(registration.stage, ()):
        clear(turn)
        show(turn, registration, turn.texts("st.moved_meanwhile"))
        return
    if stage in WITH_REASON:
        Rulings(turn.tx).add(registration.id, stage, reason or Reason(), turn.chat_id)
    actor = f"chat:{turn.chat_id}"
    if registration.stage is stage:
        Registrations(turn.tx).set_stage(registration.id, stage, actor)
        note_stage(turn.tx, registration)
    else:
        move(turn.tx, registration, stage, {}, actor)
    clear(turn)
    Queue(turn.tx).release(registration.id, turn.chat_id)
    more = [(turn.button("review.more_wrong", taps.AskWhat(registration.id)),)]
    done = turn.texts(_DONE[stage], number=named(turn, registration))
    show_next(turn, done, *(more if stage is Stage.NEEDS_CORRECTION else []))


def accept(turn: Turn, data: taps.Accept) -> None:
    """Say that all is well; not with the second tap of two that was meant for the one before."""
    if data.shown and turn.now.timestamp() * 1000 - data.shown < _LOOK_MS:
        turn.acts.append(Toast(turn.texts.bare("review.look_first")))
        return
    decide(turn, data.registration, Stage.ACCEPTED)


def correct(turn: Turn, data: taps.Correct) -> None:
    """Have an answer corrected."""
    decide(turn, data.registration, Stage.NEEDS_CORRECTION, Reason(listed=data.reason, step=data.step))


def reject(turn: Turn, data: taps.Reject) -> None:
    """Say that it cannot be accepted."""
    decide(turn, data.registration, Stage.REJECTED, Reason(listed=data.reason))


def duplicate(turn: Turn, data: taps.Duplicate) -> None:
    """Say that another registration counts."""
    say_duplicate(turn, data.registration, data.other)


def say_duplicate(turn: Turn, registration_id: str, other_id: str) -> None:
    """Say that another registration counts, unless that is none itself."""
    other = Registrations(turn.tx).get(other_id)
    if other is None or other.id == registration_id or other.stage in {Stage.DRAFT, Stage.DUPLICATE}:
        if registration := hold_on(turn, registration_id):
            clear(turn)
            show(turn, registration, turn.texts("review.no_such_other"))
        return
    decide(turn, registration_id, Stage.DUPLICATE, Reason(other=other.id))


def put_aside(turn: Turn, data: taps.Aside) -> None:
    """Put a registration aside for some days."""
    put_aside_until(turn, data.registration, office_day(turn.now) + timedelta(days=data.days))


def put_aside_until(turn: Turn, registration_id: str, day: date) -> None:
    """Let a registration wait unseen until a day; its stage stays."""
    registration = hold_on(turn, registration_id)
    if registration is None:
        return
    Queue(turn.tx).put_aside(registration.id, day)
    turn.tx.audit(
        f"chat:{turn.chat_id}", f"put aside until {day.isoformat()}", f"registration:{registration.id}"
    )
    clear(turn)
    Queue(turn.tx).release(registration.id, turn.chat_id)
    show_next(
        turn, turn.texts("review.done_aside", number=named(turn, registration), day=turn.texts.date(day))
    )
