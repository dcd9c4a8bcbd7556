"""The front door: questions in free text, and the way of one to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers import chat, following
from bot.answers.taps import Ask, CallMe, ShowLaws
from bot.dialogue.reaction import Outcome
from bot.front import ways
from bot.front.feature import Feature, Listener
from bot.front.handlers import Command, Tap, WordyCommand, taps
from bot.texts import key

if TYPE_CHECKING:
    from bot.front.schedule import Schedule
    from bot.resources import Resources


def feature(_: Resources, __: Schedule) -> Feature:
    """Return all that this room answers."""
    return Feature(
        handlers=[
            Command("tanya", chat.begin, label=key("command.tanya"), order=50),
            WordyCommand("iuran", chat.ask_price),
            Tap(Ask, chat.ask),
            Tap(ShowLaws, chat.show_laws),
            Tap(CallMe, chat.call_me),
            Tap(ways.InDanger, chat.in_danger),
            Tap(ways.OfficeYes, chat.send_to_office),
            Tap(ways.NotForOffice, following.not_for_office),
            *taps(
                {
                    ways.AskAnything: chat.begin,
                    ways.Office: chat.to_office,
                    ways.OfficeNo: chat.not_to_office,
                    ways.ForgetQuestions: chat.forget_questions,
                }
            ),
        ],
        typed={key("menu.ask"): chat.begin},
        # Danger comes before everything; thanks belong to an answer; other texts come last, and before them
        # what belongs to a conversation with the office.
        listeners=[
            Listener(0, chat.hear_danger),
            Listener(10, chat.take_thanks),
            Listener(12, following.number_for_office),
            Listener(18, following.sentence_for_office),
            Listener(45, following.for_office),
            Listener(90, chat.listen),
        ],
        voice=following.take_voice,
        asides={Outcome.QUESTION: chat.answer_aside},
    )
