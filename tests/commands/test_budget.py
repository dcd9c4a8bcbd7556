"""The command budget: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from bot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

YEAR = "--from 2027-01 --months 12"


@pytest.fixture(autouse=True)
def _no_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAYUNG_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    monkeypatch.setenv("PAYUNG_NOW", "2026-11-30T09:00:00+07:00")


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["budget", *" ".join(arguments).split(), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_money_reaches_as_many_as_it_pays_for_three_ways(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--money 500000000", YEAR)
    assert found["candidates"] == {"count": 35819, "known": "potential", "as_of": "2024-06-04"}
    first, shorter, shared = found["scenarios"]
    assert (first["people"], first["total"], first["left_over"]) == (2480, 499968000, 32000)
    assert (shorter["people"], shorter["months"]) == (4960, 6)
    assert shared["paid"] == {"apbd_regency": 499927680, "village": 333285120}
    assert [row["month"] for row in shorter["by_month"]][::5] == ["2027-01", "2027-06"]


def test_scenarios_change_what_they_name_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["budget", "--people", "100", *YEAR.split(), "--candidates", "1000", "--json"]
    changes = ["--scenario", "", "--scenario", "months=3 shares=province=50,village=30"]
    assert main([*arguments, *changes]) == 0
    same, other = json.loads(capsys.readouterr().out)["scenarios"]
    assert (same["months"], same["shares"]) == (12, {"apbd_regency": 100})
    assert (other["months"], other["shares"]) == (3, {"apbd_province": 50, "village": 30})
    assert (other["open_percent"], other["open"]) == (20, 1_008_000)  # 100 x 3 x 16,800 x 20 %
    assert other["not_reached"] == 900


def test_the_table_names_assumptions_and_each_month(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["budget", "--people", "10", "--shares", "self=100", "--from", "2026-12", "--months", "2"]) == 0
    )
    printed = capsys.readouterr().out
    assert "2026-12           8,400" in printed
    assert "2027-01          16,800" in printed
    assert "! A: from January 2027 on the contribution is Rp16,800, before that Rp8,400." in printed


def test_the_span_begins_next_month_where_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert document(capsys, "--people 1")["scenarios"][0]["from"] == "2026-12"


def test_picture_and_workbook_are_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    png, xlsx = tmp_path / "a.png", tmp_path / "a.xlsx"
    document(capsys, "--people 10", YEAR, f"--png {png} --xlsx {xlsx}")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert "Anggaran" in CalamineWorkbook.from_path(xlsx).sheet_names


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        ("", 2, "--money: give it, or --people, or both"),
        ("--money 0", 2, "--money: must be above 0"),
        ("--people 1 --months 61", 2, "--months: must be 1 to 60"),
        ("--people 1 --shares regency=60,province=50", 2, "--shares: come to 110 percent"),
        ("--people 1 --shares regency=0", 2, "--shares: must each be above 0"),
        ("--people 1 --programs jkk", 2, "--programs: jkk and jkm go together"),
        ("--people 1 --from 2001-01", 1, "no tariff of"),
        ("--people 1 --xlsx /nowhere/a.xlsx", 1, "--xlsx: cannot be written"),
    ],
)
def test_what_cannot_be_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: str, code: int, line: str
) -> None:
    assert main(["budget", *arguments.split()]) == code
    printed = capsys.readouterr()
    assert line in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        "--shares regency", "--shares regency=1,apbd_regency=2", "--scenario colour=red", "--from 2027-13",
        "--scenario months=many", "--people -1", "--from 9999-12", "--order best", "--programs jkx",
    ],
)  # fmt: skip
def test_what_is_no_option_is_wrong_use(capsys: pytest.CaptureFixture[str], arguments: str) -> None:
    name, _, value = arguments.partition(" ")
    with pytest.raises(SystemExit) as ended:
        main(["budget", name, value])
    assert ended.value.code == 2
    assert "payung budget: error:" in capsys.readouterr().err


def test_four_ways_are_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["budget", "--people", "1", *["--scenario", "months=1"] * 4]) == 2
    assert "--scenario: at most 3" in capsys.readouterr().err
