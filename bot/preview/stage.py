"""The bot as it runs, against the stand-in and a store that goes away: what conversations are walked on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.app import Service
from bot.folders import ROOT
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.store.connection import Store
from bot.store.crypto import new_secret, read_secret
from bot.store.keyring import KeyRing
from bot.store.opening import prepare
from bot.turns.store import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.clock import Clock
    from bot.resources import Resources

_PAUSE = 0.003


@dataclass(frozen=True, slots=True)
class Stage:
    """A running bot, its store and its Telegram."""

    resources: Resources
    sandbox: Sandbox
    store: Store
    service: Service

    async def settled(self) -> None:
        """Wait until the bot has received, answered and been heard in everything that was done."""
        while await self._is_busy():  # noqa: ASYNC110 - another thread settles turns: there is no event
            await asyncio.sleep(_PAUSE)

    async def _is_busy(self) -> bool:
        if self.sandbox.world.updates.pending:
            return True
        open_turns = await self.store.run(lambda tx: Turns(tx).chats_with_open())
        return bool(open_turns) or self.service.is_calling


@asynccontextmanager
async def stage(resources: Resources, clock: Clock) -> AsyncIterator[Stage]:
    """Give a bot that runs in this process; nobody is there yet, and nothing of it stays."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "payung.db"
        async with Sandbox(people=(), page=False) as sandbox:
            settings = Settings(
                sandbox.token, sandbox.url, database, KeyRing(read_secret(new_secret())), ROOT / "config",
                None,
                0.0, "off", clock,
            )  # fmt: skip
            prepare(database, settings.keys)
            async with (
                Store(database, settings.keys, clock) as store,
                _serving(settings, resources, store) as service,
            ):
                yield Stage(resources, sandbox, store, service)


@asynccontextmanager
async def _serving(settings: Settings, resources: Resources, store: Store) -> AsyncIterator[Service]:
    service = Service(settings, resources, store)
    await service.start()
    running = asyncio.create_task(service.run())
    try:
        yield service
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await service.stop()
