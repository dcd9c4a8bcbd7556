"""docs/operating.md, walked on a machine of its own: every command that it gives for the afternoon works.

What only a real server has is stood in for: `sudo` and `useradd` do nothing, and `systemctl` starts and stops
the command of the unit that `payung init` wrote. Paths of the server lie below a folder of the test.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sysconfig
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from tests.installation.conftest import said
from tests.talk import registers

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox import Sandbox

pytestmark = pytest.mark.long

_BLOCK = re.compile(r"^```sh walk\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SERVER = re.compile(r"(?<![\w/])/(?=(?:etc|var|opt|usr/local)/)")
_SHIMS = {
    "sudo": '[ "$1" = -u ] && shift 2; exec "$@"',
    "useradd": ":",
    "systemctl": """
unit=$ROOT/etc/systemd/system/payung.service pid=$ROOT/pid
case $1 in
  enable|start)
    export $(sed -n 's/^Environment=//p' "$unit")
    $(sed -n 's/^ExecStart=//p' "$unit") --verbose < /dev/null > /dev/null 2>> "$ROOT/log" &
    echo $! > "$pid" ;;
  stop) kill "$(cat "$pid")"; while kill -0 "$(cat "$pid")" 2> /dev/null; do sleep 0.1; done ;;
esac""",
}


def blocks() -> list[str]:
    return _BLOCK.findall((ROOT / "docs/operating.md").read_text(encoding="utf-8"))


class Machine:
    """A clean machine below a folder."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.root, self._bin, self._home = folder / "root", folder / "bin", folder / "home"
        for one in (self.root / "opt", self.root / "usr/local/bin", self._bin, self._home):
            one.mkdir(parents=True)
        for name, script in _SHIMS.items():
            (self._bin / name).write_text(f"#!/bin/sh\n{script}\n")
            (self._bin / name).chmod(0o755)
        shutil.copy(wheel, self._home)
        shutil.copy(ROOT / "requirements.lock", self._home)

    async def walk(self, block: str, typed: str = "", **more: str) -> str:
        """Run a block as somebody would who types it."""
        script = _SERVER.sub(f"{self.root}/", block).replace("payung init", f"payung init --root {self.root}")
        process = await asyncio.create_subprocess_exec(
            "bash", "-euo", "pipefail", "-c", script, cwd=self._home, env=self._environment(more),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        seen, _ = await asyncio.wait_for(process.communicate(typed.encode()), 120)
        assert process.returncode == 0, f"{script}\n{seen.decode()}"
        return seen.decode()

    def _environment(self, more: dict[str, str]) -> dict[str, str]:
        # What it depends on is that of this environment: a test fetches nothing.
        return {
            "PATH": f"{self._bin}:{self.root / 'usr/local/bin'}:{os.environ['PATH']}",
            "HOME": str(self._home),
            "ROOT": str(self.root),
            "PIP_NO_INDEX": "1",
            "PAYUNG_ENV_FILE": str(self.root / "etc/payung/payung.env"),
            **more,
        }

    def borrow_packages(self) -> None:
        (packages,) = (self.root / "opt/payung").glob("lib/python*/site-packages")
        (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")

    def log(self) -> str:
        return (self.root / "log").read_text()

    def end(self) -> None:
        """End what a test that failed has left."""
        if (self.root / "pid").exists():
            said(
                ["bash", "-c", f"kill {(self.root / 'pid').read_text().strip()} 2> /dev/null || true"],
                self.root,
            )


async def test_the_afternoon_of_the_document_ends_with_an_answer_a_backup_and_an_upgrade(
    wheel: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    machine = Machine(tmp_path, wheel)
    user, program, setup, paper, start, staff, backup, restore, upgrade = blocks()
    typed = [sandbox.token, "Kantor Contoh", "Jalan Contoh 5", "", "Senin 08.00-15.00", "", "", "", "", ""]
    siti = sandbox.person(1001)
    try:
        await machine.walk(user)
        machine.borrow_packages()
        await machine.walk(program)
        asked = await machine.walk(setup, "".join(f"{one}\n" for one in typed), PAYUNG_API_URL=sandbox.url)
        assert "✓" in asked
        assert (machine.root / "etc/payung/lembar-kunci.pdf").exists()
        await machine.walk(paper)
        assert not (machine.root / "etc/payung/lembar-kunci.pdf").exists()
        assert "everything is in order" in await machine.walk(start)
        number = await registers(siti)
        assert "https://t.me/" in await machine.walk(staff)
        await machine.walk(backup)
        assert "restored" in await machine.walk(restore)
        assert number in await machine.walk("payung export")
        await machine.walk(upgrade)
        await siti.says("/status")
        await siti.sees(number)
        await machine.walk("systemctl stop payung")
    finally:
        machine.end()


def test_the_card_for_the_office_fits_on_a_page_and_names_what_may_happen() -> None:
    card = (ROOT / "docs/kartu-operasi.md").read_text(encoding="utf-8")
    assert len(card.splitlines()) <= 60
    for heading in ("Listrik padam", "Diska penuh", "Komputer dicuri", "Lembar kunci hilang"):
        assert f"## {heading}" in card
