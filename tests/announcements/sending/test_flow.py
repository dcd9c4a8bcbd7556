"""How many calls of announcements may be under way at once."""

from __future__ import annotations

import asyncio

import pytest

from bot.announcements.sending.flow import Flow


class Hours:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def flow_of(rate: float, clock: Hours | None = None, seconds: float = 1.0) -> Flow:
    """Return the flow of a line that has once answered after some seconds."""
    clock = clock or Hours()
    flow = Flow(rate, clock)
    since = flow.called()
    clock.at += seconds
    flow.answered(since)
    return flow


async def enters(flow: Flow, most: int = 1000) -> int:
    """Enter as often as it goes without waiting; return how often."""
    for count in range(most):
        try:
            await asyncio.wait_for(flow.enter(), 0.01)
        except TimeoutError:
            return count
    return most


async def room_after(flow: Flow, successes: int) -> int:
    """Return how many may be under way after so many successes."""
    for _ in range(successes):
        flow.succeeded()
    count = await enters(flow)
    for _ in range(count):
        flow.leave()
    return count


async def test_few_begin_and_each_success_lets_one_more_in() -> None:
    flow = flow_of(28)
    assert await room_after(flow, 0) == 4
    assert await room_after(flow, 1) == 5
    assert await room_after(flow, 2) == 7


async def test_some_successes_in_a_row_let_as_many_in_as_the_rate_needs() -> None:
    assert await room_after(flow_of(28), 3) == 7
    assert await room_after(flow_of(28), 4) == 29
    assert await room_after(flow_of(28), 5) == 30
    assert await room_after(flow_of(0), 4) == 8


@pytest.mark.parametrize(("rate", "most"), [(0, 300), (1, 4), (28, 56), (1000, 300)])
async def test_never_are_more_under_way_than_the_rate_needs(rate: float, most: int) -> None:
    assert await room_after(flow_of(rate), 1000) == most


async def test_nobody_enters_on_a_line_that_has_fallen_silent_until_it_answers() -> None:
    clock = Hours()
    flow = flow_of(28, clock, seconds=0.15)
    since = flow.called()
    clock.at += 0.5
    assert await enters(flow, 1) == 1
    clock.at += 0.2
    assert await enters(flow, 1) == 0
    waiting, late = asyncio.create_task(flow.enter()), asyncio.create_task(flow.until_heard())
    await asyncio.sleep(0)
    assert not waiting.done()
    assert not late.done()
    flow.answered(since)
    await asyncio.wait_for(asyncio.gather(waiting, late), 60)


async def test_a_line_on_which_every_call_was_lost_is_not_waited_for() -> None:
    clock = Hours()
    flow = flow_of(28, clock, seconds=0.15)
    flow.called()
    clock.at += 5
    waiting = asyncio.create_task(flow.until_heard())
    await asyncio.sleep(0)
    flow.lost()
    await asyncio.wait_for(waiting, 60)


async def test_whoever_waits_enters_when_another_leaves() -> None:
    flow = flow_of(28)
    assert await enters(flow) == 4
    waiting = asyncio.create_task(flow.enter())
    await asyncio.sleep(0)
    assert not waiting.done()
    flow.leave()
    await asyncio.wait_for(waiting, 60)
    assert await enters(flow) == 0


async def test_who_no_longer_waits_takes_no_place() -> None:
    flow = flow_of(28)
    assert await enters(flow) == 4
    waiting = asyncio.create_task(flow.enter())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    flow.leave()
    assert await enters(flow) == 1


async def test_a_failure_halves_what_may_be_under_way_down_to_one() -> None:
    flow = flow_of(28)
    assert await room_after(flow, 60) == 56
    flow.failed()
    assert await room_after(flow, 0) == 28
    for _ in range(10):
        flow.failed()
    assert await room_after(flow, 0) == 1


async def test_a_smaller_window_waits_until_enough_have_left() -> None:
    flow = flow_of(28)
    assert await enters(flow) == 4
    flow.failed()
    flow.leave()
    flow.leave()
    assert await enters(flow) == 0
    flow.leave()
    assert await enters(flow) == 1


def test_three_failures_in_a_row_break_it() -> None:
    flow = flow_of(28)
    flow.failed()
    flow.failed()
    assert not flow.broken
    flow.failed()
    assert flow.broken


@pytest.mark.parametrize("answer", [Flow.succeeded, Flow.refused])
def test_any_answer_in_between_shows_that_the_network_is_there(answer: object) -> None:
    flow = flow_of(28)
    for _ in range(5):
        flow.failed()
        flow.failed()
        assert callable(answer)
        answer(flow)
    assert not flow.broken


async def test_a_refusal_neither_widens_nor_narrows() -> None:
    flow = flow_of(28)
    flow.refused()
    assert await room_after(flow, 0) == 4


async def test_what_is_mended_begins_with_one_and_breaks_again_with_it() -> None:
    flow = flow_of(28)
    await room_after(flow, 40)
    for _ in range(3):
        flow.failed()
    flow.mended()
    assert not flow.broken
    assert await room_after(flow, 0) == 1
    flow.failed()
    assert flow.broken
