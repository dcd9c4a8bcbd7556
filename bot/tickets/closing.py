"""Putting a question aside without an answer: staff say why, and the asker reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.form import Form, Step, StepKind
from bot.dialogue.options import Options
from bot.dialogue.reaction import Outcome
from bot.terms.roles import Right
from bot.texts import key
from bot.tickets import inbox
from bot.tickets.conversing import tell_asker
from bot.tickets.inbox import CLOSING
from bot.tickets.letters import Letters, Written
from bot.tickets.replying import read_reply
from bot.tickets.showing import REASONS
from bot.tickets.store import Because, State, Tickets
from bot.tickets.taps import Close, Open

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.turns.turn import Turn

_WHY, _WORDS, _TICKET = "close_because", "close_words", "ticket"
_REASONS = Options({reason.value: label for reason, label in REASONS.items()})
_TOLD = {
    Because.PHONED: key("closed.phoned"),
    Because.NOT_OURS: key("closed.not_ours"),
    Because.SETTLED: key("closed.settled"),
    Because.OTHER: key("closed.other"),
}


def closing_form() -> Form:
    """Return the questions before a ticket is closed; done with the last answer."""
    why = Step(
        id=_WHY,
        kind=StepKind.CHOICE,
        question=key("close.question"),
        label=key("close.label"),
        read=_REASONS.read,
        choices=_REASONS.choices,
        show=_REASONS.show,
        width=1,
        example="1",
    )
    words = Step(
        id=_WORDS,
        kind=StepKind.TEXT,
        question=key("close.words"),
        label=key("close.label"),
        read=read_reply,
        applies=_needs_words,
    )
    return Form(id=CLOSING, steps=(why, words), is_draft=False, takes_questions=False, counts_steps=False)


def _needs_words(answers: Mapping[str, str]) -> bool:
    return answers.get(_WHY) == Because.OTHER


class Closing:
    """The conversation in which a question is closed."""

    def __init__(self) -> None:
        self._form = closing_form()

    def begin(self, turn: Turn, data: Close) -> None:
        """Ask why."""
        ticket = Tickets(turn.tx).get(data.ticket)
        free = ticket and (ticket.state is State.OPEN or ticket.taken_by == turn.chat_id)
        if not free or not ticket or ticket.state in {State.ANSWERED, State.CLOSED}:
            inbox.done(turn, data.ticket, well=False)
            return
        turn.leave_form()
        turn.position = replace(turn.position, form=CLOSING, scratch={_TICKET: ticket.id})
        self.repeat(turn)

    def repeat(self, turn: Turn) -> None:
        """Show what is current again."""
        turn.play(self._form, turn.position.scratch, None)

    @staticmethod
    def leave(turn: Turn) -> None:
        """Leave the question as it is."""
        ticket_id = turn.position.scratch.get(_TICKET, "")
        turn.leave_form()
        inbox.open_ticket(turn, Open(ticket_id))

    def take(self, turn: Turn, event: Event) -> Reaction | None:
        """Take one event while a question is closed."""
        if not turn.allowed(Right.ANSWER_QUESTIONS, CLOSING):
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
            return None
        reaction = turn.play(self._form, turn.position.scratch, event)
        given = {**turn.position.scratch, **{step: value or "" for step, value in reaction.saved.items()}}
        if reaction.outcome is Outcome.COMPLETED:
            self._close(turn, given)
        elif reaction.outcome:
            self.leave(turn)
        else:
            turn.position = replace(turn.position, scratch=given)
        return None

    @staticmethod
    def _close(turn: Turn, given: Mapping[str, str]) -> None:
        turn.leave_form()
        ticket_id, because = given[_TICKET], Because(given[_WHY])
        ticket = Tickets(turn.tx).get(ticket_id)
        closed = Tickets(turn.tx).close(ticket_id, turn.chat_id, because)
        if closed and ticket:
            words = Written(given.get(_WORDS, ""))
            if words.text:
                Letters(turn.tx).add(ticket_id, words, turn.chat_id)
            tell_asker(turn, ticket, words, turn.texts_of(ticket.chat_id)(_TOLD[because]))
        inbox.done(turn, ticket_id, well=closed)
