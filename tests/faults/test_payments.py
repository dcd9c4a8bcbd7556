"""Promise 1 for what the bot says of itself: killed at any instant, it tells of a payment at most once."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bench.enrolling import Enrollee
from bot.clock import OFFICE_ZONE
from bot.sandbox import Person, Sandbox
from tests.faults.process import BotProcess, invented
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.sandbox import PersonDriver

_PEOPLE = int(os.environ.get("PAYMENT_PEOPLE", "6"))
_KILLS = int(os.environ.get("PAYMENT_KILLS", "8"))
_NEWS, _REMINDER = "Kabar pendaftaran Anda", "Bayar iuran paling lambat"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    people = [
        Person(5000 + number, f"P{number}", phone=f"+62812000{9000 + number}") for number in range(_PEOPLE)
    ]
    async with Sandbox(people=people, latency=(0.005, 0.05), seed=1) as running:
        yield running


def heard(person: PersonDriver, words: str) -> int:
    return sum(words in one.text for one in person.chat if one["from"]["is_bot"])


def number_of(person: PersonDriver) -> str:
    told = next(one.text for one in person.chat if "Nomor pendaftaran: " in one.text)
    return told.split("Nomor pendaftaran: ")[1].split()[0]


@pytest.mark.long
async def test_killed_again_and_again_news_and_reminders_of_payments_come_at_most_once(
    sandbox: Sandbox, environment: dict[str, str], tmp_path: Path, command: Any
) -> None:
    process, chance = BotProcess(environment, tmp_path / "log"), random.Random(11)
    await process.start()
    people = [sandbox.person(5000 + number) for number in range(_PEOPLE)]
    await asyncio.gather(*(Enrollee(one, invented(at)).enrols(300) for at, one in enumerate(people)))
    await process.kill()
    soon = datetime.now(OFFICE_ZONE).date() + timedelta(days=3)
    for person in people:
        assert command("stage", number_of(person), "registered", "--sum", "41600", "--pay-until", soon) == 0
    sandbox.faults.add("delay", method="sendMessage", seconds=0.4)  # so that a kill finds calls under way
    slowly = {**environment, "PAYUNG_MESSAGES_PER_SECOND": "2", "PAYUNG_QUIET_HOURS": "off"}
    process = BotProcess(slowly, tmp_path / "log")
    for _ in range(_KILLS):
        await process.launch()
        await asyncio.sleep(chance.uniform(3.5, 5.5))
        await process.kill()
    await process.start()
    await _until_all_is_settled(environment, _PEOPLE)
    await process.kill()
    for words in (_NEWS, _REMINDER):
        assert {heard(person, words) for person in people} <= {0, 1}
    assert sum(heard(person, _REMINDER) for person in people) >= _PEOPLE - _unknown(environment)
    assert sum(heard(person, _NEWS) for person in people) >= _PEOPLE - _unknown(environment)


def _states(environment: dict[str, str]) -> list[tuple[int, str]]:
    path = environment["PAYUNG_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return connection.execute(
            "SELECT announcement_id, state FROM recipients WHERE announcement_id IN (-1, -4)"
        ).fetchall()


def _unknown(environment: dict[str, str]) -> int:
    return sum(state == "unknown" for _, state in _states(environment))


async def _until_all_is_settled(environment: dict[str, str], people: int) -> None:
    def settled() -> bool:
        states = _states(environment)
        return len(states) >= 2 * people and not {"pending", "sending"} & {state for _, state in states}

    await until(settled, 90)
