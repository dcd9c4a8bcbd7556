"""/antrean: the next registration, or one that is named; two side by side; the picture of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Document, Notify, Screen
from bot.front.ways import Review, ShowQueue
from bot.registration.form import CARD_PICTURE
from bot.registration.store import Registrations
from bot.review import taps
from bot.review.holding import clear, hold_on, sent_one, show, show_holder, take
from bot.review.screen import Shown, compared, named
from bot.review.store import Queue
from bot.staff.member_names import name_of
from bot.terms.roles import Right
from bot.texts import Html

if TYPE_CHECKING:
    from bot.dialogue.screen import Button
    from bot.turns.turn import Turn


def show_next(turn: Turn, lead: str = "", *beside: tuple[Button, ...]) -> None:
    """Show what is to be looked at next; `beside` are buttons about the one before."""
    turn.leave_form()
    clear(turn, tapped=False)
    held = [one for one in Queue(turn.tx).held_by(turn.chat_id) if one.until > turn.now]
    waiting = [one.registration_id for one in held if Queue(turn.tx).entry(one.registration_id)]
    found = waiting[0] if waiting else Queue(turn.tx).next_for(turn.chat_id)
    registration = Registrations(turn.tx).get(found) if found else None
    if registration is None or not take(turn, registration):
        counts = Queue(turn.tx).counts()
        empty = turn.texts(
            "review.empty",
            aside=turn.texts.number(counts.aside),
            others=turn.texts.number(counts.waiting),
        )
        find = (turn.button("find.button", taps.Search()),)
        turn.show(Html(f"{lead}\n\n{empty}") if lead else empty, *beside, find)
        return
    show(turn, registration, lead, *beside)


def look(turn: Turn, data: Review) -> None:
    """Show a registration that a button names, wherever it stands."""
    turn.leave_form()
    clear(turn, tapped=False)
    registration = sent_one(turn, data.registration)
    if registration and take(turn, registration):
        show(turn, registration)
    elif registration:
        show_holder(turn, registration)


def go_back(turn: Turn, data: taps.Back) -> None:
    """Show the answers again, in place of what was asked or shown beside them."""
    clear(turn)
    look(turn, Review(data.registration))


def take_over(turn: Turn, data: taps.TakeOver) -> None:
    """Take a registration from whoever has it in hand, and tell them."""
    registration = sent_one(turn, data.registration)
    if registration is None:
        return
    hold = Queue(turn.tx).hold(registration.id)
    clear(turn)
    take(turn, registration, over=True)
    turn.tx.audit(f"chat:{turn.chat_id}", "take over review", f"registration:{registration.id}")
    if hold and hold.staff != turn.chat_id:
        texts = turn.texts_of(hold.staff)
        who = name_of(turn.tx, texts, turn.chat_id)
        turn.acts.append(
            Notify(hold.staff, Screen(texts("review.taken_over", number=named(turn, registration), who=who)))
        )
    show(turn, registration)


def release(turn: Turn, data: taps.Release) -> None:
    """Let go of a registration: somebody else may take it."""
    turn.leave_form()
    clear(turn)
    Queue(turn.tx).release(data.registration, turn.chat_id)
    turn.show(turn.texts("review.released"), (turn.button("review.open", ShowQueue()),))


def compare(turn: Turn, data: taps.Compare) -> None:
    """Show two registrations side by side."""
    registration = hold_on(turn, data.registration)
    other = sent_one(turn, data.other) if registration else None
    if registration and other:
        clear(turn)
        turn.tx.audit(f"chat:{turn.chat_id}", "review", f"registration:{other.id}")
        turn.acts.append(compared(turn, registration, other))


def show_card(turn: Turn, data: taps.ShowCard) -> None:
    """Send the picture of the card, for as long as the answers stay."""
    registration = hold_on(turn, data.registration)
    if registration is None or not turn.allowed(Right.SEE_UNMASKED, "card"):
        return
    content = Registrations(turn.tx).picture(registration.id, CARD_PICTURE)
    if content is None:
        turn.show(turn.texts("review.no_card"))
        return
    suffix = Registrations(turn.tx).answers(registration.id).get(CARD_PICTURE, "jpeg")
    turn.tx.audit(f"chat:{turn.chat_id}", "see card", f"registration:{registration.id}")
    turn.acts.append(
        Screen(
            turn.texts("review.card_shown", number=named(turn, registration)),
            document=Document(f"ktp.{suffix}", content),
            vanishes_after=turn.resources.limits.review_minutes * 60,
            silent=True,
            on_arrival=Shown(registration.id),
        )
    )
