"""Reading rows: numbers, days, words, and what is no person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.faults import Fault
from bot.lists.listed import Fate, Listed, NoPerson
from bot.lists.table import Doubt
from bot.lists.values import nik_in
from bot.lists.words import Field
from bot.people.nik import Sex
from tests.lists.making import TODAY, card_of, nik_of

if TYPE_CHECKING:
    from bot.lists.cells import Cell
    from bot.people.divisions import Divisions
    from bot.people.family_card import FamilyCard
    from bot.people.nik import Nik
    from tests.lists.conftest import Reads

HEADING: list[Cell] = ["No", "NIK", "Nama", "Tanggal Lahir", "JK", "No KK", "No HP"]
GOOD: dict[str, Cell] = {
    "NIK": nik_of(9001),
    "Nama": "Andi Saputra",
    "Tanggal Lahir": "17-08-1980",
    "JK": "L",
    "No KK": card_of(9001),
    "No HP": "081234509001",
}


def row(number: int, /, **cells: Cell) -> list[Cell]:
    named = GOOD | {name.replace("_", " "): cell for name, cell in cells.items()}
    return [number, *(named[str(name)] for name in HEADING[1:])]


def one(reads: Reads, **cells: Cell) -> Listed:
    return reads([HEADING, row(1, **cells)])[1].people[0]


def value(number: Nik | FamilyCard | None) -> str:
    return number.value if number else ""


def test_a_row_without_a_fault_is_a_person_that_can_be_used(reads: Reads) -> None:
    person = one(reads)
    assert (value(person.nik), value(person.family_card)) == (GOOD["NIK"], GOOD["No KK"])
    assert (person.name, person.birth_date, person.sex) == ("Andi Saputra", date(1980, 8, 17), Sex.MALE)
    assert (person.phone, person.faults, person.fate) == ("+6281234509001", (), Fate.USABLE)
    assert "Andi" not in repr(person)


@pytest.mark.parametrize(
    "written",
    [
        6106011708809001,
        6106011708809001.0,
        "'6106011708809001",
        "6106011708809001\u00a0",
        " 6106 0117 0880 9001",
        "6106.0117.0880.9001",
        "610601-170880-9001",
        "6106011708809001.0",
        "\u200b6106011708809001",
        "６106011708809001",
    ],
)
def test_a_nik_is_read_however_it_is_kept(written: Cell, reads: Reads) -> None:
    person = one(reads, NIK=written)
    assert value(person.nik) == "6106011708809001"
    assert person.faults == ()


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", Fault.NIK_MISSING),
        ("-", Fault.NIK_MISSING),
        (0, Fault.NIK_MISSING),
        (6106011708809010, Fault.NIK_ROUNDED),
        (6106011708809010.0, Fault.NIK_ROUNDED),
        ("6106011708809010.0", Fault.NIK_ROUNDED),
        ("6106011708800000", Fault.NIK_ROUNDED),
        (9171011708809001, Fault.NIK_ROUNDED),
        ("6,10601E+15", Fault.NIK_LOST),
        ("6.106011708809E+15", Fault.NIK_LOST),
        ("610601170880900", Fault.NIK_LENGTH),
        (61060117088090, Fault.NIK_LENGTH),
        ("9906011708809001", Fault.NIK_REGION),
        ("6106013113809001", Fault.NIK_DATE),
        ("6106010013809001", Fault.NIK_DATE),
        ("1111111111111111", Fault.NIK_REPEAT),
        (card_of(9001), Fault.FAMILY_CARD_FOR_NIK),
    ],
)
def test_what_is_no_whole_nik_is_never_taken_for_one(written: Cell, fault: Fault, reads: Reads) -> None:
    person = one(reads, NIK=written)
    assert person.nik is None
    assert fault in person.faults
    assert person.fate is Fate.BLOCKED


def test_a_nik_as_text_may_end_in_zero(reads: Reads) -> None:
    assert one(reads, NIK="6106011708809010").faults == ()


def test_of_a_rounded_nik_the_first_fifteen_digits_are_kept(reads: Reads) -> None:
    assert one(reads, NIK=6106011708809010).nik_stem == "610601170880901"


def test_letters_in_a_nik_are_repaired_and_told(reads: Reads) -> None:
    person = one(reads, NIK="61O60ll708809001")
    assert person.faults == (Fault.NIK_REPAIRED,)
    assert person.fate is Fate.LOOK


@given(
    serial=st.integers(9000, 9999), born=st.dates(date(1930, 1, 1), date(2009, 11, 30)), woman=st.booleans()
)
def test_a_number_is_whole_or_said_to_be_rounded_and_never_another(
    serial: int,
    born: date,
    woman: bool,  # noqa: FBT001 - of hypothesis
    divisions: Divisions,
) -> None:
    nik = nik_of(serial, born, woman=woman)
    found = nik_in(int(nik), TODAY, divisions)
    cut = nik_in(int(nik[:15] + "0"), TODAY, divisions)
    assert found.nik is None or found.nik.value == nik
    assert (found.nik is None) == nik.endswith("0")
    assert (cut.nik, cut.stem) == (None, nik[:15])


@pytest.mark.parametrize(
    "written",
    [
        date(1980, 8, 17),
        29450,
        29450.0,
        "17-8-1980",
        "17/08/1980",
        "1980-08-17",
        "1980-08-17 00:00:00",
        "17 Agustus 1980",
        "17-Agt-80",
        "17-AGS-80",
        "17.08.1980",
        17081980,
        "17/08/1980 0:00",
    ],
)
def test_a_birth_date_is_read_in_all_its_shapes(written: Cell, reads: Reads) -> None:
    person = one(reads, Tanggal_Lahir=written)
    assert (person.birth_date, person.faults) == (date(1980, 8, 17), ())


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("17-09-1980", Fault.BIRTH_DIFFERS),
        ("08/17/1980", None),
        ("tidak tahu", Fault.BIRTH_UNREAD),
        ("31-02-1980", Fault.BIRTH_UNREAD),
        ("12-2050", Fault.BIRTH_UNREAD),
        (0.5, Fault.BIRTH_UNREAD),
    ],
)
def test_a_birth_date_is_held_against_the_nik(written: Cell, fault: Fault | None, reads: Reads) -> None:
    person = one(reads, Tanggal_Lahir=written)
    assert person.faults == ((fault or Fault.BIRTH_SWAPPED),)
    assert person.nik is not None


def test_month_before_day_is_believed_only_where_the_nik_says_so(reads: Reads) -> None:
    nik = nik_of(9001, date(1980, 8, 5))
    assert one(reads, NIK=nik, Tanggal_Lahir="08/05/1980").birth_date == date(1980, 8, 5)
    assert one(reads, NIK=nik, Tanggal_Lahir=date(1980, 5, 8)).faults == (Fault.BIRTH_SWAPPED,)
    assert one(reads, NIK="", Tanggal_Lahir="08/05/1980").birth_date == date(1980, 5, 8)


@pytest.mark.parametrize("written", ["L", "Lk", "Lk.", "LAKI-LAKI", "Laki laki", "pria", 1, "1"])
def test_sex_is_read_in_words_and_codes(written: Cell, reads: Reads) -> None:
    assert one(reads, JK=written).sex is Sex.MALE


def test_a_sex_that_differs_or_is_no_word_for_one_is_told(reads: Reads) -> None:
    assert one(reads, JK=2).faults == (Fault.SEX_DIFFERS,)
    assert one(reads, JK="?").faults == (Fault.SEX_UNREAD,)


def test_the_number_of_the_family_in_both_columns_is_no_nik(reads: Reads) -> None:
    person = one(
        reads, NIK=card_of(9005, date(1999, 3, 12)), No_KK=card_of(9005, date(1999, 3, 12)), Tanggal_Lahir=""
    )
    assert person.faults == (Fault.FAMILY_CARD_FOR_NIK,)
    assert person.family_card is not None


def test_a_nik_of_another_day_altogether_that_may_be_a_family_card_is_not_taken(reads: Reads) -> None:
    person = one(reads, NIK=card_of(9005, date(2003, 3, 12)), No_KK="")
    assert person.faults == (Fault.FAMILY_CARD_FOR_NIK,)


def test_a_man_of_a_woman_whose_number_may_be_a_family_card_is_not_taken(reads: Reads) -> None:
    card = card_of(9005, date(2003, 3, 12))
    person = one(reads, NIK=card, No_KK="", Tanggal_Lahir="", JK="P")
    assert Fault.FAMILY_CARD_FOR_NIK in person.faults
    assert value(person.family_card) == card


def test_texts_that_all_end_in_zero_were_rounded_before(reads: Reads) -> None:
    people = [row(n, NIK=f"{nik_of(9000 + 10 * n)[:15]}0") for n in range(8)]
    table, reading = reads([HEADING, *people])
    assert Doubt.ROUNDED in table.doubts
    assert all(Fault.NIK_ROUNDED in person.faults for person in reading.people)


def test_ticks_in_two_columns_tell_the_sex(reads: Reads) -> None:
    upper: list[Cell] = ["Nama", "NIK", "Jenis Kelamin", "", "Umur"]
    lower: list[Cell] = ["", "", "L", "P", ""]
    rows: list[list[Cell]] = [["Andi", nik_of(9001), "v", "", 46], ["Lusia", nik_of(9002), "", "v", 46]]
    people = reads([upper, lower, *rows])[1].people
    assert [(person.sex, person.faults) for person in people] == [
        (Sex.MALE, ()),
        (Sex.FEMALE, (Fault.SEX_DIFFERS,)),
    ]


def test_remarks_tell_who_is_dead_or_moved(reads: Reads) -> None:
    heading: list[Cell] = ["Nama", "NIK", "Ket"]
    rows: list[list[Cell]] = [
        ["Andi (Alm)", nik_of(9001), ""],
        ["Budi", nik_of(9002), "pindah ke Sintang"],
        ["Caca", nik_of(9003), "KTP hilang"],
    ]
    people = reads([heading, *rows])[1].people
    assert [(person.name, person.faults) for person in people] == [
        ("Andi", (Fault.DEAD,)),
        ("Budi", (Fault.MOVED,)),
        ("Caca", ()),
    ]


def test_a_child_with_its_own_birth_date_is_a_child(reads: Reads) -> None:
    person = one(reads, NIK=nik_of(9002, date(2015, 3, 12)), Tanggal_Lahir="12-03-2015")
    assert person.faults == (Fault.UNDER_17,)


@pytest.mark.parametrize("written", ["0567-21001", "tidak punya hp", "0812"])
def test_a_phone_number_that_is_none_is_told(written: str, reads: Reads) -> None:
    assert one(reads, No_HP=written).faults == (Fault.PHONE_UNREAD,)


@pytest.mark.parametrize(
    "written", [81234509001, "+62 812-3450-9001", "0812 3450 9001 / 0813 1111 2222", "6281234509001"]
)
def test_a_phone_number_is_read_without_its_zero_and_the_first_of_two(written: Cell, reads: Reads) -> None:
    assert one(reads, No_HP=written).phone == "+6281234509001"


def test_titles_notes_totals_and_the_end_are_no_people(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        HEADING,
        row(1),
        [],
        HEADING,
        row(2, NIK=nik_of(9002)),
        [1, 2, 3, 4, 5, 6, 7],
        ["JUMLAH", "", "2 orang"],
        ["", "", "Mengetahui,"],
        ["", "", "Kepala Desa Nanga Lauk"],
        ["", "", "Yohanes"],
        ["###"],
        row(3, NIK=nik_of(9003)),
    ]
    reading = reads(rows)[1]
    assert [person.row for person in reading.people] == [2, 5]
    assert reading.skipped == {
        4: NoPerson.HEADING,
        6: NoPerson.HEADING,
        7: NoPerson.NOTE,
        8: NoPerson.NOTE,
        9: NoPerson.NOTE,
        10: NoPerson.NOTE,
        11: NoPerson.END,
        12: NoPerson.END,
    }


def test_a_person_without_a_nik_is_a_person(reads: Reads) -> None:
    assert one(reads, NIK="").faults == (Fault.NIK_MISSING,)


def test_several_rows_of_one_person_are_told_with_the_first_of_them(reads: Reads) -> None:
    reading = reads([HEADING, row(1), row(2, NIK=nik_of(9002)), row(3, Nama="H. ANDI SAPUTRA")])[1]
    assert [(person.row, person.first_row) for person in reading.people] == [(2, 2), (3, 3), (4, 2)]
    assert reading.people[2].faults == (Fault.SEVERAL_ROWS,)
    assert reading.people[2].fate is Fate.USABLE


def test_one_nik_beside_two_names_is_used_for_neither(reads: Reads) -> None:
    reading = reads([HEADING, row(1), row(2, Nama="Lusia Beata")])[1]
    assert [person.faults for person in reading.people] == [(Fault.NIK_SHARED,)] * 2


def test_whoever_is_dead_or_moved_is_told(reads: Reads) -> None:
    heading: list[Cell] = ["nik", "nama", "status_dasar", "pekerjaan_id", "status_kawin"]
    people = reads(
        [
            heading,
            [nik_of(9001), "Andi", 2, 9, 2],
            [nik_of(9002), "Budi", 3, 8, 1],
            [nik_of(9003), "Caca", 1, 99, 9],
        ]
    )[1].people
    assert [person.faults for person in people] == [(Fault.DEAD,), (Fault.MOVED,), ()]
    assert [person.occupation for person in people] == ["Petani/Pekebun", "Perdagangan", ""]
    assert [person.marital for person in people] == ["married", "single", ""]
    assert Field.LIFE not in people[0].more
