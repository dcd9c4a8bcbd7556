"""Whole conversations: what protection costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


@pytest.fixture
def surroundings() -> dict[str, str]:
    """A bot in the last weeks of the discount."""
    return {"PAYUNG_NOW": "2026-11-17T10:00:00+07:00"}


def calculates(person: Conversation, work: str, programs: str, months: str, income: str) -> Conversation:
    person.says("/iuran").sees("Apa pekerjaan")
    person.taps(work).sees("perlindungan yang mana")
    person.taps(programs).sees("berapa bulan")
    person.taps(months).sees("penghasilan")
    return person.says(income).sees("Hasil hitungan")


def test_the_table_shows_where_the_discount_ends_and_what_comes_after(siti: Conversation) -> None:
    result = calculates(siti, "Petani", "Ditambah tabungan", "3 bulan", "1,5 juta")
    for expected in (
        "November 2026 sampai Desember 2026 (2 bulan)", "Jumlah sebulan: Rp43.400",
        "Januari 2027", "Jumlah sebulan: Rp54.800", "Jumlah 3 bulan: Rp141.600",
        "Setelah itu (mulai Februari 2027): Rp54.800 sebulan",
    ):  # fmt: skip
        assert expected in result.text
    siti.taps("Dasar hukum").sees(
        "PP 50/2025 pasal 4", "PP 44/2015", "PP 46/2015", "Berlaku 17 November 2026"
    )


def test_a_driver_keeps_the_discount_until_march(siti: Conversation) -> None:
    result = calculates(siti, "Ojek", "Celaka + kematian", "3 bulan", "1 juta")
    assert "November 2026 sampai Januari 2027 (3 bulan)" in result.text
    assert "Jumlah 3 bulan: Rp25.200" in result.text


def test_a_domestic_worker_is_told_that_the_office_decides(siti: Conversation) -> None:
    result = calculates(siti, "Asisten", "Celaka + kematian", "1 bulan", "1 juta")
    assert "Rp10.000, mungkin Rp5.000" in result.text
    assert "Kantor yang memastikan" in result.text


def test_the_answers_go_along_into_the_enrolment(siti: Conversation) -> None:
    calculates(siti, "Petani", "Celaka + kematian", "3 bulan", "2 juta")
    siti.taps("Daftar dengan jawaban ini").sees("Siapa yang mau didaftarkan")
    siti.taps("Saya sendiri").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Berapa NIK")
    siti.at("village")
    siti.says("Sibau Hulu").sees("bekerja di mana")
    siti.taps("Sawah").sees("Siapa yang akan membayar")
    siti.taps("Bayar sendiri").sees("Periksa dulu", "Rp2.000.000 sebulan", "3 bulan: Rp53.600")


def test_the_answers_go_along_into_a_draft_that_is_there(siti: Conversation) -> None:
    siti.at("name")
    calculates(siti, "Petani", "Celaka + kematian", "3 bulan", "2 juta")
    siti.taps("Daftar dengan jawaban ini").sees("Siapa nama")


def test_nothing_of_a_calculation_is_kept(siti: Conversation, town: Town) -> None:
    calculates(siti, "Petani", "Celaka + kematian", "3 bulan", "2 juta")
    assert not town.rows("SELECT * FROM registrations")
    ((chat_id, position),) = town.rows("SELECT chat_id, position FROM chats")
    with town.unit() as tx:
        assert tx.keys.unseal("chats", "position", chat_id, position) == "{}"


@pytest.mark.parametrize(
    "argument", ["", "farmer", "farmer.jkk_jkm.3.x", "farmer.jkk_jkm.2.1500000", "king.jkk_jkm.3.1500000"]
)
def test_a_button_made_by_hand_begins_a_calculation(siti: Conversation, argument: str) -> None:
    siti.starts().sees("perlindungan kerja")
    siti.taps_data(f"m1|take_along|{argument}").sees("Apa pekerjaan")


def test_the_calculator_can_be_left_at_any_time(siti: Conversation) -> None:
    siti.says("/iuran").sees("Apa pekerjaan")
    siti.taps("Batal").sees("hitungan ditutup")


def test_in_january_nothing_is_said_of_a_discount(siti: Conversation, town: Town) -> None:
    town.is_now("2027-01-05T10:00:00+07:00")
    result = calculates(siti, "Petani", "Celaka + kematian", "12 bulan", "1 juta")
    assert "Januari 2027 sampai Desember 2027 (12 bulan)" in result.text
    assert "Jumlah 12 bulan: Rp201.600" in result.text
    assert "PP 50/2025" not in result.text
