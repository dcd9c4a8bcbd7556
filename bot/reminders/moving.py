"""Moving a registration to a stage: what the office recorded with it, and the news to its chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.registration.store import Registrations
from bot.reminders.own_messages import note_stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.registration.registration import Recorded, Registration
    from bot.store.transaction import Transaction
    from bot.terms.stages import Stage

KPJ = "[0-9]{11}"  # the number of an insurance card
MOST_RUPIAH = 1_000_000_000
FIELDS = ("sum", "pay_until", "kpj", "protected_until", "grace_until")  # of Recorded


def move(
    tx: Transaction, registration: Registration, stage: Stage, given: Mapping[str, Any], actor: str
) -> bool:
    """Move a registration and note the news; False where nothing changes. `given` are FIELDS recorded now."""
    recorded = _recorded(registration, stage, given)
    if registration.stage is stage and recorded == registration.recorded:
        return False
    Registrations(tx).record(registration.id, recorded)
    Registrations(tx).set_stage(registration.id, stage, actor)
    note_stage(tx, registration)
    return True


def _recorded(registration: Registration, stage: Stage, given: Mapping[str, Any]) -> Recorded:
    """Return what is recorded from now on: a new stage, or new protection, settles the old payment."""
    before = registration.recorded
    if registration.stage is not stage or given.get("protected_until"):
        before = replace(before, sum=None, pay_until=None)
    if given.get("protected_until"):
        before = replace(before, grace_until=None)
    return replace(before, **{name: value for name, value in given.items() if value is not None})
