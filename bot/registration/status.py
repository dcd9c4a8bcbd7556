"""Where a registration stands, without opening the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.registration.stages import NAMES, NEWS, Stage
from bot.registration.store import Registration, Registrations

if TYPE_CHECKING:
    from bot.turn import Turn

_SHOWN_DIGITS = 3


def show_status(turn: Turn) -> None:
    """Show every registration of the chat: the end of its number, its stage, what comes next."""
    found = Registrations(turn.tx).of_chat(turn.chat_id)
    submitted = [one for one in found if one.stage is not Stage.DRAFT]
    for registration in submitted:
        turn.show(_card(turn, registration))
    if not submitted:
        _nothing_sent(turn, draft=bool(found))


def _nothing_sent(turn: Turn, *, draft: bool) -> None:
    if draft:
        turn.show(turn.texts("status.draft"), (turn.button("enrolment.go_on", "enrol"),))
    else:
        turn.show(turn.texts("status.nothing"), (turn.button("menu.enrol", "enrol"),))


def _card(turn: Turn, registration: Registration) -> str:
    texts, number, sent = turn.texts, registration.number, registration.submitted_at
    return texts(
        "status.card",
        number=number.value[-_SHOWN_DIGITS:] if number else "",
        stage=texts(NAMES[registration.stage]),
        sent=texts.date(office_day(sent)) if sent else "",
        news=texts(NEWS[registration.stage]),
    )
