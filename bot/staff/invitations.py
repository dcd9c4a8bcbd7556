"""One-time links by which somebody becomes staff."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import stamp
from bot.staff.roles import Role

if TYPE_CHECKING:
    from bot.store.transaction import Transaction

PREFIX = "staf_"  # of the payload of a start link; Bot API: up to 64 of A-Z a-z 0-9 _ -


def invite(tx: Transaction, role: Role, hours: int, actor: str = "cli") -> str:
    """Store an invitation and return the payload of its start link; only its hash is kept."""
    token = secrets.token_urlsafe(24)
    expires = stamp(tx.clock.now() + timedelta(hours=hours))
    tx.do("add_invitation", token_hash=tx.keys.lookup("invitation", token), role=role, expires_at=expires)
    tx.audit(actor, f"invite {role}")
    return PREFIX + token


def accept(tx: Transaction, chat_id: int, payload: str, name: str) -> Role | None:
    """Use an invitation up; return the role it gives, or None when it is not valid (any more).

    `name` is what Telegram calls the person: staff see it in the list of staff.
    """
    token_hash = tx.keys.lookup("invitation", payload.removeprefix(PREFIX))
    row, now = tx.one("get_invitation", token_hash=token_hash), tx.clock.stamp()
    if row is None or row["used_at"] or row["expires_at"] <= now:
        tx.audit(f"chat:{chat_id}", "invitation refused")
        return None
    if role_of(tx, chat_id) is Role.ADMIN and not tx.count("count_other_admins", chat_id=chat_id):
        return Role.ADMIN  # the last admin stays what he is, whichever link he opens
    tx.do("use_invitation", token_hash=token_hash, at=now)
    sealed = tx.keys.seal("staff", "name", chat_id, name)
    tx.do("set_staff", chat_id=chat_id, role=row["role"], at=now, name=sealed)
    tx.audit(f"chat:{chat_id}", f"became {row['role']}", f"chat:{chat_id}")
    return Role(row["role"])


def role_of(tx: Transaction, chat_id: int) -> Role | None:
    """Return the role of a chat, None where it is no staff."""
    row = tx.one("get_staff", chat_id=chat_id)
    return Role(row["role"]) if row else None
