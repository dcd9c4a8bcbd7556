"""What the engine works on: a form at a position, the answers, and the reaction that comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from bot.dialogue import screens
from bot.dialogue.form import SUMMARY, Asking, Form, Step
from bot.dialogue.position import Pending, Position, Wait
from bot.dialogue.reaction import Reaction
from bot.dialogue.screen import Delete, Fold, Screen

if TYPE_CHECKING:
    from datetime import datetime


class Workspace:
    """A form at a position, while one event is taken.

    `question_id` is the message_id of the question that is due (or one before it, where the answer to
    sending it was lost), `asked_at` when it was asked.
    """

    def __init__(
        self, form: Form, position: Position, asking: Asking, question_id: int, asked_at: datetime | None
    ) -> None:
        self._form = form
        self._answers = dict(asking.answers)
        self._asking = replace(asking, answers=self._answers)
        self._question_id, self._asked_at = question_id, asked_at
        self._result = Reaction(position)
        self._said_id = 0  # message_id of the text that is taken
        self._chosen = ""  # the line that takes the place of the question whose answer was tapped
        self._drop_value_of_other_step()
        held = self._position.pending
        self._read_back_above = held is not None and held.wait is Wait.YES

    def _drop_value_of_other_step(self) -> None:
        """Drop what is held or offered when another step is due by now, as after a change of the form."""
        held, due = self._position.pending, self.due()
        place = due.id if due else SUMMARY
        if held and held.wait is not Wait.CANCEL and held.step != place:
            self._move(pending=None)
        if self._position.offers and self._position.offers_at != place:
            self._move(offers=())

    def _hold(self, wait: Wait, value: str, message_id: int, rest: str = "") -> None:
        due = self.due()
        self._move(pending=Pending(wait, value, message_id, due.id if due else SUMMARY, rest))

    @property
    def _position(self) -> Position:
        return self._result.position

    def _move(self, **changes: object) -> None:
        self._result.position = structs.replace(self._position, **changes)

    def due(self) -> Step | None:
        """Return the step that is asked now; None on the summary."""
        changing = self._form.by_id.get(self._position.changing)
        if changing and changing.applies(self._answers):
            return changing
        return self._form.due(self._answers)

    def _show(self, lead: str = "") -> None:
        due = self.due()
        if due and due.vanishes and self._read_back_above:
            self._spill(self._question_id)  # a read-back that is superseded goes with the answer
        if due and due.takes_contact(self._answers) and not self._position.keyboard:
            self._result.acts.append(screens.contact_keyboard(self._asking))
            self._move(keyboard=True)
        self._result.acts.append(screens.current(self._form, due, self._position, self._asking, lead))

    def _drop_keyboard(self) -> None:
        if self._position.keyboard:
            self._result.acts.append(Screen(self._asking.texts("dialogue.noted"), drops_keyboard=True))
            self._move(keyboard=False)

    def _finished(self) -> Reaction:
        """Return the reaction; what asked before has buttons no longer, once it is answered or asked anew.

        Where a few of its buttons are offered below, it keeps them all: none of the few may be the one meant.
        """
        acts = self._result.acts
        asks = any(isinstance(act, Screen) and act.asks for act in acts) and not self._position.offers
        if self._question_id and (asks or self._chosen) and Delete(self._question_id) not in acts:
            acts.append(Fold(self._question_id, self._chosen))
        return self._result

    def _spill(self, message_id: int) -> None:
        if message_id and message_id not in self._position.spilled:
            self._move(spilled=(*self._position.spilled, message_id))

    def _wipe_spilled(self) -> None:
        self._result.acts.extend(Delete(message_id) for message_id in self._position.spilled)
        self._move(spilled=())
