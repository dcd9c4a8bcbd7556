"""The service: hardened, understood by systemd, and honest about how the bot stands."""

from __future__ import annotations

import asyncio
import ctypes
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import supervisor
from bot.settings import Environment
from bot.setup.layout import Layout
from bot.setup.unit import hindrances, unit
from tests.conftest import RunningBot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.resources import Resources

ANALYZE = shutil.which("systemd-analyze")
with_systemd = pytest.mark.skipif(not ANALYZE, reason="there is no systemd-analyze on this machine")
_NO_WRITABLE_CODE = 65  # prctl(2): PR_SET_MDWE, what MemoryDenyWriteExecute is since Linux 6.3


@pytest.fixture
def service(tmp_path: Path) -> Path:
    path = tmp_path / "payung.service"
    path.write_text(unit(Layout(), "/var/backups/payung", "daemon"))
    return path


def analyze(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(ANALYZE), *map(str, arguments)], capture_output=True, text=True, check=False)


@with_systemd
def test_the_service_is_exposed_to_at_most_two_of_ten(service: Path) -> None:
    done = analyze("security", "--offline=true", "--threshold=20", service)
    assert done.returncode == 0, done.stdout + done.stderr


@with_systemd
def test_systemd_understands_every_line(service: Path) -> None:
    done = analyze("verify", service)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_place_is_filled_and_only_store_and_backups_are_written(service: Path) -> None:
    text = service.read_text()
    assert "{" not in text
    assert "ReadWritePaths=/var/lib/payung -/var/backups/payung" in text
    assert "Environment=PAYUNG_ENV_FILE=/etc/payung/payung.env" in text


def test_what_would_keep_it_from_starting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/payung/bin/python")
    assert hindrances(Layout(), "daemon") == []
    assert "there is no user nobody-of-that-name" in hindrances(Layout(), "nobody-of-that-name")[0]
    monkeypatch.setattr(sys, "executable", "/home/ani/payung/bin/python")
    assert "install the program below /opt" in hindrances(Layout(), "daemon")[0]
    assert hindrances(Layout(Path("/srv/coba")), "daemon") == []


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """What systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.setblocking(False)  # noqa: FBT003 - of the standard library
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "300000")
        yield listener


async def test_the_bot_says_that_it_is_ready_alive_and_stopping(
    systemd: socket.socket, environment: dict[str, str], resources: Resources
) -> None:
    running = RunningBot(Environment(environment).settings(), resources)
    await running.start()
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(20):
        said = [await loop.sock_recv(systemd, 100) for _ in range(4)]
        assert sorted(set(said)) == [b"READY=1", b"WATCHDOG=1"]
        await running.stop()
        while await loop.sock_recv(systemd, 100) != b"STOPPING=1":
            pass


def test_without_systemd_nobody_is_told_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    supervisor.tell(supervisor.READY)
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere/notify")
    supervisor.tell(supervisor.READY)


@pytest.mark.parametrize(("given", "seconds"), [("120000000", 40.0), ("", 60.0), ("0", 60.0), ("x", 60.0)])
def test_signs_of_life_come_three_times_as_often_as_they_are_waited_for(
    monkeypatch: pytest.MonkeyPatch, given: str, seconds: float
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", given)
    assert supervisor.rest() == seconds


@pytest.mark.long
def test_reading_lists_and_drawing_work_where_no_memory_may_be_written_and_run(tmp_path: Path) -> None:
    """As under MemoryDenyWriteExecute: numpy, the cipher, the drawing library and the process beside."""
    if ctypes.CDLL(None).prctl(_NO_WRITABLE_CODE + 1, 0, 0, 0, 0) < 0:
        pytest.skip("this kernel cannot forbid it (before Linux 6.3)")
    (tmp_path / "daftar.csv").write_text("NIK;Nama\n6106011708809001;Siti Aminah\n")
    forbid = f"import ctypes, os; assert not ctypes.CDLL(None).prctl({_NO_WRITABLE_CODE}, 1, 0, 0, 0)"
    read = f"from bot.cli import main; assert not main(['import', {str(tmp_path / 'daftar.csv')!r}])"
    draw = "from bot.drawing import render, svg; render.to_png(svg.document(9, 9, []))"
    done = subprocess.run(
        [sys.executable, "-c", f"{forbid}\n{read}\n{draw}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
