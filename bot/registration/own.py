"""The registration of whoever holds the phone, where it is surely theirs, and their discount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.registration.steps.readers import is_for_other
from bot.registration.store import Registrations
from bot.terms.occupations import sector_of
from bot.terms.payers import payer_of
from bot.terms.stages import OVER, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.store.transaction import Transaction


def own_registration(tx: Transaction, chat_id: int) -> tuple[Registration, Mapping[str, str]] | None:
    """Return the one registration that is shown in a chat, made for oneself and sent, with its answers."""
    registrations = Registrations(tx)
    shown = [one for one in registrations.shown_in(chat_id) if one.stage is not Stage.DRAFT]
    if len(shown) != 1 or shown[0].stage in OVER:
        return None
    answers = registrations.answers(shown[0].id)
    return None if is_for_other(answers) or "occupation" not in answers else (shown[0], answers)


def discount_end(resources: Resources, answers: Mapping[str, str], day: date) -> date | None:
    """Return the last day of the discount that somebody surely has; None where there is none that ends."""
    return resources.tariff.discount_until(sector_of(answers["occupation"]), payer_of(answers), day)
