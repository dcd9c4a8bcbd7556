"""What people asked in vain, masked, in the store."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import stamp
from bot.dialogue.words import masked
from bot.privacy.holding import Ages, Erased, Holding
from bot.store.table import Table

if TYPE_CHECKING:
    from datetime import datetime


class Gaps(Table):
    """Keeps what could not be answered, so that it can be answered one day."""

    file = Path(__file__).with_suffix(".sql")

    def keep(self, chat_id: int, text: str) -> None:
        """Keep, masked, what could not be answered."""
        gap_id = secrets.token_hex(8)
        sealed = self._tx.keys.seal("gaps", "text", gap_id, masked(text))
        self._do("add", id=gap_id, chat_id=chat_id, text=sealed, at=self._tx.clock.stamp())

    def all(self) -> list[str]:
        """Return what could not be answered, the oldest first."""
        return [self._tx.keys.unseal("gaps", "text", row["id"], row["text"]) for row in self._all("all")]

    # -- forgetting

    def forget_chat(self, chat_id: int) -> None:
        """Forget what a chat asked in vain."""
        self._do("forget_chat", chat_id=chat_id)

    def forget(self, erased: Erased) -> None:
        """Forget what a chat asked in vain, with its last registration."""
        if erased.was_last:
            self.forget_chat(erased.chat_id)

    def forget_older(self, before: datetime) -> None:
        """Forget what was asked before a time."""
        self._do("forget_older", before=stamp(before))

    holdings = (
        Holding(
            "gaps", forget, forget_chat,
            Ages(lambda resources: timedelta(days=resources.questions.question_days), forget_older),
        ),
    )  # fmt: skip
