"""Enrolling with an invitation on paper: its code, NIK and birth date fill a part of the form in.

A NIK holds its birth date, and neighbours know it: without the code nothing of a list is shown, and nothing
tells whether somebody is in one. Shown are name, district, village and work, masked until they are confirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bot.clock import office_day
from bot.dialogue.form import SUMMARY, Choice, Form, RefusedError, Step, StepKind
from bot.dialogue.position import Position
from bot.dialogue.reaction import ASIDE, Outcome
from bot.front.ways import Enrol
from bot.people.nik import birth_date_in
from bot.register.invitations import Invitations, bare_code, is_code
from bot.register.statements import Statements
from bot.registration.access import Access, Accesses
from bot.registration.passages import Passages
from bot.registration.proving import count_wrong, is_locked, show_lock
from bot.registration.steps import readers
from bot.registration.store import Registrations
from bot.registration.taps import InvitationIsMine, UseInvitation
from bot.terms.occupations import LABELS
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.dialogue.event import Event
    from bot.dialogue.form import Asking
    from bot.dialogue.reaction import Reaction
    from bot.register.statements import Statement
    from bot.registration.enrolment import Enrolment
    from bot.resources import Resources
    from bot.turns.turn import Turn

INVITED: Final = "invited"
PREFIX: Final = "desa_"  # of the payload of a sheet's start link; behind it the sheet
_LONGEST_PAYLOAD: Final = 64  # Bot API: characters of a start link's payload
_NO_CODE: Final = "none"
_CODE, _NIK, _BORN = "inv_code", "inv_nik", "inv_born"


class WithInvitation:
    """The conversation that begins with a code."""

    def __init__(self, resources: Resources, enrolment: Enrolment) -> None:
        self._resources, self._enrolment = resources, enrolment
        self._form = _form(enrolment.form, resources)

    def arrive(self, turn: Turn) -> None:
        """Welcome whoever follows the link of a sheet."""
        if Registrations(turn.tx).of_chat(turn.chat_id):
            self._enrolment.begin(turn)
            return
        turn.leave_form()
        turn.position = Position(start_link=turn.words[:_LONGEST_PAYLOAD])
        turn.show(
            turn.texts("invited.welcome"),
            (turn.button("invited.with_code", UseInvitation()),),
            (turn.button("invited.without", Enrol()),),
        )

    def begin(self, turn: Turn, _: UseInvitation | None = None) -> None:
        """Ask for consent, and then for the code."""
        if is_locked(turn):
            show_lock(turn)
            self._enrolment.begin(turn)
            return
        link = turn.position.start_link
        turn.leave_form()
        turn.position = Position(form=INVITED, start_link=link)
        turn.play(self._form, {}, None)

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one event while an invitation is asked for."""
        scratch = turn.position.scratch
        reaction = turn.play(self._form, scratch, event)
        kept = {**scratch, **{step: value or "" for step, value in reaction.saved.items()}}
        turn.position = replace(turn.position, scratch=kept)
        if kept.get(_CODE) == _NO_CODE and reaction.saved:
            self._go_on(turn, kept, {})
        elif reaction.outcome is Outcome.COMPLETED:
            self._judge(turn, kept)
        elif reaction.outcome is Outcome.DECLINED:
            turn.leave_form()
            turn.show(turn.texts("enrolment.declined"), (turn.button("menu.enrol", Enrol()),))
        elif reaction.outcome and reaction.outcome not in ASIDE:
            self.cancel(turn)
        return reaction

    def _judge(self, turn: Turn, given: Mapping[str, str]) -> None:
        """Offer what a list has of somebody whose code, NIK and birth date are right; else count it."""
        found = Invitations(turn.tx).statement_of(given[_CODE])
        statement = Statements(turn.tx).get(found[0]) if found else None
        if statement is None or not _is_of(statement, given, office_day(turn.now)):
            left = count_wrong(turn)
            if left:
                asked = {step: given[step] for step in ("for_whom", "consent")}
                turn.position = replace(turn.position, scratch=asked)
                turn.play(self._form, asked, None, turn.texts.counted("invited.wrong", count=left))
            else:
                self._go_on(turn, given, {})
            return
        Accesses(turn.tx).put(turn.chat_id, Access())
        draft = self._draft(turn, given, {"nik": given[_NIK]})
        if not Invitations(turn.tx).use(given[_CODE], draft):
            self._show_form(turn, draft)
            return
        turn.tx.audit(f"chat:{turn.chat_id}", "use invitation", f"registration:{draft}")
        turn.leave_form()
        turn.show(
            turn.texts("invited.offer", lines=_masked(turn, statement)),
            (turn.button("invited.mine", InvitationIsMine(draft, 1)),),
            (turn.button("invited.not_mine", InvitationIsMine(draft, 0)),),
            decides=True,
        )

    def settle(self, turn: Turn, data: InvitationIsMine) -> None:
        """Take what was offered over, or not; the enrolment goes on."""
        registrations = Registrations(turn.tx)
        draft = registrations.get(data.draft)
        if draft is None or draft.chat_id != turn.chat_id or draft.submitted_at:
            self._enrolment.begin(turn)
            return
        statement_id = Invitations(turn.tx).used_for(data.draft)
        statement = Statements(turn.tx).get(statement_id) if statement_id else None
        if data.yes and statement:
            have = registrations.answers(data.draft)
            taken = {step: value for step, value in _answers(statement).items() if step not in have}
            registrations.save(data.draft, self._enrolment.form, taken)
        self._show_form(turn, data.draft)

    def _go_on(self, turn: Turn, given: Mapping[str, str], more: Mapping[str, str]) -> None:
        """Go on with the usual questions; consent was given already."""
        self._show_form(turn, self._draft(turn, given, more))

    def _draft(self, turn: Turn, given: Mapping[str, str], more: Mapping[str, str]) -> str:
        registrations, version = Registrations(turn.tx), self._resources.notice_version
        draft = registrations.create(turn.chat_id, version, turn.position.start_link)
        chosen, form = (
            {step: given[step] for step in ("for_whom", "consent") if step in given},
            self._enrolment.form,
        )
        registrations.save(draft, form, {**chosen, **more})
        due = form.due({**chosen, **more})
        Passages(turn.tx).pass_on(form.consent, due.id if due else SUMMARY, None)
        return draft

    def _show_form(self, turn: Turn, draft: str) -> None:
        turn.leave_form()
        self._enrolment.begin(turn, Enrol(draft))

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def cancel(self, turn: Turn) -> None:
        """Leave it; nothing of it is kept."""
        turn.leave_form()
        turn.show(turn.texts("enrolment.cancelled"), (turn.button("menu.enrol", Enrol()),))


