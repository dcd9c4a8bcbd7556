"""What the service forbids, the bot never asks for: its calls of the system, watched while it works."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.folders import IMPORTED_FROM
from bot.setup.layout import Layout
from bot.setup.unit import unit
from tests.waiting import until

if TYPE_CHECKING:
    from bot.sandbox import Sandbox

ANALYZE, STRACE = shutil.which("systemd-analyze"), shutil.which("strace")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not (ANALYZE and STRACE), reason="there is no systemd-analyze, or no strace"),
]
# SQLite gives its files to the owner of the store, where root runs it: the service is never root.
AS_ROOT: set[str] = set() if os.geteuid() else {"fchown"}
_CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\(", re.MULTILINE)


def calls_of(group: str) -> set[str]:
    """Return the calls of a group of systemd's, and of the groups within it."""
    done = subprocess.run([str(ANALYZE), "syscall-filter", group], capture_output=True, text=True, check=True)
    found: set[str] = set()
    for line in done.stdout.splitlines()[1:]:
        name = line.strip()
        if name.startswith("@"):
            found |= calls_of(name)
        elif name and not name.startswith("#"):
            found.add(name)
    return found


def allowed() -> set[str]:
    """Return what the unit allows."""
    lines = re.findall(r"^SystemCallFilter=(~?)(@\S+)$", unit(Layout(), "/x", "x"), re.MULTILINE)
    (base,) = [group for sign, group in lines if not sign]
    taken = [group for sign, group in lines if sign]
    return calls_of(base).difference(*(calls_of(group) for group in taken))


async def watched(trace: Path, *arguments: str, environment: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        str(STRACE), "-f", "-qq", "-o", str(trace), sys.executable, "-m", "bot", *arguments,
        cwd=IMPORTED_FROM, env=environment,
    )  # fmt: skip


async def test_serving_drawing_lists_and_backups_ask_for_nothing_that_is_forbidden(
    sandbox: Sandbox, environment: dict[str, str], tmp_path: Path
) -> None:
    given = environment | {
        "PATH": "/usr/bin:/bin",
        "PAYUNG_ENV_FILE": "",
        "PAYUNG_HEALTH_LISTEN": "127.0.0.1:0",
    }
    (tmp_path / "daftar.csv").write_text("NIK;Nama\n6106011708809001;Siti Aminah\n")
    serving = await watched(tmp_path / "run", "run", environment=given)
    siti = sandbox.person(1001)
    try:
        await siti.says("/manfaat")
        await siti.sees("apa pekerjaan Anda", timeout=120)
        await siti.taps("🌱 Tani, kebun, ternak")
        await siti.sees("penghasilan")
        await siti.taps("Rp1.000.000")
        await until(lambda: any("photo" in one for one in siti.chat))
        for number, arguments in enumerate((
            ("import", str(tmp_path / "daftar.csv")),
            ("backup", str(tmp_path / "copy")),
            ("check",),
        )):  # fmt: skip
            command = await watched(tmp_path / f"command{number}", *arguments, environment=given)
            assert await command.wait() == 0
    finally:
        # Who traces does not end before what is traced.
        (child,) = Path(f"/proc/{serving.pid}/task/{serving.pid}/children").read_text().split()
        os.kill(int(child), signal.SIGTERM)
        await asyncio.wait_for(serving.wait(), 60)
    traces = ["run", "command0", "command1", "command2"]
    asked = {
        name for trace in traces for name in _CALL.findall((tmp_path / trace).read_text(errors="replace"))
    }
    assert "sendto" in asked
    assert asked - allowed() - AS_ROOT == set()
