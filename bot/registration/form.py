"""The questions of the enrolment. A new question is a new Step here, and its texts in the catalogues.

The order of the list is the order of asking. An id, once used, stays: buttons, stored answers and the export
carry it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue.form import Form, Kind, Step
from bot.registration import readers
from bot.texts import key

if TYPE_CHECKING:
    from bot.resources import Resources

ENROLMENT = "enrolment"
CORRECTION = "correction"
PROOF = "proof"


def enrolment(resources: Resources) -> Form:
    """Return the form by which a worker enrols."""
    examples = resources.examples
    nik = readers.NikReader(resources.divisions)
    places = readers.PlaceReader(resources.regions)
    return Form(
        id=ENROLMENT,
        consent="consent",
        summary=key("enrolment.summary"),
        steps=(
            Step(
                id="consent",
                kind=Kind.CHOICE,
                question=key("consent.question"),
                label=key("consent.label"),
                example="setuju",
                read=readers.read_consent,
                choices=readers.consent_choices,
                sealed=False,
            ),
            Step(
                id="nik",
                kind=Kind.NIK,
                question=key("nik.question"),
                label=key("nik.label"),
                example=examples["nik"],
                read=nik.read,
                read_back=nik.read_back,
                mask=nik.mask,
                vanishes=True,
            ),
            Step(
                id="name",
                kind=Kind.TEXT,
                question=key("name.question"),
                label=key("name.label"),
                example=examples["name"],
                read=readers.read_name_as_on_card,
                mask=readers.mask_name,
                free_text=True,
            ),
            Step(
                id="phone",
                kind=Kind.PHONE,
                question=key("phone.question"),
                label=key("phone.label"),
                example=examples["phone"],
                read=readers.read_phone_number,
                show=readers.show_phone,
                mask=readers.mask_phone,
                takes_contact=True,
            ),
            Step(
                id="district",
                kind=Kind.CHOICE,
                question=key("district.question"),
                label=key("district.label"),
                example=examples["district"],
                read=places.read_district,
                choices=places.districts,
                show=places.show,
                sealed=False,
            ),
            Step(
                id="village",
                kind=Kind.CHOICE,
                question=key("village.question"),
                label=key("village.label"),
                example=examples["village"],
                read=places.read_village,
                choices=places.villages,
                show=places.show,
                depends_on=frozenset({"district"}),
                sealed=False,
            ),
        ),
    )


def correction(resources: Resources) -> Form:
    """Return the same questions for changing a registration that the office has not taken yet."""
    return replace(enrolment(resources), id=CORRECTION, summary=key("correction.summary"), is_draft=False)


def proof(resources: Resources) -> Form:
    """Return the two questions that are asked before stored data are opened."""
    return Form(
        id=PROOF,
        is_draft=False,
        steps=(
            Step(
                id="number",
                kind=Kind.NUMBER,
                question=key("proof.number_question"),
                label=key("proof.number_label"),
                example=resources.examples["number"],
                read=readers.read_registration_number,
                vanishes=True,
            ),
            Step(
                id="birth_date",
                kind=Kind.DATE,
                question=key("proof.birth_date_question"),
                label=key("proof.birth_date_label"),
                example=resources.examples["birth_date"],
                read=readers.read_date,
                vanishes=True,
            ),
        ),
    )
