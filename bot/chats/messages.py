"""Ids of the messages of the last two days in private chats: what can still be deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import stamp
from bot.privacy.holding import Ages, Holding, Kept
from bot.store.table import Table

if TYPE_CHECKING:
    from datetime import datetime

DELETABLE = timedelta(hours=48)  # Bot API, deleteMessage


class Messages(Table):
    """Notes messages, and gives them out to be deleted."""

    file = Path(__file__).with_suffix(".sql")

    def note(self, chat_id: int, message_id: int) -> None:
        """Note a message."""
        self._do("note", chat_id=chat_id, message_id=message_id, at=self._tx.clock.stamp())

    def of_chat(self, chat_id: int) -> tuple[int, ...]:
        """Return the messages of a chat."""
        return tuple(row["message_id"] for row in self._all("of_chat", chat_id=chat_id))

    def forget_chat(self, chat_id: int) -> None:
        """Forget the messages of a chat."""
        self._do("forget_chat", chat_id=chat_id)

    def forget_older(self, before: datetime) -> None:
        """Forget messages that came before a time."""
        self._do("forget_older", before=stamp(before))

    holdings = (
        Holding(
            "messages", Kept("ids only, which a lock needs"), forget_chat,
            Ages(lambda _: DELETABLE, forget_older),
        ),
    )  # fmt: skip
