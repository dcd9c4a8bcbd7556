"""One lane per chat: order within a chat, no waiting between chats, a flood that crowds nobody out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.gateway import lanes
from bot.settings import Environment
from tests.conftest import RunningBot
from tests.talk import consents

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.sandbox import Sandbox


async def test_a_flood_from_one_chat_keeps_nobody_waiting(
    environment: dict[str, str], resources: Resources, sandbox: Sandbox
) -> None:
    paced = {**environment, "PAYUNG_MESSAGES_PER_SECOND": "28"}
    running = RunningBot(Environment(paced).settings(), resources)
    await running.start()
    siti, rina = sandbox.person(1001), sandbox.person(1003)
    for number in range(lanes.MOST_OPEN + 500):
        await siti.says(f"banjir {number}")
    await asyncio.sleep(1)
    await rina.starts()
    await rina.hears_until("perlindungan kerja", timeout=3)
    await running.stop()


async def test_what_does_not_fit_into_a_lane_is_fetched_in_order(
    bot: RunningBot, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "MOST_IN_LANE", 3)
    siti = sandbox.person(1001)
    await consents(siti)
    for number in range(25):
        await siti.says(f"/apa{number}" if number % 2 else f"/status {number}")
    expected = ["belum dikirim" if number % 2 == 0 else "belum saya kenal" for number in range(25)]
    heard: list[str] = []
    while len(heard) < 25:
        message = await siti.hears()
        if "Berapa NIK" not in message.text:
            heard.append(message.text)
    assert all(words in text for words, text in zip(expected, heard, strict=True))


@pytest.mark.parametrize(
    "update",
    [
        {"message": {}},
        {"message": {"message_id": 1, "chat": {"id": 1001, "type": "private"}}},
        {"message": {"message_id": 1, "chat": {"id": 1 << 70, "type": "private"}, "text": "x"}},
        {"message": {"message_id": "1", "chat": {"id": "x"}, "text": 5}},
        {"callback_query": {"id": "1", "from": {"id": 1001}}},
        {"callback_query": {"id": "1", "from": {"id": 1001}, "data": "f1|" + "x" * 5000}},
        {"callback_query": {"id": "1"}},
        {"edited_message": {"message_id": 1, "chat": {"id": 1001, "type": "private"}}},
        {"my_chat_member": {"chat": {"id": 1001, "type": "private"}}},
        {"my_chat_member": {}},
        {"something_new": {"chat": {"id": 1001}}},
        {"message": "no object"},
        {"poll": {"id": "1"}},
        {
            "message": {
                "message_id": 1,
                "chat": {"id": 1001, "type": "private"},
                "from": {"id": 1001},
                "text": "\ud800",
            }
        },
    ],
)
async def test_an_update_of_any_shape_stops_nobody(
    bot: RunningBot, sandbox: Sandbox, update: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "_RETRY_PAUSE", 0.01)
    for kind, content in update.items():
        sandbox.world.updates.allowed = ()
        sandbox.world.updates.push(kind, 1001, content)
    rina = sandbox.person(1003)
    await rina.starts()
    await rina.hears_until("perlindungan kerja", timeout=3)
