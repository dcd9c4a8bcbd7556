"""A list is in force whole or not at all, whenever the bot is killed; nothing of it stands in clear."""

from __future__ import annotations

import asyncio
import os
import random
import re
import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.lists.writing import workbook_of
from bot.sandbox import Person, Sandbox
from tests.faults.process import BotProcess

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.sandbox import PersonDriver

_ROWS = int(os.environ.get("LIST_ROWS", "6000"))
_KILLS = int(os.environ.get("LIST_KILLS", "10"))
_RINA, _DEWI = 5001, 5002
_NAMES = ("Unyang", "Baring", "Lunsa", "Jampung", "Nyangau", "Sabang", "Lawai", "Tedong", "Sandai", "Akim")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    people = [Person(_RINA, "Rina"), Person(_DEWI, "Dewi"), Person(5003, "Siti")]
    async with Sandbox(people=people, latency=(0.005, 0.05), seed=1) as running:
        yield running


def nik(number: int) -> str:
    born = date(1950, 1, 1) + timedelta(days=number * 3)
    return f"610601{born:%d%m%y}{9000 + number % 1000}"


def a_list(rows: int) -> bytes:
    """Return an invented list, of which each row is another person."""
    people = [
        [
            nik(number),
            f"{_NAMES[number % 10]} {_NAMES[number // 10 % 10]} {_NAMES[number // 100 % 10]}",
            "Semitau",
        ]
        for number in range(rows)
    ]
    return workbook_of([["NIK", "Nama", "Kecamatan"], *people])


async def becomes_officer(person: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command("staff", "invite", "--role", "officer") == 0
    link = capsys.readouterr().out
    await person.starts(re.search(r"start=(\S+)", link)[1])  # type: ignore[index]
    await person.hears_until("kantor")


async def two_officers_and_a_worker(
    sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]
) -> tuple[PersonDriver, PersonDriver, PersonDriver]:
    rina, dewi, siti = (sandbox.person(one) for one in (_RINA, _DEWI, 5003))
    await siti.starts()
    await siti.hears_until("perlindungan kerja")
    for one in (rina, dewi):
        await becomes_officer(one, command, capsys)
    return rina, dewi, siti


async def sends_and_tries(rina: PersonDriver, content: bytes) -> None:
    await rina.sends_document(content, "daftar.xlsx")
    await rina.hears_until("menunggu Anda")
    await rina.taps("Isi: dari siapa")
    await rina.hears_until("dari siapa")
    await rina.says("Dinas Contoh")
    await rina.hears_until("per tanggal")
    await rina.says("1 November 2026")
    await rina.hears_until("Judul di baris")
    await rina.taps("Benar, periksa")
    await rina.hears_until("sudah diperiksa", 60)


def found(environment: dict[str, str], query: str) -> list[tuple[Any, ...]]:
    path = environment["PAYUNG_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        return connection.execute(query).fetchall()


def state(environment: dict[str, str]) -> str:
    return str(found(environment, "SELECT state FROM sources")[0][0])


def leaks(folder: Path, words: list[str]) -> list[str]:
    """Return where a word stands in clear, as it is, small, or in UTF-16."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [
        f"{word} in {one.name}"
        for one in files
        for content in [one.read_bytes()]
        for word in words
        if word.encode() in content or word.encode("utf-16-le") in content or word.lower().encode() in content
    ]


@pytest.mark.long
async def test_killed_again_and_again_while_a_list_is_written_it_is_in_force_whole(
    sandbox: Sandbox, environment: dict[str, str], tmp_path: Path, command: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    process, chance = BotProcess(environment, tmp_path / "log"), random.Random(11)
    await process.start()
    rina, dewi, _ = await two_officers_and_a_worker(sandbox, command, capsys)
    await sends_and_tries(rina, a_list(_ROWS))
    assert leaks(tmp_path, [nik(7), nik(1234), "Unyang Baring", "Sandai Lawai"]) == []
    await rina.taps("Terapkan")
    await rina.hears_until("meminta persetujuan")
    await dewi.hears_until("ingin memberlakukan")
    await dewi.taps("Setuju, berlakukan")
    await dewi.hears_until("sedang dimasukkan")
    killed_in = []
    for _ in range(_KILLS):
        await asyncio.sleep(chance.uniform(0.3, 2.0))
        killed_in.append(state(environment))
        await process.kill()
        if killed_in[-1] == "applying":
            assert found(environment, "SELECT count(*) FROM live") == [(0,)]  # nobody sees a part of it
        await process.start()
    await rina.hears_until("berlaku ✅", 120)
    await process.kill()
    assert state(environment) == "in_force"
    assert found(environment, "SELECT count(*), count(DISTINCT statement_id) FROM listings") == [
        (_ROWS, _ROWS)
    ]
    assert found(environment, "SELECT count(*), count(DISTINCT person) FROM links") == [(_ROWS, _ROWS)]
    assert found(environment, "SELECT count(*) FROM statements") == [(_ROWS,)]
    assert found(environment, "SELECT count(*) FROM source_parts") == [(0,)]
    assert "applying" in killed_in
    assert command("backup", tmp_path / "copy.db") == 0
    assert leaks(tmp_path, [nik(7), nik(1234), "Unyang Baring", "Sandai Lawai"]) == []


@pytest.mark.long
async def test_workers_are_answered_while_a_list_is_tried_and_written(
    sandbox: Sandbox, environment: dict[str, str], tmp_path: Path, command: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    process = BotProcess(environment, tmp_path / "log")
    await process.start()
    rina, _, siti = await two_officers_and_a_worker(sandbox, command, capsys)
    trying = asyncio.create_task(sends_and_tries(rina, a_list(_ROWS)))
    answered = 0
    while not trying.done():
        await siti.says("/bantuan")
        await siti.hears_until("")
        answered += 1
        await asyncio.sleep(0.05)
    await trying
    assert answered > 2
    await process.kill()
