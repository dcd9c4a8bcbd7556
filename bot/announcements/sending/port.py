"""What sending needs of the world outside: a schedule, calls, word to staff. The gateway gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.front import port

if TYPE_CHECKING:
    from bot.dialogue.screen import Delete, Edit, Screen
    from bot.terms.verdicts import Verdict


class Port(port.Port, Protocol):
    """The way to Telegram for what is sent unasked: after people, at the pace that is permitted."""

    def now(self) -> float:
        """Return the time of the schedule, in seconds."""

    async def admit(self, chat_id: int) -> None:
        """Return when a message to this chat may go out."""

    async def admit_again(self, since: float) -> None:
        """Return at once, unless somebody else has been let in since: then when it is one's turn again."""

    async def make(self, chat_id: int, act: Screen | Edit | Delete) -> Verdict:
        """Make one call, once."""

    async def is_answered(self) -> bool:
        """Ask Telegram something harmless; tell whether it answers."""
