"""What a bad day brings to a small box: it holds, says what is wrong, and loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from bot.gateway import crowding, intake
from bot.keeper import Policy
from bot.settings import Environment
from bot.store.address import file_of
from bot.store.sqlite import migrations
from tests.conftest import RunningBot
from tests.faults.process import BotProcess
from tests.talk import NIK, consents, reaches_consent, registers
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.resources import Resources
    from bot.sandbox import Sandbox


# -- a full disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 20 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount") if os.geteuid() == 0 else None
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if not done or done.returncode:
        pytest.skip("no disk of its own can be mounted here")
    yield place
    subprocess.run([shutil.which("umount") or "umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Leave no byte of room."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    return ballast


@pytest.mark.long
async def test_on_a_full_disk_people_and_keepers_are_told_the_log_says_why_and_nothing_is_lost(
    disk: Path, environment: dict[str, str], sandbox: Sandbox, command: Callable[..., int], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    database = {"PAYUNG_DATABASE_URL": f"sqlite:///{disk / 'payung.db'}"}
    monkeypatch.setenv("PAYUNG_DATABASE_URL", database["PAYUNG_DATABASE_URL"])
    process = BotProcess({**environment, **database}, tmp_path / "log")
    await process.start()
    capsys.readouterr()
    assert await asyncio.to_thread(command, "staff", "invite", "--role", "admin") == 0
    rina, siti = sandbox.person(1003), sandbox.person(1001)
    await rina.starts(capsys.readouterr().out.strip().partition("start=")[2])
    await rina.hears_until("Peran Anda sekarang")
    await consents(siti)
    ballast = fill(disk)
    for number in range(400):  # the -wal still has some room of its own
        await siti.says(f"{number} " + "x" * 4000)
    await siti.hears_until("tidak hilang")
    await rina.hears_until("Saya tidak bisa menyimpan apa pun")
    assert "the disk is full" in rina.chat[-1].text
    assert "the disk is full" in (tmp_path / "log").read_text()
    said = [one.text for one in siti.chat if "tidak hilang" in one.text]
    assert len(said) == 1
    assert await asyncio.to_thread(command, "stage", "123-456-786", "accepted") == 1
    assert "Traceback" not in capsys.readouterr().err
    ballast.unlink()
    await siti.says("/status")
    await siti.hears_until("belum dikirim", timeout=120)
    assert await process.terminate() == 0
    assert await asyncio.to_thread(command, "export") == 0


# -- a store that is damaged, emptied, in the middle of a migration


async def ended(environment: dict[str, str], log: Path) -> tuple[int, str]:
    process = BotProcess(environment, log)
    await process.start()
    return await process.wait(), log.read_text()


@pytest.mark.long
@pytest.mark.parametrize("harm", ["a page zeroed", "emptied", "gone", "cut"])
async def test_a_store_that_is_not_whole_is_refused_with_the_way_to_the_last_good_backup(
    bot: RunningBot, sandbox: Sandbox, command: Callable[..., int], environment: dict[str, str],
    tmp_path: Path, harm: str,
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    assert command("backup", tmp_path / "good.backup") == 0
    await bot.stop()
    database = file_of(bot.settings.database)
    content = database.read_bytes()
    if harm == "a page zeroed":
        database.write_bytes(content[: 4096 * 5] + bytes(4096) + content[4096 * 6 :])
    elif harm == "emptied":
        database.write_bytes(b"")
    elif harm == "cut":
        database.write_bytes(content[: len(content) // 2])
    else:
        database.unlink()
    code, log = await ended(environment, tmp_path / "log")
    assert code == 2
    assert len(log.splitlines()) == 1
    assert f"payung restore {tmp_path / 'good.backup'}" in log
    assert command("restore", tmp_path / "good.backup", "--replace") == 0
    await bot.start()
    await sandbox.person(1001).says("/status")
    await sandbox.person(1001).hears_until(f"•••-{number[-3:]}")


_DIES_WITHIN = """
import os, signal, sys
sys.path.insert(0, {root!r})
from bot.store import sqlite
honest = sqlite.split
def split(script):
    for number, statement in enumerate(honest(script)):
        if number == {at}:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement
