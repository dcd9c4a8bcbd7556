"""Who tapped a button of the bot's own below an announcement, in the store. Each is noted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import stamp
from bot.privacy.holding import Ages, Erased, Holding, Kept
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ButtonTap:
    """Which button a chat tapped first when."""

    chat_id: int
    way: str
    at: datetime


class ButtonTaps(Table):
    """Notes and counts them."""

    file = Path(__file__).with_suffix(".sql")

    def note(self, announcement_id: int, chat_id: int, way: str) -> None:
        """Note a tap of somebody who got the announcement; a second one is none."""
        self._do("note", id=announcement_id, chat_id=chat_id, way=way, at=self._tx.clock.stamp())

    def counts(self, announcement_id: int) -> Mapping[str, int]:
        """Return how many tapped which button."""
        return {row["way"]: row["count"] for row in self._all("counts", id=announcement_id)}

    def listed(self, announcement_id: int, most: int) -> list[ButtonTap]:
        """Return who tapped."""
        return [
            ButtonTap(row["chat_id"], row["way"], datetime.fromisoformat(row["at"]))
            for row in self._all("listed", id=announcement_id, most=most)
        ]

    def forget_erased(self, erased: Erased) -> None:
        """Forget what somebody tapped whose last registration is erased."""
        if erased.was_last:
            self._do("forget_chat", chat_id=erased.chat_id)

    def forget_older(self, before: datetime) -> None:
        """Forget what was tapped before a time."""
        self._do("forget_older", before=stamp(before))

    holdings = (
        Holding(
            "button_taps", forget_erased, Kept("what was tapped is not shown in the chat"),
            Ages(lambda resources: timedelta(days=resources.announcements.recipient_days), forget_older),
        ),
    )  # fmt: skip
