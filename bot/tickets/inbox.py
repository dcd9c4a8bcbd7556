"""The staff's inbox: what waits, one question, taking it, giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Screen
from bot.front.ways import ShowInbox
from bot.terms.roles import Right
from bot.tickets.conversing import Marked, officer_of
from bot.tickets.showing import described, files_of, on_button
from bot.tickets.store import State, Tickets
from bot.tickets.taps import BeginReply, Close, Open, Release, Take

if TYPE_CHECKING:
    from bot.dialogue.screen import Rows
    from bot.tickets.store import Ticket
    from bot.turns.turn import Turn

REPLY, CLOSING = "reply", "closing"  # ids of the forms in which something is written about one question
_LISTED = 10


def show(turn: Turn) -> None:
    """List what waits, the oldest first."""
    stop_writing(turn)
    turn.tx.audit(f"chat:{turn.chat_id}", "read inbox")
    tickets, texts = Tickets(turn.tx), turn.texts
    waiting = tickets.waiting(_LISTED)
    if not waiting:
        turn.show(texts("inbox.empty"))
        return
    rows = tuple((turn.labelled(on_button(texts, one), Open(one.id)),) for one in waiting)
    turn.show(texts("inbox.list", count=texts.number(tickets.count_waiting())), *rows)


def open_ticket(turn: Turn, data: Open) -> None:
    """Show one question with what belongs to it."""
    stop_writing(turn)
    ticket = Tickets(turn.tx).get(data.ticket)
    if ticket is None:
        turn.show(turn.texts("ticket.gone"), (turn.button("inbox.open", ShowInbox()),))
        return
    turn.tx.audit(f"chat:{turn.chat_id}", "read question", f"question:{ticket.id}")
    turn.acts += files_of(turn, ticket)
    turn.acts.append(
        Screen(described(turn, ticket), tuple(_buttons(turn, ticket)), on_arrival=Marked(ticket.id))
    )


def stop_writing(turn: Turn) -> None:
    """Leave an answer that is being written, lest it go to another question than the one in sight."""
    form = turn.position.form
    if form in {REPLY, CLOSING}:
        turn.leave_form()
    if form == REPLY:
        turn.show(turn.texts("reply.left"))


def _buttons(turn: Turn, ticket: Ticket) -> Rows:
    back = (turn.button("inbox.open", ShowInbox()),)
    close = turn.button("ticket.close", Close(ticket.id))
    answer = (turn.button("ticket.answer_it", BeginReply(ticket.id)),)
    mine = ticket.taken_by == turn.chat_id
    if ticket.state is State.OPEN:
        return (answer, (turn.button("ticket.take", Take(ticket.id)), close), back)
    if ticket.state is State.TAKEN and mine:
        return (answer, (turn.button("ticket.release", Release(ticket.id)), close), back)
    if ticket.state is State.TAKEN and may_take_over(turn, ticket):
        return ((turn.button("ticket.take", Take(ticket.id)),), back)
    if ticket.state is State.ANSWERED and mine:
        return (answer, back)
    return (back,)


def take_over(turn: Turn, data: Take) -> None:
    """Take a question upon oneself."""
    done(turn, data.ticket, well=take(turn, data.ticket))


def take(turn: Turn, ticket_id: str) -> bool:
    """Let whoever is here have a question: also from an officer who is none any more, an admin from anybody.

    What they have answered themselves they may add to.
    """
    tickets = Tickets(turn.tx)
    ticket = tickets.get(ticket_id)
    if ticket is None:
        return False
    if ticket.state is State.ANSWERED:
        return ticket.taken_by == turn.chat_id
    return tickets.take(ticket_id, turn.chat_id, over=may_take_over(turn, ticket))


def may_take_over(turn: Turn, ticket: Ticket) -> bool:
    """Tell whether a question may be taken from whoever has it."""
    return ticket.taken_by is not None and (officer_of(turn, ticket) is None or turn.may(Right.TAKE_OVER))


def release(turn: Turn, data: Release) -> None:
    """Give it back."""
    done(turn, data.ticket, well=Tickets(turn.tx).release(data.ticket, turn.chat_id))


def done(turn: Turn, ticket_id: str, *, well: bool) -> None:
    """Show a question after something was done with it, or could not be."""
    if not well:
        turn.show(turn.texts("ticket.not_yours"))
    open_ticket(turn, Open(ticket_id))
