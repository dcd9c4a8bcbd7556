"""Where a conversation stands: only what cannot be derived from the answers."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Wait(StrEnum):
    """What a held value waits for."""

    YES = "yes"  # a value that was read back
    QUESTION = "question"  # a text that looks like a question: for the office, or an answer after all?
    DANGER = "danger"  # a text that tells of danger, or an answer after all?
    EARLY = "early"  # a text that came before the question
    CANCEL = "cancel"  # a yes to throw the draft away


class Pending(Struct, frozen=True, omit_defaults=True):
    """A value held until a tap decides on it."""

    wait: Wait
    value: str = ""
    message_id: int = 0  # of the person's message that held it
    step: str = ""  # the step it was given at; meant for no other
    rest: str = ""  # what was said beside it, perhaps the answer to the next step


class Position(Struct, frozen=True, omit_defaults=True):
    """The open form of a chat and what is going on in it."""

    form: str = ""  # "": no form is open
    draft: str = ""  # id of the registration whose answers are filled in; "" before consent
    paused: bool = False
    changing: str = ""  # step that is asked again although it has an answer
    failures: int = 0  # answers in a row that the due step did not understand
    offers_at: str = ""  # the step for which `offers` are meant
    offers: tuple[tuple[str, str], ...] = ()  # values and labels, offered where an answer was not clear
    pending: Pending | None = None
    taken: str = ""  # the answer just taken, as it came: to recognise its repetition
    answered_id: int = 0  # message_id of that answer; 0: it was tapped
    keyboard: bool = False  # a contact keyboard is showing
    spilled: tuple[int, ...] = ()  # messages that hold a number and are to be deleted with the answer
    start_link: str = ""  # payload of the link by which the person came
    scratch: dict[str, str] = {}  # answers of forms that are not registrations

    def settled(self, taken: str) -> Position:
        """Return the position after an answer was taken: nothing pending, nothing changed, no failures."""
        return replace(self, changing="", failures=0, offers=(), pending=None, taken=taken)
