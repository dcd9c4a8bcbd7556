"""One registration as an officer sees it, found by its number or the code on its picture, and moved on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.desk.stage_form import ESTIMATE, MONTHS, OF, STAGE_FORM, TO, WHAT, WITH_FIELDS, given, stage_form
from bot.desk.taps import MoveTo, MoveYes
from bot.dialogue.event import Said
from bot.dialogue.position import Position
from bot.dialogue.reaction import Outcome
from bot.front.ways import OpenRegistration, Review
from bot.people.names import PersonName
from bot.people.registration_number import NumberError, read_number
from bot.registration.paying import estimate, recorded_lines
from bot.registration.receipt import masked_number
from bot.registration.store import Registrations
from bot.reminders.moving import move
from bot.terms.roles import Right
from bot.terms.stages import NAMES, NEXT, WITH_REASON, Stage
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.registration.registration import Registration
    from bot.turns.turn import Turn


class Office:
    """What an officer does with one registration."""

    def __init__(self) -> None:
        self._form = stage_form()

    def hear_number(self, turn: Turn, event: Event) -> bool:
        """Open a registration by its number, typed outside of any form; False for whoever is no officer."""
        if not turn.may(Right.REVIEW):
            return False
        try:
            number = read_number(event.text if isinstance(event, Said) else "")
        except NumberError:
            return False
        registration = Registrations(turn.tx).by_number(number.value)
        if registration is None or registration.chat_id == turn.chat_id:
            return False
        self._show(turn, registration)
        return True

    def open(self, turn: Turn, data: OpenRegistration) -> None:
        """Show where a registration stands."""
        registration = self._found(turn, data.registration)
        if registration:
            self._show(turn, registration)

    @staticmethod
    def _found(turn: Turn, registration_id: str) -> Registration | None:
        registration = Registrations(turn.tx).get(registration_id)
        if registration is None or registration.stage is Stage.DRAFT:
            turn.show(turn.texts("st.gone"))
            return None
        return registration

    @staticmethod
    def _show(turn: Turn, registration: Registration) -> None:
        texts, registrations, one = turn.texts, Registrations(turn.tx), registration.id
        turn.tx.audit(f"chat:{turn.chat_id}", "open registration", f"registration:{one}")
        answers, since = registrations.answers(one), registrations.history(one)[-1][1]
        recorded = list(recorded_lines(texts, registration)) or [texts("st.nothing_recorded")]
        turn.show(
            texts(
                "st.shown",
                number=masked_number(registration),
                name=_name(answers),
                stage=texts(NAMES[registration.stage]),
                day=texts.date(office_day(since)),
                lines=Html("\n".join(recorded)),
            ),
            *[
                (turn.labelled(_label(turn, registration, stage), MoveTo(one, stage)),)
                for stage in NEXT[registration.stage]
                if stage not in WITH_REASON
            ],
            (turn.button("review.look", Review(one)),),
        )

    def ask(self, turn: Turn, data: MoveTo) -> None:
        """Ask what goes with a stage, or for a yes where nothing does."""
        registration = self._found(turn, data.registration)
        if registration is None:
            return
        if data.stage not in NEXT[registration.stage]:  # somebody was quicker
            self._show(turn, registration)
        elif data.stage in WITH_FIELDS:
            turn.leave_form()
            scratch = self._known(turn, registration, data.stage)
            turn.position = Position(form=STAGE_FORM, scratch=scratch)
            turn.play(self._form, scratch, None)
        else:
            texts = turn.texts
            turn.show(
                texts("st.surely", number=masked_number(registration), stage=texts(NAMES[data.stage])),
                (turn.button("st.yes", MoveYes(registration.id, data.stage)),),
                (turn.button("st.no", OpenRegistration(registration.id)),),
                decides=True,
            )

    @staticmethod
    def _known(turn: Turn, registration: Registration, stage: Stage) -> dict[str, str]:
        answers = Registrations(turn.tx).answers(registration.id)
        rupiah = estimate(turn.resources, answers, office_day(turn.now))
        what = f"{masked_number(registration)} ({_name(answers)}) → {turn.texts(NAMES[stage])}"
        known = {OF: registration.id, TO: stage.value, MONTHS: answers.get("months", ""), WHAT: what}
        return {**known, ESTIMATE: str(rupiah) if rupiah else ""}

    def move(self, turn: Turn, data: MoveYes) -> None:
        """Move a registration to a stage for which nothing is recorded."""
        self._move(turn, data.registration, data.stage, {})

    def _move(self, turn: Turn, registration_id: str, stage: Stage, recorded: Mapping[str, object]) -> None:
        registration = self._found(turn, registration_id)
        if registration is None:
            return
        if stage not in NEXT[registration.stage]:
            turn.show(turn.texts("st.moved_meanwhile"))
        else:
            moved = move(turn.tx, registration, stage, recorded, f"chat:{turn.chat_id}")
            turn.show(turn.texts("st.moved") if moved else turn.texts("st.unchanged"))
        after = Registrations(turn.tx).get(registration_id)
        if after:
            self._show(turn, after)

    # -- the form

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one event while what goes with a stage is entered."""
        reaction, entered = turn.play_noting(self._form, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._move(turn, entered[OF], Stage(entered[TO]), given(entered))
        elif reaction.outcome:
            self.cancel(turn)
        return reaction

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def cancel(self, turn: Turn) -> None:
        """Leave the form: nothing is moved."""
        of = turn.position.scratch.get(OF, "")
        turn.leave_form()
        turn.show(turn.texts("st.left"), (turn.button("st.open", OpenRegistration(of)),))


def _name(answers: Mapping[str, str]) -> str:
    return PersonName(answers["name"]).masked if "name" in answers else ""


def _label(turn: Turn, registration: Registration, stage: Stage) -> str:
    """Return what a button says: the stage, or that more is recorded within it."""
    texts = turn.texts
    if stage is registration.stage:
        return texts("st.record_more")
    return texts("st.move_to", stage=texts(NAMES[stage]))
