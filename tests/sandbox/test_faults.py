from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.sandbox import Limits, Sandbox
from bot.sandbox.limits import Throttle
from bot.sandbox.refusals import RefusedError

from .client import Bot

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver


async def test_too_many_requests_tell_how_long_to_wait(bot: Bot, siti: PersonDriver) -> None:
    bot.sandbox.faults.add("429", count=1, retry_after=7)
    answer = await bot("sendMessage", chat_id=1001, text="halo")
    assert (answer.status, answer.words) == (429, "Too Many Requests: retry after 7")
    assert answer.body["parameters"] == {"retry_after": 7}
    await bot.says(1001, "halo")
    assert [message.text for message in siti.chat] == ["/start", "halo"]


@pytest.mark.usefixtures("siti")
async def test_refusals_may_be_injected_with_their_words(bot: Bot) -> None:
    bot.sandbox.faults.add("403", count=1)
    bot.sandbox.faults.add("400", count=1, description="Bad Request: PEER_ID_INVALID")
    send = {"chat_id": 1001, "text": "halo"}
    assert (await bot("sendMessage", **send)).words == "Forbidden: bot was blocked by the user"
    assert (await bot("sendMessage", **send)).words == "Bad Request: PEER_ID_INVALID"
    assert (await bot("sendMessage", **send)).status == 200


async def test_a_server_error_is_a_page_of_html(bot: Bot, siti: PersonDriver) -> None:
    bot.sandbox.faults.add("500", count=1)
    async with bot.session.post(f"{bot.root}/sendMessage", json={"chat_id": 1001, "text": "x"}) as response:
        assert response.status == 500
        assert response.content_type == "text/html"
    assert len(siti.chat) == 1


async def test_a_truncated_answer_comes_after_the_work(bot: Bot, siti: PersonDriver) -> None:
    bot.sandbox.faults.add("truncated_json", count=1)
    async with bot.session.post(f"{bot.root}/sendMessage", json={"chat_id": 1001, "text": "x"}) as response:
        with pytest.raises(json.JSONDecodeError):
            await response.json()
    assert (await siti.hears()).text == "x"


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 1)])
async def test_a_dropped_connection_leaves_the_bot_in_doubt(
    bot: Bot, siti: PersonDriver, kind: str, arrived: int
) -> None:
    bot.sandbox.faults.add(kind, method="sendMessage", count=1)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot("sendMessage", chat_id=1001, text="x")
    assert len(siti.chat) == 1 + arrived
    assert bot.sandbox.calls[-1].outcome == kind
    assert (await bot("sendMessage", chat_id=1001, text="x")).status == 200


@pytest.mark.usefixtures("siti")
async def test_a_delayed_answer_is_late_but_whole(bot: Bot) -> None:
    bot.sandbox.faults.add("delay", seconds=0.1)
    began = asyncio.get_running_loop().time()
    await bot.says(1001, "x")
    assert asyncio.get_running_loop().time() - began >= 0.095


async def test_a_confirmed_update_may_come_again(bot: Bot, siti: PersonDriver) -> None:
    await siti.says("halo")
    (update,) = await bot.updates()
    bot.sandbox.faults.add("repeat_update", count=1)
    assert await bot.updates(offset=update["update_id"] + 1) == [update]
    assert await bot.updates(offset=update["update_id"] + 1) == []


async def test_a_given_update_may_be_repeated_at_once(bot: Bot, siti: PersonDriver) -> None:
    await siti.says("satu")
    await siti.says("dua")
    first, second = await bot.updates()
    await bot.updates(offset=second["update_id"] + 1)
    polling = asyncio.create_task(bot.updates(offset=second["update_id"] + 1, timeout=20))
    await asyncio.sleep(0.05)
    bot.sandbox.repeat_update(first["update_id"])
    assert await polling == [first]
    bot.sandbox.repeat_update()
    assert await bot.updates() == [second]
    with pytest.raises(LookupError):
        bot.sandbox.repeat_update(1)


