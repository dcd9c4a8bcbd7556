"""The registration number: whole on the picture where somebody wants it, and found again when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversation import BORN

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def _code(town: Town) -> str:
    [(one,)] = town.rows("SELECT id FROM registrations")
    return f"bukti_{one}"


def test_whether_the_number_is_whole_on_the_picture_is_asked_once(siti: Conversation) -> None:
    siti.registers()
    siti.sees("Mau nomor lengkapnya").taps("Ya, nomor lengkap").sees("Bukti pendaftaran").lacks("Mau nomor")
    assert siti.buttons == []
    siti.says("/status").taps("Gambar bukti").sees("Bukti pendaftaran").lacks("Mau nomor")


def test_a_picture_may_stay_masked(siti: Conversation) -> None:
    siti.registers()
    siti.sees("Mau nomor lengkapnya").taps("titik-titik").sees("Catat nomornya")
    siti.says("/status").taps("Gambar bukti").sees("Bukti pendaftaran").lacks("Mau nomor")


def test_the_code_and_the_birth_date_bring_a_lost_number_back(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.starts(_code(town)).sees("Bukti ini asli").taps("Lupa nomor").sees("tanggal lahirnya")
    typed = siti.says(BORN).sent
    siti.sees("Nomor pendaftaran:", number).deleted(typed)


def test_a_wrong_birth_date_is_asked_again_and_nothing_else(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.starts(_code(town)).taps("Lupa nomor").sees("satu pertanyaan").lacks("Pertanyaan 1")
    siti.says("18-08-1980").sees("tidak cocok", "4 kali lagi", "tanggal lahirnya").says(BORN).sees(number)


def test_a_wrong_birth_date_counts_as_a_wrong_proof(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    for _ in range(5):
        siti.starts(_code(town)).taps("Lupa nomor").says("18-08-1980").sees().lacks(number)
    siti.starts(_code(town)).taps("Lupa nomor").sees("terkunci").lacks(number)


def test_nobody_else_is_told_a_number(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    john = town.person(1002).starts(_code(town)).sees("This proof is genuine").lacks(number)
    assert not any("lost" in label for label in john.buttons)
    john.taps_data(f"m1|recover|{_code(town).removeprefix('bukti_')}").sees(
        "Lost the registration number"
    ).lacks(number)


def test_the_lock_lets_a_number_be_found_with_the_code_only(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    code = _code(town)
    siti.says("/kunci").taps("Ya, kunci").sees_no(number)
    siti.starts(code).taps("Lupa nomor").says(BORN).sees(number)


def test_who_has_lost_the_number_is_told_both_ways(siti: Conversation) -> None:
    siti.registers()
    siti.says("/dataku").sees("Berapa nomor pendaftaran").taps("Lupa nomornya")
    siti.sees("Pindai kode", "kantor dengan KTP").lacks("tanggal lahirnya?")
    siti.says("/dataku").says("lupa nomornya").sees("Pindai kode")
    siti.says("/status").sees("Pendaftaran")
