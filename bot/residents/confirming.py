"""Data have an age: whether what a worker said of themselves is still true is asked in three taps."""

from __future__ import annotations

from dataclasses import replace as with_fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.chats.store import Chats
from bot.clock import office_day
from bot.dialogue.data import OutdatedError
from bot.dialogue.form import Form
from bot.dialogue.position import Position
from bot.dialogue.reaction import ASIDE, Outcome
from bot.dialogue.screen import Button, Screen
from bot.front.ways import Mute, ShowMyData
from bot.register.comparing import Known
from bot.register.statements import Statements
from bot.registration.form import enrolment
from bot.registration.steps.readers import is_for_other
from bot.registration.store import Registrations
from bot.residents.store import Old, Proposals
from bot.residents.taps import HasChanged, StillTrue
from bot.residents.words import label
from bot.terms.news import NewsKind
from bot.terms.occupations import LABELS as OCCUPATIONS
from bot.terms.payers import PAYERS
from bot.terms.stages import CHANGEABLE, OVER, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.event import Event
    from bot.dialogue.form import Step
    from bot.dialogue.reaction import Reaction
    from bot.front.port import Port
    from bot.people.places import Regions
    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.texts import Texts
    from bot.turns.turn import Turn

RECHECK: Final = "recheck"
STEPS: Final[Mapping[Known, tuple[str, ...]]] = {
    Known.VILLAGE: ("district", "village"),
    Known.OCCUPATION: ("occupation", "job"),
    Known.PAYER: ("payer",),
}
_OF, _WHAT = "of", "what"
_A_YEAR: Final = timedelta(days=365)
_AT_ONCE: Final = 200  # registrations noted in one unit of work


class Confirming:
    """Looks for words that have grown old, asks, and takes what is said."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._form = recheck(resources)

    @property
    def _age(self) -> timedelta:
        return timedelta(days=self._resources.lists.stale_days)

    # -- asking

    async def look(self, store: Store, _: Port) -> None:
        """Note everybody who is to be asked, each at most once a year."""
        while await store.run(self._note):
            pass

    def _note(self, tx: Transaction) -> bool:
        now = tx.clock.now()
        due = Old(tx).due(now - self._age, now - max(self._age, _A_YEAR), _AT_ONCE)
        for registration_id, chat_id in due:
            Old(tx).ask(registration_id)
            if chat_id > 0:
                subject = f"{registration_id}.{tx.clock.today()}"
                Recipients(tx).add_own(Recipient(Standing.CHECK, chat_id, subject))
        return len(due) == _AT_ONCE

    def screen(self, tx: Transaction, chat_id: int, subject: str) -> Screen | None:
        """Return the question; None where its occasion has passed, or the chat is locked."""
        chat, registration = Chats(tx).get(chat_id), Registrations(tx).get(subject.partition(".")[0])
        if chat is None or registration is None or not _may_be_asked(tx, registration, chat_id):
            return None
        said = _said_on(tx, registration.id)
        if said is None or said > tx.clock.now() - self._age:
            return None
        texts, one = self._resources.catalogues[chat.language], registration.id
        answers = Registrations(tx).answers(one)
        return Screen(
            texts("recheck.still_true", day=texts.date(office_day(said)), **self._shown(texts, answers)),
            (
                (Button(texts("recheck.all_true"), StillTrue(one).pack()),),
                (Button(texts("recheck.changed"), HasChanged(one).pack()),),
                (Button(texts("mute.button"), Mute(NewsKind.CHECK).pack()),),
            ),
        )

    def _shown(self, texts: Texts, answers: Mapping[str, str]) -> dict[str, str]:
        """Return what is in clear in the store anyway: on a phone that others hold nothing else is shown."""
        work, payer = answers.get("occupation"), answers.get("payer")
        return {
            "address": place_name(self._resources.regions, answers.get("village", "")),
            "work": texts(OCCUPATIONS[work]) if work else "–",
            "payer": texts(PAYERS.labels[payer]) if payer else "–",
        }

    # -- what is said

    def still_true(self, turn: Turn, data: StillTrue) -> None:
        """Note that all of it is still true, with the day."""
        registration = _own(turn, data.registration)
        Old(turn.tx).confirm(registration.id)
        turn.tx.audit(f"chat:{turn.chat_id}", "confirm data", f"registration:{registration.id}")
        turn.put(Screen(turn.texts("recheck.thanks", day=turn.texts.date(office_day(turn.now)))), turn.over)

    def has_changed(self, turn: Turn, data: HasChanged) -> None:
        """Ask what has changed; lead to where it is put right."""
        registration = _own(turn, data.registration)
        if registration.stage in CHANGEABLE:
            turn.show(turn.texts("recheck.change_yourself"), (turn.button("menu.my_data", ShowMyData()),))
        elif data.known in STEPS:
            turn.leave_form()
            scratch = {_OF: registration.id, _WHAT: data.known}
            turn.position = Position(form=RECHECK, scratch=scratch)
            turn.play(self._form, scratch, None)
        else:
            rows = [(turn.labelled(_name(turn, one), HasChanged(registration.id, one)),) for one in STEPS]
            turn.show(turn.texts("recheck.what"), *rows, (turn.button("recheck.other", ShowMyData()),))

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one answer; the last one makes a proposal."""
        reaction, entered = turn.play_noting(self._form, event)
        turn.position = replace(
            turn.position, scratch={one: value for one, value in entered.items() if value}
        )
        if reaction.outcome is Outcome.COMPLETED:
            self._propose(turn, entered)
        elif reaction.outcome and reaction.outcome not in ASIDE:
            self.cancel(turn)
        return reaction

    def _propose(self, turn: Turn, entered: Mapping[str, str]) -> None:
        turn.leave_form()
        registration, known = _own(turn, entered[_OF]), Known(entered[_WHAT])
        answers = Registrations(turn.tx).answers(registration.id)
        new = {step: entered[step] for step in STEPS[known] if step in entered}
        old = {step: answers[step] for step in STEPS[known] if step in answers}
        if new == old:
            turn.show(
                turn.texts("recheck.the_same"), (turn.button("recheck.all_true", StillTrue(registration.id)),)
            )
            return
        Proposals(turn.tx).add(registration.id, known, old, new)
        turn.tx.audit(f"chat:{turn.chat_id}", "propose change", f"registration:{registration.id}")
        turn.show(
            turn.texts("recheck.proposed"),
            (turn.button("recheck.more", HasChanged(registration.id)),),
            (turn.button("recheck.rest_true", StillTrue(registration.id)),),
        )

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def cancel(self, turn: Turn) -> None:
        """Leave the question: nothing is changed."""
        turn.leave_form()
        turn.show(turn.texts("recheck.left"))


