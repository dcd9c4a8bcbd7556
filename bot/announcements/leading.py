"""From a button of the bot's own below an announcement to where it leads; who tapped it is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.arriving import CALCULATE
from bot.announcements.button_taps import ButtonTaps
from bot.registration.calculator import Calculator
from bot.registration.enrolment import Enrolment

if TYPE_CHECKING:
    from bot.announcements.taps import Way
    from bot.resources import Resources
    from bot.turns.turn import Turn


class Leading:
    """Leads on, as the same buttons of the menu do."""

    def __init__(self, resources: Resources) -> None:
        self._enrolment = Enrolment(resources)
        self._calculator = Calculator(resources, self._enrolment)

    def go(self, turn: Turn, data: Way) -> None:
        """Note the tap, and go where the button leads."""
        ButtonTaps(turn.tx).note(data.number, turn.chat_id, data.way)
        if data.way == CALCULATE:
            self._calculator.open(turn)
        else:
            self._enrolment.begin(turn)
