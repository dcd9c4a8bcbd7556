"""The office wants one answer anew: only that is asked, with the reason; then the office has it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.dialogue.position import Position
from bot.dialogue.reaction import ASIDE, Outcome
from bot.front.ways import ShowMyData, Status
from bot.registration.correcting import NEW_PICTURE, hand_back, store_changes
from bot.registration.enrolment import picture_event, request_file
from bot.registration.form import ASKED, CARD_PICTURE, asked_again
from bot.registration.reasons import reason_text
from bot.registration.rulings import Rulings
from bot.registration.store import Registrations
from bot.registration.taps import PutRight
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.registration.errands import CardPicture
    from bot.registration.registration import Registration
    from bot.registration.rulings import Ruling
    from bot.resources import Resources
    from bot.turns.turn import Turn


class AskedAgain:
    """The conversation in which a worker puts right what the office asked.

    No proof is asked for: nothing stored is shown but masked, and the office looks at it again.
    """

    def __init__(self, resources: Resources) -> None:
        self._form = asked_again(resources)

    def begin(self, turn: Turn, data: PutRight) -> None:
        """Ask the first question that the office wants answered anew."""
        registration = self._mine(turn, data.registration)
        asked = self._asked(turn, registration) if registration else []
        turn.leave_form()
        if registration and asked:
            self._ask(turn, registration, asked[0])
        elif registration:
            turn.show(turn.texts("ruling.through_my_data"), (turn.button("menu.my_data", ShowMyData()),))
        else:
            turn.show(turn.texts("asked.nothing"), (turn.button("menu.status", Status()),))

    @staticmethod
    def _mine(turn: Turn, registration_id: str) -> Registration | None:
        """Return a registration of this chat that is to be corrected, and is shown here."""
        found = Registrations(turn.tx).get(registration_id)
        if found is None or found.chat_id != turn.chat_id or found.locked:
            return None
        return found if found.stage is Stage.NEEDS_CORRECTION else None

    def _asked(self, turn: Turn, registration: Registration) -> list[Ruling]:
        asked = Rulings(turn.tx).asked(registration.id)
        return [one for one in asked if one.reason.step in self._form.by_id]

    def _ask(self, turn: Turn, registration: Registration, ruling: Ruling) -> None:
        texts, step, reason = turn.texts, ruling.reason.step, ruling.reason
        answers = Registrations(turn.tx).answers(registration.id)
        turn.position = Position(form=ASKED, draft=registration.id, changing=step, scratch=answers)
        why = reason_text(texts, reason.listed, reason.words)
        lead = texts("asked.why", label=texts(self._form.by_id[step].label), why=why)
        turn.play(self._form, answers, None, lead)

    def take(self, turn: Turn, event: Event, picture: bytes = b"") -> Reaction | None:
        """Take one event while an answer is given anew."""
        registration = self._mine(turn, turn.position.draft)
        if registration is None:
            turn.delete_traces(event)
            turn.leave_form()
            turn.show(turn.texts("asked.nothing"), (turn.button("menu.status", Status()),))
            return None
        scratch = dict(turn.position.scratch)
        reaction = turn.play(self._form, scratch, event)
        request_file(turn, reaction, registration.id)
        if picture and reaction.saved.get(CARD_PICTURE):
            Registrations(turn.tx).keep_picture(registration.id, NEW_PICTURE, picture)
        given = {**scratch, **reaction.saved}
        scratch = {step: value for step, value in given.items() if value is not None}
        turn.position = replace(turn.position, scratch=scratch)
        if reaction.outcome is Outcome.COMPLETED:
            self._store(turn, registration)
        elif reaction.outcome and reaction.outcome not in ASIDE:
            self.cancel(turn)
        return reaction

    def take_picture(self, turn: Turn, picture: CardPicture, content: bytes | None) -> None:
        """Take a picture that was fetched while it is asked for anew."""
        self.take(turn, picture_event(picture.message_id, content), content or b"")

    def _store(self, turn: Turn, registration: Registration) -> None:
        """Store one answer; ask the next that is wanted, or let it wait for the office again."""
        step = self._asked(turn, registration)[0].reason.step
        store_changes(turn, self._form, registration, turn.position.scratch)
        Rulings(turn.tx).settle(registration.id, step)
        turn.leave_form()
        if left := self._asked(turn, registration):
            self._ask(turn, registration, left[0])
            return
        hand_back(turn, registration)
        turn.show(turn.texts("asked.thanks"), (turn.button("menu.status", Status()),))

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    def cancel(self, turn: Turn) -> None:
        """Leave the question: it is still to be answered."""
        registration_id = turn.position.draft
        turn.leave_form()
        turn.show(turn.texts("asked.left"), (turn.button("ruling.put_right", PutRight(registration_id)),))
