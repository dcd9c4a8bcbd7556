"""What deserves a look in a registration, in plain words with why; never a reason to refuse it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.people.dates import age_on
from bot.people.names import PersonName
from bot.people.nik import NikWarning, Sex, read_nik
from bot.registration.born import born_on
from bot.registration.receipt import masked_number
from bot.registration.review import BOATMAN, HOPES_FOR_HELP, TOO_OLD, marks_of
from bot.registration.steps.readers import is_for_other
from bot.registration.store import Registrations
from bot.registration.traits import Traits
from bot.terms.stages import NAMES, Stage
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.registration.registration import Registration
    from bot.turns.turn import Turn

_MOST_MATCHES = 3  # registrations of what may be the same person
_SAME_NIK, _SAME_PERSON, _SAME_PHONE = key("look.same_nik"), key("look.same_person"), key("look.same_phone")
_OF_REGION = {
    NikWarning.REGENCY_UNKNOWN: key("look.regency_unknown"),
    NikWarning.DISTRICT_UNKNOWN: key("look.district_unknown"),
    NikWarning.OLD_CODE: key("look.old_code"),
}
_OF_PAYMENT = {HOPES_FOR_HELP: key("look.hopes_for_help"), BOATMAN: key("look.boatman")}
_SEXES = {Sex.MALE: key("nik.man"), Sex.FEMALE: key("nik.woman")}


@dataclass(frozen=True, slots=True)
class Match:
    """Another registration that may be of the same person, and by what."""

    registration: Registration
    by: str  # message id


def matches_of(turn: Turn, registration: Registration, answers: Mapping[str, str]) -> list[Match]:
    """Return other registrations with the same NIK, name and birth date, or telephone number."""
    traits, today = Traits(turn.tx), office_day(turn.now)
    found = {
        _SAME_NIK: traits.same_nik(answers.get("nik", "")),
        _SAME_PERSON: traits.same_person(answers, today),
        _SAME_PHONE: traits.same_phone(answers.get("phone", "")),
    }
    first: dict[str, str] = {}
    for by, ids in found.items():
        for one in ids:
            first.setdefault(one, by)
    first.pop(registration.id, None)
    others = [(Registrations(turn.tx).get(one), by) for one, by in first.items()]
    kept = [Match(one, by) for one, by in others if one and one.stage is not Stage.DUPLICATE]
    return kept[:_MOST_MATCHES]


def looks(
    turn: Turn,
    registration: Registration,
    answers: Mapping[str, str],
    matches: Sequence[Match],
    listed: Sequence[Html],
) -> list[Html]:
    """Return a line for each thing, the weightiest first; `listed` are those of lists."""
    return [
        *(_matched(turn, one) for one in matches),
        *listed,
        *_of_person(turn, answers),
        *_of_others(turn, registration, answers),
    ]


def _matched(turn: Turn, match: Match) -> Html:
    texts, other = turn.texts, match.registration
    answers = Registrations(turn.tx).answers(other.id)
    name = PersonName(answers["name"]).masked if "name" in answers else ""
    return texts(match.by, number=masked_number(other), name=name, stage=texts(NAMES[other.stage]))


def _of_person(turn: Turn, answers: Mapping[str, str]) -> Iterator[Html]:
    """Give what the NIK says against what the card says, the age, the region."""
    texts, today = turn.texts, office_day(turn.now)
    reading = read_nik(answers.get("nik", ""), today, turn.resources.divisions)
    born = born_on(answers, today)
    if reading.birth_date and born and born != reading.birth_date:
        yield texts("look.birth_differs", nik=texts.date(reading.birth_date), card=texts.date(born))
    if reading.sex and answers.get("sex", reading.sex) != reading.sex:
        yield texts("look.sex_differs", nik=texts(_SEXES[reading.sex]))
    marks = marks_of(answers, turn.resources, turn.now) if "nik" in answers else ()
    if NikWarning.UNDER_17 in marks and born:
        yield texts("look.under_17", age=_age(born, today))
    if TOO_OLD in marks and born:
        yield texts("look.age_limit", age=_age(born, today))
    yield from (texts(text) for mark, text in _OF_REGION.items() if mark in marks)
    if reading.nik and reading.regency and _comes_from_elsewhere(answers, reading.nik.regency):
        yield texts("look.from_elsewhere", place=reading.regency)
    yield from (texts(text) for mark, text in _OF_PAYMENT.items() if mark in marks)


def _comes_from_elsewhere(answers: Mapping[str, str], regency: str) -> bool:
    return not answers.get("district", regency).startswith(regency)


def _age(born: date, today: date) -> str:
    return str(age_on(born, today))


def _of_others(turn: Turn, registration: Registration, answers: Mapping[str, str]) -> Iterator[Html]:
    """Give who has filled it in, where that is not the person."""
    if registration.locked:
        yield turn.texts("look.locked")
    if registration.chat_id == turn.chat_id:
        yield turn.texts("look.by_yourself")
    if not is_for_other(answers):
        return
    count = Registrations(turn.tx).count_for_others(registration.chat_id)
    if count >= turn.resources.limits.helper_many:
        yield turn.texts.counted("look.helper_many", count=count)
    else:
        yield turn.texts("look.by_helper")
