"""Calls that may as well not be made are left out first."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.gateway import sender as gateway_sender
from bot.gateway.calls import Call
from bot.gateway.pacer import Pacer
from bot.gateway.sender import Sender

SPARE = Call("editMessageReplyMarkup", {"chat_id": 1, "message_id": 7}, spare=True)


class Slow:
    """Makes calls that take until the test says so."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.go_on = asyncio.Event()

    async def make(self, _chat_id: int, call: Call, **_: Any) -> None:
        self.made.append(call.method)
        await self.go_on.wait()


def sender(caller: Slow, pacer: Pacer) -> Sender:
    none: Any = SimpleNamespace()
    slow: Any = caller
    return Sender(none, slow, pacer, none)


@pytest.fixture
def caller() -> Slow:
    return Slow()


async def test_a_spare_call_is_made_once_and_nobody_waits_for_it(caller: Slow) -> None:
    one = sender(caller, Pacer(0))
    one.make_spare(1, [SPARE])
    await asyncio.sleep(0)
    assert (caller.made, one.is_calling) == ([SPARE.method], True)
    caller.go_on.set()
    await one.drain(1)
    assert not one.is_calling


async def test_beside_many_calls_no_spare_one_is_made(caller: Slow) -> None:
    one = sender(caller, Pacer(0))
    for chat_id in range(gateway_sender._MOST_BESIDE + 5):
        one.make_spare(chat_id, [SPARE])
    await asyncio.sleep(0)
    assert len(caller.made) == gateway_sender._MOST_BESIDE
    caller.go_on.set()
    await one.drain(1)


async def test_when_the_program_ends_no_spare_call_is_begun(caller: Slow) -> None:
    one = sender(caller, Pacer(0))
    one.stop()
    one.make_spare(1, [SPARE])
    await asyncio.sleep(0)
    assert not caller.made
