"""What a column of a list may hold, and how each kind of it may be written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.dialogue.form import Asking, StepKind
from bot.people.nik import Sex, sex_in
from bot.people.phone import PhoneNumber
from bot.people.registration_number import RegistrationNumber
from bot.registration.born import born_on
from bot.terms.stages import NAMES, Stage
from bot.texts import DEFAULT_LANGUAGE, bare, key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.dialogue.form import Form
    from bot.registration.registration import Registration
    from bot.registration.store import Registrations
    from bot.resources import Resources
    from bot.texts import Texts


class Kind(StrEnum):
    """What sort of value it is."""

    TEXT = "text"
    DAY = "day"
    SEX = "sex"
    PLACE = "place"
    PHONE = "phone"
    NUMBER = "number"  # of a registration
    CHOICE = "choice"
    PROGRAMS = "programs"


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """One registration, with all that a row may say of it."""

    row: int  # from 1
    registration: Registration
    answers: Mapping[str, str]
    registrations: Registrations
    resources: Resources
    form: Form
    today: date

    @property
    def texts(self) -> Texts:
        """The texts of the list, whoever takes it out: the same list is to come out the same."""
        return self.resources.catalogues[DEFAULT_LANGUAGE]

    @property
    def asking(self) -> Asking:
        """What steps may look at."""
        return Asking(self.texts, self.resources.catalogues, self.today, self.answers)


# -- what it may hold: a value as the store has it, "" where nothing is known


def _submitted(one: Subject) -> str:
    at = one.registration.submitted_at
    return office_day(at).isoformat() if at else ""


def _accepted(one: Subject) -> str:
    days = [at for stage, at in one.registrations.history(one.registration.id) if stage is Stage.ACCEPTED]
    return office_day(days[-1]).isoformat() if days else ""


def _born(one: Subject) -> str:
    born = born_on(one.answers, one.today)
    return born.isoformat() if born else ""


def _sex(one: Subject) -> str:
    nik = one.answers.get("nik", "")
    return one.answers.get("sex") or (sex_in(nik) if nik else "")


def _place(depth: int) -> Callable[[Subject], str]:
    """Return what gives so many parts of the code of where somebody lives."""

    def part(one: Subject) -> str:
        parts = (one.answers.get("village") or one.answers.get("district", "")).split(".")
        return ".".join(parts[:depth]) if len(parts) >= depth else ""

    return part


_KNOWN: Final[Mapping[str, tuple[Kind, Callable[[Subject], str]]]] = {
    "row": (Kind.TEXT, lambda one: str(one.row)),
    "registration": (
        Kind.NUMBER,
        lambda one: one.registration.number.value if one.registration.number else "",
    ),
    "kpj": (Kind.TEXT, lambda one: one.registration.recorded.kpj),
    "stage": (Kind.CHOICE, lambda one: one.registration.stage),
    "submitted": (Kind.DAY, _submitted),
    "accepted": (Kind.DAY, _accepted),
    "birth_date": (Kind.DAY, _born),
    "sex": (Kind.SEX, _sex),
    "province": (Kind.PLACE, _place(1)),
    "regency": (Kind.PLACE, _place(2)),
    "district": (Kind.PLACE, _place(3)),
    "village": (Kind.PLACE, _place(4)),
}
_PROGRAMS: Final = "programs"
_KINDS: Final = {StepKind.DATE: Kind.DAY, StepKind.PHONE: Kind.PHONE, StepKind.CHOICE: Kind.CHOICE}


def kind_of(holds: str, form: Form) -> Kind | None:
    """Return what sort of value a column holds; None where nothing is called so."""
    if holds in _KNOWN:
        return _KNOWN[holds][0]
    if holds == _PROGRAMS:
        return Kind.PROGRAMS
    step = form.by_id.get(holds)
    return _KINDS.get(step.kind, Kind.TEXT) if step and not step.takes_picture else None


# -- how it may be written; the first is usual

_PICTURES = re.compile(r"^[^\w(]+")


def _day(pattern: str) -> Callable[[str, str, Subject], str]:
    return lambda value, _, __: date.fromisoformat(value).strftime(pattern)


def _as_it_is(value: str, _: str, __: Subject) -> str:
    return value


def _sex_word(value: str, _: str, one: Subject) -> str:
    return one.texts.bare(key("nik.woman") if value == Sex.FEMALE else key("nik.man"))


def _place_name(value: str, _: str, one: Subject) -> str:
    """Return the name of a place without its kind; of a regency also what it is."""
    region = one.resources.regions.get(value)
    divisions = one.resources.divisions
    return (region.name if region else "") or divisions.regency(value) or divisions.province(value) or ""


def _word(value: str, holds: str, one: Subject) -> str:
    """Return a choice as it stands on its button, without the pictures there."""
    step = one.form.by_id.get(holds)
    shown = bare(step.show(value, one.asking) if step else one.texts(NAMES[Stage(value)]))
    return _PICTURES.sub("", shown)


_WAYS: Final[Mapping[Kind, Mapping[str, Callable[[str, str, Subject], str]]]] = {
    Kind.TEXT: {"as_is": _as_it_is, "capitals": lambda value, _, __: value.upper()},
    Kind.DAY: {
        "dd-mm-yyyy": _day("%d-%m-%Y"), "dd/mm/yyyy": _day("%d/%m/%Y"), "yyyy-mm-dd": _day("%Y-%m-%d"),
    },
    Kind.SEX: {
        "L/P": lambda value, _, __: "P" if value == Sex.FEMALE else "L",
        "1/2": lambda value, _, __: "2" if value == Sex.FEMALE else "1",
        "words": _sex_word,
    },
    Kind.PLACE: {
        "name": _place_name,
        "capitals": lambda value, holds, one: _place_name(value, holds, one).upper(),
        "code": _as_it_is,
        "digits": lambda value, _, __: value.replace(".", ""),
    },
    Kind.PHONE: {
        "08": lambda value, _, __: PhoneNumber(value).local,
        "+62": _as_it_is,
        "62": lambda value, _, __: value.removeprefix("+"),
    },
    Kind.NUMBER: {"spoken": lambda value, _, __: RegistrationNumber(value).spoken, "digits": _as_it_is},
    Kind.CHOICE: {"words": _word, "id": _as_it_is},
    Kind.PROGRAMS: {
        "JKK, JKM": lambda value, _, __: value.upper().replace("_", ", "), "words": _word, "id": _as_it_is,
    },
}  # fmt: skip


def ways_of(kind: Kind) -> Sequence[str]:
    """Return how a sort of value may be written, the usual way first."""
    return list(_WAYS[kind])


def written(holds: str, write: str, one: Subject) -> str:
    """Return what a column says of a registration; a value that cannot be read today as it is stored."""
    kind = kind_of(holds, one.form)
    stored = one.answers.get(holds, "")
    try:
        value = _KNOWN[holds][1](one) if holds in _KNOWN else stored
        ways = _WAYS[kind] if kind else {}
        return ways.get(write, next(iter(ways.values())))(value, holds, one) if value and ways else value
    except (ValueError, KeyError):  # stored by a version before, which read other values
        return stored
