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
    """An event loop whose time stands still until nothing is left to do, then jumps to the next timer.

    Hours of pacing take no time, and a busy machine adds none.
    """

    def __init__(self) -> None:
        self._now = 1000.0
        super().__init__()

    def time(self) -> float:
        return self._now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self._now = max(self._now, self._scheduled[0].when())  # type: ignore[attr-defined]
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


def most_in_a_second(passed: list[float]) -> int:
    return max(sum(start <= one < start + 0.999 for one in passed) for start in passed)


def test_all_chats_together_keep_the_rate_without_a_burst(loop: FastLoop) -> None:
    async def run() -> list[float]:
        return await times_of(Pacer(28), list(range(280)))

    passed = loop.run_until_complete(run())
    assert most_in_a_second(passed) <= 29
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


def test_announcements_take_every_turn_that_people_leave(loop: FastLoop) -> None:
    async def run() -> list[float]:
        return await times_of(Pacer(20), list(range(100)), Lane.ANNOUNCEMENTS)

    assert loop.run_until_complete(run())[-1] == pytest.approx(99 / 20, rel=0.02)


def test_each_person_waits_for_one_turn_while_announcements_wait_for_theirs(loop: FastLoop) -> None:
    order: list[int] = []

    async def one(pacer: Pacer, chat_id: int, lane: Lane) -> None:
        await pacer.admit(chat_id, lane)
        order.append(chat_id)

    async def run() -> None:
        pacer = Pacer(10)
        announcing = [asyncio.create_task(one(pacer, n, Lane.ANNOUNCEMENTS)) for n in range(30)]
        await asyncio.sleep(1.05)
        before = len(order)
        people = [asyncio.create_task(one(pacer, n, Lane.PEOPLE)) for n in range(100, 105)]
        await asyncio.gather(*people)
        assert order[before:] == [100, 101, 102, 103, 104]
        await asyncio.gather(*announcing)

    loop.run_until_complete(run())
    assert [one for one in order if one < 100] == list(range(30))


def test_a_turn_that_is_used_at_once_is_good_without_another(loop: FastLoop) -> None:
    async def run() -> float:
        pacer = Pacer(1)
        await pacer.admit(1, Lane.ANNOUNCEMENTS)
        at = pacer.now()
        await pacer.admit_again(at, Lane.ANNOUNCEMENTS)
        await asyncio.sleep(0.9)
        await pacer.admit_again(at, Lane.ANNOUNCEMENTS)
        return pacer.now() - at

    assert loop.run_until_complete(run()) == pytest.approx(0.9, abs=0.05)


def test_turns_that_were_not_used_at_once_do_not_add_up(loop: FastLoop) -> None:
    async def run() -> list[float]:
        pacer = Pacer(20)
        passed: list[float] = []

        async def late(chat_id: int) -> None:
            await pacer.admit(chat_id, Lane.ANNOUNCEMENTS)
            at = pacer.now()
            await asyncio.sleep(max(0.0, 5 - (at - begun)))  # all are ready at the same moment
            await pacer.admit_again(at, Lane.ANNOUNCEMENTS)
            passed.append(pacer.now())

        begun = pacer.now()
        await asyncio.gather(*(late(chat_id) for chat_id in range(60)))
        return sorted(passed)

    passed = loop.run_until_complete(run())
    assert most_in_a_second(passed) <= 22


def test_people_pass_before_announcements_that_wait_once_more(loop: FastLoop) -> None:
    order: list[str] = []

    async def run() -> None:
        pacer = Pacer(10)

        async def again() -> None:
            await pacer.admit_again(float("-inf"), Lane.ANNOUNCEMENTS)
            order.append("announcement")

        async def asks() -> None:
            await pacer.admit(1)
            order.append("person")

        await asyncio.gather(*(again() for _ in range(5)), asks())

    loop.run_until_complete(run())
    assert order.index("person") <= 3  # before it: one at the gate, two that are late


def test_without_pacing_no_second_turn_is_needed(loop: FastLoop) -> None:
    async def run() -> float:
        pacer = Pacer(0)
        begun = pacer.now()
        for _ in range(500):
            await pacer.admit_again(float("-inf"), Lane.ANNOUNCEMENTS)
        return pacer.now() - begun

    assert loop.run_until_complete(run()) < 0.5


