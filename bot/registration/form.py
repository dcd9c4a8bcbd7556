"""The questions of the enrolment. A new question is a new Step here, and its texts in the catalogues.

The order of the list is the order of asking. An id, once used, stays: buttons, stored answers and the export
carry it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.dialogue.form import SUMMARY, Choice, Form, Step, StepKind
from bot.dialogue.options import Options
from bot.registration.steps import additions, readers
from bot.registration.steps.person import person_steps
from bot.registration.steps.work import work_steps
from bot.registration.wishing import FOR_WHOM, read_for_whom
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking
    from bot.resources import Resources

ENROLMENT = "enrolment"
CORRECTION = "correction"
ASKED = "asked_again"
PROOF = "proof"
RECOVERY = "recovery"
FORGOTTEN = "forgotten"  # in the place of a number
CARD_PICTURE = "card_picture"

_DECLARATION = Options({"true": key("declaration.true")})


@lru_cache(maxsize=2)
def enrolment(resources: Resources) -> Form:
    """Return the form by which a worker enrols."""
    steps = (
        *_first_steps(),
        *person_steps(resources),
        *work_steps(resources),
        _declaration(),
        *_extras(),
    )
    return Form(
        id=ENROLMENT,
        consent="consent",
        subject="for_whom",
        summary=_summary,
        steps=tuple(step for step in steps if resources.form.asks(step.id)),
    )


def _summary(answers: Mapping[str, str]) -> str:
    other = readers.is_for_other(answers)
    return key("enrolment.summary_other") if other else key("enrolment.summary")


def _summary_of_correction(answers: Mapping[str, str]) -> str:
    other = readers.is_for_other(answers)
    return key("correction.summary_other") if other else key("correction.summary")


def _read_back_for_whom(value: str, asking: Asking) -> str:
    """Ask for a yes where everything that was answered would be taken back."""
    answers = asking.answers
    changes = "consent" in answers and answers.get("for_whom") not in {None, value}
    return asking.texts("for_whom.asked_anew") if changes else ""


def _consent_wording(answers: Mapping[str, str]) -> str:
    if readers.is_for_group(answers):
        return key("consent.question_group")
    return key("consent.question_other") if readers.is_for_other(answers) else key("consent.question")


def _first_steps() -> tuple[Step, ...]:
    return (
        Step(
            id="for_whom",
            kind=StepKind.CHOICE,
            question=key("for_whom.question"),
            label=key("for_whom.label"),
            read=read_for_whom,
            choices=FOR_WHOM.choices,
            read_back=_read_back_for_whom,
            show=FOR_WHOM.show,
            width=1,
        ),
        Step(
            id="consent",
            kind=StepKind.CHOICE,
            question=_consent_wording,
            label=key("consent.label"),
            read=readers.read_consent,
            choices=readers.consent_choices,
            sealed=False,
        ),
    )


def _declaration() -> Step:
    return Step(
        id="declaration",
        kind=StepKind.CHOICE,
        question=key("declaration.question"),
        label=key("declaration.label"),
        example="true",
        read=_DECLARATION.read,
        choices=_DECLARATION.choices,
        show=_DECLARATION.show,
        comes_with=SUMMARY,
    )


def _extras() -> tuple[Step, ...]:
    """Return what may be added on the summary."""
    return (
        Step(
            id="email",
            kind=StepKind.TEXT,
            question=key("email.question"),
            label=key("email.label"),
            read=additions.read_mail,
            mask=additions.mask_mail,
            extra=True,
        ),
        _note("second_job", key("second_job.question"), key("second_job.label")),
        _note("hamlet", key("hamlet.question"), key("hamlet.label")),
        _note("card_address", key("card_address.question"), key("card_address.label")),
        Step(
            id=CARD_PICTURE,
            kind=StepKind.PICTURE,
            question=key("card_picture.question"),
            label=key("card_picture.label"),
            read=additions.read_skipped_picture,
            show=lambda _, asking: asking.texts("card_picture.there"),
            extra=True,
        ),
    )


def _note(step_id: str, question: str, label: str) -> Step:
    return Step(
        id=step_id,
        kind=StepKind.TEXT,
        question=question,
        label=label,
        read=additions.read_note,
        mask=additions.mask_text,
        free_text=True,
        extra=True,
    )


def correction(resources: Resources) -> Form:
    """Return the same questions for changing a registration that the office has not taken yet.

    Who is enrolled, and with whose consent, is not changed any more.
    """
    form = enrolment(resources)
    fixed = {"for_whom", "consent", "relation"}
    return replace(
        form,
        id=CORRECTION,
        summary=_summary_of_correction,
        is_draft=False,
        consent="",
        subject="",
        steps=tuple(step for step in form.steps if step.id not in fixed),
    )


def asked_again(resources: Resources) -> Form:
    """Return the same questions for answering one of them anew; what is stored is shown masked there."""
    form = correction(resources)
    steps = tuple(replace(step, brief=step.mask) if step.mask else step for step in form.steps)
    return replace(form, id=ASKED, summary="", counts_steps=False, steps=steps)


def proof() -> Form:
    """Return the two questions that are asked before stored data are opened."""
    return Form(
        id=PROOF,
        is_draft=False,
        steps=(
            Step(
                id="number",
                kind=StepKind.NUMBER,
                question=key("proof.number_question"),
                label=key("proof.number_label"),
                read=readers.read_registration_number,
                choices=_forgotten,
                vanishes=True,
            ),
            _born(),
        ),
    )


def recovery() -> Form:
    """Return the question that is asked before a number is told again, to whoever has the code."""
    return Form(id=RECOVERY, is_draft=False, counts_steps=False, steps=(_born(),))


def _forgotten(asking: Asking) -> Sequence[Choice]:
    return [Choice(FORGOTTEN, asking.texts("proof.forgotten"))]


def _born() -> Step:
    return Step(
        id="birth_date",
        kind=StepKind.DATE,
        question=key("proof.birth_date_question"),
        label=key("proof.birth_date_label"),
        read=readers.read_date,
        vanishes=True,
    )
