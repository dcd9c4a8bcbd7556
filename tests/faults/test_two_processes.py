"""Two processes on PostgreSQL: whichever is killed, nothing is lost, nothing doubled, order kept."""

from __future__ import annotations

import asyncio
import os
import random
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from bench.enrolling import Enrollee
from bot.sandbox import Person, Sandbox
from bot.store.engines import engine_of
from tests.faults.announcing import RINA, Records, announces, crowd, gather
from tests.faults.announcing import people as people_announced_to
from tests.faults.process import invented
from tests.faults.sharing import Pair
from tests.faults.test_kill import expected, exported
from tests.talk import reaches_consent, registers
from tests.waiting import until_struck

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterator
    from pathlib import Path

    from bot.sandbox import PersonDriver
    from bot.store.address import PostgresAddress
    from tests.postgres import Server

pytestmark = pytest.mark.long
_PEOPLE = int(os.environ.get("KILL_PEOPLE", "16"))
_KILLS = int(os.environ.get("KILLS", "4"))
_CROWD = 800
_TAKEN = """
SELECT count(*) AS count FROM turns WHERE bot_id <> 0 AND chat_id BETWEEN 6000 AND 6999 GROUP BY chat_id
"""
_AT_ONCE = 8  # people who may have an answer under way when a process dies


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    people = [
        Person(first + number, f"P{number}", phone=f"+62812000{9000 + number}")
        for first in (5000, 6000)
        for number in range(_PEOPLE)
    ] + people_announced_to(_CROWD)
    async with Sandbox(people=people, latency=(0.005, 0.05), seed=1) as running:
        yield running


@pytest.fixture
def server(postgres: Server) -> Iterator[PostgresAddress]:
    address = postgres.with_schema()
    yield address
    postgres.give_back(address)


@pytest.fixture
def rate() -> str:
    """Messages a second that each process may send; 0: any."""
    return "0"


@pytest.fixture
async def pair(
    rate: str, environment: dict[str, str], server: PostgresAddress, tmp_path: Path
) -> AsyncIterator[Pair]:
    environment["PAYUNG_MESSAGES_PER_SECOND"] = rate
    async with Pair(environment, server, tmp_path) as running:
        environment["PAYUNG_DATABASE_URL"] = running.environment["PAYUNG_DATABASE_URL"]
        yield running


class Hasty:
    """Somebody who says many things at once. Each is answered by its words, since a question came between."""

    def __init__(self, person: PersonDriver) -> None:
        self._person = person
        self._said = [f"zz{letter}zz" for letter in "abcdefghijkl"]

    async def talks(self, seconds: float) -> None:
        """Say all of it, and wait for the last answer."""
        await self._person.says("/daftar")
        await self._person.hears_until("Siapa yang mau", seconds)
        for words in self._said:
            await self._person.says(words)
        await self._person.hears_until(self._said[-1], seconds)

    def answered(self) -> list[str]:
        """Return what was answered, in order."""
        heard = [one.text for one in self._person.chat if one["from"]["is_bot"]]
        return [words for text in heard for words in self._said if words in text]

    def is_answered_in_order(self) -> bool:
        """Tell whether everything was answered in the order in which it was said.

        An answer that was under way when its process died may have come twice, one after the other; and so
        may the question: what came between its two copies is answered as what it is, without its words.
        """
        answered = [words for words, _ in groupby(self.answered())]
        return answered in (self._said, self._said[1:], self._said[2:])


async def _begins_after(kill: asyncio.Event, doing: Awaitable[None]) -> None:
    await kill.wait()
    await doing


