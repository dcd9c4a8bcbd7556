"""Questions in the chat: outside of forms, in the middle of one, by button; and the way to a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.answers.counts import Dangers
from bot.answers.details import Details
from bot.answers.emergency import HELP
from bot.answers.known import known_of
from bot.answers.pricing import STATE
from bot.answers.remarks import COMEBACKS
from bot.answers.reply import named_laws
from bot.answers.respond import Responder, Response
from bot.answers.store import Gaps
from bot.answers.talks import Talk, Talks
from bot.answers.taps import Ask, CallMe, ShowLaws
from bot.clock import office_day
from bot.danger.judge import Danger
from bot.dialogue.event import PICTURES, Said, SentThing, Thing
from bot.dialogue.position import Wait
from bot.dialogue.screen import Button, rows
from bot.dialogue.screens import shortened, step_data
from bot.dialogue.words import hide_numbers, holds_number
from bot.documents import DocumentError, converted
from bot.front.ways import AskAnything, Calculate, Enrol, InDanger, Office, ShowBenefits
from bot.matching.matcher import Decision, Match
from bot.registration.store import Registrations
from bot.remarks.judge import Remark
from bot.scheme.contributions import Sector
from bot.texts import Html, key
from bot.tickets.handing_over import ask_first, notice, open_ticket, open_urgent_ticket, yes_or_no
from bot.tickets.store import Question, Tickets

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.dialogue.screen import Rows
    from bot.front.ways import OfficeYes
    from bot.turns.turn import Turn

_MOST_OFFERED = 4  # amounts on buttons under an answer
_DIGITS = {"income": 12, "age": 3, "unpaid": 3}  # most digits of what a button tells
_PASSED_ON = PICTURES | {"voice", "audio", "video_note"}  # kinds of files that the office takes
_JOINED = "."  # between the labels of two answers
_MISSES = 2  # texts in a row that were not understood, until a person is offered at once
_AGES = (17, 40, 60, 70)
_MONTHS = (1, 3, 4, 12)


SECTOR_NAMES = {
    Sector.FARMER: key("sector.farmer"),
    Sector.FISHER: key("sector.fisher"),
    Sector.TRADER: key("sector.trader"),
    Sector.TRANSPORT: key("sector.transport"),
    Sector.RIVER: key("sector.river"),
    Sector.DOMESTIC: key("sector.domestic"),
    Sector.EMPLOYER: key("sector.employer"),
    Sector.OTHER: key("sector.other"),
}


def hear_danger(turn: Turn, event: Event) -> bool:
    """Answer a text or a caption that tells of danger before anything else looks at it."""
    text = hide_numbers(event.text if isinstance(event, Said) else getattr(event, "caption", ""))
    danger = turn.resources.danger_in(text)
    if danger:
        talk = replace(_talk(turn), text=text, step="", message_id=turn.message_id, file_id="", kind="")
        _show(turn, _responder(turn).help_in(danger, text), talk)
    return danger is not None


def in_danger(turn: Turn, data: InDanger) -> None:
    """Tell what to do in the danger that a button names, or offer them all."""
    if data.danger not in list(Danger):
        kinds = [turn.button(told.label, InDanger(one)) for one, told in HELP.items()]
        turn.show(turn.texts("danger.which"), *rows(kinds, 1))
        return
    talk = replace(_talk(turn), text="", step="", message_id=turn.message_id, file_id="", kind="")
    _show(turn, _responder(turn).help_in(Danger(data.danger)), talk)


def call_me(turn: Turn, data: CallMe) -> None:
    """Open an urgent ticket: the tap is the consent to hand over what was written."""
    talk = _talk(turn)
    if _was_sent(turn, data.message):
        return
    text = talk.text if data.message == str(talk.message_id) else ""
    message_id = int(data.message) if data.message.isascii() and data.message.isdecimal() else 0
    open_urgent_ticket(turn, Question(text, talk.step if text else ""), message_id)


def _was_sent(turn: Turn, message: str) -> bool:
    """Tell whether the question in a message was handed over before; if so, say it."""
    sent = any(message == str(one.message_id) for one in Tickets(turn.tx).of_chat(turn.chat_id))
    if sent:
        turn.show(turn.texts("office.sent_before"))
    return sent


def take(turn: Turn, said: Said) -> None:
    """Answer a text outside of forms that tells of no danger."""
    text, talk = hide_numbers(said.text), _talk(turn)
    if holds_number(said.text):
        turn.show(turn.texts("answer.number_deleted"))
        if not any(char.isalpha() for char in text):
            return
    asked = replace(talk, text=text, step="", message_id=said.message_id, file_id="", kind="")
    _show(turn, _responder(turn).converse(text, known_of(turn), talk.label, talk.details), asked)


def answer_aside(turn: Turn, reaction: Reaction) -> None:
    """Answer a question in the middle of a form, above what is due there and shown again."""
    shown, turn.acts = turn.acts, []
    text, talk = hide_numbers(reaction.text), _talk(turn)
    asked = replace(talk, text=text, step=reaction.step, message_id=turn.message_id, file_id="", kind="")
    if holds_number(reaction.text):
        turn.show(turn.texts("answer.number_deleted"))
    _show(turn, _responder(turn).respond(text, known_of(turn), talk.label, talk.details), asked)
    turn.acts += shown


def ask(turn: Turn, data: Ask) -> None:
    """Answer the question that a button stands for."""
    label = data.label
    if label not in turn.resources.library.entries:
        turn.show(turn.texts("menu.old_button"), (turn.button("menu.ask", AskAnything()),))
        return
    talk = _talk(turn)
    before = talk.details if talk.label in {label, ""} else Details()
    details = _told(data.told).over(before).over(known_of(turn))
    match = Match(Decision.ANSWER, label, 1.0, (label,))
    _show(turn, _responder(turn).answer(match, details), talk)


def show_laws(turn: Turn, data: ShowLaws) -> None:
    """Tell the laws behind an answer, as it is made for what is known of the asker."""
    entries, talk = turn.resources.library.entries, _talk(turn)
    labels = [label for label in data.labels.split(_JOINED) if label in entries]
    laws: dict[str, None] = {}
    for label in labels:
        told = talk.details if talk.label in labels else Details()
        match = Match(Decision.ANSWER, label, 1.0, (label,))
        laws |= dict.fromkeys(_responder(turn).answer(match, told.over(known_of(turn))).laws)
    if laws:
        turn.show(named_laws(laws, turn.texts, office_day(turn.now)))
    else:
        turn.show(turn.texts("menu.old_button"), (turn.button("menu.ask", AskAnything()),))


def take_thanks(turn: Turn, event: Event) -> bool:
    """Answer a text such as "ok" that belongs to the answer before it, rather than beginning anything."""
    remark = turn.resources.remark_in(event.text) if isinstance(event, Said) else None
    thanks = remark in {Remark.THANKS, Remark.OK} and bool(_talk(turn).label)
    return thanks and listen(turn, event)


def listen(turn: Turn, event: Event) -> bool:
    """Answer a text outside of forms; offer to hand on what can be handed to a person."""
    if isinstance(event, Said):
        take(turn, event)
        return True
    handed_on = isinstance(event, SentThing) and may_be_passed_on(event)
    if isinstance(event, SentThing) and handed_on:
        take_file(turn, event)
    return handed_on


def begin(turn: Turn) -> None:
    """Answer the question behind the command; without one invite to ask, with questions that many ask."""
    if turn.words:
        said = Said(turn.words, turn.message_id, turn.now)
        if not hear_danger(turn, said):
            take(turn, said)
        return
    turn.show(
        turn.texts("answer.begin"),
        *_asked(turn, ("iuran_hitung", "manfaat_jkk", "manfaat_jkm", "cara_bayar")),
    )


def ask_price(turn: Turn) -> None:
    """Answer what contributions cost with what stands behind the command, as in "/iuran 2jt"."""
    asked = turn.texts("answer.asked_price")
    take(turn, Said(f"{asked} {turn.words}", turn.message_id, turn.now))


def may_be_passed_on(sent: SentThing) -> bool:
    """Tell whether what was sent can be handed to a person."""
    return bool(sent.file_id) and sent.kind in _PASSED_ON and sent.thing is not Thing.EDIT


def take_file(turn: Turn, sent: SentThing) -> None:
    """Offer to hand a voice note or a picture to a person; a picture leaves the chat, it may be a card."""
    text = hide_numbers(sent.caption)
    talk = Talk(text=text, file_id=sent.file_id, kind=sent.kind, message_id=sent.message_id)
    Talks(turn.tx).keep(turn.chat_id, talk)
    _ask_to_hand_over(turn, talk)


def to_office(turn: Turn) -> None:
    """Say what a person at the office is for, and ask for a yes."""
    _ask_to_hand_over(turn, _talk(turn))


def _ask_to_hand_over(turn: Turn, talk: Talk) -> None:
    if talk.file_id:
        voice = talk.kind not in PICTURES
        about = key("office.about_voice") if voice else key("office.about_picture")
        ask_first(turn, about, talk.message_id)
    elif talk.text:
        ask_first(turn, key("office.about_question"), talk.message_id, shortened(talk.text))
    else:
        turn.show(turn.texts("office.ask_first"))


def send_to_office(turn: Turn, data: OfficeYes) -> None:
    """Open a ticket with the question that the yes is for; with another since then, ask again."""
    talk = _talk(turn)
    if _was_sent(turn, data.message):
        return
    if data.message != str(talk.message_id) or not (talk.text or talk.file_id):
        _ask_to_hand_over(turn, talk)
        return
    entry = turn.resources.library.entries.get(talk.label)
    context = entry.asked_in(turn.language) if entry else ""
    question = Question(talk.text, talk.step, talk.file_id, talk.kind, context)
    if open_ticket(turn, question, talk.message_id):
        Talks(turn.tx).keep(turn.chat_id, Talk())


def not_to_office(turn: Turn) -> None:
    """Leave it."""
    Talks(turn.tx).keep(turn.chat_id, Talk())
    turn.show(turn.texts("office.not_sent"), (turn.button("menu.ask", AskAnything()),))


def forget_questions(turn: Turn) -> None:
    """Delete everything this chat has asked."""
    for store in (Tickets, Gaps, Talks):
        store(turn.tx).forget_chat(turn.chat_id)
    turn.tx.audit(f"chat:{turn.chat_id}", "forget questions")
    turn.show(turn.texts("office.forgotten"))


# -- what is known


def _responder(turn: Turn) -> Responder:
    return Responder(turn.resources, turn.texts, office_day(turn.now))


def _talk(turn: Turn) -> Talk:
    return Talks(turn.tx).get(turn.chat_id, timedelta(minutes=turn.resources.questions.topic_minutes))


def _told(text: str) -> Details:
    """Return what the data of a button tells; data made by hand tell nothing."""
    name, _, value = text.partition("=")
    number = value.isascii() and value.isdecimal() and len(value) <= _DIGITS.get(name, 0)
    try:
        return converted({name: value} if number or name == "sector" else {}, Details, strict=False)
    except DocumentError:
        return Details()


# -- what is shown


def _show(turn: Turn, response: Response, talk: Talk) -> None:
    """Show a response, and remember what it was about."""
    if response.danger:
        Dangers(turn.tx).count(response.danger)
    answered = response.match.decision is Decision.ANSWER
    missed = not answered and response.remark is None
    misses = talk.misses + 1 if missed else 0
    aside = response.remark or response.danger
    label = talk.label if missed or aside else response.match.label if answered else ""
    Talks(turn.tx).keep(turn.chat_id, replace(talk, label=label, details=response.details, misses=misses))
    # Not in a form, where what is not understood may be a name; not of whoever holds a locked phone.
    if missed and not talk.step and Registrations(turn.tx).shown_in(turn.chat_id):
        Gaps(turn.tx).keep(turn.chat_id, talk.text)
    if misses >= _MISSES:
        lines = [response.text, notice(turn, key("office.about_misses"), shortened(talk.text))]
        buttons = (*_asked(turn, response.match.choices), *yes_or_no(turn, talk.message_id))
        turn.show(Html("\n\n".join(lines)), *buttons)
    else:
        turn.show(response.text, *_rows(turn, response, talk))


def _rows(turn: Turn, response: Response, talk: Talk) -> Rows:
    match = response.match
    person = (turn.button("answer.person", Office()),)
    if response.danger is not None:
        call = (turn.button("danger.call_me", CallMe(str(talk.message_id))),)
        return (call, *_asked(turn, _next_in(turn, response)), *_back_to_step(turn, talk.step))
    if response.remark is not None:
        return _rows_after(turn, response.remark, in_form=bool(talk.step))
    if match.decision is Decision.CHOOSE:
        answered = match.score >= turn.resources.questions.likely_from
        others = match.choices[1:] if answered else match.choices
        return (*_asked(turn, others), _last_row(turn, response))
    if match.decision is Decision.REFUSE:
        return (person, (turn.button("menu.enrol", Enrol()), turn.button("menu.ask", AskAnything())))
    entry = turn.resources.library.entries[match.label]
    missing = _missing(turn, response)
    return (*missing, *_asked(turn, entry.next[:1] if missing else entry.next), _last_row(turn, response))


def _last_row(turn: Turn, response: Response) -> tuple[Button, ...]:
    """Return the ways to a person, and to the law behind an answer."""
    person = turn.button("answer.person", Office())
    labels = _JOINED.join(filter(None, (response.match.label, response.beside)))
    return (person, turn.button("answer.laws", ShowLaws(labels))) if response.laws else (person,)


def _rows_after(turn: Turn, remark: Remark, *, in_form: bool) -> Rows:
    """Return the ways on after a remark; in a form only those that do not lead to where one is."""
    left_out = (Enrol, AskAnything, ShowBenefits, Calculate) if in_form else ()
    rows_of = [[one for one in row if not isinstance(one[1], left_out)] for row in COMEBACKS[remark].rows]
    return tuple(tuple(turn.button(*one) for one in row) for row in rows_of if row)


def _next_in(turn: Turn, response: Response) -> tuple[str, ...]:
    """Return what people in danger ask next: first what the text surely asks beside."""
    danger, match = response.danger, response.match
    if danger is None or danger is Danger.SELF_HARM:  # no word of insurance there
        return ()
    sure = match.label in match.choices and match.score >= turn.resources.questions.answer_from
    return tuple(dict.fromkeys([*([match.label] if sure else []), *HELP[danger].next]))


def _back_to_step(turn: Turn, step: str) -> Rows:
    """Return the ways back to a step in the middle of which somebody told of danger, or did not."""
    held, texts = turn.position.pending, turn.texts
    if not step:
        return ()
    mine = Button(texts("dialogue.not_danger"), step_data(step, "_mine"))
    again = Button(texts("dialogue.go_on"), step_data(step, "_again"))
    return (*([(mine,)] if held and held.wait is Wait.DANGER else []), (again,))


def _asked(turn: Turn, labels: tuple[str, ...]) -> Rows:
    """Return a button for each question, in the asker's words."""
    entries = turn.resources.library.entries
    return tuple((turn.labelled(entries[one].asked_in(turn.language), Ask(one)),) for one in labels)


def _missing(turn: Turn, response: Response) -> Rows:
    """Return buttons that tell what an answer asks for."""
    label, asked = response.match.label, response.ask_for
    pairs: list[tuple[str, str]] = []
    if asked == "income" and response.details.income is None:
        pairs = [
            (turn.texts.money(one), f"income={one}")
            for one in turn.resources.form.incomes[::2][:_MOST_OFFERED]
        ]
    elif asked == "sector" and response.details.sector is None and response.details.payer not in STATE:
        pairs = [(turn.texts(name), f"sector={one}") for one, name in SECTOR_NAMES.items()]
    elif asked == "age" and response.details.age is None:
        pairs = [(turn.texts("answer.years", age=one), f"age={one}") for one in _AGES]
    elif asked == "unpaid" and response.details.unpaid is None:
        pairs = [(turn.texts.counted("answer.months", count=one), f"unpaid={one}") for one in _MONTHS]
    return rows([turn.labelled(words, Ask(label, told)) for words, told in pairs], 2)
