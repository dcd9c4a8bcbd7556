"""The command `payung`: what it prints and how it ends."""

from __future__ import annotations

import io
import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main
from bot.folders import ROOT
from tests.talk import registers

if TYPE_CHECKING:
    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot


def test_form_lists_the_steps_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)
    assert [step["id"] for step in steps if step["required"]] == [
        "for_whom", "consent", "nik", "as_card", "name", "birthplace", "phone", "district", "village",
        "occupation", "workplace", "income", "payer", "programs", "months", "declaration",
    ]  # fmt: skip
    assert all(set(step) == {"id", "kind", "required", "example", "choices"} for step in steps)
    assert steps[1]["choices"] == [
        {"id": "agree", "id_label": "✅ Setuju, saya mau daftar", "en_label": "✅ I agree, enrol me"}
    ]
    (district,) = [step for step in steps if step["id"] == "district"]
    assert len(district["choices"]) == 23


def test_nik_reads_arguments_and_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["nik", "6106011708809001"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("6106O11708809001\n\nhalo\n"))
    assert main(["nik", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["valid"] for row in rows] == [True, True, False, False]
    assert rows[1]["repaired"] is True
    assert rows[0]["birth_date"] == "1980-08-17"


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "dance",
        "stage 1",
        "stage 1 flying",
        "staff invite",
        "staff invite --role king",
        "demo --port x",
        "seed --chats 0 --first-id 1",
        "export --format xml",
    ],
)
def test_wrong_use_ends_with_2(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments.split())
    assert ended.value.code == 2


@pytest.mark.parametrize(
    "arguments", [["run"], ["export"], ["backup", "x"], ["migrate"], ["erase", "123-456-786"]]
)
def test_missing_settings_are_one_clear_line_and_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("payung: PAYUNG_")


@pytest.mark.parametrize("number", ["12", "123-456-786", "123-456-785"])
def test_a_number_that_nobody_bears_is_one_clear_line_and_1(
    bot: RunningBot, command: Any, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    for arguments in (("erase", number), ("stage", number, "active")):
        capsys.readouterr()
        assert command(*arguments) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_store_that_is_not_there_is_said(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("export") == 1
    assert "there is no store" in capsys.readouterr().err


async def test_export_disarms_cells_that_a_spreadsheet_would_run(
    bot: RunningBot, sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.sheets import disarmed  # noqa: PLC0415

    assert disarmed("=1+1") == "'=1+1"
    assert disarmed("-Budi") == "'-Budi"
    assert disarmed("+62812") == "+62812"
    assert disarmed("Budi") == "Budi"


async def test_stage_is_told_once_and_written_down(
    bot: RunningBot, sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    siti = sandbox.person(1001)
    number = await registers(siti)
    await siti.hears_until("Bukti pendaftaran")
    assert command("stage", number.replace("-", " "), "active") == 0
    await siti.hears_until("Perlindungan Anda sudah mulai")
    assert command("stage", number, "active") == 0
    assert "already" in capsys.readouterr().out
    await siti.hears_nothing(0.5)
    assert command("stage", number, "submitted") == 0
    assert "lies behind what was reached (active)" in capsys.readouterr().err
    assert command("stage", number, "closed") == 0
    out, err = capsys.readouterr()
    assert "moved to ended" in out
    assert "behind" not in err


def test_seed_fills_a_store_with_people_that_can_be_exported(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("seed", "--chats", 25, "--first-id", 100) == 0
    capsys.readouterr()
    assert command("export") == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 26
    assert rows[1].split(",")[1] == "100"


def test_seed_is_refused_against_telegram_itself(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    command: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("PAYUNG_API_URL")
    assert command("seed", "--chats", 1, "--first-id", 1) == 2
    assert "not for Telegram itself" in capsys.readouterr().err


def test_an_invitation_needs_the_bots_name(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("migrate") == 0
    assert command("staff", "invite", "--role", "admin") == 1
    assert "start `payung run` once" in capsys.readouterr().err


def test_check_is_content_with_what_the_project_ships(
    command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("check") == 0
    assert "in order" in capsys.readouterr().out


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert capsys.readouterr().out == f"payung {stated}\n"
