"""What each sealed copy of a store goes through: it tells how its audit trail ends, and is read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.audit import AuditTrail
from bot.store.meta import AUDIT_HEAD, Meta
from bot.store.sealed_file import Head, new_nonce, open_file, seal_file

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.keyring import KeyRing
    from bot.store.transaction import Transaction


def head_of_copy(unit: Transaction) -> Head:
    """Let a copy tell how its audit trail ends; return what its sealed file says of itself."""
    audit_head = AuditTrail(unit).head()
    Meta(unit).put(AUDIT_HEAD, audit_head)
    schema = unit.connection.schema
    return Head(unit.clock.stamp(), schema, unit.keys.fingerprint(), audit_head, new_nonce())


def seal_and_read_back(copy: Path, sealed: Path, head: Head, ring: KeyRing) -> None:
    """Seal a copy, then put what can be read of the sealed file in its place. Raise RequestError."""
    seal_file(copy, sealed, head, ring.secret_with(head.fingerprint))
    open_file(sealed, copy, ring)
