"""Lists as offices make them in haste: columns twice, notes, signatures, covers, numbers that are none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.lists.cells import Row, text_of
from bot.lists.faults import Fault
from bot.lists.heading import is_counting
from bot.lists.listed import NoPerson
from bot.lists.opening import open_list
from bot.lists.table import told
from bot.lists.words import Field
from tests.lists.making import card_of, nik_of

if TYPE_CHECKING:
    from bot.lists.cells import Cell
    from bot.lists.words import Headings
    from tests.lists.conftest import Reads

NAMES = ("Andi Juma", "Siti Ema", "Maria Apui", "Daud Lubis", "Rosa Ipoi", "Lidia Uluk")


def niks(reads: Reads, rows: list[list[Cell]]) -> list[str]:
    return [one.nik.value if one.nik else "" for one in reads(rows)[1].people]


def faults(reads: Reads, rows: list[list[Cell]]) -> list[set[Fault]]:
    return [set(one.faults) for one in reads(rows)[1].people]


def test_of_two_columns_of_niks_side_by_side_the_second_fills_the_gaps_of_the_first(reads: Reads) -> None:
    one, other = nik_of(9001), nik_of(9002)
    rows: list[list[Cell]] = [
        ["Nama", "KTP", "NIK"],
        ["Andi Juma", one, ""],
        ["Siti Ema", "", other],
        ["Maria Apui", one, one],
    ]
    assert niks(reads, rows) == [one, other, one]


def test_two_niks_in_a_row_that_differ_are_no_ones(reads: Reads) -> None:
    rows: list[list[Cell]] = [["Nama", "KTP", "NIK"], ["Andi Juma", nik_of(9001), nik_of(9002)]]
    assert (niks(reads, rows), faults(reads, rows)) == ([""], [{Fault.NIK_TWO}])


@pytest.mark.parametrize(
    "heading",
    [
        ["Kepala Keluarga", "NIK", "Nama Anggota", "NIK", "JK"],
        ["Nama Ibu", "NIK", "Nama", "NIK", "JK"],
        ["Nama Ayah", "NIK", "Nama", "NIK", "JK"],
    ],
)
def test_the_nik_behind_another_name_is_never_that_of_the_person(heading: list[Cell], reads: Reads) -> None:
    rows: list[list[Cell]] = [
        heading,
        ["Daud Lubis", nik_of(9001), "Siti Ema", nik_of(9002, woman=True), "P"],
        ["Daud Lubis", nik_of(9001), "Maria Apui", "", "P"],
    ]
    assert niks(reads, rows) == [nik_of(9002, woman=True), ""]
    turned = [[row[place] for place in (1, 0, 3, 2, 4)] for row in rows]
    assert niks(reads, turned) == [nik_of(9002, woman=True), ""]


def test_the_nik_of_a_spouse_further_right_fills_no_gap(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["No", "Nama", "NIK", "Nama Suami", "NIK"],
        [1, "Siti Ema", "", "Daud Lubis", nik_of(9001)],
        [2, "Maria Apui", nik_of(9002), "-", ""],
    ]
    assert niks(reads, rows) == ["", nik_of(9002)]


def test_a_second_column_of_names_that_holds_numbers_is_passed_over(reads: Reads) -> None:
    rows: list[list[Cell]] = [[f"P{n}", nik_of(9000 + n), name] for n, name in enumerate(NAMES, 1)]
    rows = [["Peserta", "NIK", "Nama"], *rows]
    assert [one.name for one in reads(rows)[1].people] == list(NAMES)


def test_sixteen_digits_that_hold_no_day_are_neither_a_nik_nor_a_family(reads: Reads) -> None:
    rows: list[list[Cell]] = [[name, nik_of(9000 + n), f"610600{n:010}"] for n, name in enumerate(NAMES, 1)]
    rows = [["Nama", "NIK", "Kode"], *rows]
    table, reading = reads(rows)
    assert (table.columns[2].field, [one.faults for one in reading.people]) == (None, [()] * len(NAMES))


def test_without_a_heading_names_stand_beside_the_nik_and_birth_in_one_cell_is_read(reads: Reads) -> None:
    villages = ("Nanga Awin", "Pala Pulau", "Datah Dian", "Sibau Hulu", "Tanjung Lasa", "Bika Hulu")
    rows: list[list[Cell]] = [
        [n, name, nik_of(9000 + n), "Putussibau, 17-08-1980", village]
        for n, (name, village) in enumerate(zip(NAMES, villages, strict=True), 1)
    ]
    table, reading = reads(rows)
    assert [one.name for one in reading.people] == list(NAMES)
    assert (table.place(Field.BIRTH), reading.people[0].birth_place) == (3, "Putussibau")


def test_letters_count_columns_too() -> None:
    assert is_counting(Row(3, ["a", "b", "c", "d"]))
    assert not is_counting(Row(3, ["L", "P", "L"]))
    assert not is_counting(Row(3, ["²", "³", "¹"]))


def test_who_signs_below_a_list_is_no_person_though_a_second_signature_stands_beside(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["No", "Nama", "NIK", "Alamat", "JK"],
        [1, "Andi Juma", nik_of(9001), "Dusun Hulu", "L"],
        ["", "Mengetahui,", "", "", "Yang membuat,"],
        ["", "Yosef Dalam", "", "Marta Luna", "Marta Luna"],
        ["", "NIP. 197512122005011002"],
        ["", "Maria Apui", nik_of(9002), "", "P"],
    ]
    _, reading = reads(rows)
    assert [one.row for one in reading.people] == [2, 6]
    assert set(reading.skipped.values()) == {NoPerson.NOTE}


@pytest.mark.parametrize("name", ["Alm. Andi Juma", "ANDI JUMA ALM", "Andi Juma (alm)"])
def test_who_is_called_the_late_is_dead(name: str, reads: Reads) -> None:
    assert Fault.DEAD in faults(reads, [["Nama", "NIK"], [name, nik_of(9001)]])[0]


@pytest.mark.parametrize("written", ["1. Andi Juma", "12) Andi Juma", "Andi Juma*", "Andi Juma **"])
def test_a_number_before_a_name_and_a_mark_behind_it_are_left_out(written: str, reads: Reads) -> None:
    assert reads([["Nama", "NIK"], [written, nik_of(9001)]])[1].people[0].name == "Andi Juma"


@pytest.mark.parametrize("cell", [29450, "29450", 29450.0])
def test_a_day_counted_from_1900_is_read_also_as_text(cell: Cell, reads: Reads) -> None:
    person = reads([["Nama", "NIK", "Tgl Lahir"], ["Andi Juma", nik_of(9001), cell]])[1].people[0]
    assert (str(person.birth_date), person.faults) == ("1980-08-17", ())


@pytest.mark.parametrize("heading", ["NIK", "Tgl Lahir", "Desil", "No HP", "No KK", "Luas Lahan", "No"])
def test_figures_that_are_no_digits_stop_nothing(heading: str, reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["Nama", "NIK", heading],
        ["Andi Juma", nik_of(9001), "²²²²²"],
        ["²", "²" * 16, "²"],
    ]
    assert len(reads(rows)[1].people) >= 1


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1e308, -5, 10**40])
def test_numbers_beyond_all_days_stop_nothing(number: Cell, reads: Reads) -> None:
    rows: list[list[Cell]] = [["Nama", "NIK", "Tgl Lahir"], ["Andi Juma", nik_of(9001), number]]
    assert reads(rows)[1].people[0].birth_date is None


def test_what_keeps_excel_from_cutting_digits_off_is_not_part_of_them() -> None:
    assert text_of(f'="{nik_of(9001)}"') == text_of(f"\u202a{nik_of(9001)}\u202c") == nik_of(9001)


def test_a_text_with_a_zero_byte_is_no_utf_16() -> None:
    content = f"NIK;Nama\n{nik_of(9001)};Andi\0Juma\n".encode()
    assert list(open_list(content, "x.csv")[0].rows[1].cells) == [nik_of(9001), "Andi Juma"]
    wide = f"NIK;Nama\n{nik_of(9001)};Andi\n".encode("utf-16-be")
    assert list(open_list(wide, "x.csv")[0].rows[1].cells) == [nik_of(9001), "Andi"]


def test_a_family_card_beside_is_not_the_second_nik(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["Nama", "NIK", "No KK"],
        ["Andi Juma", "", card_of(9001)],
        ["Siti Ema", nik_of(9002), card_of(9002)],
    ]
    assert niks(reads, rows) == ["", nik_of(9002)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Jenis Kelamin (L/P)", Field.SEX),
        ("JENIS KELAMIN L/P", Field.SEX),
        ("Tgl. Lahir (dd/mm/yyyy)", Field.BIRTH_DATE),
        ("TANGGAL LAHIR (HH-BB-TTTT)", Field.BIRTH_DATE),
        ("NIK (16 digit)", Field.NIK),
        ("NAMA LENGKAP (SESUAI KTP)", Field.NAME),
        ("Nama (Kepala Keluarga)", Field.HEAD_NAME),
        ("NIK (Ayah)", Field.PASSED_OVER),
        ("Jenis Kelamin LL", None),
        ("Nama XRT", None),
    ],
)
def test_a_hint_in_brackets_changes_no_heading_but_whose_it_is_does(
    heading: str, field: Field | None, headings: Headings
) -> None:
    found = headings.find(heading)
    assert (found[0] if found else None) is field


def test_day_month_and_year_in_three_columns_are_one_birth_date(reads: Reads) -> None:
    rows: list[list[Cell]] = [[name, nik_of(9000 + n), 17, "08", 1980] for n, name in enumerate(NAMES, 1)]
    rows = [["Nama", "NIK", "Tanggal Lahir", "", ""], ["", "", "Tgl", "Bln", "Thn"], *rows]
    table, reading = reads(rows)
    assert {(str(one.birth_date), one.faults) for one in reading.people} == {("1980-08-17", ())}
    assert not told(table, {3: Field.BIRTH_DATE}).birth_in_three


def test_an_officer_who_names_the_column_of_the_niks_leaves_no_second_one(reads: Reads) -> None:
    table, _ = reads([["Nama", "KTP", "NIK"], ["Andi Juma", nik_of(9001), nik_of(9001)]])
    assert (table.nik_again, told(table, {2: Field.NIK}).nik_again) == (2, None)


def test_a_day_below_a_heading_with_lahir_is_the_birth_date_and_below_another_it_is_not(reads: Reads) -> None:
    rows: list[list[Cell]] = [[name, nik_of(9000 + n), "17-08-1980"] for n, name in enumerate(NAMES, 1)]
    assert reads([["Nama", "NIK", "Lahir"], *rows])[0].place(Field.BIRTH_DATE) == 2
    assert reads([["Nama", "NIK", "Terdaftar"], *rows])[0].place(Field.BIRTH_DATE) is None


def test_a_day_as_a_number_that_lost_its_zero_is_read(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["Nama", "NIK", "Tgl Lahir"],
        ["Andi Juma", nik_of(9001, date(1980, 8, 7)), 7081980],
    ]
    person = reads(rows)[1].people[0]
    assert (person.birth_date, person.faults) == (date(1980, 8, 7), ())


def test_sums_dates_and_numbers_of_officials_below_the_niks_are_no_people(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["No", "Nama", "NIK", "JK"],
        [1, "Andi Juma", nik_of(9001), "L"],
        [2, "Siti Ema", "61060117", "P"],
        ["JUMLAH", "", "3.600.000"],
        ["", "", "Putussibau, 12 Maret 2026"],
        ["", "Ketua Kelompok", ""],
        ["", "Pembina Tk. I", "NIP. 19751212 200501 1 002"],
        ["", "197512122005011002", "197512122005011002"],
        ["", "", "HP. 081234567890"],
        [2, "Arsip"],
        [3, "Maria Apui", "-", "P"],
    ]
    _, reading = reads(rows)
    assert [one.row for one in reading.people] == [2, 3, 11]


def test_the_number_of_a_family_below_the_niks_is_the_line_of_that_family(reads: Reads) -> None:
    card = card_of(9001)
    rows: list[list[Cell]] = [["No", "NIK", "Nama"], ["No KK", card, ""], [1, nik_of(9001), "Andi Juma"]]
    _, reading = reads(rows)
    family = reading.people[0].family_card
    assert (len(reading.people), family.value if family else "") == (1, card)
    assert reading.skipped == {2: NoPerson.FAMILY}


def test_a_family_card_below_nik_is_told_by_a_child_that_the_birth_date_denies(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["Nama", "NIK", "Tgl Lahir"],
        ["Andi Juma", card_of(9001, date(2012, 8, 3)), "17-08-1980"],
    ]
    assert faults(reads, rows) == [{Fault.FAMILY_CARD_FOR_NIK}]


def test_where_no_column_has_names_people_are_wrong_and_not_notes(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["No", "Nama / NIK", "L/P", "Desa"],
        [1, f"Andi Juma {nik_of(9001)}", "L", "Bika"],
    ]
    assert faults(reads, rows) == [{Fault.NAME_MISSING, Fault.NIK_MISSING}]


@pytest.mark.parametrize("mark", ['"', "sda", "S.d.a.", "idem", '-"-'])
def test_a_ditto_mark_repeats_a_village_and_never_a_name(mark: str, reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["Nama", "NIK", "Desa"],
        ["Andi Juma", nik_of(9001), "Bika"],
        [mark, nik_of(9002), mark],
    ]
    people = reads(rows)[1].people
    assert people[1].more[Field.VILLAGE] == "Bika"
    assert people[1].name != "Andi Juma"
