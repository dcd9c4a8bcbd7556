"""Drafts of one chat: a helper may fill in several side by side, each kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.front.ways import NEW, Drop, Enrol
from bot.registration.group import form_of
from bot.registration.store import Registrations
from bot.registration.whose import whose
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.form import Form
    from bot.registration.registration import Registration
    from bot.turns.turn import Turn


def draft_with(turn: Turn, registration_id: str) -> Registration | None:
    """Return this chat's draft with that id."""
    draft = Registrations(turn.tx).get(registration_id) if registration_id else None
    return draft if draft and draft.chat_id == turn.chat_id and draft.stage is Stage.DRAFT else None


def offer_drafts(turn: Turn, forms: Mapping[str, Form]) -> None:
    """Offer to go on with each draft, to throw it away, or to begin another registration."""
    texts, registrations = turn.texts, Registrations(turn.tx)
    drafts, rows = registrations.drafts_of(turn.chat_id), []
    for draft in drafts:
        answers = registrations.answers(draft.id)
        asked = forms[form_of(answers)].counted(answers)
        values = {
            "whose": whose(texts, answers),
            "done": sum(step.id in answers for step in asked),
            "of": len(asked),
        }
        rows.append((turn.labelled(texts("drafts.go_on", **values), Enrol(draft.id)),))
        rows.append((turn.labelled(texts("drafts.drop", **values), Drop(draft.id)),))
    rows.append((turn.button("enrolment.another", Enrol(NEW)),))
    turn.show(texts.counted("drafts.unfinished", count=len(drafts)), *rows)
