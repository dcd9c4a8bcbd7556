"""A village head enrols many people at once: what they share once, then a NIK and a name each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.samples import tiny_png

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

COMMON = (
    "Mereka setuju", "Putussibau", "Putussibau Utara", "Sibau Hulu", "karet", "Sawah", "Rp1.000.000",
    "pemerintah kabupaten", "Celaka + kematian",
)  # fmt: skip
PEOPLE = [f"61060117088091{number:02}" for number in range(1, 13)]
NAMES = (
    "Siti Aminah", "Markus Lunsa", "Yohanes Bakar", "Maria Lestari", "Antonius Jau", "Lusia Bunga",
    "Petrus Kanyan", "Rosa Delima", "Hendrikus Ujang", "Agnes Suling", "Stefanus Ding", "Katarina Unyang",
)  # fmt: skip


def _begins(town: Town) -> Conversation:
    """Answer what all share."""
    head = town.person(1001).says("/kelompok").sees("Daftarkan banyak orang", "Bacakan ini")
    for label in COMMON:
        head.taps(label)
    return head.sees("Satu baris satu orang")


def _lines(*numbers: int) -> str:
    return "\n".join(f"{PEOPLE[number]} {NAMES[number]}" for number in numbers)


def test_a_group_is_pasted_checked_and_sent_with_a_sheet_to_print(town: Town) -> None:
    head = _begins(town)
    head.says(_lines(*range(10))).sees(
        "Cocokkan dengan KTP", "Siti Aminah", "Agnes Suling", "6106 0117 0880 9101"
    )
    head.taps("Ya, benar").sees("10 orang tercatat", "Agnes Suling").sees_no("6106 0117 0880 9101")
    head.taps("Sudah semua").sees("Periksa daftarnya", "10. Agnes Suling", "Sibau Hulu").lacks(PEOPLE[0])
    head.taps("✅ Kirim").sees("10 orang terkirim", "1. S••• A••••• (1980): ").lacks("Siti Aminah")
    head.sees("Cetak lembarnya", "baru mulai")
    assert town.file(head.sees("Lembar bukti 1 dari 1").seen) == tiny_png()
    rows = town.exported()
    assert [row["nik"] for row in rows] == PEOPLE[:10]
    assert {row["village"] for row in rows} == {rows[0]["village"]}
    assert {row["relation"] for row in rows} == {"helper"}
    assert len({row["registration"] for row in rows}) == 10


def test_one_by_one_each_takes_two_turns(town: Town) -> None:
    head = _begins(town).says(_lines(0)).taps("Ya, benar").sees("1 orang tercatat")
    before = head.acts
    head.says(_lines(1)).sees("2. Markus Lunsa").lacks("Siti Aminah").taps("Ya, benar").sees(
        "2 orang tercatat"
    )
    assert head.acts - before == 2


def test_lines_that_are_not_understood_are_named_and_the_others_kept(town: Town) -> None:
    head = _begins(town)
    head.says(f"{_lines(0)}\n610601170880 Yohanes Bakar\n{PEOPLE[3]}\nMaria Lestari\nAntonius Jau")
    head.sees("1. Siti Aminah", "2. Maria Lestari", "Baris 2 belum tercatat: NIK harus 16 angka")
    head.shows("Baris 5 belum tercatat: tidak ada NIK")
    head.taps("Ya, benar").sees("2 orang tercatat")


def test_what_differs_stands_behind_the_name(town: Town) -> None:
    head = (
        _begins(town)
        .says(f"{PEOPLE[0]}; Siti Aminah; Semitau; 0812-0000-9001")
        .sees("Semitau", "+6281200009001")
    )
    head.taps("Ya, benar").taps("Sudah semua").taps("✅ Kirim")
    row = town.exported()[0]
    assert (row["birthplace"], row["phone"]) == ("Semitau", "+6281200009001")


def test_somebody_is_taken_out_and_written_anew(town: Town) -> None:
    head = _begins(town).says(_lines(0, 1, 2)).taps("Ya, benar").sees("3 orang")
    head.says("keluarkan 2").sees("Dikeluarkan: Markus Lunsa").taps("Ya, benar").sees("2 orang")
    head.says(f"{PEOPLE[0]} Siti Aminah binti Umar").sees("Siti Aminah binti Umar").taps("Ya, benar").sees(
        "2 orang"
    )
    head.says("keluarkan 9").sees("tidak ada di daftar")


def test_a_group_waits_and_goes_on(town: Town) -> None:
    head = _begins(town).says(_lines(0, 1)).taps("Ya, benar").taps("Lanjut nanti").sees("Tersimpan")
    town.restarts()
    head.says("/status").sees("belum dikirim")
    head.says("/kelompok").sees("2 orang tercatat").says(_lines(2)).taps("Ya, benar").sees("3 orang tercatat")


def test_a_group_stands_among_the_drafts(town: Town) -> None:
    head = _begins(town).says(_lines(0, 1)).taps("Ya, benar").taps("Lanjut nanti")
    head.says("/daftar").sees("2 orang tercatat").taps("Lanjut nanti").taps("Daftarkan orang lain").taps(
        "Saya sendiri"
    )
    head.taps("Setuju").taps("Lanjut nanti").says("/daftar").sees("2 pendaftaran yang belum selesai")
    assert any("kelompok 2 orang" in label for label in head.buttons)
    head.taps("Hapus: kelompok").taps("Ya, hapus").says("/daftar").sees("Berapa NIK Anda")


def test_nothing_of_a_group_stays_after_a_lock(town: Town) -> None:
    head = _begins(town).says(_lines(0, 1)).taps("Ya, benar")
    head.says("/kunci").taps("Ya, kunci").says("/kelompok").sees("Bacakan ini")
    head.sees_no("Siti Aminah", PEOPLE[0])


def test_numbers_typed_for_a_group_are_taken_out_of_the_chat(town: Town) -> None:
    head = _begins(town).says(_lines(0, 1))
    typed = head.sent
    head.sees("Cocokkan").taps("Ya, benar").deleted(typed)
    head.sees_no(PEOPLE[0], "6106 0117")


def test_words_without_a_number_are_asked_back(town: Town) -> None:
    head = _begins(town).says("Siti Aminah").sees("belum menemukan NIK")
    head.says("61060117088").sees("NIK harus 16 angka")


def test_more_than_a_group_holds_is_told(town: Town) -> None:
    head = _begins(town)
    many = "\n".join(f"61060117088{number:05} Siti Aminah" for number in range(9001, 9027))
    head.says(many).sees("paling banyak 25 orang")


def test_a_question_in_the_middle_is_answered(town: Town) -> None:
    head = _begins(town).says("bayarnya di mana?").sees("bayar").sees("Kita sampai di")
    head.says(_lines(0)).sees("Cocokkan")


def test_a_double_tap_on_send_sends_once(town: Town) -> None:
    _begins(town).says(_lines(0, 1)).taps("Ya, benar").taps("Sudah semua").taps("✅ Kirim", "✅ Kirim")
    assert len(town.exported()) == 2


def test_several_messages_one_after_the_other_are_all_read_back(town: Town) -> None:
    head = (
        _begins(town).says(_lines(0)).sees("Siti Aminah").says(_lines(1)).sees("Siti Aminah", "Markus Lunsa")
    )
    head.taps("Ya, benar").sees("2 orang tercatat")
    head.says(_lines(2), _lines(3)).sees("Yohanes Bakar").sees("Yohanes Bakar", "Maria Lestari")
    head.taps("Ya, benar").sees("4 orang tercatat")


def test_on_the_list_to_check_somebody_is_taken_out_and_added(town: Town) -> None:
    head = _begins(town).says(_lines(0, 1, 2)).taps("Ya, benar").taps("Sudah semua").sees("Periksa daftarnya")
    head.says("keluarkan 2").sees("Dikeluarkan: Markus Lunsa").taps("Ya, benar").sees("2 orang tercatat")
    head.taps("Sudah semua").says(_lines(3)).sees("Maria Lestari").taps("Ya, benar").sees("3 orang tercatat")
    head.taps("Sudah semua").says("keluarkan 9").sees("tidak ada di daftar")


def test_who_is_in_the_list_already_is_said_to_be(town: Town) -> None:
    head = _begins(town).says(_lines(0, 1)).taps("Ya, benar")
    head.says(_lines(1)).sees("Markus Lunsa sudah ada di daftar (nomor 2)")


def test_the_stages_of_a_whole_group_moved_at_once_come_as_one_message(town: Town) -> None:
    town.is_now("2026-12-01T09:00:00+07:00")
    head = _begins(town).says(_lines(*range(12))).taps("Ya, benar").taps("Sudah semua").taps("✅ Kirim")
    head.sees("Lembar bukti 2 dari 2")
    town.is_now("2026-12-01T09:30:00+07:00")
    for row in town.exported():
        town.payung("stage", row["registration"], "registered", "--sum", "42000", "--pay-until", "2026-12-15")
    town.comes_back("2026-12-01T10:00:00+07:00")
    head.sees("Kabar 12 pendaftaran", "S••• A•••••", "K••••••• U•••••", "Semuanya Rp504.000")
    head.lacks("Anda", *NAMES).sees_nothing()
