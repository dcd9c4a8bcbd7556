"""The staff's inbox: what waits, one question, taking it, answering it, putting it aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.form import Asking, Form, RefusedError, Step, StepKind
from bot.dialogue.options import Options
from bot.dialogue.reaction import Outcome
from bot.dialogue.screen import Button, Media, Notify, Screen
from bot.dialogue.screens import cut
from bot.front.ways import AskAnything, ShowInbox
from bot.registration.form import enrolment
from bot.staff.store import Staff
from bot.terms.roles import Right, may
from bot.texts import Html, key
from bot.tickets.store import State, Ticket, Tickets
from bot.tickets.taps import BeginReply, Close, Open, Release, Take, UseAgain

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.dialogue.screen import Rows
    from bot.matching.matcher import Match
    from bot.texts import Texts
    from bot.turns.turn import Turn

REPLY = "reply"
_LISTED, _OFFERED, _LOOKED_THROUGH = 10, 3, 100
_SHOWN, _QUOTED, _ON_BUTTON = 3000, 700, 34  # characters of a question
_ASKED = "reply_asked"
_LONGEST = 2000  # characters of an answer
ONCE, REUSABLE = "once", "reusable"
_REUSE = Options({ONCE: key("reply.once"), REUSABLE: key("reply.again")})
_STATES = {
    State.OPEN: key("ticket.open"),
    State.TAKEN: key("ticket.taken"),
    State.ANSWERED: key("ticket.answered"),
    State.CLOSED: key("ticket.closed"),
}


def reply_form() -> Form:
    """Return the questions of the answer to a ticket."""
    text = Step(
        id="reply_text",
        kind=StepKind.TEXT,
        question=key("reply.question"),
        label=key("reply.label"),
        read=_read_reply,
        fill=lambda asking: {"question": asking.answers.get(_ASKED, "")},
    )
    asked = Step(  # not asked: shows on the summary which question is answered
        id=_ASKED,
        kind=StepKind.TEXT,
        question=key("reply.asked"),
        label=key("reply.asked"),
        read=lambda text, _: text,
        comes_with=_ASKED,
    )
    reusable = Step(
        id="reply_reusable",
        kind=StepKind.CHOICE,
        question=key("reply.reusable"),
        label=key("reply.reusable_label"),
        read=_REUSE.read,
        choices=_REUSE.choices,
        show=_REUSE.show,
        width=1,
    )
    return Form(
        id=REPLY,
        steps=(asked, text, reusable),
        summary=key("reply.summary"),
        is_draft=False,
        takes_questions=False,
    )


def _read_reply(text: str, _: Asking) -> str:
    if not text.strip() or len(text) > _LONGEST:
        raise RefusedError(key("reply.refused"), most=_LONGEST)
    return text.strip()


class Inbox:
    """The conversation of the inbox. Nobody without the right gets any answer of it."""

    def __init__(self) -> None:
        self._form = reply_form()

    def show(self, turn: Turn) -> None:
        """List what waits, the oldest first."""
        self._stop_writing(turn)
        turn.tx.audit(f"chat:{turn.chat_id}", "read inbox")
        tickets, texts = Tickets(turn.tx), turn.texts
        waiting = tickets.waiting(_LISTED)
        if not waiting:
            turn.show(texts("inbox.empty"))
            return
        rows = tuple((turn.labelled(_on_button(texts, one), Open(one.id)),) for one in waiting)
        turn.show(texts("inbox.list", count=texts.number(tickets.count_waiting())), *rows)

    def open(self, turn: Turn, data: Open) -> None:
        """Show one question with what belongs to it."""
        self._stop_writing(turn)
        ticket = Tickets(turn.tx).get(data.ticket)
        if ticket is None:
            turn.show(turn.texts("ticket.gone"), (turn.button("inbox.open", ShowInbox()),))
            return
        turn.tx.audit(f"chat:{turn.chat_id}", "read question", f"question:{ticket.id}")
        if ticket.question.file_id:
            media = Media(ticket.question.kind, ticket.question.file_id)
            turn.acts.append(Screen("", media=media))
        turn.show(self._described(turn, ticket), *self._buttons(turn, ticket))

    @staticmethod
    def _stop_writing(turn: Turn) -> None:
        """Leave an answer that is being written, lest it go to another question than the one in sight."""
        if turn.position.form == REPLY:
            turn.leave_form()
            turn.show(turn.texts("reply.left"))

    @staticmethod
    def _described(turn: Turn, ticket: Ticket) -> Html:
        texts, question = turn.texts, ticket.question
        step = enrolment(turn.resources).by_id.get(question.step)
        lines = [
            texts("ticket.heading", at=texts.moment(ticket.asked_at), state=texts(_STATES[ticket.state]))
        ]
        if ticket.urgent:
            lines.insert(0, texts("ticket.urgent"))
        wish = texts("ticket.wants_call") if ticket.urgent else texts("ticket.wants_help")
        words = question.text or wish
        lines.append(texts("ticket.quote", text=cut(words, _SHOWN)))
        if step:
            lines.append(texts("ticket.step", step=texts(step.label)))
        if question.context:
            lines.append(texts("ticket.context", context=question.context))
        if ticket.reply:
            lines.append(texts("ticket.answer", text=cut(ticket.reply, _QUOTED)))
        return Html("\n\n".join(lines))

    @staticmethod
    def _buttons(turn: Turn, ticket: Ticket) -> Rows:
        back = (turn.button("inbox.open", ShowInbox()),)
        mine = ticket.taken_by == turn.chat_id
        if ticket.state is State.OPEN:
            return (
                (turn.button("ticket.answer_it", BeginReply(ticket.id)),),
                (turn.button("ticket.take", Take(ticket.id)), turn.button("ticket.close", Close(ticket.id))),
                back,
            )
        if ticket.state is State.TAKEN and mine:
            return (
                (turn.button("ticket.answer_it", BeginReply(ticket.id)),),
                (
                    turn.button("ticket.release", Release(ticket.id)),
                    turn.button("ticket.close", Close(ticket.id)),
                ),
                back,
            )
        if ticket.state is State.TAKEN and _may_take_over(turn, ticket.id):
            return ((turn.button("ticket.take", Take(ticket.id)),), back)
        return (back,)

    def take_over(self, turn: Turn, data: Take) -> None:
        """Take a question upon oneself."""
        self._done(turn, data.ticket, self._take(turn, data.ticket))

    @staticmethod
    def _take(turn: Turn, ticket_id: str) -> bool:
        """Take a question: also from an officer who is none any more, and an admin from anybody."""
        return Tickets(turn.tx).take(ticket_id, turn.chat_id, over=_may_take_over(turn, ticket_id))

    def release(self, turn: Turn, data: Release) -> None:
        """Give it back."""
        self._done(turn, data.ticket, Tickets(turn.tx).release(data.ticket, turn.chat_id))

    def close(self, turn: Turn, data: Close) -> None:
        """Put it aside without an answer."""
        ticket, closed = Tickets(turn.tx).get(data.ticket), Tickets(turn.tx).close(data.ticket, turn.chat_id)
        if closed and ticket:
            texts = turn.texts_of(ticket.chat_id)
            turn.acts.append(
                Notify(ticket.chat_id, Screen(texts("reply.closed"), reply_to=ticket.message_id))
            )
        self._done(turn, data.ticket, closed)

    def _done(self, turn: Turn, ticket_id: str, done: bool) -> None:  # noqa: FBT001 - what came of it
        if not done:
            turn.show(turn.texts("ticket.not_yours"))
        self.open(turn, Open(ticket_id))

    # -- answering

    def begin(self, turn: Turn, data: BeginReply) -> None:
        """Ask for the words of the answer; what was answered before may be used again."""
        ticket_id = data.ticket
        if not self._take(turn, ticket_id):
            self._done(turn, ticket_id, done=False)
            return
        turn.leave_form()
        turn.position = replace(turn.position, form=REPLY, scratch=self._scratch(turn, ticket_id))
        self._offer(turn, ticket_id)
        turn.play(self._form, turn.position.scratch, None)

    @staticmethod
    def _scratch(turn: Turn, ticket_id: str) -> dict[str, str]:
        ticket = Tickets(turn.tx).get(ticket_id)
        text = ticket.question.text if ticket else ""
        return {"ticket": ticket_id, _ASKED: cut(text, _QUOTED) or turn.texts.bare("ticket.without_words")}

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
        if other is None or not self._take(turn, ticket_id):
            self._done(turn, ticket_id, done=False)
            return
        turn.leave_form()
        given = {"reply_text": other.reply, "reply_reusable": ONCE}
        scratch = {**self._scratch(turn, ticket_id), **given}
        turn.position = replace(turn.position, form=REPLY, scratch=scratch)
        turn.play(self._form, scratch, None)

    def repeat(self, turn: Turn) -> None:
        """Show what is current again."""
        turn.play(self._form, turn.position.scratch, None)

    def leave(self, turn: Turn) -> None:
        """Leave the answer; the question stays theirs."""
        ticket_id = turn.position.scratch.get("ticket", "")
        turn.leave_form()
        turn.show(turn.texts("reply.left"), (turn.button("ticket.back", Open(ticket_id)),))

    def take(self, turn: Turn, event: Event) -> Reaction | None:
        """Take one event while an answer is written."""
        if not turn.allowed(Right.ANSWER_QUESTIONS, REPLY):
            Tickets(turn.tx).release(turn.position.scratch.get("ticket", ""), turn.chat_id)
            turn.leave_form()
            turn.show(turn.texts("staff.no_more"))
            return None
        reaction = turn.play(self._form, turn.position.scratch, event)
        given = {**turn.position.scratch, **{step: value or "" for step, value in reaction.saved.items()}}
        if reaction.outcome is Outcome.COMPLETED:
            self._send(turn, given)
            return None
        turn.position = replace(turn.position, scratch=given)
        if reaction.outcome:
            self.leave(turn)
        return None

    def _send(self, turn: Turn, given: dict[str, str]) -> None:
        ticket_id, text = given["ticket"], given["reply_text"]
        turn.leave_form()
        tickets = Tickets(turn.tx)
        sent = tickets.reply(ticket_id, turn.chat_id, text, reusable=given["reply_reusable"] == REUSABLE)
        ticket = tickets.get(ticket_id)
        if not sent or ticket is None:
            turn.show(turn.texts("ticket.not_yours"), (turn.button("inbox.open", ShowInbox()),))
            return
        turn.acts.append(Notify(ticket.chat_id, _answer_screen(turn, ticket)))
        turn.show(turn.texts("reply.sent"), (turn.button("inbox.open", ShowInbox()),))


def _answer_screen(turn: Turn, ticket: Ticket) -> Screen:
    """Return the answer as the asker gets it, with the question quoted."""
    texts = turn.texts_of(ticket.chat_id)
    quote = (
        texts("ticket.quote", text=cut(ticket.question.text, _QUOTED)) if ticket.question.text else Html("")
    )
    text = texts("reply.arrives", quote=quote, answer=ticket.reply)
    return Screen(
        text, ((Button(texts("office.ask_more"), AskAnything().pack()),),), reply_to=ticket.message_id
    )


def _may_take_over(turn: Turn, ticket_id: str) -> bool:
    ticket = Tickets(turn.tx).get(ticket_id)
    if ticket is None or ticket.taken_by is None:
        return False
    staff = Staff(turn.tx)
    idle = not may(staff.role_of(ticket.taken_by), Right.ANSWER_QUESTIONS)
    return idle or turn.may(Right.TAKE_OVER)


def _kinds(match: Match) -> set[str]:
    """Return the likeliest kinds of a question: two questions that share one may have the same answer."""
    return set(match.choices)


def _on_button(texts: Texts, ticket: Ticket) -> str:
    text = " ".join(ticket.question.text.split()) or texts.bare("ticket.without_words")
    sign = "🚨" if ticket.urgent else "✉️"
    return f"{'✋' if ticket.state is State.TAKEN else sign} {cut(text, _ON_BUTTON)}"
