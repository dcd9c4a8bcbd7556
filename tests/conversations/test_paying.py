"""Whole conversations: from *Send* to protected, the payments after it, and whose news they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

OF_PAYMENTS = -4


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-12-01T09:00:00+07:00"}


def delivered(town: Town, standing: int) -> list[tuple[Any, ...]]:
    rows = town.rows("SELECT announcement_id, subject, state, reason FROM recipients ORDER BY subject")
    return [tuple(rest) for number, *rest in rows if number == standing]


def enrols_other(siti: Conversation, nik: str, name: str) -> str:
    number = siti.at("summary", for_whom="Orang lain", nik=nik, name=name).hands_in()
    siti.sees("Bukti pendaftaran")
    return number


def test_a_worker_is_led_from_sending_to_protection_and_the_next_payment(
    siti: Conversation, town: Town
) -> None:
    number = siti.registers()
    siti.sees("Bukti pendaftaran")
    town.is_now("2026-12-01T09:30:00+07:00")
    town.payung("stage", number, "registered", "--sum", "41600", "--pay-until", "2026-12-15")
    town.speaks_unasked()
    siti.sees("Kabar pendaftaran Anda", "Anda sudah didaftarkan", "Rp41.600", "15 Desember 2026")
    siti.taps("Cara bayar").sees(
        "Cara bayar iuran Anda", "Rp41.600", "NIK di KTP", "Bank Kalbar", "Kantor pos"
    )
    siti.taps("Ingatkan saya").sees("pada 8 Desember 2026", "paling lambat 15 Desember 2026")
    town.comes_back("2026-12-07T23:00:00+07:00")
    siti.sees_nothing()
    town.comes_back("2026-12-08T09:00:00+07:00")
    siti.sees("Bayar iuran paling lambat 15 Desember 2026", "Anda sendiri", "Rp41.600")
    siti.taps("Sudah bayar").sees("Simpan struknya")
    town.is_now("2026-12-09T09:00:00+07:00")
    town.payung(
        "stage", number, "active", "--kpj", "26061234567", "--protected-until", "2027-03-31",
        "--pay-until", "2027-03-31", "--sum", "62400",
    )  # fmt: skip
    town.speaks_unasked()
    siti.sees(
        "Perlindungan Anda sudah mulai", "Terlindungi sampai: 31 Maret 2027", "lagi paling lambat", "4567"
    )
    siti.lacks("26061234567")
    town.comes_back("2027-03-25T09:00:00+07:00")
    siti.sees("Bayar iuran paling lambat 31 Maret 2027", "Rp62.400").sees_nothing()
    town.comes_back("2027-03-26T09:00:00+07:00")
    siti.sees_nothing()
    way = siti.says("/status").sees("Terlindungi sampai: 31 Maret 2027").text
    stages = [line.partition(":")[0] for line in way.splitlines() if line.startswith("✅")]
    assert stages == [
        "✅ Terkirim, menunggu kantor",
        "✅ Terdaftar, menunggu iuran pertama",
        "✅ Aktif, sudah terlindungi",
    ]


def test_the_next_payment_that_the_office_records_is_told_and_reminded_of(
    siti: Conversation, town: Town
) -> None:
    number = siti.registers()
    siti.sees("Bukti pendaftaran")
    town.payung("stage", number, "active", "--protected-until", "2026-12-31", "--grace-until", "2027-03-31")
    town.speaks_unasked()
    siti.sees("31 Desember 2026", "sampai 31 Maret 2027")
    town.comes_back("2026-12-26T09:00:00+07:00")
    siti.sees("Perlindungan berakhir 31 Desember 2026")
    town.payung("stage", number, "active", "--protected-until", "2027-06-30")
    town.speaks_unasked()
    siti.sees("Terlindungi sampai: 30 Juni 2027").lacks("Maret")
    town.comes_back("2027-03-28T09:00:00+07:00")
    siti.sees_nothing()
    assert "already active" in town.payung("stage", number, "active")


def test_what_was_said_to_be_paid_is_not_reminded_of(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.sees("Bukti pendaftaran")
    town.payung("stage", number, "active", "--protected-until", "2026-12-20", "--pay-until", "2026-12-10")
    town.comes_back("2026-12-05T09:00:00+07:00")
    siti.sees("sudah mulai").sees("paling lambat 10 Desember 2026")
    siti.taps("Sudah bayar").sees("tidak mengingatkan lagi")
    town.comes_back("2026-12-13T09:00:00+07:00")
    siti.sees("Perlindungan berakhir 20 Desember 2026")
    siti.taps("Jangan ingatkan lagi").sees("Pengingat bayar iuran")


def test_without_a_day_of_the_office_nobody_is_reminded_and_staff_see_how_many_lack_one(
    siti: Conversation, town: Town
) -> None:
    number = siti.registers()
    siti.sees("Bukti pendaftaran")
    town.payung("stage", number, "registered")
    town.speaks_unasked()
    siti.sees("Anda sudah didaftarkan", "Kira-kira Rp")
    siti.taps("Ingatkan saya").sees("begitu kantor mencatat")
    town.comes_back("2027-06-01T09:00:00+07:00")
    assert delivered(town, OF_PAYMENTS) == []
    rina = town.staff("officer")
    rina.says("/kantor").sees("akhir perlindungan: 1")


def test_a_neighbours_news_are_told_as_theirs(siti: Conversation, town: Town) -> None:
    number = enrols_other(siti, "6106015708809002", "Usman Umar")
    town.payung("stage", number, "active")
    town.speaks_unasked()
    siti.sees("Kabar pendaftaran U•••• U•••", "Perlindungannya sudah mulai").lacks("Perlindungan Anda")
    siti.says("/status").sees("Perlindungannya sudah mulai").lacks("Perlindungan Anda")
    siti.taps("Cara bayar").sees("Cara bayar iuran U•••• U•••")


def test_news_of_several_come_in_one_message_once_nothing_more_comes(siti: Conversation, town: Town) -> None:
    names = {
        "Usman Umar": "6106015708809002",
        "Maria Lestari": "6106015708809003",
        "Agus Salim": "6106011708809004",
    }
    numbers = [enrols_other(siti, nik, name) for name, nik in names.items()]
    town.payung("stage", numbers[0], "in_review")
    town.payung("stage", numbers[0], "active")
    town.payung("stage", numbers[1], "active")
    town.payung("stage", numbers[2], "in_review")
    town.speaks_unasked()
    siti.sees_nothing()
    town.comes_back("2026-12-01T09:05:00+07:00")
    siti.sees("Kabar 3 pendaftaran", "U•••• U•••", "M•••• L••••••", "A••• S••••", "Aktif", "Sedang diperiksa")
    siti.lacks("Anda", "Usman").sees_nothing()
    town.comes_back("2026-12-01T10:05:00+07:00")
    siti.sees_nothing()


def test_reminders_of_several_come_in_one_message(siti: Conversation, town: Town) -> None:
    names = {"Usman Umar": "6106015708809002", "Maria Lestari": "6106015708809003"}
    for number in [enrols_other(siti, nik, name) for name, nik in names.items()]:
        town.payung("stage", number, "active", "--protected-until", "2026-12-20", "--sum", "16800")
    town.comes_back("2026-12-01T09:05:00+07:00")
    siti.sees("Kabar 2 pendaftaran")
    town.comes_back("2026-12-15T09:05:00+07:00")
    siti.sees(
        "Perlindungan berakhir 20 Desember 2026", "U•••• U•••", "M•••• L••••••", "Rp16.800"
    ).sees_nothing()
    siti.taps("Cara bayar").sees("Bayar iuran siapa?")
    siti.taps("M•••• L").sees("Cara bayar iuran M•••• L••••••")


def test_how_to_pay_before_anything_is_registered_says_when_it_can_be_paid(siti: Conversation) -> None:
    siti.says("/bayar").sees("Belum ada pendaftaran di percakapan ini")
    siti.registers()
    siti.says("/bayar").sees("setelah kantor mendaftarkan Anda", "Kantor pos").lacks("NIK di KTP")


def test_who_only_helped_others_reads_of_them(siti: Conversation) -> None:
    enrols_other(siti, "6106010708859002", "Usman Jaya")
    siti.says("/bayar").sees("setelah kantor mendaftarkan mereka")


def test_whoever_types_that_it_is_paid_is_thanked_and_not_reminded(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.says("sudah bayar").sees("setelah kantor mendaftarkan")
    town.is_now("2026-12-01T09:30:00+07:00")
    town.payung("stage", number, "registered", "--sum", "41600", "--pay-until", "2026-12-15")
    siti.says("/bayar").sees("Untuk 3 bulan", "Rp41.600", "NIK di KTP Anda")
    siti.says("sudah bayar").sees("Terima kasih")
    town.comes_back("2026-12-09T09:00:00+07:00")
    siti.sees_no("Bayar iuran paling lambat")


def test_a_locked_registration_is_neither_reminded_of_nor_told(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    siti.sees("Bukti pendaftaran")
    siti.says("/kunci").taps("Ya")
    town.payung("stage", number, "active", "--protected-until", "2026-12-05")
    town.speaks_unasked()
    assert [state for _, state, _ in delivered(town, OF_PAYMENTS)] in ([], ["skipped"])


def test_news_of_several_who_are_to_pay_say_how_much_together_and_until_when(
    siti: Conversation, town: Town
) -> None:
    numbers = [
        enrols_other(siti, f"61060107088590{at:02}", name) for at, name in ((2, "Usman"), (3, "Maria"))
    ]
    town.is_now("2026-12-01T09:30:00+07:00")
    for number in numbers:
        town.payung("stage", number, "registered", "--sum", "42000", "--pay-until", "2026-12-15")
    town.comes_back("2026-12-01T10:00:00+07:00")
    siti.sees("Kabar 2 pendaftaran", "Semuanya Rp84.000, bayar paling lambat 15 Desember 2026")
    assert any("Ingatkan saya" in label for label in siti.buttons)
