"""The answer of staff to a question, as it is written: in words, or as a voice note, a picture, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.event import Said, SentThing, Thing
from bot.dialogue.form import Asking, Form, RefusedError, Step, StepKind
from bot.dialogue.options import Options
from bot.dialogue.reaction import Outcome
from bot.dialogue.screens import cut
from bot.front.ways import ShowInbox
from bot.terms.roles import Right
from bot.texts import key
from bot.tickets import inbox
from bot.tickets.conversing import answer, written_in
from bot.tickets.inbox import REPLY
from bot.tickets.letters import File, Written
from bot.tickets.showing import FILES
from bot.tickets.store import Tickets
from bot.tickets.taps import BeginReply, Open, UseAgain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.matching.matcher import Match
    from bot.turns.turn import Turn

ONCE, REUSABLE = "once", "reusable"
_OFFERED, _LOOKED_THROUGH, _QUOTED = 3, 100, 700
_ASKED, _TEXT, _KIND, _REUSE_STEP = "reply_asked", "reply_text", "reply_kind", "reply_reusable"
_FILE, _TICKET = "file", "ticket"  # beside the answers
LONGEST = 2000  # characters of an answer
_REUSE = Options({ONCE: key("reply.once"), REUSABLE: key("reply.again")})


def _in_words(answers: Mapping[str, str]) -> bool:
    return _KIND not in answers


def _has_words(answers: Mapping[str, str]) -> bool:
    return _KIND not in answers or bool(answers.get(_TEXT))


def reply_form() -> Form:
    """Return the questions of the answer to a ticket."""
    asked = Step(  # not asked: shows on the summary which question is answered
        id=_ASKED,
        kind=StepKind.TEXT,
        question=key("reply.asked"),
        label=key("reply.asked"),
        read=_as_it_is,
        comes_with=_ASKED,
    )
    file = Step(  # not asked: a file may come in place of words
        id=_KIND,
        kind=StepKind.TEXT,
        question=key("reply.label"),
        label=key("reply.label"),
        read=_as_it_is,
        show=lambda kind, asking: asking.texts(FILES[kind]),
        comes_with=_KIND,
    )
    text = Step(
        id=_TEXT,
        kind=StepKind.TEXT,
        question=key("reply.question"),
        label=key("reply.label"),
        read=read_reply,
        fill=lambda asking: {"question": asking.answers.get(_ASKED, "")},
        applies=_has_words,
    )
    reusable = Step(
        id=_REUSE_STEP,
        kind=StepKind.CHOICE,
        question=key("reply.reusable"),
        label=key("reply.reusable_label"),
        read=_REUSE.read,
        choices=_REUSE.choices,
        show=_REUSE.show,
        width=1,
        applies=_in_words,
    )
    return Form(
        id=REPLY,
        steps=(asked, file, text, reusable),
        summary=key("reply.summary"),
        is_draft=False,
        takes_questions=False,
        counts_steps=False,
    )


def _as_it_is(text: str, _: Asking) -> str:
    return text


def read_reply(text: str, _: Asking) -> str:
    """Return the words of an answer. Raise RefusedError where there are none, or too many."""
    if not text.strip() or len(text) > LONGEST:
        raise RefusedError(key("reply.refused"), most=LONGEST)
    return text.strip()


class Replying:
    """The conversation in which an answer is written."""

    def __init__(self) -> None:
        self._form = reply_form()

    def begin(self, turn: Turn, data: BeginReply) -> None:
        """Ask for the words of the answer; what was answered before may be used again."""
        ticket_id = data.ticket
        if not inbox.take(turn, ticket_id):
            inbox.done(turn, ticket_id, well=False)
            return
        turn.leave_form()
        turn.position = replace(turn.position, form=REPLY, scratch=self._scratch(turn, ticket_id))
        self._offer(turn, ticket_id)
        turn.play(self._form, turn.position.scratch, None)

    @staticmethod
    def _scratch(turn: Turn, ticket_id: str) -> dict[str, str]:
        ticket = Tickets(turn.tx).get(ticket_id)
        text = ticket.question.text if ticket else ""
        if not text:  # nothing is like a question without words
            return {_TICKET: ticket_id, _ASKED: turn.texts.bare("ticket.without_words"), _REUSE_STEP: ONCE}
        return {_TICKET: ticket_id, _ASKED: cut(text, _QUOTED)}

    @staticmethod
    def _offer(turn: Turn, ticket_id: str) -> None:
        tickets = Tickets(turn.tx)
        ticket, judge = tickets.get(ticket_id), turn.resources.matcher.judge
        if ticket is None or not ticket.question.text:
            return
        kinds = _kinds(judge(ticket.question.text))
        alike = [
            one
            for one in tickets.replies(_LOOKED_THROUGH)
            if one.question and kinds & _kinds(judge(one.question))
        ][:_OFFERED]
        for one in alike:
            turn.show(
                turn.texts("reply.earlier", text=one.reply),
                (turn.button("reply.use", UseAgain(ticket_id, one.id)),),
            )

    def use_again(self, turn: Turn, data: UseAgain) -> None:
        """Answer with the words of an earlier answer; they are shown before they are sent."""
        ticket_id, replies = data.ticket, Tickets(turn.tx).replies(_LOOKED_THROUGH)
        other = next((one for one in replies if one.id == data.reply), None)
        if other is None or not inbox.take(turn, ticket_id):
            inbox.done(turn, ticket_id, well=False)
            return
        turn.leave_form()
        turn.position = replace(turn.position, form=REPLY)
        self._show(turn, {**self._scratch(turn, ticket_id), _TEXT: other.reply, _REUSE_STEP: ONCE})

    def hear(self, turn: Turn, event: Event) -> bool:
        """Take what staff send without a button before, while a question is theirs: it may be the answer.

        It is shown before it is sent. False where it is surely something else.
        """
        written = written_in(event)
        ticket = Tickets(turn.tx).held_by(turn.chat_id) if written else None
        if ticket is None or written is None or not turn.may(Right.ANSWER_QUESTIONS):
            return False
        if isinstance(event, Said) and _is_for_bot(turn, event.text):
            return False
        turn.leave_form()
        turn.position = replace(turn.position, form=REPLY)
        given = {**self._scratch(turn, ticket.id), _REUSE_STEP: ONCE, **_given(written)}
        self._show(turn, given, turn.texts("reply.is_this"))
        return True

    def _show(self, turn: Turn, scratch: dict[str, str], lead: str = "") -> None:
        turn.position = replace(turn.position, scratch=scratch)
        turn.play(self._form, scratch, None, lead)

    def repeat(self, turn: Turn) -> None:
        """Show what is current again."""
        turn.play(self._form, turn.position.scratch, None)

    def leave(self, turn: Turn) -> None:
        """Leave the answer; the question stays theirs."""
        ticket_id = turn.position.scratch.get(_TICKET, "")
        turn.leave_form()
        turn.show(turn.texts("reply.left"), (turn.button("ticket.back", Open(ticket_id)),))

    def take(self, turn: Turn, event: Event) -> Reaction | None:
        """Take one event while an answer is written."""
        if not turn.allowed(Right.ANSWER_QUESTIONS, REPLY):
            Tickets(turn.tx).release(turn.position.scratch.get(_TICKET, ""), turn.chat_id)
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
        elif isinstance(event, SentThing) and event.thing is not Thing.EDIT:
            self._take_file(turn, event)
        else:
            self._take(turn, event)
        return None

    def _take_file(self, turn: Turn, sent: SentThing) -> None:
        """Take a file as the answer, in place of what was written before."""
        written, scratch = written_in(sent), turn.position.scratch
        if written is None or written.file is None or sent.album:
            turn.show(refusal(turn, sent))
            self.repeat(turn)
            return
        self._show(turn, {_TICKET: scratch[_TICKET], _ASKED: scratch[_ASKED], **_given(written)})

    def _take(self, turn: Turn, event: Event) -> None:
        reaction = turn.play(self._form, turn.position.scratch, event)
        given = {**turn.position.scratch, **{step: value or "" for step, value in reaction.saved.items()}}
        if reaction.outcome is Outcome.COMPLETED:
            self._send(turn, given)
            return
        turn.position = replace(turn.position, scratch=given)
        if reaction.outcome:
            self.leave(turn)

    @staticmethod
    def _send(turn: Turn, given: Mapping[str, str]) -> None:
        turn.leave_form()
        file = File(given[_KIND], given[_FILE]) if _KIND in given else None
        written = Written(given.get(_TEXT, ""), file)
        ticket = Tickets(turn.tx).get(given[_TICKET])
        if ticket is None or not answer(turn, ticket, written):
            turn.show(turn.texts("ticket.not_yours"), (turn.button("inbox.open", ShowInbox()),))
            return
        if given.get(_REUSE_STEP) == REUSABLE:
            Tickets(turn.tx).keep_reply(ticket, written.text)
        turn.show(turn.texts("reply.sent"), (turn.button("inbox.open", ShowInbox()),))


def refusal(turn: Turn, event: Event) -> str:
    """Return what is said of something that is no answer: which kinds are."""
    together = isinstance(event, SentThing) and bool(event.album)
    return turn.texts("reply.one_by_one") if together else turn.texts("reply.kinds")


def _given(written: Written) -> dict[str, str]:
    """Return what was written as answers of the form."""
    words = {_TEXT: written.text[:LONGEST]} if written.text else {}
    return words | ({_KIND: written.file.kind, _FILE: written.file.file_id} if written.file else {})


def _is_for_bot(turn: Turn, text: str) -> bool:
    resources = turn.resources
    return len(text) > LONGEST or resources.is_question(text) or resources.remark_in(text) is not None


def _kinds(match: Match) -> set[str]:
    """Return the likeliest kinds of a question: two questions that share one may have the same answer."""
    return set(match.choices)
