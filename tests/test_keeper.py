"""Loops that are kept going."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.errors import StoppingError
from bot.keeper import Keeper, Policy
from bot.store.failures import StoreFaultError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

SOON = Policy(every=0.001, first_pause=0.001, longest_pause=0.001, passing=(ConnectionError,))


@pytest.fixture
async def keeper() -> AsyncIterator[Keeper]:
    keeper = Keeper(Clock())
    yield keeper
    await keeper.close()


def rounds(*ends: Exception | None) -> tuple[Callable[[], Coroutine[None, None, None]], asyncio.Event]:
    """Return a round that ends as told, one after the other, and what tells that it was done once more."""
    left, enough = list(ends), asyncio.Event()

    async def do() -> None:
        if not left:
            enough.set()
            return
        if error := left.pop(0):
            raise error

    return do, enough


async def test_a_round_that_fails_is_followed_by_another(keeper: Keeper) -> None:
    round_, enough = rounds(ValueError("secret words"), None, StoreFaultError("full"))
    keeper.keep("work", round_, SOON)
    await asyncio.wait_for(enough.wait(), 60)
    (loop,) = keeper.loops
    assert loop.name == "work"


async def test_the_time_of_the_last_round_that_went_well_is_known_and_what_failed_since(
    keeper: Keeper,
) -> None:
    begun = Clock().now()
    failing = asyncio.Event()
    left = [None, ValueError(), ValueError()]

    async def do() -> None:
        if not left:
            failing.set()
            await asyncio.Event().wait()
        if error := left.pop(0):
            raise error

    keeper.keep("work", do, SOON)
    await asyncio.wait_for(failing.wait(), 60)
    (loop,) = keeper.loops
    assert loop.last_round
    assert begun <= loop.last_round <= Clock().now()
    assert loop.failures == 2


async def test_a_fault_is_told_by_its_kind_and_place_and_one_of_the_world_outside_in_a_word(
    keeper: Keeper, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)  # whatever a command that ran before has set
    round_, enough = rounds(ValueError("secret words"), ConnectionError("secret address"))
    keeper.keep("work", round_, SOON)
    await asyncio.wait_for(enough.wait(), 60)
    own, passing = caplog.records
    assert own.levelno == logging.ERROR
    assert own.getMessage().startswith("work failed: ValueError at do:")
    assert (passing.levelno, passing.getMessage()) == (logging.WARNING, "work failed: ConnectionError")
    assert "secret" not in caplog.text


async def test_a_loop_ends_when_the_program_does(keeper: Keeper) -> None:
    round_, _ = rounds(StoppingError())
    keeper.keep("work", round_, SOON)
    (loop,) = keeper.loops
    assert loop.task
    await asyncio.wait_for(loop.task, 60)


async def test_no_two_loops_share_a_name(keeper: Keeper) -> None:
    round_, _ = rounds()
    keeper.keep("work", round_, SOON)
    with pytest.raises(ValueError, match="work"):
        keeper.keep("work", round_, SOON)


async def test_closing_ends_loops_and_what_is_done_beside_them() -> None:
    keeper, begun = Keeper(Clock()), asyncio.Event()

    async def forever() -> None:
        begun.set()
        await asyncio.Event().wait()

    keeper.keep("work", forever, SOON)
    keeper.do_once("beside", forever())
    await begun.wait()
    await asyncio.wait_for(keeper.close(), 60)
    assert all(loop.task and loop.task.done() for loop in keeper.loops)
