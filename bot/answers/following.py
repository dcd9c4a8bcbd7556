"""What follows the office's answer in a chat: what belongs to that conversation, and what to the bot."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answers.chat import take, take_file
from bot.answers.known import known_of
from bot.answers.respond import Responder
from bot.answers.talks import Talks
from bot.clock import office_day
from bot.dialogue.event import Said, SentThing, Thing
from bot.dialogue.words import hide_numbers
from bot.front.ways import AskAnything, ShowMyData
from bot.matching.matcher import Decision
from bot.people.registration_number import NumberError, read_number
from bot.remarks.judge import Remark
from bot.texts import key, plain
from bot.tickets.conversing import current, hand_on, take_back
from bot.tickets.replying import Replying

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.front.ways import NotForOffice
    from bot.turns.turn import Turn

_SENTENCE = 3  # words

# Remarks that answer what the office has written; the others are meant for the bot.
_SAID_TO_STAFF = frozenset({
    Remark.THANKS, Remark.OK, Remark.NOT_KNOW, Remark.SAID_BEFORE, Remark.CORRECT, Remark.NO_CARD,
    Remark.ON_CARD, Remark.NO_PHONE, Remark.PERSON, Remark.LATER,
})  # fmt: skip


def number_for_office(turn: Turn, event: Event) -> bool:
    """Hand on the number of a registration, as the office asks for it, while a conversation goes on."""
    return isinstance(event, Said) and _is_number(event.text) and for_office(turn, event)


def sentence_for_office(turn: Turn, event: Event) -> bool:
    """Hand on a whole sentence in which nobody asks to enrol, though it may name somebody who could be."""
    if not isinstance(event, Said):
        return False
    words = plain(event.text).split()
    wishes = tuple(one for one in turn.resources.catalogues.said(key("words.enrol")) if " " not in one)
    asks = any(word.startswith(wishes) for word in words)
    return len(words) >= _SENTENCE and not asks and for_office(turn, event)


def for_office(turn: Turn, event: Event) -> bool:
    """Hand on what belongs to the conversation with the office; False where it does not."""
    if isinstance(event, SentThing) and event.thing is Thing.EDIT:
        return False
    ticket = current(turn)
    if ticket is None or (isinstance(event, Said) and _is_for_bot(turn, event)):
        return False
    return hand_on(turn, ticket, event)


def take_voice(turn: Turn, sent: SentThing) -> None:
    """Take a voice note: for the conversation with the office, or as staff's answer; or offer it."""
    if not for_office(turn, sent) and (turn.in_form or not Replying().hear(turn, sent)):
        take_file(turn, sent)


def not_for_office(turn: Turn, data: NotForOffice) -> None:
    """Take back what was handed on; what can be answered is answered by the bot."""
    written = take_back(turn, data.letter)
    if written is None:
        turn.show(turn.texts("letter.taken_back_before"))
        return
    more = (turn.button("menu.my_data", ShowMyData()), turn.button("menu.ask", AskAnything()))
    turn.show(turn.texts("letter.not_sent"), more)
    if not written.file and not _is_number(written.text):
        take(turn, Said(written.text, written.message_id, turn.now))


def _is_number(text: str) -> bool:
    """Tell whether a text is the number of a registration, and nothing beside it."""
    try:
        read_number(text)
    except NumberError:
        return False
    return True


def _is_for_bot(turn: Turn, said: Said) -> bool:
    """Tell whether the bot surely knows what is meant: a question, or something that it can do."""
    if _is_number(said.text):
        return False
    text = hide_numbers(said.text)
    talk = Talks(turn.tx).get(turn.chat_id, timedelta(minutes=turn.resources.questions.topic_minutes))
    responder = Responder(turn.resources, turn.texts, office_day(turn.now))
    response = responder.converse(text, known_of(turn), talk.label, talk.details)
    if response.remark:
        return response.remark not in _SAID_TO_STAFF
    return response.match.decision is Decision.ANSWER
