"""Writing lists back: nothing lost, nothing run, the same bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.lists.cells import text_of
from bot.lists.opening import open_list
from bot.lists.writing import csv_of, workbook_of
from tests.lists.making import nik_of

ROWS = [["NIK", "HP", "Hasil"], [nik_of(9001), "+6281234509001", "bisa dipakai"], ["", "a<b>&\"'", "x\ny"]]


def cells(content: bytes, name: str) -> list[list[str]]:
    return [[text_of(cell) for cell in row.cells] for row in open_list(content, name)[0].rows]


def test_a_workbook_holds_what_was_written_as_text() -> None:
    assert [list(row.cells) for row in open_list(workbook_of(ROWS), "a.xlsx")[0].rows] == ROWS


def test_the_same_rows_are_the_same_bytes() -> None:
    assert workbook_of(ROWS) == workbook_of(ROWS)


def test_a_csv_holds_what_was_written_and_keeps_digits_from_excel() -> None:
    written = csv_of(ROWS)
    assert written.startswith(b"\xef\xbb\xbfNIK;HP;Hasil\r\n")
    assert f'"=""{nik_of(9001)}""";'.encode() in written
    assert cells(written, "a.csv")[1] == ROWS[1]


@given(st.text(max_size=30))
def test_no_cell_of_a_workbook_is_a_formula_or_breaks_it(text: str) -> None:
    (found,) = cells(workbook_of([[text, "end"]]), "a.xlsx")
    assert found[-1] == "end"
    written = open_list(workbook_of([[text, "end"]]), "a.xlsx")[0].rows[0].cells[0]
    assert not str(written).startswith(("=", "-", "@", "\t"))
