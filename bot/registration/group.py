"""Enrolling a group: what all have in common once, then a NIK and a name each, sent together."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.dialogue.form import Form, RefusedError, Step, StepKind, never
from bot.dialogue.options import Options
from bot.people.members import Member, MemberReader, Members, names_somebody
from bot.people.names import PersonName
from bot.people.nik import Sex, grouped, mask, read_nik
from bot.registration.form import ENROLMENT, enrolment
from bot.registration.steps.readers import GROUP, is_for_group, nik_of
from bot.texts import Html, key, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from bot.dialogue.form import Asking
    from bot.people.divisions import Divisions
    from bot.people.nik import Nik
    from bot.resources import Resources
    from bot.texts import Texts

PEOPLE, COMPLETE = "people", "complete"
_COMMON = (
    "consent", "birthplace", "district", "village", "occupation", "job", "workplace", "place", "income",
    "payer", "programs", "months", "declaration",
)  # fmt: skip
_QUESTIONS = {  # put to whoever enrols several
    "birthplace": key("joint.birthplace"),
    "district": key("joint.district"),
    "occupation": key("joint.occupation"),
    "job": key("joint.job"),
    "workplace": key("joint.workplace"),
    "place": key("joint.place"),
    "income": key("joint.income"),
}
_MOST_AT_ONCE = 25  # of one message, so that all are read back in one
_MOST_DIGITS = 3  # of the place of somebody in the list
_COMPLETE = Options({"done": key("joint.done")}, {"done": key("words.group_done")})
_WHOM = Options({GROUP: key("joint.whom")})
_WHY = {
    "no_nik": key("joint.why_no_nik"),
    "no_name": key("joint.why_no_name"),
    "length": key("joint.why_length"),
    "letters": key("joint.why_length"),
}
_WHY_NIK = key("joint.why_nik")


@lru_cache(maxsize=2)
def group(resources: Resources) -> Form:
    """Return the form by which a group is enrolled."""
    form = enrolment(resources)
    common = {step.id: step for step in form.steps}
    before = [
        replace(common[one], question=_QUESTIONS.get(one, common[one].question))
        for one in _COMMON
        if one in common
    ]
    return Form(
        id=GROUP,
        consent=form.consent,
        summary=key("joint.summary"),
        progress=key("joint.progress"),
        adds_to=PEOPLE,
        steps=(_for_whom(), *before, *_people(resources)),
    )


def forms_of_drafts(resources: Resources) -> dict[str, Form]:
    """Return the forms by which drafts are filled in, by id."""
    return {ENROLMENT: enrolment(resources), GROUP: group(resources)}


def form_of(answers: Mapping[str, str]) -> str:
    """Return the id of the form by which a draft is filled in."""
    return GROUP if is_for_group(answers) else ENROLMENT


def _for_whom() -> Step:
    """Return what says that a draft is of a group; it is chosen with the command."""
    return Step(
        id="for_whom",
        kind=StepKind.CHOICE,
        question=key("for_whom.question"),
        label=key("for_whom.label"),
        example=GROUP,
        read=_WHOM.read,
        choices=_WHOM.choices,
        show=_WHOM.show,
        applies=never,
    )


def _people(resources: Resources) -> tuple[Step, ...]:
    reader = PeopleReader(resources)
    return (
        Step(
            id=PEOPLE,
            kind=StepKind.TEXT,
            question=key("joint.people"),
            label=key("joint.people_label"),
            read=reader.read,
            read_back=reader.read_back,
            show=reader.masked,
            brief=reader.show,
            vanishes=True,
            gathers=True,
        ),
        Step(
            id=COMPLETE,
            kind=StepKind.CHOICE,
            question=key("joint.complete"),
            label=key("joint.complete_label"),
            example="done",
            read=_COMPLETE.read,
            fill=_counted,
            choices=_COMPLETE.choices,
            show=lambda _, asking: _count(asking),
            depends_on=frozenset({PEOPLE}),
            adds_to=PEOPLE,
            sealed=False,
            width=1,
        ),
    )


def _count(asking: Asking) -> str:
    return asking.texts.counted("joint.count", count=len(Members.of(asking.answers.get(PEOPLE, "")).people))


def _counted(asking: Asking) -> Mapping[str, object]:
    people = Members.of(asking.answers.get(PEOPLE, "")).people
    return {"count": _count(asking), "name": people[-1].name if people else ""}


class PeopleReader:
    """Reads who belongs to a group: each message adds to those before, or takes one out."""

    def __init__(self, resources: Resources) -> None:
        self._divisions: Divisions = resources.divisions
        self._most = resources.form.group_people
        self._reader = MemberReader(resources.divisions, resources.names)

    def read(self, text: str, asking: Asking) -> str:
        """Return everybody of the group after a message."""
        if text.startswith("{"):
            return Members.of(text).value()
        before = Members.of(asking.answers.get(PEOPLE, ""))
        taken_out = _taken_out(text, asking)
        if taken_out:
            left = before.without(taken_out)
            if left == before or not left.people:
                raise RefusedError(key("joint.refused_out"), meant=True)
            return left.value()
        found = self._reader.read(text, asking.today)
        if not names_somebody(found):
            raise RefusedError(key("joint.refused"))
        if not found.people:
            first = found.refused[0]
            raise RefusedError(key("joint.refused_line"), line=first.line, why=_why(first.why, asking.texts))
        if len(found.people) > _MOST_AT_ONCE:
            raise RefusedError(key("joint.refused_many"), most=_MOST_AT_ONCE)
        joined = before.joined_by(found)
        if joined.people == before.people and not found.refused:
            one = found.people[0]
            at = before.people.index(one) + 1
            raise RefusedError(key("joint.known"), meant=True, name=one.name, number=at)
        if len(joined.people) > self._most:
            raise RefusedError(key("joint.refused_full"), most=self._most)
        return joined.value()

    def read_back(self, value: str, asking: Asking) -> str:
        """Return who is new, who goes, and which lines were not understood, for a yes."""
        texts, members = asking.texts, Members.of(value)
        before = Members.of(asking.answers.get(PEOPLE, ""))
        new = [line for one, line in self._lines(members, asking) if one not in before.people]
        kept = {one.nik for one in members.people}
        gone = [texts("joint.goes", name=one.name) for one in before.people if one.nik not in kept]
        refused = [
            texts("joint.not_taken", line=one.line, why=_why(one.why, texts)) for one in members.refused
        ]
        return texts("joint.read_back", lines=Html("\n".join([*new, *gone, *refused])))

    def _lines(self, members: Members, asking: Asking) -> list[tuple[Member, Html]]:
        return [(one, self._line(at, one, asking)) for at, one in enumerate(members.people, 1)]

    def _line(self, position: int, one: Member, asking: Asking) -> Html:
        texts, nik = asking.texts, self._nik(one, asking.today)
        beside = [more for more in (one.birthplace, one.phone) if more]
        return texts(
            "joint.line",
            number=position,
            name=one.name,
            nik=grouped(nik),
            birth_date=texts.date(nik.birth_date),
            sex=texts("nik.woman") if nik.sex is Sex.FEMALE else texts("nik.man"),
            beside=Html("".join(texts("joint.beside", value=more) for more in beside)),
        )

    def show(self, value: str, asking: Asking) -> str:
        """Return the list to check: names, and the ends of the numbers."""
        return self._listed(value, asking, lambda name: name)

    def masked(self, value: str, asking: Asking) -> str:
        """Return the list with all names masked."""
        return self._listed(value, asking, lambda name: PersonName(name).masked)

    def _listed(self, value: str, asking: Asking, named: Callable[[str], str]) -> str:
        texts = asking.texts
        lines = [
            texts("joint.short_line", number=at, name=named(one.name), nik=mask(self._nik(one, asking.today)))
            for at, one in enumerate(Members.of(value).people, 1)
        ]
        return Html("\n" + "\n".join(lines))

    def _nik(self, one: Member, today: date) -> Nik:
        return nik_of(read_nik(one.nik, today, self._divisions))


def _taken_out(text: str, asking: Asking) -> int:
    """Return the number of somebody whom a text takes out of the group; 0: nobody."""
    words = plain(text).split()
    asked = len(words) > 1 and words[0] in asking.catalogues.said(key("words.take_out"))
    return int(words[-1]) if asked and words[-1].isdecimal() and len(words[-1]) <= _MOST_DIGITS else 0


def _why(reason: str, texts: Texts) -> Html:
    return texts(_WHY.get(reason, _WHY_NIK))