def test_a_429_that_means_all_chats_closes_the_gate_for_announcements_too(loop: FastLoop) -> None:
    async def run() -> float:
        pacer = Pacer(1000)
        pacer.refused(3, 5)
        return (await times_of(pacer, [4], Lane.ANNOUNCEMENTS))[0]

    assert loop.run_until_complete(run()) == pytest.approx(5, abs=0.2)


def test_a_429_of_an_announcement_keeps_no_person_waiting_until_it_is_sure_to_mean_all(
    loop: FastLoop,
) -> None:
    async def run() -> tuple[float, float, float]:
        pacer = Pacer(1000)
        pacer.refused(3, 5, Lane.ANNOUNCEMENTS)
        waiting = asyncio.create_task(times_of(pacer, [4], Lane.ANNOUNCEMENTS))
        await asyncio.sleep(0)
        person = (await times_of(pacer, [5]))[0]
        pacer.refused(6, 3, Lane.ANNOUNCEMENTS)  # a second chat within a second
        other = (await times_of(pacer, [7]))[0]
        return person, other, (await waiting)[0]

    person, other, announcement = loop.run_until_complete(run())
    assert person == pytest.approx(0, abs=0.2)
    assert other == pytest.approx(3, abs=0.2)
    assert announcement == pytest.approx(5, abs=0.2)


@pytest.mark.long
class TestAgainstTheLimitsOfTelegram:
    @pytest.fixture
    async def sandbox(self) -> AsyncIterator[Sandbox]:
        # One more than the bot sends at once, since a call that is late makes the interval after it short.
        async with Sandbox(limits=Limits(burst=CHAT_BURST + 1)) as running:
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
        assert not [call.outcome for call in sandbox.calls if call.outcome.startswith("429")]


# -- calls that may be left out


def test_a_call_that_is_not_needed_goes_out_where_nobody_waits(loop: FastLoop) -> None:
    async def run() -> list[bool]:
        pacer = Pacer(28)
        await pacer.admit(1)
        found = [pacer.has_spare(1)]  # right behind the message, however fast its answer came
        await asyncio.sleep(0.1)
        return [*found, pacer.has_spare(1), pacer.has_spare(2)]  # one in the time of two messages

    assert loop.run_until_complete(run()) == [True, True, False]


def test_a_call_that_is_not_needed_is_left_out_where_somebody_waits(loop: FastLoop) -> None:
    async def run() -> tuple[bool, bool]:
        pacer = Pacer(2)
        await pacer.admit(1)
        waiting = [asyncio.create_task(pacer.admit(chat, Lane.ANNOUNCEMENTS)) for chat in (2, 3)]
        await asyncio.sleep(0.5)
        among = pacer.has_spare(1)
        await asyncio.gather(*waiting)
        await asyncio.sleep(1)
        return among, pacer.has_spare(1)

    assert loop.run_until_complete(run()) == (False, True)


def test_a_chat_that_had_several_messages_gets_no_call_that_is_not_needed(loop: FastLoop) -> None:
    async def run() -> tuple[bool, bool]:
        pacer = Pacer(1000)
        for _ in range(2):
            await pacer.admit(1)
        await asyncio.sleep(0.01)
        return pacer.has_spare(1), pacer.has_spare(2)

    assert loop.run_until_complete(run()) == (False, True)


@pytest.mark.parametrize("rate", [0, 28])
def test_a_429_leaves_out_what_is_not_needed(loop: FastLoop, rate: int) -> None:
    async def run() -> tuple[bool, bool]:
        pacer = Pacer(rate)
        pacer.refused(1, 5.0)  # it had nothing lately: all chats are meant
        found = pacer.has_spare(1), pacer.has_spare(2)
        assert not any(found)
        await asyncio.sleep(6)
        await pacer.admit(1)
        await asyncio.sleep(0.1)
        return pacer.has_spare(1), any(found)

    assert loop.run_until_complete(run()) == (True, False)


def test_what_is_not_needed_makes_nobody_wait(loop: FastLoop) -> None:
    async def run() -> list[float]:
        pacer = Pacer(28)
        assert pacer.has_spare(1)
        return await times_of(pacer, [1, 1, 1])

    assert loop.run_until_complete(run())[-1] < 0.1
