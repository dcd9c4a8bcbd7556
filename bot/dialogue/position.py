"""Where a conversation stands: only what cannot be derived from the answers."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum


class Wait(StrEnum):
    """What a held value waits for."""

    YES = "yes"  # a value that was read back
    QUESTION = "question"  # a text that looks like a question: for the office, or an answer after all?
    EARLY = "early"  # a text that came before the question
    CANCEL = "cancel"  # a yes to throw the draft away


@dataclass(frozen=True, slots=True)
class Pending:
    """A value held until a tap decides on it."""

    wait: Wait
    value: str = ""
    message_id: int = 0  # of the person's message that held it
    step: str = ""  # the step it was given at; meant for no other


@dataclass(frozen=True, slots=True)
class Position:
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
    scratch: dict[str, str] = field(default_factory=dict)  # answers of forms that are not registrations

    def dump(self) -> str:
        """Return the position as JSON."""
        values = {name: getattr(self, name) for name in self.__slots__}
        if self.pending:
            values["pending"] = asdict(self.pending)
        return json.dumps({name: value for name, value in values.items() if value})

    @classmethod
    def load(cls, text: str) -> Position:
        """Return the position that `dump` wrote; fields of other versions are passed over."""
        known = {key: value for key, value in json.loads(text).items() if key in cls.__slots__}
        if pending := known.pop("pending", None):
            known["pending"] = Pending(
                Wait(pending["wait"]), pending["value"], pending["message_id"], pending["step"]
            )
        known["spilled"] = tuple(known.get("spilled", ()))
        known["offers"] = tuple((value, label) for value, label in known.get("offers", ()))
        return cls(**known)

    def settled(self, taken: str) -> Position:
        """Return the position after an answer was taken: nothing pending, nothing changed, no failures."""
        return replace(self, changing="", failures=0, offers=(), pending=None, taken=taken)
