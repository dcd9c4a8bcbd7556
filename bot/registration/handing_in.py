"""*Send*: a draft becomes a registration with a number; what is told then, what the next person shares."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.drawing.sheet import Slip
from bot.front.ways import NEW, Enrol, EnrolGroup, Lock, ShowMyData, Status
from bot.people.members import Member, Members
from bot.people.names import PersonName
from bot.people.phone import PhoneNumber
from bot.registration.born import born_on
from bot.registration.group import PEOPLE
from bot.registration.receipt import receipt_link, receipt_screen, sheet_screens
from bot.registration.review import marks_of
from bot.registration.steps.readers import OTHER, SAME, is_for_other
from bot.registration.store import Registrations
from bot.registration.taps import NextPerson
from bot.registration.whose import name_of_other
from bot.texts import Html
from bot.turns.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.form import Form
    from bot.people.registration_number import RegistrationNumber
    from bot.turns.turn import Turn

ALIKE = frozenset({
    "relation", "birthplace", "district", "village", "hamlet", "occupation", "job", "workplace", "place",
    "income", "payer", "programs", "months",
})  # fmt: skip  # what neighbours often have in common
_COUNTED = frozenset({"district", "village"})  # steps whose most chosen values are offered first


def hand_in(turn: Turn, form: Form, draft: str) -> None:
    """Send a draft, and tell its number, show the proof, say what comes next."""
    answers = _kept(turn, form, draft)
    registrations = Registrations(turn.tx)
    number = _submit(turn, draft, answers)
    registration = registrations.get(draft)
    turn.leave_form()
    turn.show(turn.texts("enrolment.sent", number=number.spoken))
    if registration:
        turn.acts.append(receipt_screen(turn, registration, answers))
    turn.show(
        what_next(turn, answers),
        (turn.button("menu.status", Status()), turn.button("menu.my_data", ShowMyData())),
        (turn.button("enrolment.next", NextPerson(draft)),),
        (turn.button("enrolment.another", Enrol(NEW)),),
        (turn.button("menu.lock", Lock()),),
    )


def hand_in_group(turn: Turn, form: Form, of_one: Form, draft: str) -> None:
    """Send everybody of a group, each as a registration of their own: one list, one sheet to print."""
    texts, registrations = turn.texts, Registrations(turn.tx)
    answers = _kept(turn, form, draft)
    people = Members.of(answers[PEOPLE]).people
    slips = [_slip(turn, of_one, answers, at, one) for at, one in enumerate(people, 1)]
    registrations.drop_draft(draft, f"chat:{turn.chat_id}")
    turn.leave_form()
    lines = [texts("joint.sent_line", number=one.position, name=one.name, given=one.number) for one in slips]
    turn.show(texts.counted("joint.sent", count=len(slips), lines=Html("\n".join(lines))))
    turn.acts += sheet_screens(turn, slips)
    acts_by = turn.resources.office_days.after(office_day(turn.now), turn.resources.office_days.contact_days)
    turn.show(
        texts("joint.what_next", day=texts.date(acts_by), office=turn.office()),
        (turn.button("menu.status", Status()), turn.button("joint.again", EnrolGroup())),
        (turn.button("menu.lock", Lock()),),
    )


def _slip(turn: Turn, form: Form, common: Mapping[str, str], position: int, member: Member) -> Slip:
    """Send one of a group; return what is printed for them."""
    registrations = Registrations(turn.tx)
    beside = {"birthplace": member.birthplace} if member.birthplace else {}
    given = {
        **common, **beside, "for_whom": OTHER, "relation": "helper", "nik": member.nik, "as_card": SAME,
        "name": member.name, "phone": member.phone,
    }  # fmt: skip
    open_steps = {step.id for step in form.open_steps(given)}
    answers = {step: value for step, value in given.items() if step in open_steps}
    one = registrations.create(turn.chat_id, turn.resources.notice_version)
    registrations.save(one, form, answers)
    number = _submit(turn, one, answers)
    born = born_on(answers, office_day(turn.now))
    name = PersonName(member.name).masked + (f" ({born.year})" if born else "")
    return Slip(position, name, number.spoken, receipt_link(turn, one))


def _kept(turn: Turn, form: Form, draft: str) -> dict[str, str]:
    """Return the answers of a draft, without what is not asked for any more after a change of one."""
    registrations = Registrations(turn.tx)
    answers = registrations.answers(draft)
    open_steps = {step.id for step in form.open_steps(answers)}
    registrations.save(draft, form, dict.fromkeys(answers.keys() - open_steps))
    return {step: value for step, value in answers.items() if step in open_steps}


def _submit(turn: Turn, draft: str, answers: Mapping[str, str]) -> RegistrationNumber:
    marks = marks_of(answers, turn.resources, turn.now)
    number = Registrations(turn.tx).submit(draft, turn.chat_id, answers["nik"], marks)
    for step in _COUNTED & answers.keys():
        Choices(turn.tx).count(step, answers[step])
    return number


def what_next(turn: Turn, answers: Mapping[str, str]) -> Html:
    """Return who does what by when; of another person in words for their helper."""
    texts, office, days = turn.texts, turn.resources.office, turn.resources.office_days
    acts_by = days.after(office_day(turn.now), days.contact_days)
    day, phone = texts.date(acts_by), answers.get("phone")
    calls_from = texts("enrolment.calls_from", phone=office.phone) if office.phone.strip() else ""
    called = {"day": day, "phone": PhoneNumber(phone).masked if phone else "", "calls_from": calls_from}
    if not is_for_other(answers):
        return texts("enrolment.what_next", office=turn.office(), **called)
    name = name_of_other(texts, answers)
    call = texts("enrolment.calls_other", **called) if phone else texts("enrolment.calls_nobody", day=day)
    return texts("enrolment.what_next_other", name=name, call=call, office=turn.office())


def alike(turn: Turn, form: Form, registration_id: str) -> dict[str, str]:
    """Return the answers with which the next person begins; none of one that is not this chat's, or is old.

    Where the one before has no telephone, the next is not asked for one either.
    """
    registrations = Registrations(turn.tx)
    hours = timedelta(hours=turn.resources.form.alike_hours)
    shown = {one.id: one for one in registrations.shown_in(turn.chat_id) if one.submitted_at}
    one = shown.get(registration_id)
    if one is None or one.submitted_at is None or turn.now - one.submitted_at > hours:
        return {}
    answers = registrations.answers(registration_id)
    kept = {step.id for step in form.open_steps(answers)} & ALIKE
    same = {step: value for step, value in answers.items() if step in kept}
    no_phone = {"phone": ""} if is_for_other(answers) and not answers.get("phone") else {}
    return {"for_whom": OTHER, **same, **no_phone}
