"""The way of a question to the office: a short notice, a yes, the ticket, and word to staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Screen
from bot.front.ways import OfficeNo, OfficeYes
from bot.tickets.conversing import Marked, notify_staff
from bot.tickets.store import Question, Tickets

if TYPE_CHECKING:
    from bot.dialogue.reaction import Reaction
    from bot.dialogue.screen import Rows
    from bot.texts import Html
    from bot.turns.turn import Turn

_MOST_WAITING, _MOST_URGENT = 5, 8  # of one chat


def _expected(turn: Turn) -> Html:
    resources = turn.resources
    answered = resources.office_days.after(office_day(turn.now), resources.questions.answer_days)
    return turn.texts.date(answered)


def ask_first(turn: Turn, about: str, message_id: int, text: str = "") -> None:
    """Say what is handed over and when an answer comes, and ask for a yes, which is for this message only."""
    turn.show(notice(turn, about, text), *yes_or_no(turn, message_id), decides=True)


def notice(turn: Turn, about: str, text: str = "") -> Html:
    """Return what is handed over, and when an answer comes."""
    return turn.texts("office.notice", about=turn.texts(about, text=text), day=_expected(turn))


def yes_or_no(turn: Turn, message_id: int) -> Rows:
    """Return the buttons that hand over what stands in a message, or not."""
    return (
        (turn.button("office.send", OfficeYes(str(message_id))),),
        (turn.button("office.do_not_send", OfficeNo()),),
    )


def open_ticket(turn: Turn, question: Question, message_id: int = 0) -> bool:
    """Open a ticket, tell staff and the asker; False where too many of the chat wait already."""
    if _too_many_wait(turn, _MOST_WAITING):
        return False
    ticket_id = Tickets(turn.tx).open(turn.chat_id, question, message_id)
    notify_staff(turn)
    words = turn.texts("office.sent", day=_expected(turn))
    turn.acts.append(Screen(words, on_arrival=Marked(ticket_id)))  # a reply to it adds to the question
    return True


def open_urgent_ticket(turn: Turn, question: Question, message_id: int) -> None:
    """Open a ticket of somebody in danger: who is on duty is told at once, and the asker, who that is."""
    if _too_many_wait(turn, _MOST_URGENT):
        return
    Tickets(turn.tx).open(turn.chat_id, question, message_id, urgent=True)
    if notify_staff(turn, urgent=True):
        turn.show(turn.texts("danger.sent", office=turn.office()))
    else:
        turn.show(turn.texts("danger.sent_nobody", day=_expected(turn), office=turn.office()))


def _too_many_wait(turn: Turn, most: int) -> bool:
    """Tell whether so many tickets of the chat wait that no other is opened; if so, say it."""
    enough = Tickets(turn.tx).count_waiting_of(turn.chat_id) >= most
    if enough:
        turn.show(turn.texts("office.enough", office=turn.office()))
    return enough


def ask_for_help(turn: Turn, reaction: Reaction) -> None:
    """Open a ticket for help with a step, and say so above the question that follows."""
    shown, turn.acts = turn.acts, []
    open_ticket(turn, Question(step=reaction.step))
    turn.acts += shown
