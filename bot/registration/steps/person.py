"""The questions of the enrolment about the person: card, name, telephone, home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, Step, StepKind, Wording
from bot.dialogue.options import Options
from bot.dialogue.screen import Picture
from bot.drawing.id_card import id_card_svg
from bot.registration.steps import additions, place_readers, readers
from bot.registration.steps.readers import is_for_other
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.resources import Resources
    from bot.texts import Texts

_RELATION = Options(
    {
        "spouse": key("relation.spouse"),
        "child": key("relation.child"),
        "parent": key("relation.parent"),
        "sibling": key("relation.sibling"),
        "relative": key("relation.relative"),
        "neighbour": key("relation.neighbour"),
        "helper": key("relation.helper"),
    },
    {
        "spouse": key("words.spouse"),
        "child": key("words.child"),
        "parent": key("words.parent"),
        "sibling": key("words.sibling"),
        "relative": key("words.relative"),
        "neighbour": key("words.neighbour"),
        "helper": key("words.helper"),
    },
    strange=2,
)
_AS_CARD = Options({readers.SAME: key("as_card.same"), readers.DIFFERS: key("as_card.differs")})
_SEX = Options({"M": key("nik.man"), "F": key("nik.woman")}, {"M": key("words.man"), "F": key("words.woman")})


def wording(for_oneself: str, for_other: str) -> Wording:
    """Return a question that is put to the person, or to whoever enrols them."""
    return lambda answers: for_other if is_for_other(answers) else for_oneself


def _differs(answers: Mapping[str, str]) -> bool:
    return answers.get("as_card") == readers.DIFFERS


def _for_oneself(answers: Mapping[str, str]) -> bool:
    return not is_for_other(answers)


def person_steps(resources: Resources) -> tuple[Step, ...]:
    """Return the steps, in the order of asking."""
    return (*_card_steps(resources), *_family_steps(resources), *_contact_steps(resources))


def _card_steps(resources: Resources) -> tuple[Step, ...]:
    nik = readers.NikReader(resources.divisions, resources.facts)
    name = readers.NameReader(resources.names)
    birthplace = place_readers.BirthplaceReader(resources.gazetteer)
    return (
        Step(
            id="relation",
            kind=StepKind.CHOICE,
            question=key("relation.question"),
            label=key("relation.label"),
            read=_RELATION.read,
            choices=_RELATION.choices,
            show=_RELATION.show,
            applies=is_for_other,
        ),
        Step(
            id="nik",
            kind=StepKind.NIK,
            question=wording(key("nik.question"), key("nik.question_other")),
            label=key("nik.label"),
            read=nik.read,
            read_back=nik.read_back,
            mask=nik.mask,
            vanishes=True,
            picture=_card_with_nik,
        ),
        Step(
            id="as_card",
            kind=StepKind.CHOICE,
            question=key("as_card.question"),
            label=key("as_card.label"),
            example=readers.SAME,
            read=_AS_CARD.read,
            choices=_AS_CARD.choices,
            show=_AS_CARD.show,
            comes_with="nik",
        ),
        Step(
            id="birth_date",
            kind=StepKind.DATE,
            question=key("birth_date.question"),
            label=key("birth_date.label"),
            read=readers.read_date,
            read_back=readers.BirthDateReader(resources.facts).read_back,
            show=readers.show_date,
            mask=lambda *_: "••••",
            applies=_differs,
            depends_on=frozenset({"nik", "as_card"}),
        ),
        Step(
            id="sex",
            kind=StepKind.CHOICE,
            question=key("sex.question"),
            label=key("sex.label"),
            read=_SEX.read,
            choices=_SEX.choices,
            show=_SEX.show,
            applies=_differs,
            depends_on=frozenset({"nik", "as_card"}),
        ),
        Step(
            id="name",
            kind=StepKind.TEXT,
            question=wording(key("name.question"), key("name.question_other")),
            label=key("name.label"),
            read=name.read,
            leaves=name.leaves,
            mask=readers.mask_name,
            free_text=True,
        ),
        Step(
            id="birthplace",
            kind=StepKind.TEXT,
            question=key("birthplace.question"),
            label=key("birthplace.label"),
            read=birthplace.read,
            leaves=birthplace.leaves,
            choices=_fixed(resources.form.birthplaces),
            mask=additions.mask_text,
            free_text=True,
        ),
    )


def _card_with_nik(texts: Texts) -> Picture:
    """Return a picture of a card on which the NIK is ringed."""
    return Picture(texts.bare("nik.file_name"), id_card_svg(texts.example("nik")), keeps=True)


def _fixed(values: Sequence[str]) -> readers.Choices:
    return lambda _: [Choice(value, value) for value in values]


def _family_steps(resources: Resources) -> tuple[Step, ...]:
    """Return the steps that an office may switch on."""
    card = additions.FamilyCardReader(resources.divisions)
    return (
        Step(
            id="mother_name",
            kind=StepKind.TEXT,
            question=wording(key("mother_name.question"), key("mother_name.question_other")),
            label=key("mother_name.label"),
            read=readers.NameReader(resources.names).read,
            mask=readers.mask_name,
            free_text=True,
        ),
        Step(
            id="family_card",
            kind=StepKind.NUMBER,
            question=key("family_card.question"),
            label=key("family_card.label"),
            read=card.read,
            read_back=card.read_back,
            mask=card.mask,
            depends_on=frozenset({"nik"}),
            vanishes=True,
        ),
    )


def _contact_steps(resources: Resources) -> tuple[Step, ...]:
    reader = place_readers.PlaceReader(resources.regions, resources.form.first_places)
    return (
        Step(
            id="phone",
            kind=StepKind.PHONE,
            question=wording(key("phone.question"), key("phone.question_other")),
            label=key("phone.label"),
            read=readers.read_phone_number,
            show=readers.show_phone,
            mask=readers.mask_phone,
            required=_for_oneself,
            takes_contact=_for_oneself,
        ),
        Step(
            id="district",
            kind=StepKind.CHOICE,
            question=wording(key("district.question"), key("district.question_other")),
            label=key("district.label"),
            read=reader.read_district,
            leaves=reader.leaves_village,
            choices=reader.districts,
            show=reader.show,
            sealed=False,
        ),
        Step(
            id="village",
            kind=StepKind.CHOICE,
            question=key("village.question"),
            label=key("village.label"),
            read=reader.read_village,
            choices=reader.villages,
            show=reader.show,
            depends_on=frozenset({"district"}),
            sealed=False,
        ),
    )