async def test_one_of_them_killed_again_and_again_they_end_with_every_registration_once_and_in_order(
    sandbox: Sandbox, pair: Pair, server: PostgresAddress, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    enrollees = [Enrollee(sandbox.person(5000 + number), invented(number)) for number in range(_PEOPLE)]
    hasty = [Hasty(sandbox.person(6000 + number)) for number in range(_PEOPLE)]
    doing = (*(one.enrols(300) for one in enrollees), *(one.talks(300) for one in hasty))
    killed = [asyncio.Event() for _ in range(_KILLS)]  # after each others begin, however slow the machine is
    running = asyncio.gather(*(_begins_after(killed[n % _KILLS], one) for n, one in enumerate(doing)))
    chance, kills = random.Random(7), 0
    while not running.done():
        process = chance.choice(pair.processes)
        await process.kill()
        if kills < _KILLS:
            killed[kills].set()
        kills += 1
        await process.start()
        await asyncio.sleep(chance.uniform(0.2, 1.6))
    await running
    rows = await asyncio.to_thread(exported, command, capsys)
    assert [row.pop("village").startswith("61.06.10.") for row in rows] == [True] * _PEOPLE
    assert rows == [expected(number) for number in range(_PEOPLE)]
    assert [one.answered() for one in hasty if not one.is_answered_in_order()] == []
    assert sum(len(one.answered()) for one in hasty) <= len(hasty) * 12 + kills * _AT_ONCE
    with closing(engine_of(server).connect()) as store:
        taken = store.execute(_TAKEN).fetchall()
    assert {row["count"] for row in taken} == {13}  # /daftar, and what each said after it
    assert pair.proxy.doubled


async def test_what_a_process_was_at_when_it_died_the_other_goes_on_with_within_seconds(
    sandbox: Sandbox, pair: Pair
) -> None:
    person = sandbox.person(5000)
    await reaches_consent(person)
    await asyncio.sleep(1)  # whichever process had the chat has left it
    pair.proxy.only = 0
    sandbox.faults.add("delay", method="sendPhoto", seconds=600, count=1)
    await person.taps("Setuju")
    await until_struck(sandbox)
    pair.proxy.only = 1
    await person.says("zzazz")
    await person.hears_nothing(1.5)  # it waits for its turn in the chat, which the other has
    await pair.processes[0].kill()
    await person.hears_until("Berapa NIK")
    await person.hears_until("Saya perlu 16 angka")


async def test_after_the_death_of_the_one_that_leads_the_other_says_what_is_due(
    sandbox: Sandbox, pair: Pair, command: Any
) -> None:
    person = sandbox.person(5000)
    number = await registers(person)
    await pair.leader.kill()
    assert await asyncio.to_thread(command, "stage", number, "in_review") == 0
    await person.hears_until("Kantor sedang memeriksa")


async def test_whoever_loses_the_connection_ends_and_goes_on_once_it_is_started_again(
    sandbox: Sandbox, pair: Pair, server: PostgresAddress
) -> None:
    person = sandbox.person(5000)
    await reaches_consent(person)
    with closing(engine_of(server).connect()) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert [await process.wait() for process in pair.processes] == [1, 1]
    await person.taps("Setuju")
    await asyncio.gather(*(process.start() for process in pair.processes))
    await person.hears_until("Berapa NIK")


@pytest.mark.parametrize("rate", ["40"])
async def test_while_the_one_that_leads_is_killed_an_announcement_reaches_nobody_twice(
    sandbox: Sandbox, pair: Pair, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gather(sandbox, environment, _CROWD, monkeypatch)
    records = Records(sandbox, environment)
    rina = await records.joins(RINA)
    # Somebody is kept waiting, so that it has not ended, however long a process takes to start.
    kept = sandbox.faults.add("429", method="sendMessage", chat_id=crowd(_CROWD)[-1], retry_after=1)
    assert await announces(rina) == _CROWD + 1
    left: set[int] = set()  # in the middle of a call at a kill
    for kill in (1, 2):
        await records.until(lambda kill=kill: records.counts()["sent"] >= kill * _CROWD // 4)  # type: ignore[misc]
        process = pair.leader
        await process.kill()
        left |= {chat_id for chat_id, state in records.states().items() if state == "sending"}
        assert records.state() == "running", "it had ended before the kill"
        await process.start()
    sandbox.faults.remove(kept.id)
    await records.until_state("done", seconds=120)
    states, copies = records.states(), records.copies(crowd(_CROWD))
    assert set(copies.values()) <= {0, 1}
    unknown = {chat_id for chat_id, state in states.items() if state == "unknown"}
    assert unknown >= left  # and who had no answer in time, on a machine that is busy
    assert {chat_id for chat_id, count in copies.items() if not count} <= unknown
    assert set(states.values()) <= {"sent", "unknown"}
