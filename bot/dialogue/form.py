"""A form is a list of steps, and a step is data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.errors import PayungError
from bot.texts import key

if TYPE_CHECKING:
    from datetime import date

    from bot.dialogue.screen import Picture
    from bot.texts import Catalogues, Texts

SUMMARY = "summary"  # the place after the last step, as buttons name it


class StepKind(StrEnum):
    """What sort of answer a step takes, as `payung form --json` tells it."""

    CHOICE = "choice"
    TEXT = "text"
    NIK = "nik"
    PHONE = "phone"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered: a stable id, and its label in the language of the turn."""

    id: str
    label: str


def _never(_: str) -> bool:
    return False


def _no_remark(_: str) -> str:
    return ""


def _none_often(_: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What a step may look at: the language, the day at the office, the answers given so far."""

    texts: Texts
    catalogues: Catalogues
    today: date
    answers: Mapping[str, str]
    is_question: Callable[[str], bool] = _never  # whether a text is surely a question with an answer
    tells_danger: Callable[[str], bool] = _never  # whether a text tells of somebody in danger
    remark_in: Callable[[str], str] = _no_remark  # which remark a text is; "": none
    often: Callable[[str], Sequence[str]] = _none_often  # values of a step that many chose, most first


class RefusedError(PayungError):
    """An answer was not understood. `reason` is a message id; `values` fill its placeholders.

    `candidates` are choices to offer instead, when the answer was close to some. `meant`: it was surely an
    answer, and no remark or question.
    """

    def __init__(
        self, reason: str, *, candidates: Sequence[Choice] = (), meant: bool = False, **values: object
    ) -> None:
        self.reason, self.candidates, self.meant, self.values = reason, tuple(candidates), meant, values
        super().__init__(reason)


class UnsureError(PayungError):
    """A text may mean `value`, or be something else: it is read back for a yes or a no."""

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__("not sure")


Rule = Callable[[Mapping[str, str]], bool]  # decides by the answers given so far
Wording = str | Callable[[Mapping[str, str]], str]  # a message id, or which one by the answers given so far


def _no_choices(_: Asking) -> Sequence[Choice]:
    return ()


def _nothing(_: Asking) -> Mapping[str, object]:
    return {}


def _as_it_is(value: str, _: Asking) -> str:
    return value


def _leaves_nothing(_text: str, _: Asking) -> str:
    return ""


def always(_: Mapping[str, str]) -> bool:
    """Rule: whatever was answered."""
    return True


def worded(wording: Wording, answers: Mapping[str, str]) -> str:
    """Return the message id that goes with the answers given so far."""
    return wording if isinstance(wording, str) else wording(answers)


def never(_: Mapping[str, str]) -> bool:
    """Rule: in no case."""
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One question.

    `read` turns what was typed into the value to store, or raises RefusedError, or UnsureError; it must also
    accept a value that it returned itself, since answers are judged again on Send.
    """

    id: str  # stable: part of the data of buttons, the store and the export
    kind: StepKind
    question: Wording  # may name {example} and what `fill` gives
    label: str  # message id: its short name on the summary
    read: Callable[[str, Asking], str]
    example: str = ""  # a text that the step accepts, in place of the one that config/ has under its id
    fill: Callable[[Asking], Mapping[str, object]] = _nothing
    choices: Callable[[Asking], Sequence[Choice]] = _no_choices
    read_back: Callable[[str, Asking], str] | None = (
        None  # a text that shows the value for a yes; "": no need
    )
    show: Callable[[str, Asking], str] = _as_it_is  # the value as a person reads it
    leaves: Callable[[str, Asking], str] = _leaves_nothing  # what a text says beside it, for the next step
    mask: Callable[[str, Asking], str] | None = None  # the value as shown once it is stored; None: as `show`
    brief: Callable[[str, Asking], str] | None = (
        None  # as shown on the summary, though it vanishes; None: masked
    )
    applies: Rule = always
    required: Rule = always
    depends_on: frozenset[str] = frozenset()  # a change of one of these takes this answer back
    comes_with: str = ""  # not asked: the yes to this step's read-back (or *Send*) is its first choice
    extra: bool = False  # not asked, but offered on the summary
    free_text: bool = False  # nearly everything is a possible answer: a question must be told apart
    adds_to: str = ""  # id of the step that reads what is typed here: one more of several
    gathers: bool = False  # what is typed while a value waits for its yes adds to that value
    reads_first: bool = False  # what it reads is an answer, whatever else it looks like: a code
    sealed: bool = True  # personal: encrypted in the store
    takes_contact: Rule = never
    vanishes: bool = False  # the messages that hold the value are deleted once it was read back
    width: int = 2  # buttons in a row
    picture: Callable[[Texts], Picture] | None = None  # shows where the answer is found

    def example_in(self, texts: Texts) -> str:
        """Return its example in a language; empty where there is none, which `payung check` says."""
        return self.example or texts.example(self.id)

    @property
    def takes_picture(self) -> bool:
        """Whether the answer is a picture."""
        return self.kind is StepKind.PICTURE


@dataclass(frozen=True, slots=True)
class Form:
    """A list of steps, and what to say at the end."""

    id: str
    steps: tuple[Step, ...]
    summary: Wording = ""  # message id of the words around the answers; empty: done with the last answer
    takes_questions: bool = True  # a text that is a question is answered, and asked again
    counts_steps: bool = True  # each question says which of how many it is
    progress: str = key("dialogue.progress")  # message id: how it says so
    is_draft: bool = True  # what is filled in is thrown away with *cancel*; else that only closes the form
    adds_to: str = ""  # id of the step that reads what is typed on the summary, where it can
    consent: str = ""  # id of the step before whose yes nothing that a person writes may be kept
    subject: str = ""  # id of the step that says who it is about: its change takes back all other answers
    by_id: dict[str, Step] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {step.id: step for step in self.steps})

    @property
    def can_wait(self) -> bool:
        """Whether what is filled in may go on another time; what only staff fill in is done at once."""
        return self.is_draft or self.takes_questions

    def open_steps(self, answers: Mapping[str, str]) -> list[Step]:
        """Return the steps that apply, in order."""
        return [step for step in self.steps if step.applies(answers)]

    def asked(self, answers: Mapping[str, str]) -> list[Step]:
        """Return the steps that are asked one after the other, without consent."""
        return [
            step
            for step in self.steps
            if not step.extra and not step.comes_with and step.id != self.consent and step.applies(answers)
        ]

    def counted(self, answers: Mapping[str, str]) -> list[Step]:
        """Return the steps that are asked after consent: those that a person is told the number of."""
        asked = self.asked(answers)
        before = self.steps[: self.steps.index(self.by_id[self.consent])] if self.consent else ()
        return [step for step in asked if step not in before]

    def answered(self, answers: Mapping[str, str]) -> list[Step]:
        """Return the steps that have an answer to show, without consent."""
        return [step for step in self.open_steps(answers) if step.id in answers and step.id != self.consent]

    def extras(self, answers: Mapping[str, str]) -> list[Step]:
        """Return what can still be added on the summary."""
        return [step for step in self.open_steps(answers) if step.extra and not answers.get(step.id)]

    def companion(self, place: str) -> Step | None:
        """Return the step whose answer comes with the yes to the read-back of `place`, or with *Send*."""
        return next((step for step in self.steps if step.comes_with == place), None)

    def agreed(self, answers: Mapping[str, str]) -> bool:
        """Tell whether what a person writes may be kept."""
        return not self.consent or self.consent in answers

    def due(self, answers: Mapping[str, str]) -> Step | None:
        """Return the first step that is asked and has no answer; None when all have."""
        return next(
            (
                step
                for step in self.steps
                if step.id not in answers and not step.extra and not step.comes_with and step.applies(answers)
            ),
            None,
        )
