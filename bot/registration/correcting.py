"""Storing what a worker has changed in a registration that was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.registration.form import CARD_PICTURE
from bot.registration.review import marks_of
from bot.registration.rulings import Rulings
from bot.registration.store import Registrations
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.form import Form
    from bot.registration.registration import Registration
    from bot.turns.turn import Turn

NEW_PICTURE = f"{CARD_PICTURE}.new"  # where a picture lies until the correction is sent


def store_changes(turn: Turn, form: Form, registration: Registration, given: Mapping[str, str]) -> None:
    """Store the answers that are given now in place of those before; mark afresh what deserves a look."""
    registrations = Registrations(turn.tx)
    before = registrations.answers(registration.id)
    changes: dict[str, str | None] = {step: given.get(step) for step in before.keys() | given.keys()}
    changes = {step: value for step, value in changes.items() if value != before.get(step)}
    open_steps = {step.id for step in form.open_steps(given)}
    changes |= dict.fromkeys(before.keys() - open_steps)
    registrations.save(registration.id, form, changes)
    registrations.replace_picture(registration.id, CARD_PICTURE, NEW_PICTURE)
    registrations.mark(registration.id, given["nik"], marks_of(given, turn.resources, turn.now))
    turn.tx.audit(f"chat:{turn.chat_id}", "correct", f"registration:{registration.id}")


def hand_back(turn: Turn, registration: Registration) -> None:
    """Let a registration wait for the office again, where it was to be corrected."""
    Rulings(turn.tx).settle(registration.id)
    if registration.stage is Stage.NEEDS_CORRECTION:
        Registrations(turn.tx).set_stage(registration.id, Stage.SUBMITTED, f"chat:{turn.chat_id}")
