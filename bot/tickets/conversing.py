"""What goes to and fro about a question: the answer of staff to the asker, and the asker's reply to them."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.errand import Errand
from bot.dialogue.event import PICTURES, Said, SentThing
from bot.dialogue.screen import Button, Media, Notify, Screen
from bot.dialogue.screens import cut
from bot.dialogue.words import hide_numbers, holds_number
from bot.front.ways import AskAnything, NotForOffice, ShowInbox
from bot.remarks.judge import Remark
from bot.staff.store import Staff
from bot.terms.roles import Right, may
from bot.texts import MOST_CAPTION, Html, bare, units
from bot.tickets.letters import File, Letters, Written
from bot.tickets.store import State, Tickets
from bot.tickets.taps import BeginReply, Open

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.dialogue.screen import Rows
    from bot.terms.verdicts import Done
    from bot.texts import Texts
    from bot.tickets.letters import Letter
    from bot.tickets.store import Ticket
    from bot.turns.turn import Turn

TAKEN = frozenset({"voice", "audio", "photo", "video", "video_note", "document"})  # kinds of files that go on
_QUOTED, _SHOWN = 700, 2500  # characters of a question, of a letter
_QUOTED_ABOVE_FILE = 200
_MOST_LETTERS = 10  # of an asker in a row: more than that waits for staff


class Marked(Errand, frozen=True, tag="question_mark"):
    """Note which question a message is about; `staff` is told where it did not arrive."""

    question: str
    staff: int = 0


def arrived(turn: Turn, mark: Marked, done: Done | None) -> None:
    """Keep in which message a question shows, or tell who wrote that it did not arrive."""
    if done:
        Letters(turn.tx).mark(turn.chat_id, done.message_id, mark.question)
    elif mark.staff:
        texts = turn.texts_of(mark.staff)
        back = Button(texts("ticket.back"), Open(mark.question).pack())
        turn.acts.append(Notify(mark.staff, Screen(texts("reply.not_arrived"), ((back,),))))


def written_in(event: Event) -> Written | None:
    """Return what somebody wrote or recorded; None where it is of a kind that does not go on."""
    if isinstance(event, Said):
        return Written(event.text, message_id=event.message_id)
    if isinstance(event, SentThing) and event.file_id and event.kind in TAKEN:
        return Written(event.caption, File(event.kind, event.file_id), event.message_id)
    return None


# -- from staff to the asker


def answer(turn: Turn, ticket: Ticket, written: Written) -> bool:
    """Keep the answer of a member of staff, and bring it to the asker; False where it is not theirs."""
    if not Tickets(turn.tx).answer(ticket.id, turn.chat_id):
        return False
    Letters(turn.tx).add(ticket.id, replace(written, message_id=0), turn.chat_id)
    texts = turn.texts_of(ticket.chat_id)
    tell_asker(turn, ticket, written, texts("reply.arrives"))
    return True


def tell_asker(turn: Turn, ticket: Ticket, written: Written, head: Html) -> None:
    """Bring the asker what staff wrote, below a line that says so and what it is about."""
    texts = turn.texts_of(ticket.chat_id)
    buttons = ((Button(texts("office.ask_more"), AskAnything().pack()),),)
    lines = [_about(texts, head, ticket, written), written.text, texts("reply.may_go_on")]
    _send(turn, ticket.chat_id, ticket, _screens(lines, written, buttons), turn.chat_id)


def _about(texts: Texts, head: Html, ticket: Ticket, written: Written) -> Html:
    """Return a first line, and below it the question that it is about."""
    most = _QUOTED_ABOVE_FILE if written.file else _QUOTED
    text = cut(ticket.question.text, most)
    return Html("\n".join([head, *([texts("ticket.quote", text=text)] if text else [])]))


def _screens(lines: list[str], written: Written, buttons: Rows) -> list[Screen]:
    """Return the messages that bring words and a file: one, where the words fit below the file."""
    words = Html("\n\n".join(_html(line) for line in lines if line))
    if not written.file:
        return [Screen(words, buttons)]
    media = Media(written.file.kind, written.file.file_id)
    if media.kind == "video_note" or units(bare(words)) > MOST_CAPTION:  # it takes no caption
        return [Screen(words), Screen("", buttons, media=media)]
    return [Screen(words, buttons, media=media)]


def _send(turn: Turn, chat_id: int, ticket: Ticket, screens: list[Screen], staff: int = 0) -> None:
    reply_to = ticket.message_id if chat_id == ticket.chat_id else 0
    mark = Marked(ticket.id, staff)
    turn.acts.extend(Notify(chat_id, replace(one, reply_to=reply_to, on_arrival=mark)) for one in screens)


# -- from the asker to staff


def current(turn: Turn) -> Ticket | None:
    """Return the question that staff answered so recently that what the asker writes may belong to it."""
    since = turn.now - turn.resources.tickets.lasting
    found = Letters(turn.tx).answered_since(turn.chat_id, since)
    return Tickets(turn.tx).get(found) if found else None


def hand_on(turn: Turn, ticket: Ticket, event: Event) -> bool:
    """Let what the asker wrote go to the question; False where it is of a kind that does not go on."""
    written = written_in(event)
    if written is None:
        return False
    if holds_number(written.text):
        turn.show(turn.texts("answer.number_deleted"))
        written = replace(written, text=hide_numbers(written.text))
    if written.file or any(map(str.isalnum, written.text)):
        _hand_on(turn, ticket, written)
    return True


def _hand_on(turn: Turn, ticket: Ticket, written: Written) -> None:
    letters, texts = Letters(turn.tx), turn.texts
    if _in_a_row(letters.of_question(ticket.id)) >= _MOST_LETTERS:
        turn.show(texts("office.enough", office=turn.office()))
        return
    letter_id, officer = letters.add(ticket.id, written), officer_of(turn, ticket)
    thanks = turn.resources.remark_in(written.text) in {Remark.THANKS, Remark.OK} if written.text else False
    if not thanks or ticket.state not in {State.ANSWERED, State.CLOSED}:
        Tickets(turn.tx).wait_again(ticket, officer)
    _tell_staff(turn, ticket, written, officer)
    if thanks:
        turn.show(texts("letter.thanks_sent"))
        return
    resources = turn.resources
    shown = texts.weekday(resources.office_days.after(office_day(turn.now), resources.questions.answer_days))
    pictured = written.file is not None and written.file.kind in PICTURES
    words = texts("letter.picture_sent", day=shown) if pictured else texts("letter.sent", day=shown)
    buttons = ((turn.button("letter.not", NotForOffice(letter_id)),),)
    turn.acts.append(Screen(words, buttons, on_arrival=Marked(ticket.id)))


def _in_a_row(letters: list[Letter]) -> int:
    """Return how many letters the asker wrote since staff did."""
    answers = [index for index, one in enumerate(letters) if one.staff is not None]
    return len(letters) - (answers[-1] + 1 if answers else 0)


def officer_of(turn: Turn, ticket: Ticket) -> int | None:
    """Return who of staff has a question, as long as they may still answer it."""
    staff = ticket.taken_by
    return staff if staff and may(Staff(turn.tx).role_of(staff), Right.ANSWER_QUESTIONS) else None


def _tell_staff(turn: Turn, ticket: Ticket, written: Written, officer: int | None) -> None:
    """Bring a letter to the officer who has the question; where none has it, say that it waits again."""
    if officer is None:
        notify_staff(turn)
        return
    texts = turn.texts_of(officer)
    buttons = (
        (Button(texts("ticket.answer_it"), BeginReply(ticket.id).pack()),),
        (Button(texts("ticket.back"), Open(ticket.id).pack()),),
    )
    lines = [_about(texts, texts("letter.arrives"), ticket, written), cut(written.text, _SHOWN)]
    _send(turn, officer, ticket, _screens([*lines], written, buttons))


def notify_staff(turn: Turn, *, urgent: bool = False) -> bool:
    """Write to whoever may answer; return whether one of them is on duty."""
    told = [
        one
        for one in Staff(turn.tx).reachable()
        if one.chat_id != turn.chat_id and may(one.role, Right.ANSWER_QUESTIONS)
    ]
    for one in told:
        texts = turn.resources.catalogues[one.language]
        words = texts("inbox.urgent") if urgent else texts("inbox.news")
        button = Button(texts("inbox.open"), ShowInbox().pack())
        turn.acts.append(Notify(one.chat_id, Screen(words, ((button,),))))
    return any(one.on_duty for one in told)


def take_back(turn: Turn, letter_id: str) -> Written | None:
    """Take back what this chat wrote to staff; return it, or None where there is nothing to take back."""
    letters, tickets = Letters(turn.tx), Tickets(turn.tx)
    letter = letters.get(letter_id)
    ticket = tickets.get(letter.question_id) if letter else None
    if letter is None or ticket is None or ticket.chat_id != turn.chat_id or letter.staff is not None:
        return None
    letters.take_back(letter, turn.chat_id)
    if not _in_a_row(letters.of_question(ticket.id)):
        tickets.wait_no_more(ticket)
    officer = officer_of(turn, ticket)
    if officer:
        texts = turn.texts_of(officer)
        back = Button(texts("ticket.back"), Open(ticket.id).pack())
        turn.acts.append(Notify(officer, Screen(texts("letter.taken_back"), ((back,),))))
    return letter.written


def _html(text: str) -> Html:
    return text if isinstance(text, Html) else Html(escape(text, quote=False))
