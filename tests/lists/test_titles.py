"""Where people live by a line above them, by a merged cell, by a code."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.folders import CONFIG
from bot.lists.cells import Row, Sheet
from bot.lists.merged import tall_in
from bot.lists.opening import open_list
from bot.lists.rows import read_rows
from bot.lists.table import find_table
from bot.lists.titles import Above, named_above
from bot.people.gazetteer import load_towns
from bot.people.places import Regions
from bot.register.content import Place, Places
from tests.lists.making import TODAY, nik_of, workbook

if TYPE_CHECKING:
    from bot.lists.cells import Cell
    from bot.lists.words import Codes, Headings
    from bot.people.divisions import Divisions
    from tests.lists.conftest import Reads

PALA_PULAU, NANGA_MENTEBAH = "61.06.01.2004", "61.06.20.2001"
HEADING: list[Cell] = ["No", "Nama", "NIK", "JK"]


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions.load(Path(__file__).parents[2] / "config/regions/kapuas_hulu.csv", load_towns(CONFIG))


def person(number: int, *more: Cell) -> list[Cell]:
    return [number, f"Andi {chr(64 + number)}uma", nik_of(9000 + number), "L", *more]


def villages(reads: Reads, regions: Regions, rows: list[list[Cell]], usual: Place | None = None) -> list[str]:
    places = Places(regions, usual or Place())
    return [places.of(one).village for one in reads(rows)[1].people]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("DESA : NANGA MENTEBAH", Above("", "NANGA MENTEBAH")),
        (
            "Daftar penerima Desa Pala Pulau Kecamatan Putussibau Utara Tahun 2026",
            Above("Putussibau Utara", "Pala Pulau"),
        ),
        ("KEC. BIKA", Above("Bika".upper(), "")),
        ("Kepala Desa Pala Pulau", Above()),
        ("Kantor Kecamatan Bika", Above()),
        ("sudah dicek ibu Maria", Above()),
        ("DESA", Above()),
    ],
)
def test_a_line_names_a_place_unless_it_is_an_office(line: str, named: Above) -> None:
    assert Above().after(Row(1, [line])) == named


def test_another_district_leaves_no_village_but_a_letterhead_may_name_the_village_first() -> None:
    assert Above("Bika", "Jelemuk").after(Row(1, ["Kecamatan Kalis"])) == Above("Kalis", "")
    rows = [Row(1, ["DESA", "", ": JELEMUK"]), Row(2, ["KECAMATAN", "", ": BIKA"])]
    assert named_above(rows) == named_above(rows[::-1]) == Above("BIKA", "JELEMUK")


def test_people_live_where_the_line_above_them_says(reads: Reads, regions: Regions) -> None:
    rows: list[list[Cell]] = [
        ["KECAMATAN PUTUSSIBAU UTARA"],
        HEADING,
        ["DESA PALA PULAU"],
        person(1),
        ["", "Jumlah Desa Sibau Hilir", 1],
        person(2),
        ["Kecamatan Mentebah"],
        person(3),
        ["Desa : Nanga Mentebah"],
        person(4),
    ]
    assert villages(reads, regions, rows) == [PALA_PULAU, PALA_PULAU, "", NANGA_MENTEBAH]


def test_the_row_says_it_better_than_a_line_and_a_line_better_than_the_list(
    reads: Reads, regions: Regions
) -> None:
    usual = Place("61.06.20", NANGA_MENTEBAH)
    rows: list[list[Cell]] = [
        ["Desa Pala Pulau, Kec. Putussibau Utara"],
        [*HEADING, "Desa"],
        person(1, "Sibau Hilir"),
        person(2, ""),
    ]
    assert villages(reads, regions, rows, usual) == ["61.06.01.2005", PALA_PULAU]
    rows[0] = ["DATA DESA TERTINGGAL"]
    assert villages(reads, regions, rows, usual)[1] == NANGA_MENTEBAH


@pytest.mark.parametrize(
    ("code", "village"),
    [("6106012004", PALA_PULAU), (6106012004, PALA_PULAU), (PALA_PULAU, PALA_PULAU), ("6108010004", "")],
)
def test_a_code_of_kemendagri_names_a_village_and_one_of_bps_does_not(
    code: Cell, village: str, reads: Reads, regions: Regions
) -> None:
    assert villages(reads, regions, [[*HEADING, "Kode Desa"], person(1, code)]) == [village]


def test_a_merged_village_holds_for_its_rows_but_a_merged_number_for_the_first_only(
    headings: Headings, codes: Codes, divisions: Divisions, regions: Regions
) -> None:
    rows: list[list[Cell]] = [
        [*HEADING, "Desa"],
        person(1, "Pala Pulau"),
        [2, "Siti Ema", "", "P", ""],
        person(3, ""),
    ]
    sheet = Sheet("Data", [Row(number, cells) for number, cells in enumerate(rows, 1)])
    sheet = replace(sheet, tall={(2, 2): 3, (2, 4): 3})
    people = read_rows(find_table(sheet, headings, codes, divisions), TODAY, codes, divisions).people
    places = Places(regions, Place())
    assert [places.of(one).village for one in people] == [PALA_PULAU, PALA_PULAU, ""]
    assert people[1].nik is None


def test_merged_cells_are_read_out_of_a_workbook() -> None:
    file = io.BytesIO(workbook([["a", "b"], ["1", "2"]]))
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    merged = b'<mergeCell ref="B1:B2"/><mergeCell ref="A1:C1"/><mergeCell ref="?"/></worksheet>'
    parts[name] = parts[name].replace(b"</worksheet>", merged)
    again = io.BytesIO()
    with ZipFile(again, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    assert open_list(again.getvalue(), "x.xlsx")[0].tall == {(1, 1): 2}


@pytest.mark.parametrize(
    ("reference", "tall"),
    [("B2:C5", ((2, 1), 5)), ("B2:E2", None), ("XFD1:XFD9", None), ("B2", None), ("", None)],
)
def test_only_cells_that_reach_down_are_kept(reference: str, tall: object) -> None:
    assert tall_in(reference) == tall


@pytest.mark.parametrize(
    ("line", "village"),
    [
        (["II. DESA NANGA MENTEBAH"], NANGA_MENTEBAH),
        (["IV", "Desa Nanga Mentebah"], NANGA_MENTEBAH),
        (["KELURAHAN/DESA NANGA MENTEBAH"], NANGA_MENTEBAH),
        (["yang di bawah ini KTP Desa Nanga Mentebah"], PALA_PULAU),
        (["cek ke kantor desa Nanga Mentebah"], PALA_PULAU),
    ],
)
def test_a_remark_between_rows_moves_nobody(
    line: list[Cell], village: str, reads: Reads, regions: Regions
) -> None:
    rows: list[list[Cell]] = [["DESA PALA PULAU"], HEADING, person(1), line, person(2)]
    assert villages(reads, regions, rows) == [PALA_PULAU, village]


@pytest.mark.parametrize(
    ("district", "village"),
    [
        ("61.06.01 PUTUSSIBAU UTARA", "2004 - PALA PULAU"),
        ("Kec. Putussibau Utara Kab. Kapuas Hulu", "61.06.01.2004 Pala Pulau"),
        ("Putussibau Utara", "Desa Pala Pulau RT 2"),
        ("Kec.Putussibau Utara", "Pala Pulau (Desa)"),
    ],
)
def test_what_stands_around_the_name_of_a_place_hides_it_not(
    district: str, village: str, reads: Reads, regions: Regions
) -> None:
    rows = [[*HEADING, "Kecamatan", "Desa"], person(1, district, village)]
    assert villages(reads, regions, rows) == [PALA_PULAU]
