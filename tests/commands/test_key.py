"""The command key: a new key while the bot runs and people enrol; killed at any moment, it goes on."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from bot.folders import ROOT
from bot.store.crypto import new_secret
from tests.commands.keyed import with_key_file
from tests.talk import reaches_summary, registers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The usual one, with the key in a file."""
    return with_key_file(environment, tmp_path)


def status(command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert command("key", "status", "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def exported(command: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert command("export") == 0
    return capsys.readouterr().out


async def test_people_go_on_while_the_key_is_changed_under_a_bot_that_runs(
    bot: RunningBot, sandbox: Sandbox, command: Callable[..., int], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    rina = sandbox.person(1003)
    await reaches_summary(rina, nik="6106015708809003")
    before, key = exported(command, capsys), status(command, capsys)
    assert command("key", "rotate") == 0
    after = status(command, capsys)
    assert after["key"] != key["key"]
    assert after["generation"] == 2
    assert after["sealed_by_earlier"] == 0
    assert after["at_hand"] == [after["key"]]
    assert exported(command, capsys) == before
    assert len((tmp_path / "payung.key").read_text().split()) == 1
    await rina.taps("Kirim")
    await rina.hears_until("Nomor pendaftaran")
    assert exported(command, capsys).count(",submitted,") == 2
    assert command("stage", number, "accepted") == 0
    await sandbox.person(1001).hears_until("sudah diperiksa dan benar")
    assert command("check") == 0


async def test_the_old_key_file_alone_is_refused_after_the_change(
    bot: RunningBot, command: Callable[..., int], environment: dict[str, str], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    file = tmp_path / "payung.key"
    old = file.read_text()
    assert command("key", "rotate") == 0
    await bot.stop()
    file.write_text(old)
    assert command("export") == 2
    assert "another key" in capsys.readouterr().err


async def test_a_key_in_the_environment_is_not_changed(
    environment: dict[str, str], command: Callable[..., int], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.delenv("PAYUNG_SECRET_KEY_FILE")
    monkeypatch.setenv("PAYUNG_SECRET_KEY", new_secret())
    assert command("key", "rotate") == 2
    assert "PAYUNG_SECRET_KEY_FILE" in capsys.readouterr().err


@pytest.mark.long
async def test_a_backup_needs_the_key_of_its_time_and_says_which(
    bot: RunningBot, sandbox: Sandbox, command: Callable[..., int], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    file = tmp_path / "payung.key"
    old, id_ = file.read_text(), status(command, capsys)["key"]
    assert command("backup", tmp_path / "copy") == 0
    assert command("key", "rotate") == 0
    assert command("erase", number) == 0
    monkeypatch.setenv("PAYUNG_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'payung.db'}")
    assert command("restore", tmp_path / "copy") == 2
    assert id_ in capsys.readouterr().err
    file.write_text(file.read_text() + old)
    assert command("restore", tmp_path / "copy") == 0
    assert "1 erasures" in capsys.readouterr().out
    assert number not in exported(command, capsys)


_KILLED_AT = """
import os, signal, sys
sys.path.insert(0, {root!r})
from bot.commands import key
from bot.cli import main
from bot.store import key_file
from bot.store.turning import Turning

def dies(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

honest_seal, honest_turn, calls = Turning.seal_anew, Turning.turn, [0]

def seal_some(self, most):
    calls[0] += 1
    if calls[0] > 1:
        dies()
    return honest_seal(self, 3)

def turn_and_die(self, secret):
    honest_turn(self, secret)
    dies()

if {at!r} == "before the turn":
    Turning.turn = dies
elif {at!r} == "within the turn":
    Turning.turn = turn_and_die
elif {at!r} == "while sealing anew":
    Turning.seal_anew = seal_some
elif {at!r} == "before the end":
    key._finish = dies
sys.exit(main(["key", "rotate"]))
"""


_LONG = pytest.mark.long


@pytest.mark.parametrize(
    "at",
    [
        pytest.param("before the turn", marks=_LONG),
        pytest.param("within the turn", marks=_LONG),
        "while sealing anew",
        pytest.param("before the end", marks=_LONG),
    ],
)
async def test_killed_at_any_moment_it_is_run_again_and_goes_on(
    bot: RunningBot, sandbox: Sandbox, command: Callable[..., int], environment: dict[str, str], at: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    number = await registers(sandbox.person(1001))
    before = exported(command, capsys)
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _KILLED_AT.format(root=str(ROOT), at=at), env={**os.environ, **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert await killed.wait() == -signal.SIGKILL
    assert exported(command, capsys) == before
    await sandbox.person(1001).says("/status")
    await sandbox.person(1001).hears_until(f"•••-{number[-3:]}")
    assert command("key", "rotate") == 0
    found = status(command, capsys)
    assert found["generation"] == 2
    assert found["sealed_by_earlier"] == 0
    assert exported(command, capsys) == before
    assert command("check") == 0
