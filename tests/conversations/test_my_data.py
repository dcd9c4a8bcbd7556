"""Whole conversations: people see, correct, take and erase their data, behind a second proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversation import BORN, NIK

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def test_number_and_birth_date_open_the_data_masked(siti: Conversation) -> None:
    siti.opens_data(siti.registers())
    siti.lacks(NIK, "Aminah")
    assert "S••• A•••••" in siti.text


def test_the_answers_to_the_proof_do_not_stay_in_the_chat(siti: Conversation) -> None:
    number = siti.registers()
    siti.opens_data(number)
    said = {message.text for message in siti.chat if not message["from"]["is_bot"]}
    assert not said & {number, BORN}


def test_five_wrong_tries_lock_the_data(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    for _ in range(5):
        siti.says("/dataku").sees("nomor pendaftaran")
        siti.says(number).sees("tanggal lahirnya")
        heard = siti.says("18-08-1980").sees().seen
    assert "terkunci" in heard.text
    siti.says("/dataku").sees("terkunci")


def test_no_button_lifts_the_lock(siti: Conversation) -> None:
    number = siti.registers()
    for _ in range(5):
        siti.says("/dataku").sees("nomor pendaftaran")
        siti.says(number).sees("tanggal lahirnya")
        siti.says("18-08-1980").sees()
    for action in ("close", "correct", "file", "erase", "erase_yes", "drop"):
        siti.taps_data(f"m1|{action}").sees()
    siti.at("nik")
    siti.says("/batal").sees("Yakin")
    siti.taps("Ya, hapus").sees("Sudah dibatalkan")
    siti.says("/dataku").sees("terkunci")


def test_an_old_yes_to_erasing_does_not_erase_another_registration(siti: Conversation, town: Town) -> None:
    first = siti.registers()
    second = siti.registers(nik="6106011708819002", name="Budi")
    siti.opens_data(first)
    old = siti.taps("Hapus data saya").sees("Yakin").seen
    siti.taps("Tidak jadi").sees("Data Anda")
    siti.taps("Tutup").sees("sudah ditutup")
    siti.opens_data(second, "17-08-1981")
    siti.taps_data(old.data[0], old).sees("Data Anda")
    assert [row["registration"] for row in town.exported()] == [first, second]


def test_a_correction_begun_before_the_office_took_it_says_so(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.opens_data(number)
    siti.taps("Ubah data").sees("Ubah data Anda")
    town.payung("stage", number, "in_review")
    town.speaks_unasked()
    siti.sees("sedang memeriksa")
    siti.taps_data("f1|summary|send").sees("sudah mulai memproses")


def test_a_draft_is_offered_for_going_on_or_deletion(siti: Conversation) -> None:
    siti.at("nik")
    siti.says("/dataku").sees("belum selesai")
    siti.taps("Hapus: Anda sendiri").sees("Yakin")
    siti.taps("Ya, hapus").sees("Sudah dibatalkan")


def test_somebody_elses_number_opens_nothing(town: Town) -> None:
    siti, rina = town.person(1001), town.person(1003)
    number = siti.registers()
    rina.registers(nik="6106015708809003")
    rina.says("/dataku").sees("nomor pendaftaran")
    rina.says(number).sees("tanggal lahirnya")
    rina.says("17-08-1980").sees("tidak cocok", "4 kali")


def test_a_mistyped_number_costs_no_try(siti: Conversation) -> None:
    number = siti.registers()
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    siti.says("/dataku").sees("nomor pendaftaran")
    siti.says(wrong).sees("salah ketik")


def test_data_are_corrected_until_the_office_takes_them(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.opens_data(number)
    siti.taps("Ubah data").sees("Ubah data Anda")
    siti.taps("Ubah").sees("Apa yang mau diubah")
    siti.taps("Nama").sees("Siapa nama")
    siti.says("Siti Aminah Lestari").sees("Ubah data Anda")
    siti.taps("Kirim").sees("Perubahan sudah disimpan")
    town.payung("stage", number, "in_review")
    town.speaks_unasked()
    siti.sees("sedang memeriksa")
    shown = siti.says("/dataku").sees("Data Anda", "L••").seen
    assert not any("Ubah data" in label for label in shown.buttons)


def test_a_correction_that_is_cancelled_changes_nothing(siti: Conversation, town: Town) -> None:
    siti.opens_data(siti.registers(district="Semitau", village="Nanga Lemedak"))
    siti.taps("Ubah data").sees("Ubah data Anda")
    siti.taps("Ubah").sees("Apa yang mau diubah")
    siti.taps("Kecamatan").sees("kecamatan mana")
    siti.taps("Badau").sees("Desa atau kelurahan")
    siti.says("/batal").sees("tetap seperti semula")
    assert "61.06.10," in town.payung("export")


def test_the_file_holds_everything_and_is_sent_as_a_document(siti: Conversation, town: Town) -> None:
    number = siti.registers(district="Semitau", village="Nanga Lemedak")
    siti.opens_data(number)
    content = town.file(siti.taps("Unduh").sees("Semua data Anda").seen).decode("utf-8-sig")
    for expected in (NIK, "Siti Aminah", "081200009001", "Semitau", "Nanga Lemedak", number):
        assert expected in content


def test_erased_is_erased(siti: Conversation, town: Town) -> None:
    siti.opens_data(siti.registers())
    siti.taps("Hapus data saya").sees("Yakin")
    siti.taps("Ya, hapus semuanya").sees("sudah dihapus")
    assert town.exported() == []
    siti.says("/dataku").sees("belum ada pendaftaran")


def test_status_tells_the_stage_but_neither_name_nor_number(siti: Conversation) -> None:
    number = siti.registers()
    siti.says("/status").sees("Terkirim, menunggu kantor", "Perlindungan belum mulai").lacks(number, "Siti")


def test_a_new_stage_is_told_in_the_chat(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    town.payung("stage", number, "registered")
    town.speaks_unasked()
    siti.sees("Kabar pendaftaran", "setelah iuran pertama dibayar")


def test_closing_locks_the_data_again(siti: Conversation) -> None:
    siti.opens_data(siti.registers())
    siti.taps("Tutup").sees("sudah ditutup")
    siti.says("/dataku").sees("nomor pendaftaran")


@pytest.mark.parametrize("action", ["correct", "file", "erase", "erase_yes", "close"])
def test_buttons_made_by_hand_open_nothing_without_the_proof(siti: Conversation, action: str) -> None:
    siti.registers()
    siti.taps_data(f"m1|{action}").sees("sudah ditutup" if action == "close" else "nomor pendaftaran")


def test_the_data_of_another_person_are_spoken_of_as_theirs(siti: Conversation) -> None:
    number = siti.registers(for_whom="orang lain", name="Usman Jaya")
    siti.says("/dataku").sees("nomor pendaftaran").says(number).sees("tanggal lahirnya").says(BORN)
    siti.sees("Data U•••• J•••").lacks("Data Anda")
    siti.taps("Ubah data").sees("Ubah data orang ini", "dia setuju").taps("Batal")
    siti.taps("Data saya").taps("Hapus data U•••• J•••").sees("Yakin", "U•••• J•••").lacks(
        "mendaftarkan Anda"
    )
    siti.taps("Ya, hapus").sees("Data pendaftaran U•••• J••• sudah dihapus")
