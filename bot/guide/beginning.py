"""/start: the first screen, or what a link leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.position import Position
from bot.guide import chat
from bot.registration.enrolment import Enrolment
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.turns.turn import Turn

_LONGEST_PAYLOAD = 64  # Bot API: characters of a start link's payload


class Beginning:
    """The first screen of a chat. What a link leads to in another feature is answered there."""

    def __init__(self, resources: Resources) -> None:
        self._enrolment = Enrolment(resources)

    def start(self, turn: Turn) -> None:
        """Show what protection gives and costs, and the ways on from where the chat stands."""
        registrations = Registrations(turn.tx)
        if registrations.drafts_of(turn.chat_id):
            chat.welcome(turn)
            self._enrolment.offer_drafts(turn)
            return
        turn.leave_form()
        if registrations.shown_in(turn.chat_id):
            chat.welcome(turn)
            chat.menu(turn, turn.texts("menu.what_now"))
        else:
            turn.position = Position(start_link=turn.words[:_LONGEST_PAYLOAD])
            chat.welcome(turn, *self._enrolment.way_in(turn))
