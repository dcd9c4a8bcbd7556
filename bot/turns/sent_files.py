"""Under which ids Telegram keeps files that the bot sends again and again."""

from __future__ import annotations

from pathlib import Path

from bot.privacy.holding import nobodys
from bot.store.table import Table


class SentFiles(Table):
    """Keeps what was sent before, by a hash of what it holds: a changed file is sent anew."""

    file = Path(__file__).with_suffix(".sql")

    def id_of(self, seal: str, bot: str) -> str:
        """Return the id under which a bot has sent these very bytes before; "" where it has not."""
        row = self._one("file", seal=seal, bot=bot)
        return row["file_id"] if row else ""

    def keep(self, seal: str, bot: str, file_id: str) -> None:
        """Note the id of what a bot has sent."""
        self._do("keep", seal=seal, bot=bot, file_id=file_id, at=self._tx.clock.stamp())

    def drop(self, seal: str, bot: str) -> None:
        """Forget an id that Telegram does not know any more."""
        self._do("drop", seal=seal, bot=bot)

    holdings = (nobodys("sent_files"),)
