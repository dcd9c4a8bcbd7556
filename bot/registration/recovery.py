"""A lost registration number: told again in its own chat, to whoever has the code and the birth date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.position import Position
from bot.dialogue.reaction import ASIDE, Outcome
from bot.front.ways import Office, ShowMyData, Status
from bot.registration.access import Access, Accesses
from bot.registration.form import RECOVERY, recovery
from bot.registration.proving import count_wrong, is_locked, knows_birth_date, show_lock
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from bot.dialogue.event import Event
    from bot.dialogue.reaction import Reaction
    from bot.registration.registration import Registration
    from bot.registration.taps import Recover
    from bot.texts import Html
    from bot.turns.turn import Turn

_OF = "of"  # the registration whose number was lost


def tell_ways_back(turn: Turn) -> None:
    """Tell how one comes to a number that was lost."""
    turn.leave_form()
    turn.show(
        turn.texts("proof.ways_back", office=turn.office()),
        (turn.button("answer.person", Office()),),
        (turn.button("menu.status", Status()),),
    )


class Recovery:
    """The one question before a number is told again."""

    def __init__(self) -> None:
        self._form = recovery()

    def begin(self, turn: Turn, data: Recover) -> None:
        """Ask for the birth date of a registration of this chat whose code was opened."""
        registration = Registrations(turn.tx).get(data.registration)
        if registration is None or registration.chat_id != turn.chat_id or not registration.number:
            tell_ways_back(turn)
        elif is_locked(turn):
            show_lock(turn)
        else:
            self._ask(turn, registration.id, turn.texts("proof.why_recovery"))

    def _ask(self, turn: Turn, of: str, lead: Html) -> None:
        turn.leave_form()
        turn.position = Position(form=RECOVERY, scratch={_OF: of})
        turn.play(self._form, {}, None, lead)

    def take(self, turn: Turn, event: Event) -> Reaction:
        """Take one event while the birth date is asked for."""
        of = turn.position.scratch[_OF]
        reaction = turn.play(self._form, {}, event)
        if reaction.outcome is Outcome.COMPLETED:
            turn.leave_form()
            self._judge(turn, of, reaction.saved.get("birth_date") or "")
        elif reaction.outcome and reaction.outcome not in ASIDE:
            self.cancel(turn)
        return reaction

    def _judge(self, turn: Turn, of: str, given: str) -> None:
        registration = Registrations(turn.tx).get(of)
        if registration and knows_birth_date(turn, registration, given):
            self._tell(turn, registration)
        elif left := count_wrong(turn):
            self._ask(turn, of, turn.texts.counted("proof.wrong_date", count=left))

    @staticmethod
    def _tell(turn: Turn, registration: Registration) -> None:
        Accesses(turn.tx).put(turn.chat_id, Access())
        turn.tx.audit(f"chat:{turn.chat_id}", "recover number", f"registration:{registration.id}")
        number = registration.number.spoken if registration.number else ""
        turn.show(turn.texts("proof.recovered", number=number), (turn.button("menu.my_data", ShowMyData()),))

    def lead_back(self, turn: Turn) -> None:
        """Show the way back to what is current."""
        turn.lead_back(self._form, turn.position.scratch)

    @staticmethod
    def cancel(turn: Turn) -> None:
        """Leave it: nothing was told."""
        turn.leave_form()
        turn.show(turn.texts("mydata.closed"), (turn.button("menu.my_data", ShowMyData()),))
