"""What is known of the asker without asking: the kind of work and who pays, which stand in clear anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.details import Details
from bot.registration.steps.readers import is_for_other
from bot.registration.store import Registrations
from bot.scheme.contributions import Payer
from bot.terms.occupations import sector_of

if TYPE_CHECKING:
    from bot.turns.turn import Turn


def known_of(turn: Turn) -> Details:
    """Return work and payer of the asker, where the chat shows one registration, made for oneself."""
    registrations = Registrations(turn.tx)
    answers = [registrations.answers(one.id) for one in registrations.shown_in(turn.chat_id)]
    if len(answers) != 1 or is_for_other(answers[0]):
        return Details()
    occupation, payer = answers[0].get("occupation"), answers[0].get("payer")
    return Details(
        sector=sector_of(occupation) if occupation else None,
        payer=Payer(payer) if payer in list(Payer) else None,
    )
