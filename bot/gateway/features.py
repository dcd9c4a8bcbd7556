"""The features, and which of them answers which command, button and form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.announcements.choosing import AudienceDesk
from bot.announcements.compose import Composer
from bot.announcements.entry import ANNOUNCE, entry_form
from bot.announcements.history import History
from bot.announcements.surveys import COUNT
from bot.answers import chat as answers
from bot.guide import chat as guide
from bot.guide.benefits import BenefitGuide
from bot.mutes import chat as muting
from bot.registration.calculator import CALCULATOR, Calculator
from bot.registration.enrolment import Enrolment
from bot.registration.form import CORRECTION, ENROLMENT, PROOF
from bot.registration.lock import ask_to_lock, lock
from bot.registration.mydata import MyData
from bot.registration.status import send_proof, show_status
from bot.staff import desk, members
from bot.staff.roles import Right
from bot.tickets.inbox import REPLY, Inbox, reply_form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.announcements.pace import Pace
    from bot.resources import Resources
    from bot.turn import Turn


class Features:
    """All features, and tables by command, by a button's action, by form; for staff with the right needed."""

    def __init__(self, resources: Resources, pace: Pace) -> None:
        self.enrolment = Enrolment(resources)
        self._mydata = MyData(resources)
        self._calculator = Calculator(resources, self.enrolment)
        self._benefits = BenefitGuide()
        self._inbox, self._composer = Inbox(), Composer(pace, resources)
        self._history = History(self._composer, pace)
        self.commands: dict[str, Callable[[Turn], None]] = {
            "daftar": self.enrolment.begin,
            "status": show_status,
            "dataku": self._mydata.open,
            "iuran": self._calculator.open,
            "manfaat": self._benefits.open,
            "tanya": answers.begin,
            "kunci": ask_to_lock,
            "berhenti": muting.show,
            "privasi": guide.privacy,
            "bahasa": guide.choose_language,
            "bantuan": guide.help_,
            "help": guide.help_,
        }
        self.actions: dict[str, Callable[[Turn], None]] = {
            "enrol": self.enrolment.begin,
            "drop": self.enrolment.ask_to_drop,
            "status": show_status,
            "proof": send_proof,
            "calculate": self._calculator.open,
            "benefits": self._benefits.open,
            "benefit": self._benefits.show,
            "question": answers.begin,
            answers.ASK: answers.ask,
            answers.OFFICE: answers.to_office,
            answers.OFFICE_YES: answers.send_to_office,
            answers.OFFICE_NO: answers.not_to_office,
            "take_along": self._calculator.take_along,
            "lock": ask_to_lock,
            "lock_yes": lock,
            "unlock": self._mydata.unlock,
            "privacy": guide.privacy,
            "forget_questions": answers.forget_questions,
            "mydata": self._mydata.open,
            "correct": self._mydata.correct,
            "file": self._mydata.send_file,
            "erase": self._mydata.ask_to_erase,
            "erase_yes": self._mydata.erase,
            "close": self._mydata.close,
            "language": guide.choose_language,
            "help": guide.help_,
            **muting.actions(),
        }
        self.staff_commands: dict[str, tuple[Right, Callable[[Turn], None]]] = {
            desk.COMMAND: (Right.SEE_FIGURES, desk.show_desk),
            "siarkan": (Right.ANNOUNCE, self._composer.open),
            "staf": (Right.MANAGE_STAFF, members.show),
        }
        self._audience = AudienceDesk(self._composer)
        announcing = (self._composer, self._history, self._audience)
        self.staff_actions: dict[str, tuple[Right, Callable[[Turn], None]]] = {
            **_with(Right.ANSWER_QUESTIONS, self._inbox.actions()),
            **_with(Right.MANAGE_STAFF, members.actions()),
            **{
                name: one
                for part in announcing
                for name, one in _with(Right.ANNOUNCE, part.actions()).items()
            },
        }
        self.staff_steps = {
            **dict.fromkeys(entry_form({}).by_id, Right.ANNOUNCE),
            **dict.fromkeys(reply_form().by_id, Right.ANSWER_QUESTIONS),
        }
        self.forms = {
            ANNOUNCE: (self._composer.take, self._composer.repeat, self._composer.leave),
            REPLY: (self._inbox.take, self._inbox.repeat, self._inbox.leave),
            ENROLMENT: (self.enrolment.take, self.enrolment.repeat, self.enrolment.ask_to_cancel),
            PROOF: (self._mydata.take_proof, self._mydata.repeat, self._mydata.ask_to_cancel),
            CORRECTION: (self._mydata.take_correction, self._mydata.repeat, self._mydata.ask_to_cancel),
            CALCULATOR: (self._calculator.take, self._calculator.repeat, self._calculator.close),
        }
        self.takes_pictures = {
            ENROLMENT: self.enrolment.take_picture,
            CORRECTION: self._mydata.take_picture,
        }

    def surveyed(
        self, turn: Turn, about: str, values: Mapping[str, Any], found: Mapping[str, Any] | None
    ) -> None:
        """Hand what a survey found to the feature that asked for it."""
        if about != COUNT:
            self._history.surveyed(turn, about, values, found)
        elif values["then"] in self._audience.actions():
            self._audience.counted(turn, values, found)
        else:
            self._composer.counted(turn, values, found)

    def receipt(self, turn: Turn, receipt: str, *, arrived: bool) -> None:
        """Tell the feature that wanted to know whether Telegram took a message."""
        confirming = self._composer.confirming
        (confirming.arrived if arrived else confirming.refused)(turn, receipt)


def _with(
    right: Right, actions: Mapping[str, Callable[[Turn], None]]
) -> dict[str, tuple[Right, Callable[[Turn], None]]]:
    return {name: (right, action) for name, action in actions.items()}
