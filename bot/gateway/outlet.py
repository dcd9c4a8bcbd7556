"""The way to Telegram for what is sent unasked: what `bot.announcements.sending` asks of the gateway."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.gateway import turns
from bot.gateway.calls import to_call, to_calls
from bot.gateway.pacer import Lane
from bot.terms.verdicts import Done, TryAfter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogue.screen import Act, Delete, Edit, Screen
    from bot.front.machine import Machine
    from bot.gateway.caller import Caller
    from bot.gateway.pacer import Pacer
    from bot.gateway.sender import Sender
    from bot.store.transaction import Transaction
    from bot.terms.verdicts import Verdict


class Outlet:
    """Makes calls through the pacer's second lane."""

    def __init__(self, caller: Caller, pacer: Pacer, sender: Sender, machine: Machine) -> None:
        self._caller, self._pacer, self._sender, self.machine = caller, pacer, sender, machine

    def now(self) -> float:
        """Return the time of the pacer, in seconds."""
        return self._pacer.now()

    async def admit(self, chat_id: int) -> None:
        """Return when a message to this chat may go out."""
        await self._pacer.admit(chat_id, Lane.ANNOUNCEMENTS)

    async def admit_again(self, since: float) -> None:
        """Return at once, unless somebody else has been let in since: then when it is one's turn again."""
        await self._pacer.admit_again(since, Lane.ANNOUNCEMENTS)

    async def make(self, chat_id: int, act: Screen | Edit | Delete) -> Verdict:
        """Make one call, once."""
        return await self._caller.make(chat_id, to_call(chat_id, act), Lane.ANNOUNCEMENTS)

    async def is_answered(self) -> bool:
        """Ask Telegram something harmless; tell whether it answers."""
        verdict = await self._caller.ask("getMe")
        if isinstance(verdict, TryAfter):
            await asyncio.sleep(verdict.seconds)
        return isinstance(verdict, Done)

    async def fetch(self, file_id: str, most: int) -> bytes | None:
        """Return what a file of at most so many bytes holds; None where it cannot be fetched."""
        return await self._sender.fetch(file_id, most)

    async def show(self, chat_id: int, act: Screen | Edit) -> int:
        """Show something, as often as it takes; return the id of the message, 0 where there is none."""
        end = await self._sender.deliver(chat_id, to_call(chat_id, act))
        return end.message_id

    def do(self, tx: Transaction, chat_id: int, acts: Iterable[Act]) -> None:
        """Have something said or done in a chat, once the unit of work is on the disk."""
        turns.add_notice(tx, chat_id, to_calls(chat_id, acts))
