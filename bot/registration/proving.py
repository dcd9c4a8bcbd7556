"""The second proof before stored data are opened: wrong tries are counted, and lock the chat for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import office_day, stamp
from bot.registration.access import Access, Accesses
from bot.registration.born import born_on
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from bot.registration.registration import Registration
    from bot.turns.turn import Turn


def is_locked(turn: Turn) -> bool:
    """Tell whether too many proofs of a chat were wrong lately."""
    return Accesses(turn.tx).get(turn.chat_id).locked_until > stamp(turn.now)


def show_lock(turn: Turn) -> None:
    """Say that it is locked, and who can help."""
    hours = turn.resources.limits.proof_lock_hours
    turn.show(turn.texts("mydata.locked", hours=hours, office=turn.office()))


def knows_birth_date(turn: Turn, registration: Registration, given: str) -> bool:
    """Tell whether a date (YYYY-MM-DD) is the birth date of whoever is registered."""
    born = born_on(Registrations(turn.tx).answers(registration.id), office_day(turn.now))
    return born is not None and born.isoformat() == given


def count_wrong(turn: Turn) -> int:
    """Count a wrong proof; return how many more may be tried. The last one locks the chat, and says so."""
    limits, accesses = turn.resources.limits, Accesses(turn.tx)
    failures = accesses.get(turn.chat_id).failures + 1
    turn.tx.audit(f"chat:{turn.chat_id}", "proof failed")
    left = limits.proof_tries - failures
    if left > 0:
        accesses.put(turn.chat_id, Access(failures=failures))
        return left
    until = turn.now + timedelta(hours=limits.proof_lock_hours)
    accesses.put(turn.chat_id, Access(locked_until=stamp(until)))
    show_lock(turn)
    return 0
