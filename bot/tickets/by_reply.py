"""Telegram's own *reply*: what replies to a message about a question belongs to it, whatever is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.event import Said, SentThing, Tapped, Thing
from bot.dialogue.words import hide_numbers
from bot.front.ways import ShowInbox
from bot.terms.roles import Right
from bot.tickets import inbox
from bot.tickets.conversing import answer, hand_on, written_in
from bot.tickets.inbox import REPLY
from bot.tickets.letters import Letters
from bot.tickets.replying import LONGEST, refusal
from bot.tickets.store import State, Tickets
from bot.tickets.taps import Open

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.tickets.store import Ticket
    from bot.turns.turn import Turn


def take(turn: Turn, event: Event) -> bool:
    """Take what replies to a message about a question; False where it is about none."""
    if isinstance(event, Tapped) or (isinstance(event, SentThing) and event.thing is Thing.EDIT):
        return False
    found = Letters(turn.tx).marked(turn.chat_id, turn.reply_to)
    ticket = Tickets(turn.tx).get(found) if found else None
    staff = turn.may(Right.ANSWER_QUESTIONS)
    if ticket and ticket.chat_id == turn.chat_id:
        return _from_asker(turn, ticket, event)
    if ticket and staff:
        _from_staff(turn, ticket, event)
        return True
    if staff and not turn.in_form:
        turn.show(turn.texts("reply.to_nothing"), (turn.button("inbox.open", ShowInbox()),))
        return True
    return False


def _from_asker(turn: Turn, ticket: Ticket, event: Event) -> bool:
    """Hand on what the asker replies, unless it tells of danger: then help comes before everything."""
    text = event.text if isinstance(event, Said) else getattr(event, "caption", "")
    if turn.resources.danger_in(hide_numbers(text)):
        return False
    if not hand_on(turn, ticket, event):
        return False
    turn.delete_traces(event)
    return True


def _from_staff(turn: Turn, ticket: Ticket, event: Event) -> None:
    """Send what a member of staff replies as the answer, at once: to reply in Telegram's app is to send."""
    back, written = (turn.button("ticket.back", Open(ticket.id)),), written_in(event)
    if written is None or (isinstance(event, SentThing) and event.album):
        turn.show(refusal(turn, event), back)
    elif len(written.text) > LONGEST:
        turn.show(turn.texts("reply.refused", most=LONGEST), back)
    elif ticket.state is State.CLOSED:
        turn.show(turn.texts("reply.to_closed"), back)
    elif not inbox.take(turn, ticket.id) or not answer(turn, ticket, written):
        turn.show(turn.texts("ticket.not_yours"), back)
    else:
        if turn.position.form == REPLY and turn.position.scratch.get("ticket") == ticket.id:
            turn.leave_form()
        turn.show(turn.texts("reply.sent"), (turn.button("inbox.open", ShowInbox()),))
