"""An officer finds a registration by its number, and moves it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def _officer(town: Town) -> Conversation:
    return town.staff("officer")


def test_an_officer_moves_a_registration_to_protected_and_the_worker_reads_it(
    siti: Conversation, town: Town
) -> None:
    number = siti.registers()
    rina = (
        _officer(town)
        .says(number)
        .sees("Terkirim", "S••• A•••••", "Belum ada jumlah")
        .lacks(number, "Aminah")
    )
    rina.taps("Sedang diperiksa").sees("Orangnya langsung diberi tahu").taps("Ya, pindahkan").sees(
        "Sudah dicatat"
    )
    town.speaks_unasked()
    siti.sees("Kantor sedang memeriksa")
    rina.taps("➡️ Terdaftar").sees("Berapa iuran").taps("Rp").sees("paling lambat kapan").says("15 desember")
    rina.sees("Periksa dulu", "15 Desember 2026").taps("✅ Kirim").sees("Sudah dicatat")
    town.speaks_unasked()
    siti.sees("Anda sudah didaftarkan", "15 Desember 2026")
    rina.taps("➡️ Aktif").sees("KPJ").says("2601 2345 678").sees("Terlindungi sampai")
    rina.says("28 februari 2027")
    rina.sees("Iuran berikutnya").says("15 februari 2027").sees("Kalau terlambat").taps("Lewati").sees(
        "Periksa dulu"
    )
    rina.taps("✅ Kirim").sees("Aktif")
    town.speaks_unasked()
    siti.sees("Perlindungan Anda sudah mulai", "28 Februari 2027", "15 Februari 2027")
    siti.sees_no("26012345678")


def test_what_is_left_open_is_counted_as_undated(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    rina = _officer(town).says(number).taps("➡️ Terdaftar").taps("Lewati").taps("Lewati").taps("✅ Kirim")
    rina.sees("Sudah dicatat").sees("Belum ada jumlah")
    rina.says("/kantor").sees("Belum ada tanggal bayar atau akhir perlindungan: 1")


@pytest.mark.parametrize("typed", ["besok lusa kali", "1 januari 2020", "31 februari"])
def test_a_day_that_cannot_be_is_asked_again(siti: Conversation, town: Town, typed: str) -> None:
    number = siti.registers()
    rina = (
        _officer(town)
        .says(number)
        .taps("➡️ Terdaftar")
        .says("gratis")
        .sees("dalam rupiah")
        .says("Rp41.600,00")
    )
    rina.sees("paling lambat kapan").says(typed).sees("paling lambat kapan")


def test_nobody_else_finds_a_registration_by_its_number(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    john = town.person(1002).says(number)
    john.sees().lacks("S•••", "Sent")
    viewer = town.staff("viewer").says(number)
    viewer.sees().lacks("S•••", "Terkirim")
    for data in ("m1|st_open", "m1|st_move", "m1|st_move_yes", "f1|st_sum|41600"):
        john.taps_data(data).sees().lacks("S•••")
        viewer.taps_data(data).sees().lacks("S•••")


def test_an_officer_who_was_slower_sees_how_it_stands(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    rina = _officer(town).says(number).taps("➡️ Sedang diperiksa").sees("Pindahkan")
    town.payung("stage", number, "registered")
    rina.taps("Ya, pindahkan").sees("petugas lain").sees("Terdaftar")


def test_two_taps_on_yes_move_once(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    _officer(town).says(number).taps("➡️ Sedang diperiksa").taps("Ya, pindahkan", "Ya, pindahkan")
    assert town.rows("SELECT count(*) FROM stage_changes WHERE stage = 'in_review'") == [(1,)]


def test_the_code_on_the_picture_opens_it_for_an_officer(siti: Conversation, town: Town) -> None:
    siti.registers()
    [(one,)] = town.rows("SELECT id FROM registrations")
    rina = _officer(town).starts(f"bukti_{one}").sees("Bukti ini asli").taps("Buka pendaftaran ini")
    rina.sees("S••• A•••••", "Terkirim")
    john = town.person(1002).starts(f"bukti_{one}").sees("This proof is genuine")
    assert not any("Open this" in label for label in john.buttons)


def test_opening_and_moving_stand_in_the_audit_trail(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    _officer(town).says(number).taps("➡️ Sedang diperiksa").taps("Ya, pindahkan")
    done = {row[0] for row in town.rows("SELECT action FROM audit")}
    assert {"open registration", "stage in_review"} <= done


def test_leaving_the_questions_moves_nothing(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    rina = _officer(town).says(number).taps("➡️ Terdaftar").taps("Batal").sees("Tidak ada yang diubah")
    rina.taps("Buka pendaftaran ini").sees("Terkirim")


def test_an_erased_registration_is_said_to_be_gone(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    rina = _officer(town).says(number).taps("➡️ Sedang diperiksa")
    siti.opens_data(number).taps("Hapus data").taps("Ya, hapus")
    rina.taps("Ya, pindahkan").sees("sudah dihapus")
