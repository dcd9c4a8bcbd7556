"""What BPJS says of registrations: its list of participants, and results by registration number or NIK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.registration.store import Registrations
from bot.reminders.moving import move
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from datetime import date

    from bot.register.content import Content
    from bot.registration.registration import Registration
    from bot.store.transaction import Transaction

_OVER: Final = frozenset({Stage.DRAFT, Stage.ENDED, Stage.REJECTED, Stage.DUPLICATE})
_INSURED: Final = frozenset({Stage.REGISTERED, Stage.ACTIVE, Stage.LAPSED})
RESULTS: Final = {
    "registered": Stage.REGISTERED,
    "active": Stage.ACTIVE,
    "lapsed": Stage.LAPSED,
    "rejected": Stage.REJECTED,
}
_KPJ_DIGITS: Final = 11


class Move(NamedTuple):
    """A registration, the stage into which a row moves it, and what is recorded with it."""

    registration: Registration
    stage: Stage
    recorded: dict[str, Any]


def move_of(tx: Transaction, content: Content, today: date) -> Move | None:
    """Return what a row does to a registration; None where it is about none, or about more than one."""
    found = _registrations(tx, content)
    stage = _stage(content, found[0].stage, today) if len(found) == 1 else None
    if stage is None:
        return None
    recorded: dict[str, Any] = {}
    if len(content.kpj) == _KPJ_DIGITS:
        recorded["kpj"] = content.kpj
    if stage is Stage.ACTIVE and content.covered_until:
        recorded |= {"protected_until": content.covered_until, "grace_until": content.grace_until}
    return Move(found[0], stage, recorded)


def apply(tx: Transaction, content: Content, today: date, actor: str) -> bool:
    """Move the registration that a row is about, and have its worker told; False where nothing changes."""
    found = move_of(tx, content, today)
    return bool(found and move(tx, found.registration, found.stage, found.recorded, actor))


def _stage(content: Content, now: Stage, today: date) -> Stage | None:
    """Return the stage that a row tells; old protection that ended tells nothing of a new registration."""
    if content.result:
        return RESULTS.get(content.result)
    if content.covered_until is None:
        return None
    if content.covered_until >= today:
        return Stage.ACTIVE
    return Stage.LAPSED if now in _INSURED else None


def _registrations(tx: Transaction, content: Content) -> list[Registration]:
    """Return the registrations that a row names, by number, else by NIK; those that ended do not count."""
    registrations = Registrations(tx)
    if content.registration:
        one = registrations.by_number(content.registration)
        found = [one] if one else []
    else:
        found = registrations.with_nik(content.nik) if content.nik else []
    return [one for one in found if one.stage not in _OVER]
