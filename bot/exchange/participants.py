"""What BPJS says of registrations: its list of participants, and results by registration number or NIK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.registration.store import Registrations
from bot.reminders.moving import move
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from datetime import date

    from bot.register.content import Content
    from bot.registration.store import Registration
    from bot.store.transaction import Transaction

_OVER: Final = frozenset({Stage.DRAFT, Stage.CLOSED})
_KPJ_DIGITS: Final = 11


class Move(NamedTuple):
    """A registration, the stage into which a row moves it, and what is recorded with it."""

    registration: Registration
    stage: Stage
    recorded: dict[str, Any]


def move_of(tx: Transaction, content: Content, today: date) -> Move | None:
    """Return what a row does to a registration; None where it is about none, or about more than one."""
    stage = _stage(content, today)
    found = _registrations(tx, content)
    if stage is None or len(found) != 1:
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


def _stage(content: Content, today: date) -> Stage | None:
    if content.result:
        return {"registered": Stage.REGISTERED, "active": Stage.ACTIVE}.get(content.result)
    if content.covered_until is None:
        return None
    return Stage.ACTIVE if content.covered_until >= today else None


def _registrations(tx: Transaction, content: Content) -> list[Registration]:
    """Return the registrations that a row names, by number, else by NIK; those that ended do not count."""
    registrations = Registrations(tx)
    if content.registration:
        one = registrations.by_number(content.registration)
        found = [one] if one else []
    else:
        found = registrations.with_nik(content.nik) if content.nik else []
    return [one for one in found if one.stage not in _OVER]
