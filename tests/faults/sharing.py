"""Two processes on one PostgreSQL database, behind one address: updates go to them in turn."""

from __future__ import annotations

import asyncio
import random
import socket
from itertools import count
from typing import TYPE_CHECKING, Self

import aiohttp
from aiohttp import web

from bot.store.address import url_of
from tests.faults.process import BotProcess

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.store.address import PostgresAddress

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_AWAY = 502
_LEADS = b"INFO bot.app: leading"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Proxy:
    """Hands each request on to the next process in turn; some go to both, as Telegram may send them again."""

    def __init__(self, ports: list[int], twice: float, seed: int = 1) -> None:
        self.port, self._ports, self._twice = free_port(), ports, twice
        self._turns, self._chance = count(), random.Random(seed)
        self.only: int | None = None  # the one process that gets everything
        application = web.Application()
        application.router.add_post("/hook", self._hand_on)
        self._runner = web.AppRunner(application, access_log=None)
        self._session: aiohttp.ClientSession | None = None
        self.doubled = 0

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(trust_env=False)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()
        if self._session:
            await self._session.close()

    async def _hand_on(self, request: web.Request) -> web.Response:
        body, secret = await request.read(), request.headers.get(_SECRET_HEADER, "")
        first = next(self._turns) % len(self._ports) if self.only is None else self.only
        if self.only is None and self._chance.random() < self._twice:
            self.doubled += 1
            found = await asyncio.gather(*(self._post(port, body, secret) for port in self._ports))
            return web.Response(status=max(found) if 200 not in found else 200)
        return web.Response(status=await self._post(self._ports[first], body, secret))

    async def _post(self, port: int, body: bytes, secret: str) -> int:
        assert self._session
        headers = {_SECRET_HEADER: secret, "Content-Type": "application/json"}
        try:
            async with self._session.post(
                f"http://127.0.0.1:{port}/hook", data=body, headers=headers
            ) as answer:
                return answer.status
        except (aiohttp.ClientError, OSError):
            return _AWAY


class Pair:
    """Two processes of the bot, and the proxy before them."""

    def __init__(
        self, environment: Mapping[str, str], address: PostgresAddress, folder: Path, twice: float = 0.1
    ) -> None:
        ports = [free_port(), free_port()]
        self.proxy = Proxy(ports, twice)
        self.environment = {
            **environment,
            "PAYUNG_DATABASE_URL": url_of(address),
            "PAYUNG_WEBHOOK_URL": f"http://127.0.0.1:{self.proxy.port}/hook",
            "PAYUNG_WEBHOOK_SECRET": "rahasia-1",
        }
        self.processes = [
            BotProcess({**self.environment, "PAYUNG_LISTEN": f"127.0.0.1:{port}"}, folder / f"log{number}")
            for number, port in enumerate(ports)
        ]

    @property
    def leader(self) -> BotProcess:
        """The process that was the last to begin to lead."""
        return max(self.processes, key=lambda process: process.began(_LEADS))

    async def __aenter__(self) -> Self:
        await self.proxy.__aenter__()
        await asyncio.gather(*(process.start() for process in self.processes))
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.gather(*(process.kill() for process in self.processes))
        await self.proxy.__aexit__()
