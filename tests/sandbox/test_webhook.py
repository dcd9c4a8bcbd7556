from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.sandbox import Sandbox

from .client import Bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import aiohttp

    from bot.sandbox import PersonDriver


class Receiver:
    """Take a bot's place behind a webhook."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.slow_chats: set[int] = set()
        self.at_once = 0
        self.most_at_once = 0
        self.url = ""
        self.taken = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        update = await request.json()
        if update.get("message", {}).get("chat", {}).get("id") in self.slow_chats:
            await asyncio.sleep(0.2)
        self.at_once -= 1
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200:
            self.updates.append(update)
            self.taken.set()
        return web.Response(status=status)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates]

    async def has(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.updates) < count:
                await self.taken.wait()
                self.taken.clear()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(backoff=(0.02, 0.1)) as running:
        yield running


async def test_updates_arrive_with_the_secret(bot: Bot, siti: PersonDriver, receiver: Receiver) -> None:
    assert (await bot("setWebhook", url=receiver.url, secret_token="rahasia_1")).result is True
    await siti.says("halo")
    await receiver.has(1)
    assert receiver.texts == ["halo"]
    assert receiver.secrets == ["rahasia_1"]


async def test_what_waited_is_delivered_unless_it_is_dropped(
    bot: Bot, siti: PersonDriver, receiver: Receiver
) -> None:
    await siti.says("lama")
    await bot("setWebhook", url=receiver.url, drop_pending_updates=True)
    await siti.says("baru")
    await receiver.has(1)
    await bot("deleteWebhook")
    await siti.says("kemudian")
    await bot("setWebhook", url=receiver.url)
    await receiver.has(2)
    assert receiver.texts == ["baru", "kemudian"]


async def test_a_failed_delivery_is_repeated_until_it_is_acknowledged(
    bot: Bot, siti: PersonDriver, receiver: Receiver
) -> None:
    receiver.statuses = [500, 302, 403]
    await bot("setWebhook", url=receiver.url)
    await siti.says("satu")
    await siti.says("dua")
    await receiver.has(2)
    assert receiver.texts == ["satu", "dua"]
    info = (await bot("getWebhookInfo")).result
    assert info["last_error_message"].startswith("Wrong response from the webhook: 403")
    assert info["pending_update_count"] == 0


async def test_a_webhook_nobody_serves_keeps_its_updates(bot: Bot, siti: PersonDriver) -> None:
    await bot("setWebhook", url="http://127.0.0.1:1/hook", allowed_updates=["message"])
    await siti.says("halo")
    info: dict[str, Any] = {}
    async with asyncio.timeout(60):
        while "last_error_message" not in info:
            info = (await bot("getWebhookInfo")).result
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1
    assert info["allowed_updates"] == ["message"]
    await bot("deleteWebhook")
    assert len(await bot.updates()) == 1


async def test_chats_run_side_by_side_but_each_in_order(
    bot: Bot, siti: PersonDriver, receiver: Receiver
) -> None:
    receiver.slow_chats = {1001}
    john = bot.sandbox.person(1002)
    await bot("setWebhook", url=receiver.url)
    await siti.says("a1")
    await siti.says("a2")
    await john.says("b1")
    await john.says("b2")
    await receiver.has(4)
    assert receiver.texts == ["b1", "b2", "a1", "a2"]
    assert receiver.most_at_once == 2


async def test_no_more_connections_than_allowed_are_used_at_once(
    bot: Bot, siti: PersonDriver, receiver: Receiver
) -> None:
    receiver.slow_chats = {1001, 1002}
    await bot("setWebhook", url=receiver.url, max_connections=1)
    await siti.says("a")
    await bot.sandbox.person(1002).says("b")
    await receiver.has(2)
    assert receiver.most_at_once == 1


async def test_polling_is_refused_while_a_webhook_is_set(bot: Bot, receiver: Receiver) -> None:
    polling = asyncio.create_task(bot("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await bot("setWebhook", url=receiver.url)
    assert (await polling).words == "Conflict: terminated by setWebhook request"
    answer = await bot("getUpdates")
    assert (answer.status, answer.words) == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
    )
    await bot("setWebhook", url="")
    assert await bot.updates() == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://127.0.0.1/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://example.com/"}, "bad webhook: this sandbox delivers to its own machine only"),
        (
            {"url": "http://127.0.0.1:1/", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_webhook_that_cannot_be_is_refused(bot: Bot, params: dict[str, str], words: str) -> None:
    assert (await bot("setWebhook", **params)).words == f"Bad Request: {words}"


async def test_a_fault_delivers_an_acknowledged_update_again(
    bot: Bot, siti: PersonDriver, receiver: Receiver
) -> None:
    await bot("setWebhook", url=receiver.url)
    bot.sandbox.faults.add("repeat_update", count=1)
    await siti.says("dua kali")
    await siti.says("sekali")
    await receiver.has(3)
    assert receiver.texts == ["dua kali", "dua kali", "sekali"]


async def test_other_hosts_are_allowed_by_name(session: aiohttp.ClientSession) -> None:
    async with Sandbox(webhook_hosts=("bot.test",)) as sandbox:
        assert (await Bot(sandbox, session)("setWebhook", url="http://bot.test/")).result is True