async def test_faults_hit_only_what_they_are_meant_for(bot: Bot, siti: PersonDriver) -> None:
    await bot.sandbox.person(1002).starts()
    bot.sandbox.faults.add("429", method="SendMessage", chat_id=1001)
    assert (await bot("sendMessage", chat_id=1001, text="x")).status == 429
    assert (await bot("sendMessage", chat_id="1001", text="x")).status == 429
    assert (await bot("sendMessage", chat_id=1002, text="x")).status == 200
    assert (await bot("sendChatAction", chat_id=siti.id, action="typing")).status == 200


async def test_a_fault_without_a_method_leaves_polling_in_peace(bot: Bot) -> None:
    bot.sandbox.faults.add("429")
    assert (await bot("getMe")).status == 429
    assert (await bot("getUpdates")).status == 200
    bot.sandbox.faults.add("500", method="getUpdates")
    async with bot.session.post(f"{bot.root}/getUpdates") as response:
        assert response.status == 500


async def test_a_probability_is_the_same_with_every_run_of_one_seed(session: aiohttp.ClientSession) -> None:
    runs = []
    for _ in range(2):
        async with Sandbox(seed=7) as sandbox:
            sandbox.faults.add("429", probability=0.5)
            bot = Bot(sandbox, session)
            runs.append([(await bot("getMe")).status for _ in range(20)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 429}


async def test_faults_are_switched_on_and_off_by_hand(bot: Bot) -> None:
    fault = await bot.control("POST", "faults", {"kind": "429", "method": "getMe"})
    assert (await bot("getMe")).status == 429
    assert [one["kind"] for one in await bot.control("GET", "faults")] == ["429"]
    assert await bot.control("DELETE", f"faults/{fault['id']}") == []
    assert (await bot("getMe")).status == 200
    await bot.control("POST", "faults", {"kind": "500"})
    assert await bot.control("DELETE", "faults") == []
    assert "no fault is called" in (await bot.control("POST", "faults", {"kind": "flood"}))["error"]


async def test_an_update_is_repeated_by_hand(bot: Bot, siti: PersonDriver) -> None:
    await siti.says("halo")
    (update,) = await bot.updates()
    await bot.updates(offset=update["update_id"] + 1)
    asked = {"kind": "repeat_update", "update_id": update["update_id"]}
    assert await bot.control("POST", "faults", asked) == {"repeated": update["update_id"]}
    assert await bot.updates() == [update]


async def test_without_limits_a_bot_may_flood(bot: Bot, siti: PersonDriver) -> None:
    for _ in range(40):
        await bot.says(siti.id, "x")


@pytest.mark.usefixtures("siti")
async def test_limits_refuse_a_flood_in_one_chat(bot: Bot) -> None:
    limits = {"per_second": 30, "per_chat_per_second": 1, "burst": 2}
    assert (await bot.control("POST", "limits", limits))["burst"] == 2
    answers = [await bot("sendMessage", chat_id=1001, text="x") for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[-1].body["parameters"]["retry_after"] == 1
    assert (await bot("getMe")).status == 200
    assert await bot.control("DELETE", "limits") is None
    await bot.says(1001, "x")


def test_limits_count_the_whole_and_refill_with_time() -> None:
    now = [0.0]
    throttle = Throttle(Limits(per_second=2, per_chat_per_second=1, burst=1), lambda: now[0])
    throttle.check(1)
    throttle.check(2)
    with pytest.raises(RefusedError, match="retry after 1"):
        throttle.check(3)
    now[0] = 1.0
    throttle.check(4)


def test_a_group_takes_twenty_messages_a_minute() -> None:
    throttle = Throttle(Limits(per_second=1000), lambda: 0.0)
    for _ in range(20):
        throttle.check(-5)
    with pytest.raises(RefusedError, match="retry after 3"):
        throttle.check(-5)
