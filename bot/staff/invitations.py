"""One-time links by which somebody becomes staff."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.staff.store import Staff

if TYPE_CHECKING:
    from bot.store.transaction import Transaction
    from bot.terms.roles import Role

PREFIX = "staf_"  # of the payload of a start link; Bot API: up to 64 of A-Z a-z 0-9 _ -


def invite(tx: Transaction, role: Role, hours: int, actor: str = "cli") -> str:
    """Store an invitation and return the payload of its start link; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    Staff(tx).add_invitation(token, role, tx.clock.now() + timedelta(hours=hours))
    tx.audit(actor, f"invite {role}")
    return PREFIX + token


def accept(tx: Transaction, chat_id: int, payload: str, name: str) -> Role | None:
    """Use an invitation up; return the role it gives, or None when it is not valid (any more).

    `name` is what Telegram calls the person: staff see it in the list of staff.
    """
    staff, token = Staff(tx), payload.removeprefix(PREFIX)
    role = staff.invited_as(token)
    if role is None:
        tx.audit(f"chat:{chat_id}", "invitation refused")
        return None
    if staff.is_indispensable(chat_id):
        return staff.role_of(chat_id)  # the last admin stays what he is, whichever link he opens
    staff.use_invitation(token)
    staff.put(chat_id, role, name)
    tx.audit(f"chat:{chat_id}", f"became {role}", f"chat:{chat_id}")
    return role
