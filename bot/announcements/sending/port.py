"""What sending needs of the world outside: a schedule, calls, word to staff. The gateway gives it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogue.screen import Delete, Edit, Notify, Screen
    from bot.store.transaction import Transaction


class Verdict(Enum):
    """What Telegram, or the network, said of one call."""

    DONE = "done"  # it did it
    ALREADY = "already"  # there was nothing to do: as it should be, or gone, as it should be
    WAIT = "wait"  # not now: the same call again, once it may
    MOVED = "moved"  # the chat has another id now
    CHAT_GONE = "chat_gone"  # the chat has blocked the bot, or is no more
    REFUSED = "refused"  # it will not do it, now or later
    TOO_OLD = "too_old"  # it deletes and edits only what is younger
    MESSAGE_GONE = "message_gone"  # the message to be changed is no longer there
    NOT_SENT = "not_sent"  # the call surely did not reach it
    UNKNOWN = "unknown"  # the call left, no answer came: done or not, nobody can tell


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and what it tells: the id of a new message, the new id of a chat."""

    verdict: Verdict
    message_id: int = 0
    chat_id: int = 0


class Port(Protocol):
    """The way to Telegram for what is sent unasked: after people, at the pace that is permitted."""

    def now(self) -> float:
        """Return the time of the schedule, in seconds."""

    async def admit(self, chat_id: int) -> None:
        """Return when a message to this chat may go out."""

    async def admit_again(self, since: float) -> None:
        """Return at once, unless somebody else has been let in since: then when it is one's turn again."""

    async def make(self, chat_id: int, act: Screen | Edit | Delete) -> Answer:
        """Make one call, once."""

    async def is_answered(self) -> bool:
        """Ask Telegram something harmless; tell whether it answers."""

    async def show(self, chat_id: int, act: Screen | Edit) -> int:
        """Show a member of staff something, as often as it takes; return the id of the message.

        Raise StoppingError when the program ends before it is done.
        """

    def tell(self, tx: Transaction, notes: Iterable[Notify]) -> None:
        """Have messages to other chats sent, once the unit of work is on the disk."""
