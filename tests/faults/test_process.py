"""The process itself: signals, a second one, wrong settings, a store that cannot."""

from __future__ import annotations

import asyncio
import gc
import os
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.store.address import file_of
from bot.store.connection import Store
from bot.store.crypto import new_secret
from tests.faults.process import ROOT, BotProcess
from tests.talk import NIK, consents, reaches_consent, registers
from tests.waiting import until, until_struck

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot


@pytest.fixture
async def process(environment: dict[str, str], tmp_path: Path, sandbox: Sandbox) -> BotProcess:
    return BotProcess(environment, tmp_path / "log")


@pytest.mark.long
async def test_sigterm_ends_the_process_within_seconds_while_a_call_is_in_flight(
    process: BotProcess, sandbox: Sandbox
) -> None:
    await process.start()
    siti = sandbox.person(1001)
    await reaches_consent(siti)
    sandbox.faults.add("delay", method="sendPhoto", seconds=600, count=1)
    await siti.taps("Setuju")
    await until_struck(sandbox)
    assert await process.terminate() == 0


@pytest.mark.long
async def test_a_call_in_flight_is_waited_for(process: BotProcess, sandbox: Sandbox) -> None:
    await process.start()
    siti = sandbox.person(1001)
    await reaches_consent(siti)
    sandbox.faults.add("delay", method="sendMessage", seconds=1, count=1)
    await siti.says("/status")
    await until_struck(sandbox)
    assert await process.terminate() == 0
    await siti.hears_until("Belum ada pendaftaran")


async def test_a_second_process_on_the_same_store_ends_with_2(
    bot: RunningBot, process: BotProcess, tmp_path: Path
) -> None:
    await process.start()
    assert await process.wait() == 2
    assert "another process" in (tmp_path / "log").read_text()


@pytest.mark.long
async def test_a_wrong_key_is_one_clear_line(
    process: BotProcess, environment: dict[str, str], tmp_path: Path, sandbox: Sandbox
) -> None:
    await process.start()
    siti = sandbox.person(1001)
    await reaches_consent(siti)
    await process.terminate()
    other = BotProcess({**environment, "PAYUNG_SECRET_KEY": new_secret()}, tmp_path / "other")
    await other.start()
    assert await other.wait() == 2
    (line,) = (tmp_path / "other").read_text().splitlines()
    assert "another key" in line


@pytest.mark.long
async def test_an_unknown_token_is_one_clear_line_without_the_token(
    environment: dict[str, str], tmp_path: Path
) -> None:
    process = BotProcess({**environment, "PAYUNG_BOT_TOKEN": "4711:NotTheTokenOfAnyBody"}, tmp_path / "log")
    await process.start()
    assert await process.wait() == 1
    log = (tmp_path / "log").read_text()
    assert "does not know the token" in log
    assert "NotTheTokenOfAnyBody" not in log


@pytest.mark.long
async def test_the_bot_waits_for_a_telegram_that_is_not_there_yet(
    environment: dict[str, str], tmp_path: Path
) -> None:
    process = BotProcess({**environment, "PAYUNG_API_URL": "http://127.0.0.1:9"}, tmp_path / "log")
    await process.launch()
    log = tmp_path / "log"
    await until(lambda: "Telegram does not answer" in log.read_text())
    assert await process.terminate() == 0
    assert "4242" not in log.read_text()


async def test_a_locked_database_delays_and_loses_nothing(bot: RunningBot, sandbox: Sandbox) -> None:
    siti = sandbox.person(1001)
    await consents(siti)
    other = sqlite3.connect(file_of(bot.settings.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await siti.says(NIK)
    await siti.hears_nothing(0.5)
    other.execute("ROLLBACK")
    other.close()
    await siti.hears_until("Sudah benar?")


async def test_a_full_disk_delays_and_loses_nothing(bot: RunningBot, sandbox: Sandbox) -> None:
    siti = sandbox.person(1001)
    await consents(siti)
    with closing(sqlite3.connect(file_of(bot.settings.database), isolation_level=None)) as look:
        (pages,) = look.execute("PRAGMA page_count").fetchone()
    store = await bot_store().run(lambda tx: tx.connection)
    store.execute(f"PRAGMA max_page_count={pages}")
    for number in range(40):
        await siti.says(f"{number} " + "x" * 4000)
    await asyncio.sleep(0.5)
    store.execute("PRAGMA max_page_count=1000000")
    await siti.says("/status")
    await siti.hears_until("belum dikirim")


def bot_store() -> Store:
    """Return the store of the running bot."""
    return [one for one in gc.get_objects() if isinstance(one, Store)][-1]


@pytest.mark.long
async def test_registering_leaves_no_trace_of_the_person_outside_the_sealed_columns(
    process: BotProcess, sandbox: Sandbox, tmp_path: Path, environment: dict[str, str]
) -> None:
    await process.start()
    siti = sandbox.person(1001)
    number = await registers(siti)
    await siti.says("apakah rahasia Siti aman?")
    await siti.hears()
    assert len(await payung(environment, "backup", str(tmp_path / "backup"))) == 64
    secrets = (
        *(NIK, "Aminah", "aminah", "081200009001", "+6281200009001", "rahasia", "1980-08-17", "siti_contoh"),
        *(number, number.replace("-", ""), sandbox.token, sandbox.token.partition(":")[2]),
    )
    assert {"payung.db", "payung.db-wal", "backup", "log"} <= files_in(tmp_path).keys()
    found = [
        (name, secret) for name, content in files_in(tmp_path).items() for secret in secrets
        if secret.encode() in content
    ]  # fmt: skip
    assert found == []
    await process.terminate()


async def payung(environment: dict[str, str], *arguments: str) -> str:
    """Run a command in a process of its own; return what it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        env={**os.environ, **environment}, cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out.decode().strip()


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