def _form(enrolment: Form, resources: Resources) -> Form:
    nik = readers.NikReader(resources.divisions, resources.facts)
    return Form(
        id=INVITED,
        is_draft=False,
        counts_steps=False,
        consent=enrolment.consent,
        steps=(
            enrolment.by_id["for_whom"],
            enrolment.by_id["consent"],
            Step(
                id=_CODE, kind=StepKind.TEXT, question=key("invited.code_question"),
                label=key("invited.code_label"), read=_read_code, choices=_no_code, vanishes=True,
                reads_first=True,
            ),
            Step(
                id=_NIK, kind=StepKind.NIK, question=key("invited.nik_question"), label=key("nik.label"),
                read=nik.read, vanishes=True,
            ),
            Step(
                id=_BORN, kind=StepKind.DATE, question=key("invited.born_question"),
                label=key("proof.birth_date_label"), read=readers.read_date, vanishes=True,
            ),
        ),
    )  # fmt: skip


def _read_code(text: str, _: Asking) -> str:
    if text == _NO_CODE:
        return text
    if not is_code(text):
        raise RefusedError(key("invited.code_refused"))
    return bare_code(text)


def _no_code(asking: Asking) -> Sequence[Choice]:
    return [Choice(_NO_CODE, asking.texts("invited.no_code"))]


def _is_of(statement: Statement, given: Mapping[str, str], today: date) -> bool:
    """Tell whether NIK and birth date are those of whom a statement is about."""
    content = statement.content
    born = content.born or birth_date_in(content.nik, today)
    return content.nik == given[_NIK] and born is not None and born.isoformat() == given[_BORN]


def _answers(statement: Statement) -> dict[str, str]:
    """Return what is offered: name, district, village and work, and nothing else."""
    content, place = statement.content, statement.place
    offered = {
        "name": content.name,
        "district": place.district,
        "village": place.village,
        "occupation": content.work,
    }
    return {step: value for step, value in offered.items() if value}


def _masked(turn: Turn, statement: Statement) -> Html:
    """Return what is offered, masked: who it is about knows it, and nobody else learns it."""
    texts, regions = turn.texts, turn.resources.regions
    content, place = statement.content, statement.place
    district, village = regions.get(place.district), regions.get(place.village)
    lines = (
        texts("invited.name", name=_mask(content.name)) if content.name else "",
        texts("invited.district", name=_mask(district.name)) if district else "",
        texts("invited.village", name=_mask(village.name)) if village else "",
        texts("invited.work", name=_mask(texts.bare(LABELS[content.work]))) if content.work else "",
    )
    return Html("\n".join(filter(None, lines)))


def _mask(text: str) -> str:
    """Return the first letter of each word."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in text.split())
