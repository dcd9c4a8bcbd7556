"""How a question shows to staff: what was asked, by whom, until when, and what was written since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.dialogue.screen import Media, Screen
from bot.dialogue.screens import cut
from bot.people.names import PersonName
from bot.registration.form import enrolment
from bot.registration.paying import recorded_lines
from bot.registration.receipt import masked_number
from bot.registration.store import Registrations
from bot.registration.whose import whose
from bot.terms.stages import NAMES
from bot.texts import Html, key
from bot.tickets.conversing import Marked
from bot.tickets.letters import Letters
from bot.tickets.store import Because, State

if TYPE_CHECKING:
    from datetime import date

    from bot.registration.registration import Registration
    from bot.texts import Texts
    from bot.tickets.letters import File, Letter
    from bot.tickets.store import Ticket
    from bot.turns.turn import Turn

_SHOWN, _ON_BUTTON = 2000, 34  # characters of a question
_LETTERS, _LETTER, _FILES = 6, 250, 3  # the newest that are shown, their characters, files among them
_REGISTRATIONS = 5
_STATES = {
    State.OPEN: key("ticket.open"),
    State.TAKEN: key("ticket.taken"),
    State.ANSWERED: key("ticket.answered"),
    State.CLOSED: key("ticket.closed"),
}
REASONS = {
    Because.PHONED: key("close.phoned"),
    Because.NOT_OURS: key("close.not_ours"),
    Because.SETTLED: key("close.settled"),
    Because.OTHER: key("close.other"),
}
FILES = {
    "voice": key("file.voice"),
    "audio": key("file.audio"),
    "video_note": key("file.video"),
    "video": key("file.video"),
    "photo": key("file.photo"),
    "document": key("file.document"),
}


def files_of(turn: Turn, ticket: Ticket) -> list[Screen]:
    """Return the files that the asker sent, a message each: a reply to one answers the question."""
    question = ticket.question
    letters = Letters(turn.tx).of_question(ticket.id)
    sent = [one.written.file for one in letters if one.staff is None and one.written.file][-_FILES:]
    found = [Media(one.kind, one.file_id) for one in sent if one]
    if question.file_id:
        found.insert(0, Media(question.kind, question.file_id))
    return [Screen("", media=one, on_arrival=Marked(ticket.id)) for one in found]


def described(turn: Turn, ticket: Ticket) -> Html:
    """Return everything about a question, as staff read it."""
    texts, letters = turn.texts, Letters(turn.tx).of_question(ticket.id)
    return Html("\n\n".join([
        *([texts("ticket.urgent")] if ticket.urgent else []),
        _heading(turn, ticket, letters),
        Html("\n".join(_asker(turn, ticket))),
        texts("ticket.quote", text=cut(_words(texts, ticket), _SHOWN)),
        *_circumstances(turn, ticket),
        *[_letter(texts, one) for one in letters[-_LETTERS:]],
    ]))  # fmt: skip


def _heading(turn: Turn, ticket: Ticket, letters: list[Letter]) -> Html:
    texts = turn.texts
    lines = [texts("ticket.heading", at=texts.moment(ticket.asked_at), state=texts(_STATES[ticket.state]))]
    if ticket.because and ticket.because is not Because.OTHER:  # its words follow below
        lines.append(texts("ticket.because", reason=texts(REASONS[ticket.because])))
    if ticket.state in {State.OPEN, State.TAKEN}:
        day = deadline(turn, ticket, letters)
        late = office_day(turn.now) > day
        shown = texts.weekday(day)
        lines.append(texts("ticket.late", day=shown) if late else texts("ticket.due", day=shown))
    return Html("\n".join(lines))


def deadline(turn: Turn, ticket: Ticket, letters: list[Letter]) -> date:
    """Return until when the asker was told to be answered."""
    since = [one.at for one in letters if one.staff is None]
    resources = turn.resources
    asked = office_day(max([ticket.asked_at, *since]))
    return resources.office_days.after(asked, resources.questions.answer_days)


def _asker(turn: Turn, ticket: Ticket) -> list[Html]:
    """Return what staff see of the asker: for each registration a masked name, the stage, what is to pay."""
    found = Registrations(turn.tx).shown_in(ticket.chat_id)[-_REGISTRATIONS:]
    lines = [line for one in found for line in _registration(turn, one)]
    return lines or [turn.texts("ticket.not_enrolled")]


def _registration(turn: Turn, one: Registration) -> list[Html]:
    texts, answers = turn.texts, Registrations(turn.tx).answers(one.id)
    name = PersonName(answers["name"]).masked if "name" in answers else whose(texts, answers)
    number = masked_number(one)
    stage = texts(NAMES[one.stage])
    who = (
        texts("ticket.asker", name=name, number=number, stage=stage)
        if number
        else texts("ticket.asker_draft", name=name, stage=stage)
    )
    return [who, *recorded_lines(texts, one)]


def _words(texts: Texts, ticket: Ticket) -> str:
    """Return the words of a question; in place of words what it is."""
    question = ticket.question
    if question.text:
        return question.text
    if question.file_id:
        return texts.bare("ticket.only_file")
    return texts.bare("ticket.wants_call") if ticket.urgent else texts.bare("ticket.wants_help")


def _circumstances(turn: Turn, ticket: Ticket) -> list[Html]:
    texts, question = turn.texts, ticket.question
    step = enrolment(turn.resources).by_id.get(question.step)
    lines = [texts("ticket.step", step=texts(step.label))] if step else []
    return [*lines, *([texts("ticket.context", context=question.context)] if question.context else [])]


def _letter(texts: Texts, letter: Letter) -> Html:
    words, at = cut(said(texts, letter.written.text, letter.written.file), _LETTER), texts.moment(letter.at)
    if letter.staff is None:
        return texts("ticket.from_asker", at=at, text=words)
    return texts("ticket.from_office", at=at, text=words)


def said(texts: Texts, text: str, file: File | None) -> str:
    """Return what was written in one line: words, and what kind of file came with them."""
    return " ".join(filter(None, [f"({texts.bare(FILES[file.kind])})" if file else "", text]))


def on_button(texts: Texts, ticket: Ticket) -> str:
    """Return a question as it stands on its button in the inbox."""
    text = " ".join(ticket.question.text.split()) or texts.bare("ticket.without_words")
    sign = "🚨" if ticket.urgent else "✉️"
    return f"{'✋' if ticket.state is State.TAKEN else sign} {cut(text, _ON_BUTTON)}"
