"""The pacer, by a clock that the test moves."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.gateway.pacer import CHAT_BURST, Lane, Pacer
from bot.sandbox import Limits, Sandbox
from tests.talk import registers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.conftest import RunningBot


class FastLoop(asyncio.SelectorEventLoop):
    """An event loop whose time jumps to the next timer: hours of pacing take no time."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def time(self) -> float:
        return super().time() + self.skipped

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self.skipped += max(0.0, self._scheduled[0].when() - self.time())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


@pytest.fixture
def loop() -> Iterator[FastLoop]:
    loop = FastLoop()
    yield loop
    loop.close()


async def times_of(pacer: Pacer, chats: list[int], lane: Lane = Lane.PEOPLE) -> list[float]:
    """Return when each message was let through, in seconds after now."""
    clock = asyncio.get_running_loop().time
    begun, passed = clock(), []

    async def one(chat_id: int) -> None:
        await pacer.admit(chat_id, lane)
        passed.append(clock() - begun)
        pacer.sent(chat_id)

    await asyncio.gather(*(one(chat_id) for chat_id in chats))
    return sorted(passed)


def test_all_chats_together_keep_the_rate_without_a_burst(loop: FastLoop) -> None:
    async def run() -> list[float]:
        return await times_of(Pacer(28), list(range(280)))

    passed = loop.run_until_complete(run())
    assert max(sum(start <= one < start + 1 for one in passed) for start in passed) <= 29
    assert passed[-1] == pytest.approx(279 / 28, rel=0.02)


def test_one_chat_gets_a_burst_of_three_and_then_one_a_second(loop: FastLoop) -> None:
    async def run() -> list[float]:
        return await times_of(Pacer(1000), [7] * 6)

    passed = loop.run_until_complete(run())
    assert passed[CHAT_BURST - 1] < 0.1
    assert [round(one) for one in passed[CHAT_BURST:]] == [1, 2, 3]


def test_a_burst_is_to_be_had_again_after_rest(loop: FastLoop) -> None:
    async def run() -> list[float]:
        pacer = Pacer(1000)
        await times_of(pacer, [7] * 3)
        await asyncio.sleep(10)
        return await times_of(pacer, [7] * 3)

    assert loop.run_until_complete(run())[-1] < 0.1


def test_people_pass_before_announcements(loop: FastLoop) -> None:
    order: list[str] = []

    async def one(pacer: Pacer, chat_id: int, lane: Lane) -> None:
        await pacer.admit(chat_id, lane)
        order.append(lane.name)

    async def run() -> None:
        pacer = Pacer(20)
        announcing = [asyncio.create_task(one(pacer, n, Lane.ANNOUNCEMENTS)) for n in range(50)]
        await asyncio.sleep(1)
        await one(pacer, 1000, Lane.PEOPLE)
        asked_for = len(order)
        await asyncio.gather(*announcing)
        assert asked_for <= 23

    loop.run_until_complete(run())
    assert order.count("PEOPLE") == 1


def test_a_429_closes_one_chat_and_no_other(loop: FastLoop) -> None:
    async def run() -> tuple[float, float]:
        pacer = Pacer(1000)
        await times_of(pacer, [1, 2])
        pacer.refused(1, 5)
        other = await times_of(pacer, [2])
        return other[0], (await times_of(pacer, [1]))[0]

    other, own = loop.run_until_complete(run())
    assert other < 0.1
    assert own == pytest.approx(5, abs=0.2)


@pytest.mark.parametrize("reason", ["second chat within a second", "chat at rest"])
def test_a_429_that_means_all_chats_closes_the_gate(loop: FastLoop, reason: str) -> None:
    async def run() -> float:
        pacer = Pacer(1000)
        await times_of(pacer, [1, 2])
        if reason == "chat at rest":
            pacer.refused(3, 5)
        else:
            pacer.refused(1, 5)
            pacer.refused(2, 5)
        return (await times_of(pacer, [4]))[0]

    assert loop.run_until_complete(run()) == pytest.approx(5, abs=0.2)


@pytest.mark.parametrize("rate", [0, 1000])
def test_a_429_is_heeded_also_without_pacing(loop: FastLoop, rate: float) -> None:
    async def run() -> float:
        pacer = Pacer(rate)
        pacer.refused(3, 5)
        return (await times_of(pacer, [3]))[0]

    assert loop.run_until_complete(run()) == pytest.approx(5, abs=0.2)


def test_rate_zero_means_no_pacing(loop: FastLoop) -> None:
    async def run() -> list[float]:
        return await times_of(Pacer(0), [7] * 500)

    assert loop.run_until_complete(run())[-1] < 0.5


def test_whoever_no_longer_waits_takes_no_turn(loop: FastLoop) -> None:
    async def run() -> list[float]:
        pacer = Pacer(10)
        await pacer.admit(1)
        gone = [asyncio.create_task(pacer.admit(n)) for n in range(2, 12)]
        await asyncio.sleep(0)
        for task in gone:
            task.cancel()
        await asyncio.sleep(0)
        return await times_of(pacer, [99])

    assert loop.run_until_complete(run())[0] < 0.3


class TestAgainstTheLimitsOfTelegram:
    @pytest.fixture
    async def sandbox(self) -> AsyncIterator[Sandbox]:
        async with Sandbox(limits=Limits()) as running:
            yield running

    @pytest.fixture
    def environment(self, sandbox: Sandbox, tmp_path: Any) -> dict[str, str]:
        return {
            "PAYUNG_BOT_TOKEN": sandbox.token,
            "PAYUNG_API_URL": sandbox.url,
            "PAYUNG_DATABASE_URL": f"sqlite:///{tmp_path / 'payung.db'}",
            "PAYUNG_SECRET_KEY": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
        }

    async def test_a_whole_registration_meets_no_429(self, bot: RunningBot, sandbox: Sandbox) -> None:
        await registers(sandbox.person(1001))
        assert {call.outcome for call in sandbox.calls} & {"429"} == set()
