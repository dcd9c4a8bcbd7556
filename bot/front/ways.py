"""Buttons that lead from one feature to another: what they say, known to all of them."""

from __future__ import annotations

from bot.dialogue.data import Data
from bot.terms.news import NewsKind


class Enrol(Data, action="enrol"):
    """Begin to enrol, or go on with a draft; `NEW` begins another registration."""

    draft: str = ""


NEW = "new"


class EnrolGroup(Data, action="enrol_group"):
    """Enrol several people together, or go on with a group."""


class Drop(Data, action="drop"):
    """Throw a draft away, after a yes."""

    draft: str = ""


class Status(Data, action="status"):
    """Show where registrations stand."""


class OpenRegistration(Data, action="st_open"):
    """Show staff where a registration stands."""

    registration: str


class OpenPerson(Data, action="re_one"):
    """Show what is taken to be true of a person."""

    person: int


class PersonMonths(Data, action="pr_person"):
    """Show who pays the months of a person."""

    person: int


class HowToPay(Data, action="pay"):
    """Show how the contribution of a registration is paid; without one, of which."""

    registration: str = ""


class RemindMe(Data, action="remind_me"):
    """Be told before each day until which to pay."""


class SaidPaid(Data, action="paid"):
    """What was to be paid until a day (YYYY-MM-DD) is paid."""

    day: str


class ShowMyData(Data, action="mydata"):
    """Show stored data, behind the proof."""


class Lock(Data, action="lock"):
    """Ask for a yes to locking the chat."""


class Calculate(Data, action="calculate"):
    """Open the calculator."""


class ShowBenefits(Data, action="benefits"):
    """Show what protection gives; `sector` is the asker's work."""

    sector: str = ""


class AskAnything(Data, action="question"):
    """Invite to ask."""


class InDanger(Data, action="danger"):
    """Tell what to do in a danger; without one, ask which."""

    danger: str = ""


class Office(Data, action="office"):
    """Hand a question to a person."""


class OfficeYes(Data, action="office_yes"):
    """Hand the question in one message to the office."""

    message: str = ""


class OfficeNo(Data, action="office_no"):
    """Leave it."""


class NotForOffice(Data, action="not_for_office"):
    """Take back what was handed on to the office as part of a conversation."""

    letter: str


class ShowInbox(Data, action="inbox"):
    """Show staff what waits for an answer."""


class News(Data, action="mutes"):
    """Show which news a chat gets; `where` says whether in place of the message that bears the button."""

    where: str = ""


class Mute(Data, action="mute"):
    """Mute a kind of news; `where` says whether the button stands on the screen of all kinds."""

    kind: NewsKind
    where: str = ""


BELOW, HERE = "below", "here"  # a new message; in place of the one that bears the button


class Language(Data, action="language"):
    """Offer the languages, or take one."""

    code: str = ""


class WelcomeLaws(Data, action="welcome_laws"):
    """Tell what the first screen rests on."""


class Help(Data, action="help"):
    """Show what the bot can do."""


class Privacy(Data, action="privacy"):
    """Show what happens to personal data."""


class ForgetQuestions(Data, action="forget_questions"):
    """Delete what a chat has asked."""


class ShowQueue(Data, action="rv_next"):
    """Show staff the registration that is to be looked at next."""


class Review(Data, action="rv_look"):
    """Show staff a registration with all its answers."""

    registration: str
