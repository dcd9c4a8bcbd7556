"""Lists in the layouts that agencies have; the people in them are invented."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.lists.faults import Fault
from bot.lists.listed import NoPerson
from bot.lists.table import Doubt
from bot.lists.words import Field
from bot.people.nik import Sex
from tests.lists.making import card_of, nik_of

if TYPE_CHECKING:
    from bot.lists.cells import Cell
    from bot.lists.listed import Listed
    from tests.lists.conftest import Reads

ANDI, LUSIA, BEATA = nik_of(9001), nik_of(9002, woman=True), nik_of(9003, date(1975, 2, 3), woman=True)


def niks(people: list[Listed]) -> list[str]:
    return [one.nik.value if one.nik else "" for one in people]


def test_erdkk_has_the_nik_below_ktp_and_three_seasons_in_a_row(reads: Reads) -> None:
    season = ["Komoditas", "Luas Lahan (Ha)", "Pupuk Urea (Kg)", "Pupuk NPK (Kg)"]
    heading: list[Cell] = [
        "Nama Penyuluh", "Kode Desa", "Nama Kios Pengecer", "Gapoktan", "Nama Poktan", "Nama Petani", "KTP",
        "Tempat Lahir", "Tanggal Lahir", "Nama Ibu Kandung", "Alamat", "Subsektor",
        *[f"{name} MT{number}" for number in (1, 2, 3) for name in season],
    ]  # fmt: skip
    person: list[Cell] = [
        "Edo", "6106012001", "Kios Maju", "", "Maju Bersama", "ANDI SAPUTRA", f"{ANDI}\u00a0", "Semitau",
        date(1980, 8, 17), "Mariam", "Dusun Lauk", "Tanaman Pangan",
        "PADI", 1.5, 100, 50, "JAGUNG", 0.5, 20, 0, "PADI", 1.5, 0, 0,
    ]  # fmt: skip
    table, reading = reads([heading, person])
    one = reading.people[0]
    assert table.doubts == ()
    assert (niks([one]), one.name, one.faults) == ([ANDI], "Andi Saputra", ())
    assert (one.more[Field.COMMODITY], one.more[Field.HECTARES]) == ("PADI, JAGUNG", "1.5, 0.5")
    assert (one.more[Field.MOTHER], one.occupation) == ("Mariam", "Tanaman Pangan")


def test_opensid_writes_codes_for_words(reads: Reads) -> None:
    heading: list[Cell] = [
        "alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir",
        "agama_id",
        "pekerjaan_id", "status_kawin", "kk_level", "ayah_nik", "nama_ayah", "ibu_nik", "nama_ibu",
        "status_dasar",
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        ["-", "Lauk", 1, 2, "LUSIA", card_of(9001), LUSIA, 2, "Badau", "1980-08-17", 3, 9, 2, 3, ANDI,
         "A", BEATA, "B", 1],
        ["-", "Lauk", 1, 2, "ANDI", card_of(9001), ANDI, 1, "Badau", "1980-08-17", 3, 8, 2, 1, "", "A",
         "", "B", 2],
    ]  # fmt: skip
    _, reading = reads([heading, *rows])
    lusia, andi = reading.people
    assert niks([lusia, andi]) == [LUSIA, ANDI]
    assert (lusia.sex, lusia.occupation, lusia.marital) == (Sex.FEMALE, "Petani/Pekebun", "married")
    assert (lusia.more[Field.HAMLET], lusia.more[Field.RT], lusia.faults) == ("Lauk", "2", ())
    assert andi.faults == (Fault.DEAD,)


def test_siak_has_the_numbers_of_parents_beside(reads: Reads) -> None:
    heading: list[Cell] = [
        "Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin",
        "NIK Ayah", "Ayah",
        "NIK Ibu", "Ibu", "Status Kawin", "SHDK", "Agama", "Kecamatan", "Desa/Kel", "Alamat", "RW", "RT",
        "Pekerjaan",
    ]  # fmt: skip
    person: list[Cell] = [
        card_of(9001), LUSIA, "LUSIA", "HIDUP", "BADAU", "17/08/1980", "PEREMPUAN", ANDI, "YOHANES",
        BEATA, "BEATA",
        "KAWIN", "ISTRI", "KATOLIK", "BADAU", "SERIANG", "DUSUN SERIANG", 1, 2, "PETANI/PEKEBUN",
    ]  # fmt: skip
    one = reads([heading, person])[1].people[0]
    assert (niks([one]), one.faults) == ([LUSIA], ())
    assert (one.more[Field.DISTRICT], one.more[Field.VILLAGE]) == ("BADAU", "SERIANG")
    assert (one.more[Field.RELATION], one.more[Field.MOTHER]) == ("ISTRI", "BEATA")


def test_the_main_register_has_lines_of_families_between_people(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["BUKU INDUK PENDUDUK DESA"], ["DESA NANGA LAUK"], ["KECAMATAN EMBALOH HILIR"],
         ["KABUPATEN KAPUAS HULU"], [],
        [],
        ["No", "Nama Lengkap", "NIK", "Tempat dan Tanggal Lahir", "", "JK", "SHDK", "Pekerjaan"],
        ["", "", "", "Tempat Lahir", "Tgl/Bln/Th", "", "", ""],
        [1, 2, 3, 4, 5, 6, 7, 8],
        [f"No. KK : {card_of(9001)}   Alamat : Dusun Lauk RT 1"],
        [1, "ANDI", ANDI, "BADAU", "17/08/1980", "L", "Kepala Keluarga", "Petani"],
        [2, "LUSIA", LUSIA, "BADAU", "17/08/1980", "P", "Istri", "Petani"],
        [f"No. KK : {card_of(9002)}   Alamat : Dusun Sungai"],
        [3, "BEATA", BEATA, "BADAU", "03/02/1975", "P", "Kepala Keluarga", "Dagang"],
        ["", "Mengetahui,"],
    ]  # fmt: skip
    table, reading = reads(rows)
    assert table.heading == (7, 8)
    assert niks(list(reading.people)) == [ANDI, LUSIA, BEATA]
    assert [one.family_card and one.family_card.value for one in reading.people] == [
        card_of(9001), card_of(9001), card_of(9002),
    ]  # fmt: skip
    assert [one.more[Field.ADDRESS] for one in reading.people][1:] == ["Dusun Lauk RT 1", "Dusun Sungai"]
    assert reading.skipped == {10: NoPerson.FAMILY, 13: NoPerson.FAMILY, 15: NoPerson.NOTE}
    assert not any(one.faults for one in reading.people)


def test_p3ke_begins_in_row_thirteen_of_column_b_and_tells_the_head_of_the_family(reads: Reads) -> None:
    heading: list[Cell] = [
        "", "Desa", "Alamat", "ID Keluarga", "Desil", "Nama", "NIK", "Padan Dukcapil", "Jenis Kelamin",
        "Hubungan Keluarga",
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        ["", "Seriang", "Dusun 1", "F9001", 2, "Andi", ANDI, "Ya", "Laki-laki", "Kepala Keluarga/KRT"],
        ["", "Seriang", "Dusun 1", "F9001", 2, "Lusia", LUSIA, "Ya", "Perempuan", "Istri"],
    ]
    table, reading = reads([["P3KE"], *[[]] * 10, heading, *rows])
    assert table.heading == (12,)
    assert [one.row for one in reading.people] == [13, 14]
    assert [(one.decile, one.sex) for one in reading.people] == [(2, Sex.MALE), (2, Sex.FEMALE)]
    assert reading.people[0].more[Field.RELATION] == "Kepala Keluarga/KRT"


def test_dtsen_has_long_headings_and_deciles(reads: Reads) -> None:
    heading: list[Cell] = [
        "nomor_kartu_keluarga", "nomor_induk_kependudukan", "nama", "id_keluarga", "desil_nasional",
        "nama_provinsi",
        "nama_kabupaten_kota", "nama_kecamatan", "nama_desa_kelurahan", "alamat",
    ]  # fmt: skip
    row: list[Cell] = [
        card_of(9001),
        LUSIA,
        "LUSIA",
        "x",
        "Desil 3",
        "KALBAR",
        "KAPUAS HULU",
        "BADAU",
        "SERIANG",
        "RT 1",
    ]
    one = reads([heading, row])[1].people[0]
    assert (niks([one]), one.decile, one.faults) == ([LUSIA], 3, ())
    assert one.more[Field.VILLAGE] == "SERIANG"


def test_kusuka_has_a_number_of_its_own_and_often_no_nik(reads: Reads) -> None:
    heading: list[Cell] = [
        "No",
        "no_kusuka",
        "nama_pelaku",
        "kecamatan_name",
        "alamat",
        "komoditas",
        "status",
        "tanggal",
    ]
    table, reading = reads(
        [heading, [1, "61.06.9001", "Andi", "Jongkong", "Desa Kapar", "Toman", "aktif", "2024-01-01"]]
    )
    assert table.doubts == (Doubt.NO_NIK,)
    assert reading.people[0].faults == (Fault.NIK_MISSING,)
    assert reading.people[0].more[Field.FISHER_NUMBER] == "61.06.9001"
    assert reading.people[0].birth_date is None


def test_stdb_has_a_row_for_each_garden_of_a_planter(reads: Reads) -> None:
    heading: list[Cell] = [
        "No",
        "Nomor STDB",
        "Nomor KTP",
        "Nama Pekebun",
        "Luas Areal Kebun (Ha)",
        "statusKawasan",
        "desa",
    ]
    rows: list[list[Cell]] = [
        [1, "1637/53/1401/6/2025", LUSIA, "Lusia", 1.2, "APL", "Seriang"],
        [2, "1638/53/1401/6/2025", LUSIA, "LUSIA", 0.8, "APL", "Seriang"],
        [3, "2023/STDB/04567", ANDI, "Andi", 2, "APL", "Seriang"],
    ]
    reading = reads([heading, *rows, ["", "", "", "Jumlah", 4.0]])[1]
    assert [(one.first_row, one.more[Field.HECTARES]) for one in reading.people] == [
        (2, "1.2"),
        (2, "0.8"),
        (4, "2"),
    ]
    assert reading.skipped == {5: NoPerson.NOTE}


def test_a_village_of_its_own_writes_birth_into_one_cell_and_numbers_without_text(reads: Reads) -> None:
    rows: list[list[Cell]] = [
        ["DAFTAR PEKERJA RENTAN"],
        [],
        ["NO.", "NAMA", "NO. KTP", "TTL", "L/P", "ALAMAT", "RT/RW", "PEKERJAAN", "NO. HP"],
        [1, "Andi", int(ANDI), "Badau, 17 Agustus 1980", "L", "Lauk", "01/02", "Nelayan", 81234509001],
        [2, "Lusia", int(nik_of(9010, woman=True)), "Badau 17-8-80", "P", "Lauk", "01/02", "", ""],
    ]
    andi, lusia = reads(rows)[1].people
    assert (andi.birth_place, andi.birth_date, andi.phone) == ("Badau", date(1980, 8, 17), "+6281234509001")
    assert (andi.faults, lusia.faults) == ((), (Fault.NIK_ROUNDED,))


def test_the_branch_hands_out_card_numbers_and_days_of_cover(reads: Reads) -> None:
    heading: list[Cell] = [
        "NIK", "KPJ", "NAMA", "TGL_LAHIR", "NO_HANDPHONE", "PROGRAM", "", "", "JENIS_PEKERJAAN",
        "TGL_KEPESERTAAN",
        "TGL_BERAKHIR", "MASA_GRACE",
    ]  # fmt: skip
    row: list[Cell] = [
        ANDI, "26099009001", "ANDI", "17-AGS-80", "081234509001", 0, 1, 1, "Petani", "01-JAN-26",
        "31-DES-26", "28-FEB-27",
    ]  # fmt: skip
    one = reads([heading, row])[1].people[0]
    assert one.faults == ()
    assert (one.more[Field.KPJ], one.more[Field.COVERED_UNTIL]) == ("26099009001", "31-DES-26")


def test_a_list_for_direct_aid_names_the_head_of_the_family_who_is_not_taken_for_the_worker(
    reads: Reads,
) -> None:
    heading: list[Cell] = [
        "NO",
        "NIK",
        "NAMA KEPALA KELUARGA",
        "JENIS KELAMIN",
        "TANGGAL LAHIR",
        "ALAMAT",
        "KODE_JP",
    ]
    row: list[Cell] = [1, ANDI, "ANDI", "L", "17/08/1980", "Lauk", "1"]
    table, reading = reads([heading, [1, 2, 3, 4, 5, 6, 7], row])
    assert table.doubts == (Doubt.HEAD_ONLY,)
    assert (reading.people[0].name, reading.people[0].faults) == ("", (Fault.HEAD_ONLY,))
