from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.sandbox import Sandbox

from .client import Bot

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver


async def test_a_bot_learns_who_it_is(bot: Bot) -> None:
    me = (await bot("getMe")).result
    assert me["id"] == 4242
    assert me["username"] == "payung_contoh_bot"
    assert me["is_bot"] is True


async def test_method_names_may_be_written_in_any_case(bot: Bot) -> None:
    assert (await bot("GETME")).status == 200


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [("4242:wrong", 401, "Unauthorized"), ("nonsense", 404, "Not Found"), ("4242", 404, "Not Found")],
)
async def test_a_wrong_token_is_refused(bot: Bot, token: str, status: int, words: str) -> None:
    bot.root = f"{bot.sandbox.url}/bot{token}"
    answer = await bot("getMe")
    assert (answer.status, answer.words) == (status, words)


async def test_an_unknown_method_is_not_found(bot: Bot) -> None:
    answer = await bot("sendMassage")
    assert (answer.status, answer.words) == (404, "Not Found: method not found")


async def test_parameters_may_come_as_query_string(bot: Bot, siti: PersonDriver) -> None:
    answer = await bot.get("sendMessage", chat_id=1001, text="halo")
    assert answer.result["text"] == "halo"
    assert (await siti.hears()).text == "halo"


async def test_parameters_may_come_as_form_with_nested_json(bot: Bot, siti: PersonDriver) -> None:
    keyboard = json.dumps({"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]})
    answer = await bot.post("sendMessage", data={"chat_id": "1001", "text": "halo", "reply_markup": keyboard})
    assert answer.result["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "y"
    assert (await siti.hears()).buttons == ["Ya"]


@pytest.mark.usefixtures("siti")
async def test_parameters_may_come_as_multipart(bot: Bot) -> None:
    form = aiohttp.FormData(default_to_multipart=True)
    form.add_field("chat_id", "1001")
    form.add_field("text", "halo")
    assert (await bot.post("sendMessage", data=form)).result["text"] == "halo"


async def test_a_body_that_is_no_json_is_refused(bot: Bot) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await bot.post("sendMessage", data=b"{oops", headers=headers)
    assert answer.words == "Bad Request: can't parse JSON object"
    assert (await bot.post("sendMessage", data=b"[]", headers=headers)).status == 400


async def test_an_unknown_parameter_is_refused_so_that_mistakes_show(bot: Bot) -> None:
    answer = await bot("sendMessage", chat_id=1001, txt="halo")
    assert (answer.status, answer.words) == (400, 'Bad Request: unknown parameter "txt"')


async def test_without_strictness_unknown_parameters_are_ignored(session: aiohttp.ClientSession) -> None:
    async with Sandbox(strict=False) as sandbox:
        assert (await Bot(sandbox, session)("getMe", nonsense=1)).status == 200


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"text": "x", "chat_id": "abc"}, "chat not found"),
        ("deleteMessage", {"chat_id": 1001}, "message identifier is not specified"),
        ("deleteMessage", {"chat_id": 1001, "message_id": "x"}, "invalid message_id specified"),
        ("setMyCommands", {"commands": "[oops"}, "can't parse commands JSON object"),
        ("sendPhoto", {"chat_id": 1001}, "there is no photo in the request"),
    ],
)
async def test_missing_and_malformed_parameters_are_refused(
    bot: Bot, method: str, params: dict[str, object], words: str
) -> None:
    assert (await bot(method, **params)).words == f"Bad Request: {words}"


@pytest.mark.usefixtures("siti")
async def test_every_call_is_noted_with_its_outcome(bot: Bot) -> None:
    await bot("sendMessage", chat_id=1001, text="satu")
    await bot("sendMessage", chat_id="1001")
    first, second = bot.sandbox.calls
    assert (first.method, first.chat_id, first.outcome) == ("sendMessage", 1001, "ok")
    assert first.args["text"] == "satu"
    assert (second.chat_id, second.outcome) == (1001, "400 Bad Request: message text is empty")


async def test_answers_take_as_long_as_the_latency_says(session: aiohttp.ClientSession) -> None:
    async with Sandbox(latency=(0.05, 0.06)) as sandbox:
        loop_time = asyncio.get_running_loop().time
        began = loop_time()
        await Bot(sandbox, session)("getMe")
        assert loop_time() - began >= 0.045


async def test_a_port_that_is_taken_raises_an_error(sandbox: Sandbox) -> None:
    with pytest.raises(OSError, match="address already in use"):
        await Sandbox(port=sandbox.port).start()


async def test_a_sandbox_comes_back_at_the_same_port_with_the_same_world(
    bot: Bot, siti: PersonDriver
) -> None:
    port = bot.sandbox.port
    await bot.sandbox.stop()
    await bot.sandbox.start()
    assert bot.sandbox.port == port
    assert (await bot.says(1001, "masih di sini"))["message_id"] == 2
    assert len(siti.chat) == 2
