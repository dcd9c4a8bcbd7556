"""The Bot API client against a server that answers whatever the test wants."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.gateway.bot_api import ApiBot
from bot.gateway.request import MaybeSentError, NotSentError, UnreadableError
from bot.gateway.verdicts import verdict_of
from bot.settings import Environment
from bot.store.crypto import new_secret
from bot.terms.verdicts import TryAfter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "4242:abcdefghijklmnop"


class Answers:
    """A server that gives the same answer to everything, and keeps what it was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, b'{"ok":true,"result":true}'
        self.asked: list[tuple[str, str, bytes]] = []

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, request.content_type, await request.read()))
        if self.status == 0:
            assert request.transport
            request.transport.close()
        return web.Response(status=self.status or 200, body=self.body)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
async def bot(answers: Answers) -> AsyncIterator[ApiBot]:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answers.handle)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    bot = ApiBot(settings(f"http://127.0.0.1:{port}"))
    honest = answers.body
    answers.body = (
        b'{"ok":true,"result":{"id":4242,"is_bot":true,"first_name":"Payung","username":"payung_bot"}}'
    )
    await bot.initialize()
    answers.body = honest
    answers.asked.clear()
    yield bot
    await bot.shutdown()
    await runner.cleanup()


def settings(url: str) -> Any:
    variables = {"PAYUNG_BOT_TOKEN": TOKEN, "PAYUNG_API_URL": url, "PAYUNG_SECRET_KEY": new_secret()}
    return Environment(variables).settings()


async def test_parameters_go_as_json_to_the_method(bot: ApiBot, answers: Answers) -> None:
    await bot.call("sendMessage", {"chat_id": 1, "reply_markup": {"inline_keyboard": []}})
    path, kind, body = answers.asked[0]
    assert path == f"/bot{TOKEN}/sendMessage"
    assert kind == "application/json"
    assert json.loads(body) == {"chat_id": 1, "reply_markup": {"inline_keyboard": []}}


async def test_a_file_goes_as_an_upload_beside_nested_parameters(bot: ApiBot, answers: Answers) -> None:
    file = {"file": "data.txt", "content": "aGFsbw=="}
    await bot.call(
        "sendDocument", {"chat_id": 1, "document": file, "reply_markup": {"keyboard": [[{"text": "x"}]]}}
    )
    _, kind, body = answers.asked[0]
    assert kind == "multipart/form-data"
    assert b'filename="data.txt"' in body
    assert b"halo" in body
    assert b'{"keyboard": [[{"text": "x"}]]}' in body


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "true",
        "<html>",
        '{"ok":true}',
        '{"ok":false,"error_code":500}',
        '{"ok":tr',
        "[" * 20_000,
    ],
    ids=str.__len__,
)
async def test_an_answer_that_is_none_is_unreadable(bot: ApiBot, answers: Answers, body: str) -> None:
    answers.body = body.encode()
    with pytest.raises(UnreadableError):
        await bot.call("sendMessage", {"chat_id": 1})


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (400, {"ok": False, "description": "Bad Request: x"}, BadRequest),
        (400, {"ok": False, "description": "x", "parameters": {"migrate_to_chat_id": -5}}, ChatMigrated),
        (403, {"ok": False, "description": "Forbidden: x"}, Forbidden),
        (429, {"ok": False, "description": "x", "parameters": {"retry_after": 3}}, RetryAfter),
        (500, {"ok": False}, NetworkError),
        (502, "<html>", NetworkError),
    ],
)
async def test_refusals_come_as_the_errors_of_the_library(
    bot: ApiBot, answers: Answers, status: int, body: Any, expected: type[TelegramError]
) -> None:
    answers.status, answers.body = status, (body if isinstance(body, str) else json.dumps(body)).encode()
    with pytest.raises(expected):
        await bot.call("sendMessage", {"chat_id": 1})


@pytest.mark.parametrize(("wait", "seconds"), [(3, 3.0), (0.5, 0.5), ("soon", 5.0), (-1, 0.0)])
async def test_a_429_says_how_long_to_wait(bot: ApiBot, answers: Answers, wait: Any, seconds: float) -> None:
    answers.status, answers.body = (
        429,
        json.dumps({"ok": False, "parameters": {"retry_after": wait}}).encode(),
    )
    with pytest.raises((RetryAfter, UnreadableError)) as raised:
        await bot.call("sendMessage", {"chat_id": 1})
    if isinstance(raised.value, RetryAfter):
        assert verdict_of(raised.value) == TryAfter(seconds)


async def test_a_connection_that_breaks_may_have_been_received(bot: ApiBot, answers: Answers) -> None:
    answers.status = 0
    with pytest.raises(MaybeSentError) as raised:
        await bot.call("sendMessage", {"chat_id": 1, "text": "rahasia"})
    assert TOKEN not in str(raised.value)
    assert "rahasia" not in str(raised.value)


async def test_no_connection_means_not_sent() -> None:
    bot = ApiBot(settings("http://127.0.0.1:9"))
    with pytest.raises(NotSentError) as raised:
        await bot.initialize()
    await bot.shutdown()
    assert TOKEN not in repr(raised.value)
