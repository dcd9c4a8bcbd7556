"""Which voice a chat hears, and how many reach a text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.privacy.holding import Erased, Holding, Kept
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping


class Voices(Table):
    """Keeps what people chose, and counts whom a text reaches."""

    file = Path(__file__).with_suffix(".sql")

    def of_chat(self, chat_id: int) -> str:
        """Return the voice that a chat has chosen; "" for none."""
        row = self._one("voice", chat_id=chat_id)
        return row["voice"] if row else ""

    def choose(self, chat_id: int, voice: str) -> None:
        """Note the voice that a chat wants to hear."""
        self._do("choose", chat_id=chat_id, voice=voice)

    def reach(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many answered each step, reached each stage, told of each danger, and of all chats."""
        names = ("answered", "reached", "in_danger", "chats")
        return {one: {row["name"]: row["people"] for row in self._all(one)} for one in names}

    # -- forgetting

    def forget_chat(self, chat_id: int) -> None:
        """Forget the voice of a chat."""
        self._do("forget_chat", chat_id=chat_id)

    def forget(self, erased: Erased) -> None:
        """Forget the voice of a chat with its last registration."""
        if erased.was_last:
            self.forget_chat(erased.chat_id)

    holdings = (
        Holding(
            "voices", forget, Kept("a voice tells nothing of anybody"), Kept("as the language of a chat")
        ),
    )
