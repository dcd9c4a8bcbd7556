"""What is said by calls that nothing is stored for: that the store cannot be written to, or the chat is full.

Telegram keeps what it delivered until it is acknowledged, so nothing is lost; but nobody is left in silence.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final

from bot.gateway.calls import Call
from bot.gateway.events import chat_of
from bot.logs import where
from bot.staff.store import Staff
from bot.store.failures import StoreFaultError
from bot.terms.roles import Right, may
from bot.texts import key, language_of

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Mapping

    from bot.gateway.caller import Caller
    from bot.gateway.pacer import Pacer
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.texts import Catalogues

log = logging.getLogger(__name__)

_AGAIN: Final = 600.0  # seconds until a chat is told anew
_KEEPERS_AGAIN: Final = 3600.0
_MOST_CHATS: Final = 1000  # that are remembered
_MOST_AT_ONCE: Final = 20  # in flight: there may be hundreds who write
_SECONDS: Final = 10.0  # to wait for an answer


class Stopgap:
    """Tells people that what they wrote waits, and whoever keeps the program why."""

    def __init__(self, caller: Caller, pacer: Pacer, catalogues: Catalogues, store: Store) -> None:
        self._caller, self._pacer, self._catalogues, self._store = caller, pacer, catalogues, store
        self._told: dict[int, float] = {}
        self._keepers_told = float("-inf")
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, updates: Iterable[Mapping[str, Any]], fault: StoreFaultError) -> None:
        """Tell those who have just written, each once in a while, and the keepers."""
        now = self._pacer.now()
        for update in updates:
            chat_id = chat_of(update)
            is_due = now - self._told.get(chat_id, float("-inf")) >= _AGAIN
            if chat_id > 0 and is_due and len(self._tasks) < _MOST_AT_ONCE:
                self._told[chat_id] = now
                self._begin(self._tell(chat_id, self._language(update), key("error.stored_later")))
        if now - self._keepers_told >= _KEEPERS_AGAIN:
            self._keepers_told = now
            self._begin(self._tell_keepers(fault))
        while len(self._told) > _MOST_CHATS:
            self._told.pop(next(iter(self._told)))

    def refuse(self, update: Mapping[str, Any]) -> None:
        """Tell a chat that it sends too much, before the answers that still wait for it."""
        self._begin(self._tell(chat_of(update), self._language(update), key("error.crowded")))

    def _begin(self, telling: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(telling)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("somebody could not be told: %s", where(error))

    def _language(self, update: Mapping[str, Any]) -> str:
        """Return a language out of what Telegram says of the sender: the store is not asked."""
        for kind in ("message", "callback_query", "edited_message"):
            sender = update.get(kind, {}).get("from") if isinstance(update.get(kind), dict) else None
            if isinstance(sender, dict):
                code = sender.get("language_code")
                return language_of(code if isinstance(code, str) else None, self._catalogues.languages)
        return language_of(None, self._catalogues.languages)

    async def _tell(self, chat_id: int, language: str, message_id: str, **values: str) -> None:
        text = self._catalogues[language](message_id, **values)
        await self._pacer.admit(chat_id)
        params = {"chat_id": chat_id, "text": text, "parse_mode": "HTML"}
        await self._caller.make(chat_id, Call("sendMessage", params), seconds=_SECONDS)

    async def _tell_keepers(self, fault: StoreFaultError) -> None:
        """Tell whoever keeps the program; reading goes on while nothing can be written."""
        try:
            keepers = await self._store.look(_keepers)
        except StoreFaultError:
            log.error("nobody can be told: the store cannot be read either")  # noqa: TRY400
            return
        for chat_id, language in keepers:
            await self._tell(chat_id, language, key("error.store"), why=str(fault))

    async def stop(self) -> None:
        """End what is still being told."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _keepers(tx: Transaction) -> list[tuple[int, str]]:
    return [(one.chat_id, one.language) for one in Staff(tx).reachable() if may(one.role, Right.OPERATE)]
