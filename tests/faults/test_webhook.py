"""The webhook answers 200 only for what is in the store."""

from __future__ import annotations

import io
import socket
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.settings import Environment
from tests.conftest import RunningBot
from tests.talk import registers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.resources import Resources
    from bot.sandbox import Sandbox


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def hooked(environment: dict[str, str], resources: Resources) -> AsyncIterator[RunningBot]:
    port = free_port()
    environment |= {
        "PAYUNG_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook/x",
        "PAYUNG_WEBHOOK_SECRET": "rahasia-1",
        "PAYUNG_LISTEN": f"127.0.0.1:{port}",
    }
    running = RunningBot(Environment(environment).settings(), resources)
    await running.start()
    yield running
    await running.stop()


async def test_a_registration_comes_in_by_webhook(hooked: RunningBot, sandbox: Sandbox) -> None:
    await registers(sandbox.person(1001))


async def post(hooked: RunningBot, body: bytes, secret: str) -> int:
    assert hooked.settings.webhook
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(hooked.settings.webhook.url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [
        (b'{"update_id": 1}', "rahasia-1", 200),
        (b'{"update_id": 1}', "falsch", 401),
        (b'{"update_id": 1}', "", 401),
        (b"{", "rahasia-1", 400),
        (b"[]", "rahasia-1", 400),
        (b'{"update_id": "1"}', "rahasia-1", 400),
        (b"x" * (1 << 21), "rahasia-1", 413),
    ],
)
async def test_only_an_update_with_the_secret_is_taken(
    hooked: RunningBot, body: bytes, secret: str, status: int
) -> None:
    assert await post(hooked, body, secret) == status
