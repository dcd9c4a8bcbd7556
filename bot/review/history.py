"""What was done with a registration, by whom and when: out of the audit trail, with reasons and notes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.dialogue.errand import Errand
from bot.dialogue.screens import cut
from bot.registration.reasons import reason_text
from bot.registration.rulings import Rulings
from bot.registration.store import Registrations
from bot.review.holding import clear, hold_on
from bot.review.notes import Notes
from bot.review.screen import named
from bot.review.taps import Back
from bot.staff.member_names import name_of
from bot.staff.store import Staff
from bot.store.audit import AuditTrail
from bot.terms.stages import NAMES, Stage
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.registration.registration import Registration
    from bot.review.taps import ShowHistory
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn

_MOST_LINES, _NOTE = 40, 200  # the newest; characters of a note
_STAGE, _ASIDE = "stage ", "put aside until "  # what such actions of the audit trail begin with
_ACTIONS = {
    "consent": key("past.consent"),
    "submit": key("past.submit"),
    "correct": key("past.correct"),
    "review": key("past.review"),
    "open registration": key("past.open"),
    "see card": key("past.card"),
    "take over review": key("past.take_over"),
    "open own data": key("past.own_data"),
    "take own data": key("past.own_file"),
}


class History(Errand, frozen=True, tag="review_history"):
    """Look through the audit trail for a registration."""

    registration: str


class Deed(Struct, frozen=True):
    """One entry of the audit trail."""

    at: str
    actor: str
    action: str


class Deeds(Struct, frozen=True):
    """What was done with a registration, the oldest first."""

    done: tuple[Deed, ...]


def ask_for_history(turn: Turn, data: ShowHistory) -> None:
    """Have it looked up."""
    if registration := hold_on(turn, data.registration):
        clear(turn)
        turn.acts.append(History(registration.id))


def look_history(tx: Transaction, errand: History) -> Deeds:
    """Find what was done."""
    entries = AuditTrail(tx).about(f"registration:{errand.registration}")
    return Deeds(tuple(Deed(one.at, one.actor, one.action) for one in entries))


def show_history(turn: Turn, errand: History, found: Deeds | None) -> None:
    """Show it, with notes and reasons where they belong."""
    registration = Registrations(turn.tx).get(errand.registration)
    if registration is None or found is None:
        turn.show(turn.texts("st.gone"))
        return
    turn.tx.audit(f"chat:{turn.chat_id}", "read history", f"registration:{registration.id}")
    lines = sorted([*_deeds(turn, found), *_notes(turn, registration), *_reasons(turn, registration)])
    shown = [line for _, line in lines][-_MOST_LINES:]
    turn.show(
        turn.texts("past.shown", number=named(turn, registration), lines=Html("\n".join(shown))),
        (turn.button("review.back", Back(registration.id)),),
        decides=True,
    )


def _deeds(turn: Turn, found: Deeds) -> Iterator[tuple[str, str]]:
    before = ("", "")  # who looked several times on end is told of once
    for one in found.done:
        what, who = _named(turn, one.action), _who(turn, one.actor)
        if what and (who, what) != before:
            at = turn.texts.moment(datetime.fromisoformat(one.at))
            yield one.at, turn.texts("past.line", at=at, who=who, what=what)
            before = (who, what)


def _named(turn: Turn, action: str) -> str:
    texts = turn.texts
    if action.startswith(_STAGE):
        return texts(NAMES[Stage(action.removeprefix(_STAGE))])
    if action.startswith(_ASIDE):
        day = datetime.fromisoformat(action.removeprefix(_ASIDE)).date()
        return texts("past.aside", day=texts.date(day))
    return texts(_ACTIONS[action]) if action in _ACTIONS else ""


def _who(turn: Turn, actor: str) -> str:
    """Return who did it: the name of a member of staff, else only whether that was a person here."""
    kind, _, number = actor.partition(":")
    if kind == "chat" and Staff(turn.tx).name_of(int(number)) is not None:
        return name_of(turn.tx, turn.texts, int(number))
    return turn.texts("past.worker") if kind == "chat" else turn.texts("past.program")


def _notes(turn: Turn, registration: Registration) -> Iterator[tuple[str, str]]:
    texts = turn.texts
    for one in Notes(turn.tx).of(registration.id):
        who, at = name_of(turn.tx, texts, one.staff), texts.moment(one.at)
        yield one.at.isoformat(), texts("past.note", at=at, who=who, text=cut(one.text, _NOTE))


def _reasons(turn: Turn, registration: Registration) -> Iterator[tuple[str, str]]:
    texts = turn.texts
    for one in Rulings(turn.tx).of(registration.id):
        why = reason_text(texts, one.reason.listed, one.reason.words)
        if why:
            yield one.at.isoformat(), texts("past.reason", why=why)
