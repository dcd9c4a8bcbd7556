"""Having a registration in hand: nobody else acts on it, and its answers go out of the chat after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.clock import stamp
from bot.dialogue.screen import Delete
from bot.front.ways import ShowQueue
from bot.registration.store import Registrations
from bot.review import taps
from bot.review.screen import Shown, named, review_screen
from bot.review.store import Queue
from bot.staff.member_names import name_of
from bot.staff.store import Staff
from bot.terms.roles import Right, may
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from bot.dialogue.screen import Button
    from bot.registration.registration import Registration
    from bot.review.store import Hold
    from bot.terms.verdicts import Done
    from bot.turns.turn import Turn


def sent_one(turn: Turn, registration_id: str) -> Registration | None:
    """Return a registration that was sent; say so where there is none any more."""
    registration = Registrations(turn.tx).get(registration_id)
    if registration is None or registration.stage is Stage.DRAFT:
        turn.show(turn.texts("st.gone"), (turn.button("review.open", ShowQueue()),))
        return None
    return registration


def clear(turn: Turn, *, tapped: bool = True) -> None:
    """Take screens with answers out of the chat, and (`tapped`) the one whose button was tapped."""
    held = Queue(turn.tx).held_by(turn.chat_id)
    left = {turn.over if tapped else 0, *(message_id for one in held for message_id in one.messages)} - {0}
    for one in held:
        Queue(turn.tx).shown_as(one.registration_id, turn.chat_id, ())
    turn.acts.extend(Delete(message_id) for message_id in sorted(left))


def note_shown(turn: Turn, errand: Shown, done: Done | None) -> None:
    """Keep which message shows a registration, to take it out of the chat later."""
    hold = Queue(turn.tx).hold(errand.registration)
    if done and hold and hold.staff == turn.chat_id:
        shown = (*hold.messages, done.message_id)
        Queue(turn.tx).shown_as(errand.registration, turn.chat_id, shown)


def take(turn: Turn, registration: Registration, *, over: bool = False) -> bool:
    """Take a registration in hand; False where another member of staff has it who still may."""
    holder = Queue(turn.tx).hold(registration.id)
    gone = holder is not None and not may(Staff(turn.tx).role_of(holder.staff), Right.REVIEW)
    minutes = turn.resources.limits.review_minutes
    return Queue(turn.tx).take(registration, turn.chat_id, minutes, over=over or gone)


def show(turn: Turn, registration: Registration, lead: str = "", *beside: tuple[Button, ...]) -> None:
    """Show a registration that is in hand, with all its answers; that stands in the audit trail."""
    hold = Queue(turn.tx).hold(registration.id)
    if hold is None:
        return
    turn.tx.audit(f"chat:{turn.chat_id}", "review", f"registration:{registration.id}")
    screen = review_screen(turn, registration, hold, lead)
    turn.acts.append(replace(screen, buttons=(*screen.buttons, *beside)))


def show_holder(turn: Turn, registration: Registration) -> None:
    """Say who has a registration in hand, and until when."""
    texts, hold = turn.texts, Queue(turn.tx).hold(registration.id)
    if hold is None:
        return
    over = [(turn.button("review.take_over", taps.TakeOver(registration.id)),)]
    turn.show(
        texts(
            "review.held",
            number=named(turn, registration),
            who=name_of(turn.tx, texts, hold.staff),
            until=texts.moment(hold.until),
        ),
        *(over if turn.may(Right.TAKE_OVER) else []),
        (turn.button("review.open", ShowQueue()),),
    )


def hold_on(turn: Turn, registration_id: str) -> Registration | None:
    """Return a registration that is in hand here, and hold on to it; else show how it stands.

    What somebody else has in hand, or what was changed since it was shown, is not acted upon: also not later.
    """
    registration = sent_one(turn, registration_id)
    if registration is None:
        return None
    own = {one.registration_id: one for one in Queue(turn.tx).held_by(turn.chat_id)}.get(registration.id)
    other = Queue(turn.tx).hold(registration.id)
    if other and other.staff != turn.chat_id:
        clear(turn)
        show_holder(turn, registration)
        return None
    if own is None or own.seen != stamp(registration.touched_at):
        clear(turn)
        take(turn, registration)
        show(turn, registration, turn.texts("review.changed"))
        return None
    _keep(turn, registration, own)
    return registration


def _keep(turn: Turn, registration: Registration, own: Hold) -> None:
    """Begin the time of holding anew; the message that shows it stays known."""
    take(turn, registration)
    Queue(turn.tx).shown_as(registration.id, turn.chat_id, own.messages)
