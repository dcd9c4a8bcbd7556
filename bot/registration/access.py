"""What a chat may see of its stored data just now, in the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.privacy.holding import Erased, Holding, Kept
from bot.store.table import Table


@dataclass(frozen=True, slots=True)
class Access:
    """What a chat may see just now; times as the store writes them, empty for none."""

    failures: int = 0
    locked_until: str = ""
    opened_id: str = ""
    opened_until: str = ""


class Accesses(Table):
    """Opens stored data to a chat for a while, and counts wrong proofs."""

    file = Path(__file__).with_suffix(".sql")

    def get(self, chat_id: int) -> Access:
        """Return what a chat may see."""
        row = self._one("get", chat_id=chat_id)
        return Access(*row) if row else Access()

    def put(self, chat_id: int, access: Access) -> None:
        """Keep what a chat may see from now on."""
        self._do(
            "put", chat_id=chat_id, failures=access.failures, locked_until=access.locked_until,
            opened_id=access.opened_id, opened_until=access.opened_until,
        )  # fmt: skip

    def close(self, chat_id: int, registration_id: str) -> None:
        """Close a registration that is open in a chat; a lock after wrong proofs stays."""
        self._do("close", chat_id=chat_id, id=registration_id)

    def close_any(self, chat_id: int) -> None:
        """Close whatever is open in a chat; a lock after wrong proofs stays."""
        self._do("close_any", chat_id=chat_id)

    def forget(self, erased: Erased) -> None:
        """Close a registration that is erased."""
        self.close(erased.chat_id, erased.registration_id)

    holdings = (
        Holding("accesses", forget, close_any, Kept("only counts and times, overwritten at the next proof")),
    )
