"""Whole conversations: somebody registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversation import NIK

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def test_a_worker_registers_and_the_office_can_export_it(siti: Conversation, town: Town) -> None:
    number = siti.registers(
        name="siti aminah",
        district="Semitau",
        village="Nanga Lemedak",
        occupation="Petani",
        workplace="Sawah",
    )  # fmt: skip
    (row,) = town.exported()
    assert row.pop("submitted_at")
    given = {column: value for column, value in row.items() if value}
    assert given == {
        "registration": number, "chat_id": "1001", "stage": "submitted", "for_whom": "self",
        "consent": "agree", "nik": NIK, "as_card": "same", "name": "Siti Aminah", "birthplace": "Putussibau",
        "phone": "+6281200009001", "district": "61.06.10", "village": row["village"],
        "occupation": "farmer", "workplace": "field", "income": "1500000", "payer": "self",
        "programs": "jkk_jkm", "months": "3", "declaration": "true",
    }  # fmt: skip
    assert row["village"].startswith("61.06.10.")


def test_the_first_screen_says_what_protection_gives_and_costs(siti: Conversation) -> None:
    siti.starts().sees("", "Rp42.000.000")
    assert "Rp8.400 sebulan" in siti.text or "Rp16.800 sebulan" in siti.text


def test_the_message_with_the_nik_is_deleted_once_read_back(siti: Conversation) -> None:
    siti.at("summary", nik="6106015708809002")
    siti.sees_no("6106015708809002", "6106 0157 0880 9002")


def test_the_summary_hides_the_nik_but_shows_the_name(siti: Conversation) -> None:
    siti.at("summary")
    assert "Siti Aminah" in siti.lacks(NIK).text


def test_a_double_tap_on_send_registers_once(siti: Conversation, town: Town) -> None:
    siti.at("summary")
    siti.taps("Kirim", "Kirim").sees("Nomor pendaftaran")
    assert len(town.exported()) == 1


def test_the_same_nik_twice_is_taken_without_a_word_and_marked_for_the_office(town: Town) -> None:
    first, second = town.person(1001), town.person(1003)
    first.registers()
    second.registers()
    said = [
        [message.text for message in one.chat if message["from"]["is_bot"]][-1] for one in (first, second)
    ]
    assert said[0] == said[1]
    assert town.marks() == ["same_nik"]


def test_a_change_on_the_summary_takes_the_village_back_when_the_district_changes(siti: Conversation) -> None:
    siti.at("summary")
    siti.taps("Ubah").sees("Apa yang mau diubah")
    siti.taps("Kecamatan").sees("kecamatan mana")
    siti.taps("Badau").sees("Desa atau kelurahan")
    siti.says("badau").sees("Periksa dulu", "Kecamatan: Badau", "Desa: Badau")


def test_everything_can_be_typed_instead_of_tapped(siti: Conversation) -> None:
    siti.at("consent")
    siti.says("saya setuju").sees("Berapa NIK")
    siti.says("nik sy 6106 0117 0880 9001").sees("Sudah benar?")
    siti.says("iya betul").sees("Siapa nama")
    siti.says("nama saya siti aminah").sees("Tempat lahir")
    siti.says("lahir di pts").sees("nomor HP")
    siti.says("+62 812-0000-9001").sees("kecamatan mana")
    siti.says("kec. smitau").sees("Desa atau kelurahan")
    siti.says("ng lemedak").sees("Apa pekerjaan")
    siti.says("sy noreh karet pak").sees("bekerja di mana")
    siti.says("di kebun sendiri").sees("penghasilan")
    siti.says("sejuta setengah").sees("Siapa yang akan membayar")
    siti.says("saya sendiri").sees("Pilih perlindungan")
    siti.says("yang 2 program aja").sees("berapa bulan dulu")
    siti.says("3 bln").sees("Periksa dulu")
    siti.says("KIRIM").sees("Nomor pendaftaran")


def test_the_contact_button_gives_the_number_and_somebody_elses_contact_does_not(
    siti: Conversation, town: Town
) -> None:
    siti.at("phone")
    siti.shares("contact", town.world.people[1003]).sees("kontak orang lain")
    siti.shares("contact").sees("kecamatan mana")


@pytest.mark.parametrize("typed", ["610601170880900", "6106013208800001", "1111111111111111", "enam"])
def test_a_wrong_nik_is_refused_with_a_reason_and_the_question_again(siti: Conversation, typed: str) -> None:
    siti.at("nik")
    again = siti.says(typed).sees("Berapa NIK").seen
    assert not again.text.startswith("Pertanyaan")


def test_the_link_by_which_somebody_came_is_kept_only_after_consent(siti: Conversation, town: Town) -> None:
    siti.starts("pasar-1").sees("perlindungan kerja")
    siti.taps("Daftar untuk saya").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Berapa NIK")
    assert town.rows("SELECT start_link FROM registrations") == [("pasar-1",)]
