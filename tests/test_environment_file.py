"""What stands in the file of an installation counts as if it were set; what is set wins."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot import environment_file
from bot.environment_file import over, read
from bot.errors import ConfigurationError
from bot.settings import Environment

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "4242:abcdefghijklmnop"
OTHER = "4343:abcdefghijklmnop"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "payung.env"
    path.touch(0o600)
    monkeypatch.setenv("PAYUNG_ENV_FILE", str(path))
    return path


def test_a_setting_stands_in_the_file(file: Path) -> None:
    file.write_text(f"# of the office\n\n; and so on\nPAYUNG_BOT_TOKEN={TOKEN}\n")
    assert Environment().token() == TOKEN


def test_a_real_variable_wins(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(f"PAYUNG_BOT_TOKEN={TOKEN}\n")
    monkeypatch.setenv("PAYUNG_BOT_TOKEN", OTHER)
    assert Environment().token() == OTHER


def test_a_real_key_wins_over_a_file_of_one() -> None:
    filed = {"PAYUNG_SECRET_KEY_FILE": "/etc/payung/payung.key", "PAYUNG_CONFIG": "/etc/payung/config"}
    assert over({"PAYUNG_SECRET_KEY": "x"}, filed) == {
        "PAYUNG_SECRET_KEY": "x",
        "PAYUNG_CONFIG": "/etc/payung/config",
    }


@pytest.mark.parametrize("line", ["A=b c", "A='b c'", 'A="b c"', "  A=b c  "])
def test_values_are_read_as_systemd_reads_them(file: Path, line: str) -> None:
    file.write_text(line)
    assert read(file) == {"A": "b c"}


@pytest.mark.parametrize(
    "line", ["rahasia", "=rahasia", "A B=rahasia", "A='rahasia", "A=rahasia\\", "export A=x"]
)
def test_a_malformed_line_is_named_and_not_repeated(file: Path, line: str) -> None:
    file.write_text(f"B=c\n{line}\n")
    with pytest.raises(ConfigurationError) as raised:
        read(file)
    assert raised.value.key == "line 2"
    assert "rahasia" not in str(raised.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_with_the_token_that_others_can_read_is_refused(file: Path, mode: int) -> None:
    file.write_text(f"PAYUNG_BOT_TOKEN={TOKEN}\n")
    file.chmod(mode)
    with pytest.raises(ConfigurationError, match="PAYUNG_BOT_TOKEN: others can read it: chmod 600"):
        Environment()


def test_a_file_without_secrets_may_be_read_by_all(file: Path) -> None:
    file.write_text("PAYUNG_QUIET_HOURS=off\n")
    file.chmod(0o644)
    assert Environment().quiet_hours() == "off"


def test_a_file_that_is_named_and_not_there_is_an_error(file: Path) -> None:
    file.unlink()
    with pytest.raises(ConfigurationError, match="PAYUNG_ENV_FILE: cannot be read"):
        Environment()


def test_without_a_name_the_usual_file_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file.write_text(f"PAYUNG_BOT_TOKEN={TOKEN}\n")
    monkeypatch.delenv("PAYUNG_ENV_FILE")
    monkeypatch.setattr(environment_file, "USUAL", file)
    assert Environment().token() == TOKEN
    monkeypatch.setattr(environment_file, "USUAL", tmp_path / "none")
    with pytest.raises(ConfigurationError, match="is not set"):
        Environment().token()


def test_who_may_not_read_the_usual_file_is_told_who_may(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAYUNG_ENV_FILE")
    monkeypatch.setattr(environment_file, "USUAL", file)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root, as whom tests may run, reads everything
    with pytest.raises(ConfigurationError, match="try sudo -u payung"):
        Environment().token()


def test_a_command_ends_with_two_and_one_line(file: Path) -> None:
    file.write_text("rahasia\n")
    done = subprocess.run([sys.executable, "-m", "bot", "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == f"payung: {file}: line 1: must be KEY=value\n"
