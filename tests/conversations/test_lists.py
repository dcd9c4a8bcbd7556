"""Whole conversations: a list of an agency is sent, read, tried, agreed to by a second person, in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.lists.opening import open_list
from tests.lists.making import card_of, nik_of, packed, workbook
from tests.register.making import list_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conversation import Conversation, Town

HEADING = ["No", "Nama Petani", "KTP", "Tanggal Lahir", "Kecamatan", "Nama Desa", "Komoditas MT1"]
SITI = ["1", "SITI AMINAH", nik_of(9001), "17-08-1980", "Semitau", "Nanga Lemedak", "Padi"]
DEWI = ["2", "DEWI LESTARI", nik_of(9002, woman=True), "17-08-1980", "Semitau", "Semitau Hilir", "Padi"]
LUKAS = ["3", "LUKAS UNYANG", nik_of(9003), "17-08-1980", "Semitau", "Semitau Hilir", "Jagung"]
AGENCY = "Dinas Pertanian"


@pytest.fixture
def surroundings() -> dict[str, str]:
    """A Monday, so that a list of November is of a day that was."""
    return {"PAYUNG_NOW": "2026-11-30T09:00:00+07:00"}


@pytest.fixture
def rina(town: Town) -> Conversation:
    return town.staff("officer", 1003)


@pytest.fixture
def dewi(town: Town) -> Conversation:
    return town.staff("officer", 1001)


def sends(one: Conversation, content: bytes, name: str = "rdkk.xlsx") -> Conversation:
    one.sends("document", content, name)
    one.sees("Berkas diterima")
    one.town.works_on_lists()
    return one


def names(one: Conversation, agency: str = AGENCY, day: str = "1 November 2026") -> Conversation:
    one.sees("menunggu Anda")
    one.taps("Ganti nama" if "seperti daftar sebelumnya" in one.text else "Isi: dari siapa").sees(
        "dari siapa"
    )
    one.says(agency).sees("per tanggal berapa")
    return one.says(day).sees("Judul di baris")


def tries(one: Conversation) -> list[str]:
    """Have the rows tried; return the column Hasil."""
    one.taps("Benar, periksa barisnya").sees("saya kerjakan")
    one.town.works_on_lists()
    one.sees("Hasil")
    written = open_list(one.town.file(one.seen), "hasil.xlsx")[0]
    one.sees("sudah diperiksa")
    return [str(row.cells[-1]) for row in written.rows]


def puts_in_force(one: Conversation, other: Conversation) -> None:
    one.taps("Terapkan").sees("meminta persetujuan 1 petugas lain")
    agrees(other)
    one.town.works_on_lists()
    one.sees("berlaku ✅")


def agrees(other: Conversation) -> None:
    """Let somebody agree, in the language that is theirs."""
    english = other.id == 1002
    other.sees("wants to put this list" if english else "ingin memberlakukan")
    other.taps("Agree, put" if english else "Setuju, berlakukan")
    other.sees("being written" if english else "sedang dimasukkan")


def reads_in(one: Conversation, other: Conversation, *rows: Sequence[str], agency: str = AGENCY) -> None:
    names(sends(one, workbook([HEADING, *rows])), agency)
    tries(one)
    puts_in_force(one, other)


def test_a_list_is_in_force_once_a_second_person_agrees(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    names(sends(rina, workbook([HEADING, SITI, DEWI])))
    assert tries(rina) == ["Hasil", "baru", "baru"]
    assert town.rows("SELECT count(*) FROM statements") == [(0,)]
    puts_in_force(rina, dewi)
    rina.says("/impor").sees("Dinas Pertanian, per 1 November 2026: 2 orang")
    assert town.rows("SELECT count(*) FROM live") == [(2,)]


def test_the_message_with_the_list_leaves_the_chat(rina: Conversation) -> None:
    sends(rina, workbook([HEADING, SITI]))
    rina.deleted(rina.sent)


def test_a_second_list_is_read_as_the_first_and_says_who_is_new_gone_and_changed(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    reads_in(rina, dewi, SITI, DEWI)
    moved = [*SITI[:5], "Semitau Hilir", "Padi"]
    sends(rina, workbook([HEADING, moved, LUKAS])).sees("Dinas Pertanian", "seperti daftar sebelumnya")
    said = tries(rina)
    assert said[1:3] == ["berubah: desa", "baru"]
    assert said[-2].startswith("Ada di daftar sebelumnya")
    rina.shows("1 tidak ada lagi di daftar baru")
    puts_in_force(rina, dewi)
    assert town.rows("SELECT state, count(*) FROM sources GROUP BY state ORDER BY state") == [
        ("in_force", 1), ("replaced", 1),
    ]  # fmt: skip
    assert town.rows("SELECT count(DISTINCT person) FROM links WHERE undone_at IS NULL") == [(3,)]


def test_the_day_of_a_list_may_be_said_in_words_and_is_never_to_come(rina: Conversation) -> None:
    sends(rina, workbook([HEADING, SITI]))
    rina.sees("menunggu Anda").taps("Isi: dari siapa").says(AGENCY).sees("per tanggal berapa")
    rina.says("besok").sees("belum tiba").says("kemarin sore").sees("belum saya pahami")
    rina.says("1 Oktober").sees("per 1 Oktober 2026").taps("Ganti nama").says(AGENCY)
    rina.sees("per tanggal berapa").says("hari ini").sees("per 30 November 2026")


def test_the_second_person_reads_who_asks_and_what_came_back_bears_its_name(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    names(sends(rina, workbook([HEADING, SITI]), "Petani (Nov) 2026.xlsx"))
    rina.taps("Benar, periksa barisnya")
    town.works_on_lists()
    assert rina.sees("Hasil").seen["document"]["file_name"] == "hasil-Petani-Nov-2026.xlsx"
    rina.sees("sudah diperiksa").taps("Terapkan")
    dewi.sees("Rina ingin memberlakukan").taps("Tidak setuju")
    rina.sees("tidak disetujui Siti").taps("Lihat daftar").shows("sudah diperiksa").taps("Terapkan")
    dewi.sees("ingin memberlakukan").taps("Setuju, berlakukan").sees("sedang dimasukkan").taps("Lihat daftar")
    town.works_on_lists()
    rina.sees("berlaku ✅").sees_no("dari 1 baris")


def test_the_same_file_again_changes_nothing(town: Town, rina: Conversation, dewi: Conversation) -> None:
    content = workbook([HEADING, SITI, DEWI])
    names(sends(rina, content))
    tries(rina)
    puts_in_force(rina, dewi)
    before = town.rows("SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM links)")
    sends(rina, content).sees("sama persis")
    town.works_on_lists()
    assert town.rows("SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM links)") == before


def test_the_same_rows_in_another_file_are_the_same_statements(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    reads_in(rina, dewi, SITI, DEWI)
    sends(rina, workbook([HEADING, DEWI, SITI])).sees("Dinas Pertanian")
    assert tries(rina)[1:] == ["sama seperti daftar sebelumnya"] * 2
    puts_in_force(rina, dewi)
    assert town.rows("SELECT count(*) FROM statements") == [(2,)]


def test_a_person_in_three_lists_with_a_typo_and_a_new_village_is_one_person(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    reads_in(rina, dewi, SITI, DEWI)
    reads_in(rina, dewi, ["1", "SITI AMINA", *SITI[2:]], agency="Dinas Sosial")
    elsewhere = [*SITI[:3], "17-08-1981", "Badau", "Badau", "Karet"]
    names(sends(rina, workbook([HEADING, elsewhere])), "Desa Badau")
    rina.shows("Desa Badau")
    (said,) = tries(rina)[1:]
    assert said.startswith("bertentangan dengan sumber lain: tanggal lahir")
    puts_in_force(rina, dewi)
    assert town.rows(
        "SELECT count(*), count(DISTINCT l.person) FROM links l JOIN statements s ON s.id = l.statement_id"
        " WHERE s.nik_hash = (SELECT nik_hash FROM statements GROUP BY nik_hash HAVING count(*) = 3)"
    ) == [(3, 1)]


def test_whoever_sent_a_list_is_no_second_person(town: Town, rina: Conversation, dewi: Conversation) -> None:
    names(sends(rina, workbook([HEADING, SITI])))
    tries(rina)
    rina.taps("Terapkan").sees("meminta persetujuan")
    (source,) = town.rows("SELECT id FROM sources")[0]
    rina.taps_data(f"m1|li_agree|{source}|1").sees("harus orang lain")
    dewi.sees("ingin memberlakukan").taps("Tidak setuju").sees("tidak diberlakukan")
    rina.sees("tidak disetujui")
    dewi.taps("Setuju, berlakukan").sees("sudah lebih jauh")
    assert town.rows("SELECT state FROM sources") == [("planned",)]


def test_two_second_persons_put_a_list_in_force_once(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    admin = town.staff("admin", 1002)
    names(sends(rina, workbook([HEADING, SITI])))
    tries(rina)
    rina.taps("Terapkan").sees("2 petugas lain")
    dewi.sees("ingin memberlakukan").taps("Setuju, berlakukan").sees("sedang dimasukkan")
    admin.sees("wants to put this list").taps("Agree, put").sees("has moved on")
    town.works_on_lists()
    assert town.rows("SELECT state, agreed_by FROM sources") == [("in_force", 1001)]


def test_without_a_second_person_nothing_is_in_force(rina: Conversation) -> None:
    names(sends(rina, workbook([HEADING, SITI])))
    tries(rina)
    rina.taps("Terapkan").sees("belum ada petugas lain")


@pytest.mark.parametrize("role", ["viewer", "announcer", "planner"])
def test_whoever_may_not_read_lists_in_can_do_nothing_with_old_buttons(
    role: str, town: Town, rina: Conversation
) -> None:
    names(sends(rina, workbook([HEADING, SITI])))
    (source,) = town.rows("SELECT id FROM sources")[0]
    other = town.staff(role, 1001)
    for data in (f"m1|li_try|{source}", f"m1|li_open|{source}", f"m1|li_agree|{source}|1", "m1|li"):
        other.taps_data(data).sees().lacks("Dinas Pertanian")
    assert town.rows("SELECT state FROM sources") == [("read",)]
    assert town.rows("SELECT count(*) FROM audit WHERE action LIKE 'refused li%'") == [(4,)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "gambar"),
        (packed({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), "makro"),
        (packed({"xl/workbook.xml": bytes(90_000_000)}), "terlalu besar"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (b"%PDF-1.7", "PDF"),
        (b"   ", "kosong"),
    ],
    ids=["picture", "macros", "bomb", "password", "pdf", "empty"],
)
def test_a_file_that_is_no_list_gets_a_clear_word(content: bytes, said: str, rina: Conversation) -> None:
    sends(rina, content).sees(said)


def test_columns_are_put_right_by_hand_and_remembered(
    town: Town, rina: Conversation, dewi: Conversation
) -> None:
    heading = ["NIK", "Kolom Y", "Alamat", "No KK"]
    row = [nik_of(9001), "SITI AMINAH", "Jl. Merdeka", card_of(9001)]
    sends(rina, workbook([heading, row, [nik_of(9004), "RINA UTAMI", "Jl. Baru", card_of(9002)]]))
    rina.sees("menunggu Anda").taps("Ubah kolom").shows("Kolom mana")
    rina.taps("B Kolom Y").shows("berisi apa")
    rina.taps("nama").shows("B Kolom Y → nama")
    rina.taps("Isi: dari siapa").sees("dari siapa")
    rina.says("Desa Contoh").sees("per tanggal")
    rina.says("1 November 2026").sees("Judul di baris")
    assert tries(rina)[1:] == ["baru", "baru"]
    puts_in_force(rina, dewi)
    sends(rina, workbook([heading, row]))
    rina.sees("Desa Contoh", "B Kolom Y → nama")


def test_a_list_that_is_thrown_away_leaves_nothing(town: Town, rina: Conversation) -> None:
    names(sends(rina, workbook([HEADING, SITI])))
    tries(rina)
    rina.taps("Buang daftar ini").sees("dibuang")
    town.works_on_lists()
    assert town.rows("SELECT count(*) FROM source_parts") == [(0,)]
    assert town.rows("SELECT state FROM sources") == [("dropped",)]


def test_the_list_of_participants_moves_registrations(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    town.staff("admin", 1002)
    siti.registers()
    heading = ["NIK", "KPJ", "NAMA", "TGL_LAHIR", "TGL_KEPESERTAAN", "TGL_BERAKHIR", "MASA_GRACE"]
    row = [nik_of(9001), "26012345678", "SITI AMINAH", "17-AGT-80", "1-DES-26", "31-DES-27", "31-MAR-28"]
    sends(rina, workbook([heading, row])).sees("daftar peserta dari BPJS")
    rina.taps("Isi: dari siapa").sees("dari siapa")
    rina.says("BPJS Ketenagakerjaan").sees("per tanggal")
    rina.says("1 November 2026").sees("Judul di baris")
    (said,) = tries(rina)[1:]
    assert "menjadi" in said
    rina.taps("Terapkan").sees("meminta persetujuan")
    agrees(town.person(1002))
    town.works_on_lists()
    assert town.rows("SELECT stage, protected_until, grace_until FROM registrations") == [
        ("active", "2027-12-31", "2028-03-31")
    ]
    town.works_on_lists()
    town.speaks_unasked()
    siti.shows("31 Desember 2027")


def test_a_registration_joins_the_person_of_a_list(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    admin = town.staff("admin", 1002)
    reads_in(rina, admin, SITI, DEWI)
    siti.registers()
    town.works_on_lists()
    assert town.rows(
        "SELECT count(*), count(DISTINCT l.person) FROM links l JOIN statements s ON s.id = l.statement_id"
        " WHERE s.nik_hash = (SELECT nik_hash FROM registrations)"
    ) == [(2, 1)]


def test_whoever_is_erased_does_not_come_back_with_the_next_list(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    admin = town.staff("admin", 1002)
    reads_in(rina, admin, SITI, DEWI)
    number = siti.registers()
    town.works_on_lists()
    town.payung("erase", number)
    assert town.rows("SELECT count(*) FROM statements") == [(1,)]
    sends(rina, workbook([HEADING, SITI, LUKAS])).sees("Dinas Pertanian")
    said = tries(rina)
    assert said[1].startswith("tidak dimasukkan: orang ini minta datanya dihapus")
    puts_in_force(rina, admin)
    assert town.rows("SELECT count(*) FROM live") == [(1,)]


def test_whoever_has_enrolled_reads_in_the_own_data_which_lists_name_them(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    admin = town.staff("admin", 1002)
    reads_in(rina, admin, SITI, DEWI)
    number = siti.registers()
    town.works_on_lists()
    siti.opens_data(number)
    siti.taps("Unduh")
    siti.sees()
    assert "daftar Dinas Pertanian, per 1 November 2026" in town.file(siti.seen).decode()


def test_results_by_registration_number_move_registrations_and_say_so(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    town.staff("admin", 1002)
    number = siti.registers()
    heading = ["Nomor Pendaftaran", "Hasil Pendaftaran", "No KPJ"]
    town.works_on_lists()
    sends(rina, workbook([heading, [number, "Terdaftar", "26012345678"]]))
    names(rina, "BPJS Ketenagakerjaan").shows("daftar peserta dari BPJS")
    (said,) = tries(rina)[1:]
    assert "menjadi Terdaftar" in said
    rina.taps("Terapkan").sees("meminta persetujuan")
    agrees(town.person(1002))
    town.works_on_lists()
    town.works_on_lists()
    assert town.rows("SELECT stage FROM registrations") == [("registered",)]
    assert town.rows("SELECT count(DISTINCT person) FROM links WHERE undone_at IS NULL") == [(1,)]


def test_whoever_erases_at_once_is_erased_from_lists_too(
    siti: Conversation, town: Town, rina: Conversation
) -> None:
    admin = town.staff("admin", 1002)
    reads_in(rina, admin, SITI, DEWI)
    town.payung("erase", siti.registers())
    assert town.rows("SELECT count(*) FROM statements") == [(1,)]
    assert town.rows("SELECT count(*) FROM erased_people") == [(1,)]


def test_what_is_noted_beside_rows_is_counted_for_whoever_sent_the_list_and_for_the_second_person(
    rina: Conversation, dewi: Conversation
) -> None:
    short = ["1", "SITI AMINAH", nik_of(9001)[:14], *SITI[3:]]
    names(sends(rina, workbook([HEADING, short, DEWI])))
    tries(rina)
    assert "Catatan di kolom Hasil:\n1 panjang NIK tidak pas" in rina.text
    rina.taps("Terapkan").sees("persetujuan")
    dewi.sees("Rina", "1 panjang NIK tidak pas", "Setuju?")
    dewi.taps("Setuju, berlakukan").sees("sedang dimasukkan")
    rina.town.works_on_lists()
    assert "Catatan" not in rina.sees("berlaku ✅").text


def test_a_photo_of_a_list_is_no_list_and_is_not_offered_to_the_office_that_sent_it(
    rina: Conversation,
) -> None:
    rina.says("/impor").sends("photo").sees("Ini gambar, bukan daftar").lacks("teruskan")


def test_whoever_reviews_a_registration_reads_what_lists_say_otherwise_of_the_person(
    rina: Conversation, dewi: Conversation, siti: Conversation, town: Town
) -> None:
    moved = [*SITI[:5], "Semitau Hulu", "pindah"]
    heading = [*HEADING[:6], "Ket"]
    names(sends(rina, workbook([heading, moved])))
    tries(rina)
    puts_in_force(rina, dewi)
    siti.registers()
    town.works_on_lists()
    rina.says("/antrean").sees(
        "Di daftar Dinas Pertanian (1 November 2026) tercatat sudah pindah",
        "Daftar Dinas Pertanian (1 November 2026) menulis lain: desa",
    )
    rina.taps("Kata daftar dinas").sees("Dinas Pertanian", "Semitau Hulu")


def test_more_lists_than_a_screen_takes_stand_on_pages(town: Town, rina: Conversation) -> None:
    with town.unit() as tx:
        for number in range(278):
            list_of(tx, f"Desa Contoh Nomor {number:03}")
    rina.says("/impor").sees("Desa Contoh Nomor 000").lacks("Desa Contoh Nomor 020")
    rina.taps("Berikutnya").shows("Desa Contoh Nomor 020").taps("Sebelumnya").shows("Desa Contoh Nomor 000")
