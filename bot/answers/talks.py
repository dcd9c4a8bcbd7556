"""What a chat talked about last, kept for minutes, in the store."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct

from bot.answers.details import Details
from bot.clock import stamp
from bot.documents import converted, restored, stored
from bot.privacy.holding import Ages, Erased, Holding
from bot.store.failures import SealBrokenError
from bot.store.table import Table


class Talk(Struct, frozen=True, omit_defaults=True):
    """The topic of a chat, kept for minutes: its label and details, the last question, misses in a row."""

    label: str = ""
    details: Details = Details()
    text: str = ""
    step: str = ""  # of the form in which it was asked
    file_id: str = ""
    kind: str = ""
    message_id: int = 0
    misses: int = 0

    @classmethod
    def restored(cls, text: str) -> Talk:
        """Return a talk out of the store; the version before kept all details as texts. Raise ValueError."""
        document = restored(text, dict[str, Any])
        details = document.get("details", {})
        if isinstance(details.get("programs"), str):
            details["programs"] = details["programs"].split(",")
        return converted(document, cls, strict=False)


class Talks(Table):
    """Remembers the topic of a chat, so that "and with 3 juta?" is understood."""

    file = Path(__file__).with_suffix(".sql")

    def get(self, chat_id: int, lasting: timedelta) -> Talk:
        """Return what a chat talked about, if that is not longer ago than `lasting`."""
        row = self._one("get", chat_id=chat_id)
        if row is None or datetime.fromisoformat(row["at"]) < self._tx.clock.now() - lasting:
            return Talk()
        try:
            return Talk.restored(self._tx.keys.unseal("talks", "content", chat_id, row["content"]))
        except (SealBrokenError, ValueError):
            return Talk()

    def keep(self, chat_id: int, talk: Talk) -> None:
        """Remember what a chat talks about."""
        sealed = self._tx.keys.seal("talks", "content", chat_id, stored(talk))
        self._do("put", chat_id=chat_id, content=sealed, at=self._tx.clock.stamp())

    # -- forgetting

    def forget_chat(self, chat_id: int) -> None:
        """Forget what a chat talked about."""
        self._do("forget_chat", chat_id=chat_id)

    def forget(self, erased: Erased) -> None:
        """Forget what the chat of a registration talked about."""
        self.forget_chat(erased.chat_id)

    def forget_older(self, before: datetime) -> None:
        """Forget what was talked about before a time."""
        self._do("forget_older", before=stamp(before))

    holdings = (
        Holding(
            "talks", forget, forget_chat,
            Ages(lambda resources: timedelta(minutes=resources.questions.topic_minutes), forget_older),
        ),
    )  # fmt: skip
