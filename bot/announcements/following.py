"""What recalls and corrections can still reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.states import Action
from bot.chats.messages import DELETABLE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store.transaction import Transaction


def oldest(tx: Transaction, action: Action) -> datetime | None:
    """Return since when a message must have been sent to be deleted; for editing there is no limit."""
    return tx.clock.now() - DELETABLE if action is Action.RECALL else None
