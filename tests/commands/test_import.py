"""The command import: what it prints, what it writes, and what it never shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main
from bot.lists.opening import open_list
from tests.lists.making import card_of, csv_of, nik_of, workbook

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ["DAFTAR PETANI", "", "", ""],
    ["NIK", "Nama", "Tgl Lahir", "No KK"],
    [nik_of(9001), "Andi Saputra", "17-08-1980", card_of(9001)],
    [nik_of(9001), "Andi Saputra", "17-08-1980", card_of(9001)],
    [nik_of(9002), "=Lusia", "17-09-1980", card_of(9001)],
    [card_of(9001), "Beata", "", card_of(9001)],
    ["Jumlah", "4", "", ""],
]
PERSONAL = (nik_of(9001), nik_of(9002), card_of(9001), "Andi", "Lusia", "Beata", "1980")


@pytest.fixture(autouse=True)
def _in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAYUNG_NOW", "2026-12-01T08:00:00+07:00")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "petani.csv"
    path.write_text(csv_of(ROWS, ";"), "utf-8")
    return path


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["import", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_columns_and_counts_are_told_and_nothing_of_a_person(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(capsys, str(listed))
    assert [(one["column"], one["field"], one["why"]) for one in found["columns"]] == [
        ("A", "nik", "heading"), ("B", "name", "heading"), ("C", "birth_date", "heading"),
        ("D", "family_card", "heading"),
    ]  # fmt: skip
    assert found["heading_rows"] == [2]
    assert (found["rows"], found["people"]) == (4, 3)
    assert found["fates"] == {"usable": 2, "look": 1, "blocked": 1}
    assert found["faults"] == {
        "several_rows": 1, "birth_differs": 1, "name_unread": 1, "family_card_for_nik": 1,
    }  # fmt: skip
    assert found["skipped"] == {"note": 1}
    assert not any(value in json.dumps(found) for value in PERSONAL)


def test_the_summary_says_that_nothing_was_stored_and_names_nobody(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(listed)]) == 0
    printed = capsys.readouterr()
    assert "4 rows of 3 people" in printed.out
    assert printed.out.endswith("Nothing was stored.\n")
    assert not any(value in printed.out + printed.err for value in PERSONAL)


@pytest.mark.parametrize("name", ["hasil.xlsx", "hasil.csv"])
def test_the_rows_come_back_with_what_each_is_good_for(listed: Path, name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    assert main(["import", str(listed), "--out", str(out)]) == 0
    rows = [list(row.cells) for row in open_list(out.read_bytes(), name)[0].rows]
    assert [row[4] for row in rows] == [
        "",
        "Hasil",
        "bisa dipakai",
        "bisa dipakai: orang yang sama ada di baris 3",
        "perlu dilihat: tanggal lahir berbeda dari NIK; cocokkan dengan KTP; nama tidak terbaca",
        "belum bisa dipakai: nomor ini mungkin nomor kartu keluarga (KK), bukan NIK; cocokkan dengan KTP",
        "bukan orang: catatan atau jumlah",
    ]
    assert (rows[2][0], rows[4][1]) == (nik_of(9001), "'=Lusia")


def test_what_is_written_is_for_its_owner_only_and_never_over_the_list(listed: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil.csv"
    assert main(["import", str(listed), "--out", str(out)]) == 0
    assert out.stat().st_mode & 0o077 == 0
    before = listed.read_bytes()
    assert main(["import", str(listed), "--out", str(listed)]) == 1
    assert listed.read_bytes() == before


def test_a_sheet_is_chosen_by_its_number_else_the_first_that_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "buku.xlsx"
    path.write_bytes(workbook([["x"]], ROWS, hidden="1"))
    assert document(capsys, str(path))["sheet"] == 2
    assert document(capsys, str(path), "--sheet", "1")["rows"] == 0
    assert main(["import", str(path), "--sheet", "3"]) == 1


def test_a_file_that_is_no_list_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(b"\x89PNG\r\n")
    assert main(["import", str(path)]) == 1
    assert (
        capsys.readouterr().err
        == "payung: Ini gambar, bukan daftar. Kirim berkas Excel atau CSV yang asli.\n"
    )


def test_a_kind_that_is_not_written_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "none.csv"), "--out", "x.pdf"]) == 1
    assert ".xlsx or .csv" in capsys.readouterr().err
