"""A form is a list of steps, and a step is data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import PayungError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from bot.texts import Catalogues, Texts

SUMMARY = "summary"  # the place after the last step, as buttons name it


class Kind(StrEnum):
    """What sort of answer a step takes, as `payung form --json` tells it."""

    CHOICE = "choice"
    TEXT = "text"
    NIK = "nik"
    PHONE = "phone"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered: a stable id, and its label in the language of the turn."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What a step may look at: the language, the day at the office, the answers given so far."""

    texts: Texts
    catalogues: Catalogues
    today: date
    answers: Mapping[str, str]


class RefusedError(PayungError):
    """An answer was not understood. `reason` is a message id; `values` fill its placeholders.

    `candidates` are choices to offer instead, when the answer was close to some.
    """

    def __init__(self, reason: str, *, candidates: Sequence[Choice] = (), **values: object) -> None:
        self.reason, self.candidates, self.values = reason, tuple(candidates), values
        super().__init__(reason)


def _no_choices(_: Asking) -> Sequence[Choice]:
    return ()


def _as_it_is(value: str, _: Asking) -> str:
    return value


def _always(_: Mapping[str, str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One question.

    `read` turns what was typed into the value to store, or raises RefusedError; it must also accept a
    value that it returned itself, since answers are judged again on Send.
    """

    id: str  # stable: part of the data of buttons, the store and the export
    kind: Kind
    question: str  # message id; may name {example}
    label: str  # message id: its short name on the summary
    example: str  # a text that the step accepts (a choice's label where it is one: see `examples`)
    read: Callable[[str, Asking], str]
    choices: Callable[[Asking], Sequence[Choice]] = _no_choices
    read_back: Callable[[str, Asking], str] | None = None  # a text that shows the value for a yes
    show: Callable[[str, Asking], str] = _as_it_is  # the value as a person reads it
    mask: Callable[[str, Asking], str] | None = None  # the value as shown once it is stored; None: as `show`
    applies: Callable[[Mapping[str, str]], bool] = _always
    depends_on: frozenset[str] = frozenset()  # a change of one of these takes this answer back
    required: bool = True
    free_text: bool = False  # nearly everything is a possible answer: a question must be told apart
    sealed: bool = True  # personal: encrypted in the store
    takes_contact: bool = False
    vanishes: bool = False  # the messages that hold the value are deleted once it was read back
    width: int = 2  # buttons in a row


@dataclass(frozen=True, slots=True)
class Form:
    """A list of steps, and what to say at the end."""

    id: str
    steps: tuple[Step, ...]
    summary: str = ""  # message id of the heading over the answers; empty: done with the last answer
    is_draft: bool = True  # what is filled in is thrown away with *cancel*; else that only closes the form
    consent: str = ""  # id of the step before whose yes nothing that a person writes may be kept
    by_id: dict[str, Step] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {step.id: step for step in self.steps})

    def open_steps(self, answers: Mapping[str, str]) -> list[Step]:
        """Return the steps that apply, in order."""
        return [step for step in self.steps if step.applies(answers)]

    def due(self, answers: Mapping[str, str]) -> Step | None:
        """Return the first step that applies and has no answer; None when all have."""
        return next((step for step in self.open_steps(answers) if step.id not in answers), None)
