"""What confirmations and tests are bound to: it changes with everything that was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.store.transaction import Transaction

_SIGNS = 16


def seal_of(tx: Transaction, one: Announcement) -> str:
    """Return what a confirmation is bound to: message, kind, audience, time."""
    return tx.keys.lookup("confirmation", one.fingerprint).hex()[:_SIGNS]


def shown_seal(tx: Transaction, one: Announcement) -> str:
    """Return what a test is bound to: the message as it arrives."""
    return tx.keys.lookup("test", one.shown).hex()[:_SIGNS]
