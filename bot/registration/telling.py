"""What a worker reads of a decision with a reason: what to correct, why not accepted, which number counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Button
from bot.front.ways import AskAnything, Enrol, ShowMyData
from bot.registration.form import enrolment
from bot.registration.reasons import WAY_ON, WAYS_ON, reason_text
from bot.registration.receipt import masked_number
from bot.registration.rulings import Rulings
from bot.registration.store import Registrations
from bot.registration.taps import PutRight
from bot.registration.whose import whose
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.screen import Rows
    from bot.registration.registration import Registration
    from bot.registration.rulings import Ruling
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.texts import Html, Texts

_MOST_BUTTONS = 5


def reasons_told(
    tx: Transaction, texts: Texts, resources: Resources, registration: Registration
) -> list[Html]:
    """Return the lines that say why a registration stands where it stands, and what can be done now."""
    if registration.stage is Stage.NEEDS_CORRECTION:
        return _asked(tx, texts, resources, registration)
    ruling = Rulings(tx).last(registration.id, registration.stage)
    if ruling is None:
        return []
    if registration.stage is Stage.REJECTED:
        way_on = WAYS_ON.get(ruling.reason.listed, WAY_ON)
        return [texts("ruling.why", why=_why(texts, ruling)), texts(way_on)]
    return [_which_counts(tx, texts, registration, ruling)] if registration.stage is Stage.DUPLICATE else []


def _asked(tx: Transaction, texts: Texts, resources: Resources, registration: Registration) -> list[Html]:
    steps, asked = enrolment(resources).by_id, Rulings(tx).asked(registration.id)
    lines = [
        texts("ruling.asked", label=texts(steps[one.reason.step].label), why=_why(texts, one))
        for one in asked
        if one.reason.step in steps
    ]
    return [*lines, texts("ruling.how")] if lines else [texts("ruling.through_my_data")]


def _why(texts: Texts, ruling: Ruling) -> Html:
    return reason_text(texts, ruling.reason.listed, ruling.reason.words)


def _which_counts(tx: Transaction, texts: Texts, registration: Registration, ruling: Ruling) -> Html:
    """Return which registration counts: by its number only where that was given to the same chat."""
    other = Registrations(tx).get(ruling.reason.other) if ruling.reason.other else None
    if other is None or other.chat_id != registration.chat_id or other.locked:
        return texts("ruling.counts_elsewhere")
    return texts("ruling.counts_here", number=masked_number(other))


def ways_told(tx: Transaction, texts: Texts, registration: Registration) -> Rows:
    """Return the buttons by which somebody goes on after such a decision."""
    if registration.stage is Stage.NEEDS_CORRECTION:
        asked = bool(Rulings(tx).asked(registration.id))
        if asked:
            return ((Button(texts("ruling.put_right"), PutRight(registration.id).pack()),),)
        return ((Button(texts("menu.my_data"), ShowMyData().pack()),),)
    if registration.stage is Stage.REJECTED:
        return (
            (Button(texts("menu.ask"), AskAnything().pack()), Button(texts("menu.enrol"), Enrol().pack())),
        )
    return ()


def rows_to_put_right(tx: Transaction, texts: Texts, shown: Sequence[Registration]) -> Rows:
    """Return a button for each of those that are to be corrected, as far as there is room."""
    there = [one for one in shown if one.stage is Stage.NEEDS_CORRECTION and Rulings(tx).asked(one.id)]
    names = [(one, whose(texts, Registrations(tx).answers(one.id))) for one in there[:_MOST_BUTTONS]]
    return tuple(
        (Button(texts("ruling.put_right_of", whose=name), PutRight(one.id).pack()),) for one, name in names
    )
