"""The way to Telegram for what no turn is about: what jobs fetch, show and have sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogue.screen import Act, Edit, Screen
    from bot.front.machine import Machine
    from bot.store.transaction import Transaction


class Port(Protocol):
    """What a job may ask of Telegram: after people, at the pace that is permitted."""

    @property
    def machine(self) -> Machine:
        """What the program runs on."""

    async def fetch(self, file_id: str, most: int) -> bytes | None:
        """Return what a file of at most so many bytes holds; None where it cannot be fetched.

        Raise StoppingError when the program ends before.
        """

    async def show(self, chat_id: int, act: Screen | Edit) -> int:
        """Show a member of staff something, as often as it takes; return the id of the message.

        Raise StoppingError when the program ends before it is done.
        """

    def do(self, tx: Transaction, chat_id: int, acts: Iterable[Act]) -> None:
        """Have something said or done in a chat, once the unit of work is on the disk."""