sqlite.split = split
from bot.cli import main
sys.exit(main(["migrate"]))
"""


@pytest.mark.parametrize(
    "at", [0, pytest.param(1, marks=pytest.mark.long), pytest.param(2, marks=pytest.mark.long)]
)
def test_a_power_cut_in_the_middle_of_a_migration_leaves_the_schema_before_and_is_made_good(
    tmp_path: Path, environment: dict[str, str], at: int, command: Callable[..., int]
) -> None:
    assert command("migrate") == 0
    database = tmp_path / "payung.db"
    newest = len(migrations())
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("DROP TABLE key_generations")
        connection.execute("DROP TABLE alarms")
        connection.execute("INSERT INTO wishes (chat_id, wish, at) VALUES (1001, 'discount', '2026')")
        connection.execute("PRAGMA user_version=20")
    killed = subprocess.run(
        [sys.executable, "-c", _DIES_WITHIN.format(root=str(ROOT), at=at)],
        env={**os.environ, **environment}, check=False, capture_output=True,
    )  # fmt: skip
    assert killed.returncode in {-signal.SIGKILL, 0}
    assert command("migrate") == 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM wishes").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM alarms").fetchone() == (0,)


# -- time and Telegram


async def test_a_clock_that_jumps_back_a_day_stops_nobody(bot: RunningBot, sandbox: Sandbox) -> None:
    siti = sandbox.person(1001)
    await consents(siti)
    bot.settings.clock._shift -= timedelta(days=1)
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    await registers(sandbox.person(1003), nik="6106015708809003")
    bot.settings.clock._shift += timedelta(days=1)
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")


async def test_a_token_that_is_revoked_is_said_in_the_log_and_with_the_token_back_all_is_answered(
    bot: RunningBot, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    siti = sandbox.person(1001)
    await reaches_consent(siti)
    sandbox.faults.add("401", method="*")
    await siti.taps("Setuju")
    await siti.hears_nothing(1.0)
    assert "put a new one of @BotFather in its place" in caplog.text
    assert sandbox.token not in caplog.text
    sandbox.faults.clear()
    await siti.hears_until("Berapa NIK")


@pytest.mark.long
async def test_when_telegram_says_429_again_and_again_everybody_is_answered_in_the_end(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    people = [sandbox.person(one) for one in (1001, 1002, 1003)]
    fault = sandbox.faults.add("429", method="*", retry_after=1)
    for person in people:
        await person.starts()
    await asyncio.sleep(20)
    assert all(not [one for one in person.chat if one.buttons] for person in people)
    sandbox.faults.remove(fault.id)
    for person in people:
        await person.hears_until("☂️")
        assert len([one for one in person.chat if "☂️" in one.text]) == 1


# -- too much


@pytest.fixture
async def paced(environment: dict[str, str], resources: Resources) -> AsyncIterator[RunningBot]:
    """A bot with the usual pace, and so with limits for each chat."""
    running = RunningBot(
        Environment({**environment, "PAYUNG_MESSAGES_PER_SECOND": "28"}).settings(), resources
    )
    await running.start()
    yield running
    await running.stop()


async def test_whoever_sends_rubbish_without_end_is_told_once_and_keeps_nobody_waiting(
    paced: RunningBot, sandbox: Sandbox
) -> None:
    rubbish, siti = sandbox.person(1002), sandbox.person(1001)
    for number in range(crowding.BURST + 300):
        await rubbish.says(f"{number} " + "x" * 4000)
    await siti.starts()
    await siti.hears_until("☂️")
    await until(lambda: any("Too many messages" in one.text for one in rubbish.chat))
    with closing(sqlite3.connect(file_of(paced.settings.database))) as store:
        (kept,) = store.execute("SELECT count(*) FROM turns WHERE chat_id = 1002").fetchone()
    assert kept <= crowding.BURST + 60
    for _ in range(100):
        await rubbish.says("masih ada")
    await asyncio.sleep(1)
    assert len([one for one in rubbish.chat if "Too many messages" in one.text]) == 1


@pytest.mark.long
async def test_slow_connections_to_the_webhook_are_closed_and_keep_no_update_out(
    environment: dict[str, str], resources: Resources, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch,
    unused_tcp_port: int,
) -> None:  # fmt: skip
    from bot import app  # noqa: PLC0415

    monkeypatch.setattr(intake, "_REST_SECONDS", 0.5)
    monkeypatch.setattr(app, "SWEEPING", Policy(every=0.1))
    address = f"127.0.0.1:{unused_tcp_port}"
    hooked = RunningBot(
        Environment(
            {
                **environment,
                "PAYUNG_WEBHOOK_URL": f"http://{address}/hook",
                "PAYUNG_WEBHOOK_SECRET": "rahasia-1",
                "PAYUNG_LISTEN": address,
            }
        ).settings(),
        resources,
    )
    await hooked.start()
    slow = [
        await asyncio.to_thread(socket.create_connection, ("127.0.0.1", unused_tcp_port)) for _ in range(300)
    ]
    try:
        for number, one in enumerate(slow):
            one.sendall(b"POST /hook HTTP/1.1\r\nHost: x\r\nX-Slow" if number % 2 else b"P")
        await registers(sandbox.person(1001))
        await asyncio.sleep(2)
        for one in slow:
            one.settimeout(60)
        closed = 0
        for one in slow:
            with contextlib.suppress(ConnectionResetError):
                while await asyncio.to_thread(one.recv, 4096):
                    pass
            closed += 1
        assert closed == 300
    finally:
        for one in slow:
            one.close()
        await hooked.stop()


@pytest.mark.long
async def test_a_file_of_twenty_megabytes_again_and_again_fills_no_memory_and_keeps_nobody_waiting(
    environment: dict[str, str], sandbox: Sandbox, command: Callable[..., int], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    process = BotProcess(environment, tmp_path / "log")
    await process.start()
    assert process._process
    pid = process._process.pid
    capsys.readouterr()
    assert await asyncio.to_thread(command, "staff", "invite", "--role", "admin") == 0
    rina, john, siti = (sandbox.person(one) for one in (1003, 1002, 1001))
    await rina.starts(capsys.readouterr().out.strip().partition("start=")[2])
    await rina.hears_until("Peran Anda sekarang")
    large = os.urandom(20_000_000 - 1000)
    highest = 0
    for _ in range(15):
        await rina.sends_document(large, "daftar.xlsx")
        await john.sends_document(large, "foto.jpg", "image/jpeg")
        await asyncio.sleep(1)
        highest = max(highest, resident(pid))
    await siti.starts()
    await siti.hears_until("☂️")
    assert highest < 600


def resident(pid: int) -> int:
    """Return the memory that a process holds, in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() // (1 << 20)
