"""Opening files: whatever their names say."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lists import parts
from bot.lists.cells import Cell, Row
from bot.lists.opening import open_list
from bot.lists.refusals import ListFileError, Refusal
from tests.lists.making import MAIN, csv_of, nik_of, opendocument, packed, workbook

ROWS = [
    ["NIK", "Nama", "Alamat"],
    [nik_of(9001), "Siti Aminah", "Jl. Ampera, RT 2"],
    [nik_of(9002), "Édo", "-"],
]


class _Huge(float):
    def __str__(self) -> str:
        return "1E999999999"


HUGE = _Huge(1)


def refused(content: bytes, name: str = "daftar.xlsx") -> Refusal:
    with pytest.raises(ListFileError) as raised:
        open_list(content, name)
    assert raised.value.text == f"list_file.{raised.value.refusal}"
    return raised.value.refusal


def rows_in(content: bytes, name: str = "daftar.csv") -> list[list[Cell]]:
    return [list(row.cells) for row in open_list(content, name)[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_text_is_read_in_the_encodings_and_with_the_separators_of_offices(
    encoding: str, separator: str
) -> None:
    assert rows_in(csv_of(ROWS, separator).encode(encoding)) == ROWS


def test_a_comma_within_quotes_parts_nothing() -> None:
    assert rows_in(b'NIK,Nama\r\n1,"Siti, S.Pd."\r\n2,Budi\r\n') == [
        ["NIK", "Nama"],
        ["1", "Siti, S.Pd."],
        ["2", "Budi"],
    ]


def test_the_separator_that_excel_announces_is_taken() -> None:
    assert rows_in(b"sep=|\r\nNIK|Nama\r\n1|a;b;c\r\n") == [["NIK", "Nama"], ["1", "a;b;c"]]


def test_a_nik_kept_as_a_formula_is_a_nik() -> None:
    assert rows_in(f'NIK;Nama\n="{nik_of(9001)}";Siti\n'.encode())[1][0] == nik_of(9001)


def test_empty_rows_leave_their_numbers() -> None:
    sheet = open_list(b"a;b\n;\n\nc;d\n", "x.csv")[0]
    assert list(sheet.rows) == [Row(1, ["a", "b"]), Row(4, ["c", "d"])]


def test_a_workbook_gives_texts_numbers_and_days_each_in_its_column() -> None:
    rows: list[list[Cell]] = [
        ["", "NIK", "Lahir", "Luas"],
        [],
        ["x", 6106011708809001, date(1980, 8, 17), 1.5],
    ]
    assert rows_in(workbook(rows), "a.xlsx") == [rows[0], rows[2]]


def test_hidden_sheets_and_rows_are_told() -> None:
    first, second = open_list(workbook(ROWS, ROWS, hidden="2", hidden_row="3"), "a.xlsx")
    assert (first.is_hidden, first.hidden_rows, second.is_hidden) == (False, 1, True)


def test_a_workbook_with_the_name_of_a_csv_is_a_workbook() -> None:
    assert rows_in(workbook(ROWS), "daftar.csv") == ROWS


def test_a_csv_with_the_name_of_a_workbook_is_a_csv() -> None:
    assert rows_in(csv_of(ROWS, ";").encode(), "daftar.xlsx") == ROWS


def test_a_spreadsheet_of_libreoffice_is_read() -> None:
    rows: list[list[Cell]] = [["NIK", "Lahir", ""], [6106011708809001, date(1980, 8, 17), "x"]]
    sheet = open_list(opendocument(rows, blank_rows=5), "a.ods")[0]
    assert [row.number for row in sheet.rows] == [6, 7]
    assert [list(row.cells) for row in sheet.rows] == [["NIK", "Lahir"], rows[1]]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.EMPTY),
        (b" \r\n", Refusal.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), Refusal.PICTURE),
        (b"\xff\xd8\xff\xe0" + bytes(90), Refusal.PICTURE),
        (b"%PDF-1.7", Refusal.PDF),
        (b"<html><table><tr><td>NIK</td></tr></table></html>", Refusal.PAGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Refusal.LOCKED),
        (b"PK\x03\x04 cut off", Refusal.DAMAGED),
        (bytes(range(256)) * 3, Refusal.UNKNOWN),
        (packed({"word/document.xml": "<w/>"}), Refusal.UNKNOWN),
        (packed({"xl/workbook.bin": b"x"}), Refusal.DAMAGED),
        (packed({"xl/workbook.xml": "<workbook>", "xl/vbaProject.bin": b"x"}), Refusal.MACROS),
        (packed({"xl/workbook.xml": "<workbook"}), Refusal.DAMAGED),
        (workbook([[]]), Refusal.EMPTY),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_a_reason(content: bytes, refusal: Refusal) -> None:
    assert refused(content) is refusal


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refused(packed({"xl/workbook.xml": bytes(5_000_000)})) is Refusal.LARGE


def test_what_is_too_large_as_a_whole_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_LARGEST", 1_000)
    assert refused(workbook(ROWS)) is Refusal.LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused_in_any_encoding(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    book = f'{head}<!DOCTYPE w [<!ENTITY a "aaaa">]><workbook xmlns="{MAIN}">&a;</workbook>'
    assert refused(packed({"xl/workbook.xml": book.encode(encoding)})) is Refusal.DAMAGED


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.lists.workbook.MOST_ROWS", 2)
    monkeypatch.setattr("bot.lists.delimited.MOST_ROWS", 2)
    monkeypatch.setattr("bot.lists.opendocument.MOST_ROWS", 2)
    assert refused(workbook(ROWS)) is Refusal.LARGE
    assert refused(csv_of(ROWS, ";").encode()) is Refusal.LARGE
    assert refused(opendocument(ROWS)) is Refusal.LARGE


def test_a_part_that_is_locked_is_refused() -> None:
    content = bytearray(workbook(ROWS))
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refused(bytes(content)) is Refusal.LOCKED


def test_a_number_that_nobody_counts_with_stays_a_text() -> None:
    assert rows_in(workbook([["Luas"], [HUGE]]), "a.xlsx") == [["Luas"], ["1E999999999"]]


@given(cut=st.integers(1, 2_000))
@settings(max_examples=60)
def test_a_file_that_was_cut_off_is_refused_and_never_breaks(cut: int) -> None:
    with pytest.raises(ListFileError):
        open_list(workbook(ROWS)[:-cut], "a.xlsx")


@given(
    content=st.binary(max_size=300), head=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"])
)
@settings(max_examples=200)
def test_no_bytes_break_it(content: bytes, head: bytes) -> None:
    with contextlib.suppress(ListFileError):
        open_list(head + content, "a.csv")


def test_an_old_workbook_is_read_with_its_days_and_its_numbers() -> None:
    sheets = open_list((Path(__file__).parent / "files" / "daftar.xls").read_bytes(), "daftar.xls")
    assert [(one.name, one.is_hidden) for one in sheets] == [("Daftar", False), ("Catatan", True)]
    heading, siti, dewi, _ = sheets[0].rows
    assert (heading.number, heading.cells[1]) == (3, "NIK")
    assert siti.cells == [1, nik_of(9001), "SITI AMINAH", date(1980, 8, 17), "Sibau Hulu"]
    assert dewi.cells[1] == int(nik_of(9002, woman=True))


def test_an_old_workbook_with_programs_in_it_is_refused() -> None:
    content = (Path(__file__).parent / "files" / "daftar.xls").read_bytes()
    assert refused(content + "_VBA_PROJECT".encode("utf-16-le"), "daftar.xls") is Refusal.MACROS