def _name(turn: Turn, known: Known) -> str:
    return label(turn.texts, Known.ADDRESS if known is Known.VILLAGE else known)


def place_name(regions: Regions, village: str) -> str:
    """Return where a village is, with its district."""
    region = regions.get(village)
    above = regions.get(region.parent) if region else None
    return f"{region.name}, {above.name}" if region and above else "–"


def recheck(resources: Resources) -> Form:
    """Return the questions of the enrolment that are asked again, of what has changed only."""
    known = enrolment(resources).by_id
    steps = [_only(known[step], field) for field, steps in STEPS.items() for step in steps if step in known]
    return Form(id=RECHECK, steps=tuple(steps), is_draft=False, counts_steps=False)


def _only(step: Step, field: Known) -> Step:
    rule = step.applies
    return with_fields(step, applies=lambda answers: answers.get(_WHAT) == field and rule(answers))


def _may_be_asked(tx: Transaction, registration: Registration, chat_id: int) -> bool:
    return (
        registration.chat_id == chat_id
        and not registration.locked
        and registration.stage not in {Stage.DRAFT, *OVER}
        and not is_for_other(Registrations(tx).answers(registration.id))
    )


def _own(turn: Turn, registration_id: str) -> Registration:
    """Return a registration that this chat may speak of. Raise OutdatedError."""
    registration = Registrations(turn.tx).get(registration_id)
    if registration is None or not _may_be_asked(turn.tx, registration, turn.chat_id):
        raise OutdatedError(registration_id)
    return registration


def _said_on(tx: Transaction, registration_id: str) -> datetime | None:
    """Return when somebody said last what their registration says; None where it is not gathered yet."""
    found = [one for one in Statements(tx).of_registration(registration_id) if not one.until and one.since]
    if not found:
        return None
    said = max(datetime.fromisoformat(one.since) for one in found)
    confirmed = Old(tx).confirmed_at(registration_id)
    return max(said, confirmed) if confirmed else said
