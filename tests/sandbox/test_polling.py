from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.waiting import until

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver

    from .client import Bot


async def until_it_waits(bot: Bot) -> None:
    """Return once a poller waits at the stand-in."""
    await until(lambda: bot.sandbox._delivery._waiting)


async def test_updates_come_again_until_they_are_confirmed(bot: Bot, siti: PersonDriver) -> None:
    await siti.says("satu")
    await siti.says("dua")
    first = await bot.updates()
    assert [update["message"]["text"] for update in first] == ["satu", "dua"]
    assert await bot.updates() == first
    assert await bot.updates(offset=first[0]["update_id"] + 1) == first[1:]
    assert await bot.updates() == first[1:]


async def test_update_and_message_ids_grow(bot: Bot, siti: PersonDriver) -> None:
    for number in range(3):
        await siti.says(str(number))
    await bot.sandbox.person(1002).says("hello")
    updates = await bot.updates()
    ids = [update["update_id"] for update in updates]
    assert ids == list(range(ids[0], ids[0] + 4))
    assert [update["message"]["message_id"] for update in updates] == [2, 3, 4, 5]


async def test_the_numbering_goes_on_from_where_it_is_told_to(bot: Bot, siti: PersonDriver) -> None:
    bot.sandbox.world.updates.goes_on_from(900)
    await siti.says("satu")
    assert [update["update_id"] for update in await bot.updates()] == [900]


async def test_a_limit_takes_the_oldest(bot: Bot, siti: PersonDriver) -> None:
    for number in range(5):
        await siti.says(str(number))
    assert [update["message"]["text"] for update in await bot.updates(limit=2)] == ["0", "1"]


async def test_a_negative_offset_keeps_only_the_last(bot: Bot, siti: PersonDriver) -> None:
    for number in range(5):
        await siti.says(str(number))
    assert [update["message"]["text"] for update in await bot.updates(offset=-1)] == ["4"]
    assert len(await bot.updates()) == 1


async def test_a_long_poll_ends_as_soon_as_something_happens(bot: Bot, siti: PersonDriver) -> None:
    polling = asyncio.create_task(bot.updates(timeout=20))
    await until_it_waits(bot)
    await siti.says("halo")
    async with asyncio.timeout(60):
        (update,) = await polling
    assert update["message"]["text"] == "halo"


async def test_a_long_poll_without_news_ends_empty_after_its_time(bot: Bot) -> None:
    began = asyncio.get_running_loop().time()
    assert await bot.updates(timeout=1) == []
    assert asyncio.get_running_loop().time() - began >= 0.95


async def test_a_second_poller_ends_the_first_one(bot: Bot, siti: PersonDriver) -> None:
    first = asyncio.create_task(bot("getUpdates", timeout=20))
    await until_it_waits(bot)
    second = asyncio.create_task(bot("getUpdates", timeout=20))
    answer = await first
    assert (answer.status, answer.words) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await siti.says("halo")
    assert len((await second).result) == 1


async def test_allowed_updates_are_remembered(bot: Bot, siti: PersonDriver) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    await siti.says("tidak terdengar")
    await siti.taps_data("x")
    assert [set(update) - {"update_id"} for update in await bot.updates()] == [{"callback_query"}]
    await bot.updates(allowed_updates=[])
    await siti.says("terdengar")
    assert len(await bot.updates()) == 2


async def test_a_poller_that_waits_is_let_go_when_the_sandbox_stops(bot: Bot) -> None:
    polling = asyncio.create_task(bot.updates(timeout=20))
    await until_it_waits(bot)
    async with asyncio.timeout(60):
        await bot.sandbox.stop()
        assert await polling == []
