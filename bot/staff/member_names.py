"""What members of staff are called where others of the staff read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screens import cut
from bot.staff.store import Staff

if TYPE_CHECKING:
    from bot.store.transaction import Transaction
    from bot.texts import Texts

_LONGEST = 30


def name_of(tx: Transaction, texts: Texts, chat_id: int | None) -> str:
    """Return what Telegram called a member of staff when they joined, also of one who has left."""
    name = Staff(tx).name_of(chat_id) if chat_id is not None else None
    return "–" if name is None else shown_name(texts, name)


def shown_name(texts: Texts, name: str) -> str:
    """Return a name as it is shown, also where there is none."""
    return cut(name, _LONGEST) or texts.bare("staff.without_name")
