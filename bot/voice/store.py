"""Under which ids Telegram keeps the recordings, which voice a chat hears, and how many reach a text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.privacy.holding import Erased, Holding, Kept, nobodys
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.recordings import Recording


class Voices(Table):
    """Keeps what was sent before and what people chose."""

    file = Path(__file__).with_suffix(".sql")

    def file_of(self, recording: Recording, bot: str) -> str:
        """Return the id under which a bot has sent these very bytes before; "" where it has not."""
        row = self._one("file", seal=recording.seal, bot=bot)
        return row["file_id"] if row else ""

    def keep_file(self, seal: str, bot: str, file_id: str) -> None:
        """Note the id of what a bot has sent."""
        self._do("keep_file", seal=seal, bot=bot, file_id=file_id, at=self._tx.clock.stamp())

    def drop_file(self, seal: str, bot: str) -> None:
        """Forget an id that Telegram does not know any more."""
        self._do("drop_file", seal=seal, bot=bot)

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
        nobodys("sent_recordings"),
    )
