"""Promise 1: kill -9 at any instant ends with the stored registrations of an undisturbed run."""

from __future__ import annotations

import asyncio
import csv
import io
import os
import random
from typing import TYPE_CHECKING, Any

import pytest

from bench.enrolling import Enrollee, wanted_step
from bot.sandbox import Person, Sandbox
from tests.faults.process import BotProcess, invented
from tests.talk import reaches_consent, reaches_picture
from tests.waiting import until_struck

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_PEOPLE = int(os.environ.get("KILL_PEOPLE", "12"))
_KILLS = int(os.environ.get("KILLS", "8"))
_FEW, _ONCE = 4, 1  # enough to find a kill that loses or doubles what it always loses or doubles


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    people = [
        Person(5000 + number, f"P{number}", phone=f"+62812000{9000 + number}") for number in range(_PEOPLE)
    ]
    async with Sandbox(people=people, latency=(0.005, 0.05), seed=1) as running:
        yield running


def exported(command: Any, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    capsys.readouterr()
    assert command("export") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    return sorted(
        (
            {
                name: value
                for name, value in row.items()
                if value and name not in {"registration", "submitted_at"}
            }
            for row in rows
        ),
        key=lambda row: row["chat_id"],
    )


@pytest.mark.long
@pytest.mark.parametrize(("people", "kills"), [(_FEW, _ONCE), (_PEOPLE, _KILLS)])
async def test_killed_again_and_again_the_bot_ends_with_every_registration_once(
    sandbox: Sandbox,
    environment: dict[str, str],
    tmp_path: Path,
    command: Any,
    capsys: pytest.CaptureFixture[str],
    people: int,
    kills: int,
) -> None:
    process = BotProcess(environment, tmp_path / "log")
    await process.start()
    enrollees = [Enrollee(sandbox.person(5000 + number), invented(number)) for number in range(people)]
    running = asyncio.gather(*(one.enrols(300) for one in enrollees))
    chance = random.Random(7)
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0.5, 1.6))
        await process.kill()
        await process.start()
    await running
    await process.kill()
    rows = exported(command, capsys)
    assert [row.pop("village").startswith("61.06.10.") for row in rows] == [True] * people
    assert rows == [expected(number) for number in range(people)]


def expected(number: int) -> dict[str, str]:
    """Return what the export says of an invented person, village aside."""
    answers = invented(number)
    phone = "+62" + answers["phone"][1:]
    own = {"nik": answers["nik"], "name": answers["name"], "phone": phone, "district": "61.06.10"}
    same = {
        "stage": "submitted", "for_whom": "self", "consent": "agree", "as_card": "same", "payer": "self",
        "birthplace": "Putussibau", "occupation": "farmer", "workplace": "field", "income": "1500000",
        "programs": "jkk_jkm", "months": "3", "declaration": "true",
    }  # fmt: skip
    return {"chat_id": str(5000 + number), **same, **own}


@pytest.mark.long
async def test_a_kill_while_a_picture_is_fetched_keeps_the_picture(
    sandbox: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    process = BotProcess(environment, tmp_path / "log")
    person = sandbox.person(5000)
    await process.start()
    await reaches_picture(person)
    sandbox.faults.add("delay", method="getFile", seconds=600, count=1)
    await person.sends_photo()
    await until_struck(sandbox)
    await process.kill()
    await process.start()
    summary = await person.hears_until("Periksa dulu")
    assert "Foto KTP: sudah ada" in summary.text
    await process.kill()


@pytest.mark.long
async def test_after_a_kill_everybody_is_asked_what_was_due(
    sandbox: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    process = BotProcess(environment, tmp_path / "log")
    person = sandbox.person(5000)
    await process.start()
    await reaches_consent(person)
    await process.kill()
    await person.taps("Setuju")
    await process.start()
    question = await person.hears_until("Berapa NIK")
    assert wanted_step(question)[0] == "nik"
    await process.kill()
