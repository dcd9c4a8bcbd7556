"""Whole conversations: people do not answer in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.tickets.store import Tickets
from tests.conversation import NIK

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def test_a_draft_waits_and_a_new_start_offers_to_go_on(siti: Conversation, town: Town) -> None:
    siti.at("name")
    town.restarts()
    offer = siti.starts().sees("belum selesai").seen
    assert any("1 dari 12" in label for label in offer.buttons)
    siti.taps("Lanjut: Anda sendiri").sees("Siapa nama")


def test_begin_anew_asks_first_and_then_throws_the_draft_away(siti: Conversation) -> None:
    siti.at("name")
    siti.starts().sees("belum selesai")
    siti.taps("Hapus: Anda sendiri").sees("Yakin")
    siti.taps("Ya, hapus").sees("Sudah dibatalkan")
    siti.taps("Daftar").sees("Siapa yang mau didaftarkan")
    siti.taps("Saya sendiri").sees("Setuju? Tekan")


def test_later_keeps_the_draft_and_daftar_goes_on(siti: Conversation) -> None:
    siti.at("name")
    siti.taps("Lanjut nanti").sees("Tersimpan")
    siti.says("/daftar").sees("Siapa nama")


def test_cancel_asks_first_and_then_deletes(siti: Conversation) -> None:
    siti.at("name")
    siti.taps("Batal").sees("Yakin")
    siti.taps("Tidak, lanjutkan").sees("Siapa nama")
    siti.says("/batal").sees("Yakin")
    siti.taps("Ya, hapus").sees("Sudah dibatalkan")
    siti.says("/daftar").sees("Siapa yang mau didaftarkan")
    siti.taps("Saya sendiri").sees("Setuju? Tekan")


def test_back_shows_the_answer_given_and_keeps_it_on_request(siti: Conversation) -> None:
    siti.at("name")
    siti.says("Siti Aminah").sees("Tempat lahir")
    siti.taps("Kembali").sees("Siapa nama", "Sekarang: Siti Aminah")
    siti.taps("Tetap yang ini").sees("Tempat lahir")


def test_a_question_is_not_taken_for_a_name(siti: Conversation, town: Town) -> None:
    siti.at("name")
    siti.says("kenapa harus pakai nama KTP").sees("sampai di: Nama")
    siti.taps("Tanya petugas").sees("Jawabannya datang di percakapan ini").sees_nothing()
    siti.taps("Ya, teruskan").sees("Sudah saya teruskan").sees("sampai di: Nama")
    assert stored_questions(town) == ["kenapa harus pakai nama KTP"]


def test_what_looks_like_a_question_can_be_an_answer_after_all(siti: Conversation, town: Town) -> None:
    siti.at("name")
    siti.says("Apa Lestari").sees("sampai di: Nama")
    siti.taps("Itu jawaban saya").sees("Tempat lahir")
    assert stored_questions(town) == []


def stored_questions(town: Town) -> list[str]:
    with town.unit() as tx:
        return [one.question.text for one in Tickets(tx).waiting(10)]


def test_the_third_failure_offers_help_by_a_person(siti: Conversation) -> None:
    siti.at("nik")
    for wrong in ("123", "1234", "12345"):
        heard = siti.says(wrong).sees("NIK harus 16 angka").seen
    assert any("dibantu petugas" in label for label in heard.buttons)
    siti.taps("dibantu petugas").sees("Sudah saya teruskan").sees("Berapa NIK")


def test_commands_work_in_the_middle_and_lead_back(siti: Conversation) -> None:
    siti.at("name")
    for command, answer in (
        ("/bantuan", "Bantuan"),
        ("/status", "belum dikirim"),
        ("/apa", "belum saya kenal"),
    ):
        siti.says(command).sees(answer).sees("sampai di: Nama")
    siti.taps("Lanjut mengisi").sees("Siapa nama")


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo", "document", "location", "edit"])
def test_whatever_is_sent_instead_of_text_gets_an_answer_and_the_question(
    siti: Conversation, kind: str
) -> None:
    siti.at("name")
    said = siti.says("kenapa?").sent
    siti.sees("sampai di: Nama")
    if kind == "edit":
        siti.edits(said, "Siti")
    elif kind == "location":
        siti.shares("location")
    elif kind == "document":
        siti.sends("document", b"x", "x.pdf")
    else:
        siti.sends(kind)
    if kind == "voice":
        siti.sees("tidak bisa mendengar pesan suara").sees_nothing()
    else:
        assert siti.sees("Siapa nama").seen.text.startswith(("Maaf", "Pesan yang diubah"))


def test_two_answers_at_once_are_not_taken_for_the_next_question(siti: Conversation) -> None:
    siti.at("name")
    siti.says("Siti Aminah", "Semitau").sees("datang sebelum pertanyaan ini", "Semitau")
    siti.taps("Pakai pesan itu").sees("nomor HP")


def test_the_same_answer_twice_at_once_counts_once(siti: Conversation) -> None:
    siti.at("name")
    siti.says("Siti Aminah", "siti aminah").sees("Tempat lahir").sees_nothing()


def test_a_double_tap_is_taken_once_and_without_a_word(siti: Conversation) -> None:
    siti.at("nik")
    question = siti.chat[-2]
    siti.taps_data("f1|consent|agree", question)
    siti.sees_nothing()


def test_an_old_button_shows_what_is_current(siti: Conversation) -> None:
    siti.at("name")
    siti.taps_data("f1|district|61.06.10").sees("Siapa nama", "tombol lama")


@pytest.mark.parametrize(
    "data", ["f1|name|", "f1||", "f1", "m1|nothing", "zz", "f1|nik|_yes|x", "m1|language|xx"]
)
def test_made_up_buttons_do_no_harm(siti: Conversation, data: str) -> None:
    siti.at("name")
    siti.taps_data(data).sees("Nama" if data[0] != "f" else "Siapa nama")


def test_the_yes_under_an_earlier_read_back_confirms_nothing_else(siti: Conversation) -> None:
    siti.at("nik")
    first = siti.says(NIK).sees("Sudah benar?").seen
    second = siti.says("6106015708809002").sees("Sudah benar?").seen
    assert second["message_id"] > first["message_id"]
    siti.taps_data("f1|nik|_yes", first).sees("Sudah benar?", "6106 0157 0880 9002")


def test_a_registered_worker_who_starts_again_gets_the_menu(siti: Conversation) -> None:
    siti.registers()
    menu = siti.starts().sees("Apa yang bisa saya bantu").seen
    assert any("Status" in label for label in menu.buttons)


def test_a_text_outside_of_any_form_that_means_nothing_is_refused_kindly(siti: Conversation) -> None:
    siti.registers()
    siti.says("asdf").sees("belum bisa menjawab itu")


def test_the_summary_takes_no_free_text_but_says_what_to_do(siti: Conversation) -> None:
    siti.at("summary")
    siti.says("merah kuning hijau").sees("Periksa dulu", "Tinggal satu langkah")
    siti.says("sudah pak").sees("Baik").sees("sampai di: periksa").taps("Lanjut").sees("Periksa dulu")


def test_whoever_does_not_agree_leaves_nothing_behind(siti: Conversation, town: Town) -> None:
    siti.at("consent")
    siti.taps("Tidak sekarang").sees("Tidak ada data yang saya simpan")
    assert not town.rows("SELECT * FROM registrations")
    assert not any(payload for (payload,) in town.rows("SELECT payload FROM turns WHERE state = 'done'"))


@pytest.mark.parametrize(
    "text", ["NIK saya 6106015708809002 kan?", "6106015708809002 benar gak?", "6106 0157 0880 900"]
)
def test_no_text_with_a_long_number_stays_or_is_repeated(siti: Conversation, text: str) -> None:
    siti.at("name")
    siti.says(text).sees()
    siti.sees_no("6106015708809002", "6106 0157 0880 900")


def test_a_number_or_a_picture_outside_of_any_form_does_not_stay(siti: Conversation) -> None:
    siti.registers()
    siti.says("ini nik saya 6106015708809002").sees("NIK itu rahasia")
    photo = siti.sends("photo").sent
    siti.sees("tidak bisa membaca foto")
    siti.sees_no("6106015708809002").deleted(photo)


def test_a_read_back_does_not_stay_when_the_form_is_left(siti: Conversation) -> None:
    siti.at("nik")
    siti.says("6106015708809002").sees("Sudah benar?")
    siti.taps("Lanjut nanti").sees("Tersimpan")
    siti.sees_no("6106015708809002", "6106 0157 0880 9002")


def test_a_draft_that_grew_old_meanwhile_begins_anew(siti: Conversation, town: Town) -> None:
    siti.at("name")
    town.rows("UPDATE registrations SET touched_at = '2020-01-01'")
    town.grows_old()
    assert not town.rows("SELECT * FROM registrations")
    assert town.rows("SELECT position FROM chats") == [(None,)]
    siti.says("Siti Aminah").sees("belum bisa menjawab itu")
    siti.says("/daftar").sees("Siapa yang mau didaftarkan")
    siti.taps("Saya sendiri").sees("Setuju? Tekan")
    siti.taps("Setuju").sees("Berapa NIK")


def test_the_office_tells_of_a_village_in_another_district(siti: Conversation) -> None:
    siti.at("district")
    siti.says("semitau").sees("Desa atau kelurahan")
    siti.says("sibau hulu").sees("Desa atau kelurahan", "Putussibau Utara")


def test_a_number_that_a_message_quotes_takes_the_message_with_it(siti: Conversation) -> None:
    siti.starts().sees("perlindungan kerja")
    siti.receives({"text": "ini ya", "quote": {"text": "NIK 6106015708809002", "position": 0}})
    siti.sees("NIK itu rahasia").deleted(siti.sent)


def test_words_of_somebody_else_are_never_an_answer(siti: Conversation) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Kelompok"}
    siti.at("name").receives({"text": "Mohon info harga karet minggu ini", "forward_origin": origin})
    siti.sees("Pesan terusan").says("Siti Aminah").sees("Tempat lahir")
    siti.receives({"text": "iuran paling murah berapa ya?", "forward_origin": origin})
    siti.sees().sees("sampai di: Tempat lahir")


def test_two_answers_in_one_message_are_both_used(siti: Conversation) -> None:
    siti.at("name").says("Siti Aminah\nPutussibau").sees("Tempat lahir: Putussibau", "Sudah benar?")
    siti.taps("Ya, benar").sees("nomor HP")


def test_what_may_be_no_name_is_read_back_and_help_is_offered_after_three_tries(siti: Conversation) -> None:
    siti.at("name").says("siti aminah petani").sees("Nama: Siti Aminah", "Sudah benar?")
    for _ in range(3):
        siti.says("qwerty zzz").sees("Sudah benar?")
    siti.taps("Salah").sees("Siapa nama")


def test_the_summary_is_whole_until_it_is_sent_and_then_only_the_masked_one_stays(siti: Conversation) -> None:
    siti.at("summary").shows("Nama: Siti Aminah")
    siti.taps("✅ Kirim").sees("Yang Anda kirim", "Nama: S••• A•••••").sees("Nomor pendaftaran")
    siti.sees_no("Nama: Siti Aminah")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("selamat pagi pak", "Halo"),
        ("makasih byk bang", "Sama-sama"),
        ("sinyal jelek bisa lanjut besok?", "tersimpan"),
        ("ndak pandai baca, bisa telp ja?", "pesan suara"),
        ("pake hp orang bisa ga", "Boleh"),
        ("gmn hapus data saya", "Data saya"),
        ("lupa nomor pendaftaran", "gambar bukti"),
        ("stop jangan kirim lagi", "/berhenti"),
        ("kunci percakapan ini", "dikunci"),
        ("mau daftar 30 warga saya kepala desa", "diisi sekali"),
        ("menu", "Apa yang bisa saya bantu"),
    ],
)
@pytest.mark.parametrize("step", ["for_whom", "nik", "birthplace", "district", "occupation", "summary"])
def test_a_remark_is_understood_at_every_step_and_stored_at_none(
    siti: Conversation, step: str, text: str, answer: str
) -> None:
    siti.at(step).says(text).sees(answer).sees("sampai di:").taps("Lanjut mengisi").sees()
    assert siti.due == step


def test_ok_after_an_answer_or_a_pause_restarts_nothing(siti: Conversation) -> None:
    siti.at("name").taps("Lanjut nanti").sees("Tersimpan")
    siti.says("ok").sees("Baik").sees_nothing()
    siti.says("iuran paling murah berapa").sees().says("ok").sees("Baik").sees_nothing()


def test_the_first_screen_takes_what_its_first_question_takes(siti: Conversation) -> None:
    for text in ("saya sendiri", "untuk istri saya", "orang lain", "daftarkan istri saya"):
        siti.starts().sees("perlindungan kerja").says(text).sees("etuju? Tekan").taps("Tidak sekarang").sees()
    siti.says("/daftar untuk suami saya").sees("etuju? Tekan")
