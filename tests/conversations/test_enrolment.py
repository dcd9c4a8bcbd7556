"""Whole conversations: the enrolment for oneself and for others, with whatever people's lives bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversation import NIK

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def reaches_other_person(person: Conversation) -> None:
    """Begin to enrol somebody else, up to the question for the NIK."""
    person.starts().sees("perlindungan kerja")
    person.taps("Daftarkan orang lain").sees("Bacakan ini")
    person.taps("Dia setuju").sees("Dia siapa bagi Anda")
    person.taps("Tetangga").sees("NIK orang yang didaftarkan")


def fills_in_for_other(person: Conversation, nik: str, name: str) -> None:
    """Answer everything about another person who has no phone, up to the summary."""
    person.says(nik).sees("Sudah benar?")
    person.taps("Ya, benar").sees("Siapa namanya")
    person.says(name).sees("Tempat lahir")
    person.taps("Semitau").sees("nomor HP-nya")
    person.taps("Lewati").sees("Dia tinggal di kecamatan mana")
    person.at("occupation")
    person.taps("Nelayan").sees("Dia bekerja di mana")
    person.taps("Sungai, danau").sees("penghasilannya")
    person.taps("Rp1.000.000").sees("Siapa yang akan membayar")
    person.at("summary")


def test_a_neat_person_needs_no_more_than_18_messages_and_taps(siti: Conversation, town: Town) -> None:
    siti.starts().sees("perlindungan kerja")
    siti.taps("Daftar untuk saya").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Berapa NIK")
    siti.says(NIK).sees("Sudah benar?")
    siti.taps("Ya, benar").sees("Siapa nama")
    siti.says("Siti Aminah").sees("Tempat lahir")
    siti.taps("Putussibau").sees("nomor HP")
    siti.says("081200009001").sees("kecamatan mana")
    siti.taps("Semitau").sees("Desa atau kelurahan")
    siti.taps("Nanga Lemedak").sees("pekerjaan")
    siti.taps("Petani").sees("bekerja di mana")
    siti.taps("Sawah").sees("penghasilan")
    siti.taps("Rp1.500.000").sees("Siapa yang akan membayar")
    siti.taps("Bayar sendiri").sees("Pilih perlindungan")
    siti.taps("Celaka + kematian").sees("berapa bulan dulu")
    siti.taps("3 bulan").sees("Periksa dulu")
    siti.hands_in()
    assert siti.acts <= 18


def test_whoever_is_born_on_another_day_than_the_nik_says_is_asked_and_marked(
    siti: Conversation, town: Town
) -> None:
    siti.at("nik")
    siti.says(NIK).sees("Sudah benar?")
    siti.taps("tanggal lahir di KTP lain").sees("Tanggal lahir di KTP")
    siti.says("18 agustus 1980").sees("18 Agustus 1980")
    siti.taps("Ya, benar").sees("Jenis kelamin")
    siti.taps("Perempuan").sees("Siapa nama")
    number = siti.at("summary").hands_in()
    (row,) = town.exported()
    assert (row["as_card"], row["birth_date"], row["sex"]) == ("differs", "1980-08-18", "F")
    assert town.marks() == ["birth_or_sex_differs"]
    siti.opens_data(number, "18-08-1980")


def test_whoever_takes_back_that_the_card_differs_is_not_kept_with_the_other_birth(
    siti: Conversation, town: Town
) -> None:
    siti.at("nik")
    siti.says(NIK).sees("Sudah benar?")
    siti.taps("tanggal lahir di KTP lain").sees("Tanggal lahir di KTP")
    siti.at("summary", birth_date="18-08-1980")
    siti.taps("Ubah").sees("Apa yang mau diubah")
    siti.taps("NIK").sees("Berapa NIK")
    siti.says(NIK).sees("Sudah benar?")
    siti.taps("Ya, benar").sees("Periksa dulu")
    siti.hands_in()
    (row,) = town.exported()
    assert (row["as_card"], row["birth_date"], row["sex"]) == ("same", "", "")
    assert town.marks() == []


def test_another_person_is_enrolled_with_their_consent_and_without_a_phone(
    siti: Conversation, town: Town
) -> None:
    reaches_other_person(siti)
    fills_in_for_other(siti, "6106015708809002", "Maria Lestari")
    assert "dia setuju" in siti.text
    siti.hands_in()
    (row,) = town.exported()
    assert (row["for_whom"], row["relation"], row["phone"]) == ("other", "neighbour", "")
    assert town.marks() == ["by_helper"]


def test_the_key_that_shares_a_number_is_not_offered_for_another_person(siti: Conversation) -> None:
    reaches_other_person(siti)
    fills_in_for_other(siti, "6106015708809002", "Maria Lestari")
    assert not any("tombol besar" in message.text for message in siti.chat)


def test_a_helper_keeps_two_drafts_apart_and_cancels_one(siti: Conversation, town: Town) -> None:
    siti.at("birthplace")
    siti.taps("Lanjut nanti").sees("Tersimpan")
    siti.taps("Daftarkan orang lain").sees("Siapa yang mau didaftarkan")
    siti.taps("Orang lain").sees("Bacakan ini")
    siti.taps("Dia setuju").sees("Dia siapa")
    siti.taps("Anak").sees("NIK orang")
    fills_in_for_other(siti, "6106015708809002", "Maria Lestari")
    siti.taps("Lanjut nanti").sees("Tersimpan")
    offer = siti.says("/daftar").sees("2 pendaftaran yang belum selesai").seen
    assert any("Anda sendiri (2 dari 12)" in label for label in offer.buttons)
    assert any("M•••• L••••••" in label for label in offer.buttons)
    siti.taps("Hapus: Anda sendiri").sees("Yakin")
    siti.taps("Ya, hapus").sees("Sudah dibatalkan")
    siti.says("/daftar").sees("Periksa dulu")
    siti.hands_in()
    (row,) = town.exported()
    assert row["name"] == "Maria Lestari"


def test_who_it_is_for_can_be_changed_and_everything_is_asked_anew(siti: Conversation) -> None:
    siti.at("summary")
    siti.taps("Ubah").sees("Apa yang mau diubah")
    siti.taps("Untuk siapa:").sees("Siapa yang mau didaftarkan")
    siti.taps("Orang lain").sees("semua jawaban tadi dihapus")
    siti.taps("Ya, benar").sees("Bacakan ini")
    siti.taps("Tidak sekarang").sees("Tidak ada data yang saya simpan")
    siti.says("/status").sees("Belum ada pendaftaran")


def test_consent_tapped_under_another_notice_counts_for_nothing(siti: Conversation) -> None:
    siti.at("consent")
    own = siti.chat[-1]
    siti.taps("Kembali").sees("Siapa yang mau didaftarkan")
    siti.taps("Orang lain").sees("Bacakan ini")
    again = siti.taps_data("f1|consent|agree", own).sees("Bacakan ini").seen
    assert "Dia setuju" in again.buttons[0]


@pytest.mark.parametrize("typed", ["iya hapus", "ya", "hapus"])
def test_a_typed_yes_to_cancelling_cancels_and_is_no_answer(siti: Conversation, typed: str) -> None:
    siti.at("name")
    siti.taps("Batal").sees("Yakin")
    siti.says(typed).sees("Sudah dibatalkan")


@pytest.mark.parametrize("typed", ["tidak", "jangan dihapus", "apa ya"])
def test_anything_else_typed_there_keeps_the_answers(siti: Conversation, typed: str) -> None:
    siti.at("name")
    siti.taps("Batal").sees("Yakin")
    siti.says(typed).sees("Yakin" if typed == "apa ya" else "Siapa nama")


def test_a_draft_agreed_to_under_another_notice_is_asked_for_consent_again(
    siti: Conversation, town: Town
) -> None:
    siti.at("name")
    siti.taps("Lanjut nanti").sees("Tersimpan")
    town.rows("UPDATE registrations SET consent_version = '1'")
    siti.says("/daftar").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Siapa nama")
    assert town.rows("SELECT consent_version FROM registrations") == [(town.resources.notice_version,)]


def test_a_price_that_changed_since_the_summary_is_shown_before_it_is_sent(
    siti: Conversation, town: Town
) -> None:
    town.is_now("2026-12-18T20:00:00+07:00")
    siti.at("summary")
    town.is_now("2027-01-01T08:00:00+07:00")
    siti.taps("✅ Kirim").sees("ada angka yang berubah", "3 bulan: Rp68.400")
    siti.hands_in()


def test_undecided_choices_are_forgotten(siti: Conversation, town: Town) -> None:
    siti.at("consent")
    town.rows("UPDATE chats SET asked_at = '2020-01-01'")
    town.grows_old()
    assert town.rows("SELECT position FROM chats") == [(None,)]


def test_erasing_one_registration_does_not_disturb_another_that_is_filled_in(
    siti: Conversation, town: Town
) -> None:
    first = siti.registers()
    siti.taps("Daftarkan orang lain").sees("Siapa yang mau didaftarkan")
    siti.at("nik")
    town.payung("erase", first)
    siti.says("6106011708819002").sees("Sudah benar?")


def test_a_blank_enrolment_does_not_hide_the_draft(siti: Conversation) -> None:
    siti.at("name")
    siti.taps("Lanjut nanti").sees("Tersimpan")
    siti.taps("Daftarkan orang lain").sees("Siapa yang mau didaftarkan")
    siti.starts().sees("belum selesai")
    siti.says("/daftar").sees("Siapa nama")


def test_a_days_income_is_not_taken_but_offered_by_the_month(siti: Conversation) -> None:
    siti.at("income")
    offered = siti.says("50rb sehari").sees("penghasilan sehari").seen
    assert "Rp1.000.000 (20 hari kerja)" in offered.buttons
    siti.taps("20 hari kerja").sees("Siapa yang akan membayar")


def test_an_uncertain_income_is_explained_before_it_is_taken(siti: Conversation) -> None:
    siti.at("income")
    siti.taps("Tidak tentu").sees("angka terkecil", "Rp1.000.000")
    siti.taps("Ya, benar").sees("Siapa yang akan membayar")


def test_whoever_hopes_for_help_sees_the_full_price_and_pays_no_months(siti: Conversation) -> None:
    siti.at("payer")
    asked = siti.taps("bantuan pemerintah kabupaten").sees("Pilih perlindungan", "Bantuan belum pasti").seen
    assert "🏥🕊 Celaka + kematian: Rp22.800" in asked.buttons
    siti.taps("Celaka + kematian").sees("Periksa dulu")


def test_a_person_of_65_gets_kind_words_and_is_marked_for_the_office(siti: Conversation, town: Town) -> None:
    siti.at("nik")
    siti.says("6106011708509001").sees("Sudah benar?", "65 tahun")
    siti.taps("Ya, benar").sees("Siapa nama")
    siti.at("summary").hands_in()
    assert town.marks() == ["age_limit"]


def test_a_mail_address_is_added_on_the_summary(siti: Conversation, town: Town) -> None:
    siti.at("summary")
    siti.taps("Tambah").sees("Mau menambah apa")
    siti.taps("E-mail").sees("Alamat e-mail")
    siti.says("siti@gmial.com").sees("Mungkin maksud Anda begini")
    siti.taps("siti@gmail.com").sees("Periksa dulu", "E-mail: siti@gmail.com")
    siti.hands_in()
    (row,) = town.exported()
    assert row["email"] == "siti@gmail.com"


def test_what_may_be_added_can_be_left_out_again(siti: Conversation) -> None:
    siti.at("summary")
    for leave in ("Lewati", "Kembali"):
        siti.taps("Tambah").sees("Mau menambah apa")
        siti.taps("Pekerjaan kedua").sees("Pekerjaan kedua")
        siti.taps(leave).sees("Periksa dulu").lacks("kedua")


def test_two_people_by_one_helper_one_erased_one_kept(siti: Conversation, town: Town) -> None:
    first = siti.registers()
    siti.taps("Daftarkan orang lain").sees("Siapa yang mau didaftarkan")
    siti.registers(nik="6106015708819002", name="Maria Lestari")
    siti.opens_data(first)
    siti.taps("Hapus data saya").sees("Yakin")
    siti.taps("Ya, hapus semuanya").sees("sudah dihapus")
    (row,) = town.exported()
    assert row["name"] == "Maria Lestari"


# -- what stays of a question


def with_buttons(person: Conversation) -> list[str]:
    """Return the texts of the messages that still have the ways out of the form."""
    return [
        message.text for message in person.chat if any("Lanjut nanti" in label for label in message.buttons)
    ]


def test_what_was_tapped_stays_as_a_line_and_only_the_last_question_has_buttons(siti: Conversation) -> None:
    siti.at("district").taps("Semitau").shows("Kecamatan: Semitau ✅")
    assert not siti.buttons
    siti.sees_no("tinggal di kecamatan mana")
    siti.at("payer", village="Nanga Lemedak")
    assert len(with_buttons(siti)) == 1


def test_the_whole_way_to_the_summary_leaves_one_row_of_ways_out(siti: Conversation) -> None:
    siti.at("summary").shows("Pekerjaan: ")
    (left,) = with_buttons(siti)
    assert "Periksa dulu" in left


def test_a_typed_answer_stays_in_no_message_of_the_bot(siti: Conversation) -> None:
    siti.at("name").says("Siti Aminah").sees("Tempat lahir")
    siti.sees_no("Siti Aminah ✅", "Nama: Siti")
    siti.shows("Siapa nama")
    assert not siti.buttons


def test_the_notice_that_was_agreed_to_stays_readable(siti: Conversation) -> None:
    siti.at("nik").shows("Setuju? Tekan")
    assert not siti.buttons


def test_the_first_screen_stays_as_it_is(siti: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    before = siti.buttons
    siti.taps("Daftar untuk saya").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Berapa NIK")
    siti.shows("perlindungan kerja")
    assert siti.buttons == before


def test_a_button_that_is_gone_by_now_may_still_arrive(siti: Conversation) -> None:
    siti.at("district")
    question = siti.seen
    siti.taps("Badau").sees("Desa")
    siti.taps_data("f1|district|61.06.10", on=question).sees("tombol lama")
    siti.shows("Kecamatan: Badau ✅")
    assert siti.due == "village"


def test_going_back_asks_below_what_was_chosen(siti: Conversation) -> None:
    siti.at("district").taps("Badau").sees("Desa")
    siti.taps("Kembali").sees("kecamatan mana", "Badau")
    siti.taps("Semitau").shows("Kecamatan: Semitau ✅")
    siti.shows("Kecamatan: Badau ✅")
    assert siti.due == "village"


def test_a_lock_takes_the_lines_out_of_the_chat_as_well(siti: Conversation) -> None:
    siti.at("district").taps("Badau").shows("Kecamatan: Badau ✅")
    siti.says("/kunci").taps("Ya, kunci")
    siti.sees_no("Badau")


def test_what_several_people_chose_is_offered_first(siti: Conversation, town: Town) -> None:
    siti.registers(district="Semitau", village="Nanga Lemedak")
    assert town.rows("SELECT step, count FROM choices ORDER BY step") == [("district", 1), ("village", 1)]
    siti.taps("Daftarkan orang lain").at("district", name="Budi")
    assert siti.buttons[0] == "Badau"  # one person alone changes no order
    town.rows("UPDATE choices SET count = 5")
    siti.says("/daftar").sees("kecamatan mana")
    assert siti.buttons[:2] == ["Semitau", "Badau"]
