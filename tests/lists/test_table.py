"""Finding the table: where its heading stands, what its columns are, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.lists.columns import Why
from bot.lists.table import Doubt, Table
from bot.lists.words import Field, Headings, folded
from tests.lists.making import card_of, nik_of

if TYPE_CHECKING:
    from bot.lists.cells import Cell
    from tests.lists.conftest import Reads

PEOPLE: list[list[Cell]] = [
    [
        nik_of(9001 + number, woman=number % 2 == 1),
        f"Siti {name}",
        "P" if number % 2 else "L",
        card_of(9000 + number // 2),
    ]
    for number, name in enumerate(
        ("Aminah", "Rohana", "Mariam", "Lusia", "Beata", "Yuliana", "Tina", "Maria")
    )
]


def fields(table: Table) -> list[Field | None]:
    return [one.field for one in table.columns]


@pytest.mark.parametrize("depth", [0, 1, 12, 39])
def test_the_heading_is_found_in_any_of_the_first_rows(depth: int, reads: Reads) -> None:
    table, reading = reads([["DAFTAR PETANI DESA"]] * depth + [["NIK", "Nama", "JK", "No. KK"], *PEOPLE])
    assert table.heading == (depth + 1,)
    assert fields(table) == [Field.NIK, Field.NAME, Field.SEX, Field.FAMILY_CARD]
    assert {one.why for one in table.columns} == {Why.HEADING}
    assert (table.doubts, len(reading.people)) == ((), len(PEOPLE))


def test_a_heading_of_two_rows_is_joined_and_the_numbers_below_it_are_passed_over(reads: Reads) -> None:
    upper: list[Cell] = [
        "No",
        "Nama Lengkap",
        "NIK",
        "Tempat dan Tanggal Lahir",
        "",
        "JK",
        "Nama Orang Tua Kandung",
        "",
    ]
    lower: list[Cell] = ["", "", "", "Tempat Lahir", "Tgl/Bln/Th", "", "Ibu", "Ayah"]
    person: list[Cell] = [1, "Lusia", nik_of(9001, woman=True), "Semitau", "17-08-1980", "P", "Beata", "Andi"]
    table, reading = reads([["BUKU INDUK PENDUDUK"], [], upper, lower, [1, 2, 3, 4, 5, 6, 7, 8], person])
    assert table.heading == (3, 4)
    assert fields(table)[:7] == [
        Field.NUMBER,
        Field.NAME,
        Field.NIK,
        Field.BIRTH_PLACE,
        Field.BIRTH_DATE,
        Field.SEX,
        Field.MOTHER,
    ]
    assert [(one.row, one.faults) for one in reading.people] == [(6, ())]


def test_the_first_person_is_never_taken_for_a_second_row_of_the_heading(reads: Reads) -> None:
    heading: list[Cell] = ["NIK", "Nama", "Kedudukan", "Peran"]
    table, reading = reads([heading, [nik_of(9001), "Siti", "Kepala Keluarga", "Nelayan"]])
    assert table.heading == (1,)
    assert [one.name for one in reading.people] == ["Siti"]


def test_without_a_heading_columns_are_told_by_what_stands_in_them(reads: Reads) -> None:
    table, reading = reads(
        [["Desa Nanga Lauk"], [], *[[card, nik, name, sex] for nik, name, sex, card in PEOPLE]]
    )
    assert fields(table) == [Field.FAMILY_CARD, Field.NIK, Field.NAME, Field.SEX]
    assert {one.why for one in table.columns} == {Why.CONTENT}
    assert table.doubts == (Doubt.NO_HEADING, Doubt.GUESSED)
    assert len(reading.people) == len(PEOPLE)


def test_a_column_with_an_unknown_heading_is_told_by_its_content_where_that_is_missing(reads: Reads) -> None:
    table, _ = reads([["Identitas Warga", "Nama", "JK"], *[row[:3] for row in PEOPLE]])
    assert (table.columns[0].field, table.columns[0].why) == (Field.NIK, Why.CONTENT)
    assert table.doubts == (Doubt.GUESSED,)


def test_names_below_a_heading_that_begins_with_nama_are_names_where_no_other_column_has_them(
    reads: Reads,
) -> None:
    table, _ = reads([["NIK", "Nama Pelaku UMKM", "JK"], *[row[:3] for row in PEOPLE]])
    assert (table.columns[1].field, table.columns[1].why) == (Field.NAME, Why.CONTENT)


def test_a_day_below_an_unknown_heading_is_no_birth_date(reads: Reads) -> None:
    rows = [[nik, name, f"0{number + 1}-02-2024"] for number, (nik, name, *_) in enumerate(PEOPLE)]
    table, _ = reads([["NIK", "Nama", "Tgl Verifikasi"], *rows])
    assert fields(table)[2] is None


def test_numbers_of_families_below_nik_are_doubted(reads: Reads) -> None:
    table, reading = reads([["NIK", "Nama"], *[[card_of(9001 + n), f"Siti {n}"] for n in range(6)]])
    assert Doubt.FAMILY_FOR_NIK in table.doubts
    assert not any(one.nik for one in reading.people)


def test_numbers_and_names_of_others_are_never_those_of_the_person(reads: Reads) -> None:
    heading: list[Cell] = [
        "NIK Ayah",
        "Nama Ayah",
        "NIK Ibu",
        "Nama Kepala Keluarga",
        "Nama Penyuluh",
        "KTP",
        "Nama Petani",
    ]
    table, _ = reads([heading, [nik_of(9009), "A", nik_of(9008), "B", "C", nik_of(9001), "Lusia"]])
    assert (table.place(Field.NIK), table.place(Field.NAME)) == (5, 6)


def test_where_only_the_head_of_the_family_is_named_that_is_said(reads: Reads) -> None:
    table, _ = reads([["No", "NIK", "NAMA KEPALA KELUARGA"], [1, nik_of(9001), "Andi"]])
    assert table.doubts == (Doubt.HEAD_ONLY,)


def test_of_two_columns_for_one_thing_the_first_that_is_filled_is_read(reads: Reads) -> None:
    table, reading = reads([["NIK", "No KTP", "Nama"], *[["", nik, name] for nik, name, *_ in PEOPLE]])
    assert table.place(Field.NIK) == 1
    assert Doubt.TWICE not in table.doubts
    assert all(one.nik for one in reading.people)


def test_two_filled_columns_for_one_thing_are_doubted(reads: Reads) -> None:
    table, _ = reads([["NIK", "Nama", "Alamat", "alamat_sekarang"], [nik_of(9001), "Siti", "a", "b"]])
    assert Doubt.TWICE in table.doubts


def test_a_heading_with_a_slip_of_the_pen_is_known_and_doubted(reads: Reads) -> None:
    table, _ = reads([["NIK", "Nama", "Kecamatam"], [nik_of(9001), "Siti", "Badau"]])
    assert (table.columns[2].field, table.columns[2].why) == (Field.DISTRICT, Why.HEADING_ALIKE)
    assert table.doubts == (Doubt.GUESSED,)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("402 Nama", Field.NAME),
        ("403 NIK", Field.NIK),
        ("Nama KRT (13)", Field.HEAD_NAME),
        ("Nomor HP yang aktif (48)", Field.PHONE),
        ("Komoditas MT1", Field.COMMODITY),
        ("Luas Lahan (Ha) MT3", Field.HECTARES),
        ("nomorSTDB", Field.GARDEN_NUMBER),
        ("TGL_LAHIR", Field.BIRTH_DATE),
        ("tanggallahir", Field.BIRTH_DATE),
        ("  No.\nHandphone ", Field.PHONE),
        ("desil_nasional", Field.DECILE),
        ("KTP", Field.NIK),
        ("nomor_kartu_keluarga", Field.FAMILY_CARD),
        ("NAMA_TK", Field.NAME),
        ("L/P", Field.SEX),
    ],
)
def test_headings_of_real_lists_are_known(heading: str, field: Field, headings: Headings) -> None:
    found = headings.find(heading)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize("heading", ["", "x", "NIS", "Nama Sekolah", "Tanggal Verifikasi Lapangan"])
def test_other_headings_are_not(heading: str, headings: Headings) -> None:
    assert headings.find(heading) is None


def test_every_thing_has_headings_and_none_stands_for_two(headings: Headings) -> None:
    assert set(headings.by_heading.values()) == set(Field)
    assert all(folded(heading) == heading for heading in headings.by_heading)
