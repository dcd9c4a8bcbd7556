"""One lane per chat: order within a chat, no waiting between chats, a flood that crowds nobody out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.gateway import lanes
from bot.settings import Environment
from bot.store.opening import transaction
from tests.conftest import RunningBot
from tests.talk import consents
from tests.waiting import until

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
    await rina.hears_until("perlindungan kerja")
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
        if "sampai di: NIK" not in message.text:
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
    await rina.hears_until("perlindungan kerja")
    await until(lambda: not open_turns(bot))


def open_turns(bot: RunningBot) -> int:
    settings = bot.settings
    with transaction(settings.database, settings.keys, settings.clock, reads=True) as tx:
        query = "SELECT count(*) FROM turns WHERE state IN ('received', 'applied')"
        return int(tx.connection.execute(query).fetchone()[0])


@pytest.mark.parametrize(
    ("damaged", "answer"),
    [
        ("answers", "sampai di: Untuk siapa"),
        ("position", "Saya Payung"),
        ("turn", "sampai di: Nama"),
        ("notice", "sampai di: Nama"),
    ],
)
async def test_a_row_that_cannot_be_read_silences_nobody(
    bot: RunningBot, sandbox: Sandbox, damaged: str, answer: str
) -> None:
    siti = sandbox.person(1001)
    await consents(siti)
    await siti.says("6106015708809002")
    await siti.hears_until("Sudah benar?")
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")
    await bot.stop()
    settings = bot.settings
    with transaction(settings.database, settings.keys, settings.clock) as tx:
        if damaged == "answers":
            tx.connection.execute("UPDATE answers SET sealed_value = x'00' WHERE sealed_value IS NOT NULL")
        elif damaged == "position":
            tx.connection.execute("UPDATE chats SET position = x'00'")
        else:
            tx.connection.execute(
                "INSERT INTO turns (bot_id, update_id, chat_id, state, received_at, calls, payload) "
                "VALUES (?, 7, 1001, ?, '2026', x'00', x'00')",
                (0, "applied") if damaged == "notice" else (4242, "received"),
            )
    await bot.start()
    await siti.says("halo")
    await siti.hears_until(answer)
    await siti.says("/bantuan")
    await siti.hears_until("Bantuan")
