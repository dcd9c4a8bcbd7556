"""How much one chat may send, so that nobody crowds out the others or fills the disk. Pure."""

from __future__ import annotations

from enum import Enum
from typing import Final

BURST: Final = 200  # updates that may follow each other at once: a group of forty people, entered in one go
A_SECOND: Final = 0.5  # from then on
TELL_EVERY: Final = 3600.0  # seconds
_FORGET_ABOVE: Final = 4096  # chats remembered before those at rest are forgotten


class Admission(Enum):
    """What becomes of an update."""

    TAKEN = "taken"
    DROPPED = "dropped"
    TOLD = "told"  # dropped, and the chat is told so


class Crowding:
    """A leaky bucket for each chat. `now` of its methods: seconds."""

    def __init__(self) -> None:
        self._full_until: dict[int, float] = {}  # when the chat's bucket will be empty
        self._told: dict[int, float] = {}

    def admit(self, chat_id: int, now: float) -> Admission:
        """Say what becomes of one more update of a chat."""
        level = max(now, self._full_until.get(chat_id, 0.0))
        if level - now > (BURST - 1) / A_SECOND:
            return self._dropped(chat_id, now)
        self._full_until[chat_id] = level + 1 / A_SECOND
        if len(self._full_until) > _FORGET_ABOVE:
            self._forget(now)
        return Admission.TAKEN

    def _dropped(self, chat_id: int, now: float) -> Admission:
        if now - self._told.get(chat_id, float("-inf")) < TELL_EVERY:
            return Admission.DROPPED
        self._told[chat_id] = now
        return Admission.TOLD

    def _forget(self, now: float) -> None:
        self._full_until = {chat: until for chat, until in self._full_until.items() if until > now}
        self._told = {chat: at for chat, at in self._told.items() if now - at < TELL_EVERY}
