"""Whole conversations: people do not answer in order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.store.opening import transaction
from bot.tickets.store import Tickets
from tests.talk import (
    NIK,
    chooses_self,
    consents,
    gives_name_and_phone,
    grows_old,
    reaches_consent,
    reaches_name,
    reaches_summary,
    registers,
    sees_gone,
)

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver
    from tests.conftest import RunningBot


async def test_a_draft_waits_and_a_new_start_offers_to_go_on(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_name(siti)
    await bot.stop()
    await bot.start()
    await siti.starts()
    offer = await siti.hears_until("belum selesai")
    assert any("1 dari 12" in label for label in offer.buttons)
    await siti.taps("Lanjut: saya sendiri")
    await siti.hears_until("Siapa nama")


async def test_begin_anew_asks_first_and_then_throws_the_draft_away(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.starts()
    await siti.hears_until("belum selesai")
    await siti.taps("Hapus: saya sendiri")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus")
    await siti.hears_until("Sudah dibatalkan")
    await siti.taps("Daftar")
    await chooses_self(siti)


async def test_later_keeps_the_draft_and_daftar_goes_on(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.taps("Nanti")
    await siti.hears_until("Tersimpan")
    await siti.says("/daftar")
    await siti.hears_until("Siapa nama")


async def test_cancel_asks_first_and_then_deletes(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.taps("Batal")
    await siti.hears_until("Yakin")
    await siti.taps("Tidak, lanjutkan")
    await siti.hears_until("Siapa nama")
    await siti.says("/batal")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus")
    await siti.hears_until("Sudah dibatalkan")
    await siti.says("/daftar")
    await chooses_self(siti)


async def test_back_shows_the_answer_given_and_keeps_it_on_request(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.says("Siti Aminah")
    await siti.hears_until("Tempat lahir")
    await siti.taps("Kembali")
    question = await siti.hears_until("Siapa nama")
    assert "Sekarang: Siti Aminah" in question.text
    await siti.taps("Tetap yang ini")
    await siti.hears_until("Tempat lahir")


async def test_a_question_is_not_taken_for_a_name(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_name(siti)
    await siti.says("kenapa harus pakai nama KTP")
    await siti.hears_until("Tadi kita sampai di sini")
    await siti.taps("Tanya petugas")
    await siti.hears_until("Jawabannya datang di chat ini")
    await siti.hears_until("Siapa nama")
    await siti.taps("Ya, teruskan")
    await siti.hears_until("Sudah saya teruskan")
    await siti.hears_until("Siapa nama")
    assert stored_questions(bot) == ["kenapa harus pakai nama KTP"]


async def test_what_looks_like_a_question_can_be_an_answer_after_all(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await reaches_name(siti)
    await siti.says("Apa Lestari")
    await siti.hears_until("Tadi kita sampai di sini")
    await siti.taps("Itu jawaban saya")
    await siti.hears_until("Tempat lahir")
    assert stored_questions(bot) == []


def stored_questions(bot: RunningBot) -> list[str]:
    from bot.store.opening import transaction  # noqa: PLC0415

    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        return [one.question.text for one in Tickets(tx).waiting(10)]


async def test_the_third_failure_offers_help_by_a_person(siti: PersonDriver) -> None:
    await consents(siti)
    for wrong in ("123", "1234", "12345"):
        await siti.says(wrong)
        heard = await siti.hears_until("NIK harus 16 angka")
    assert any("dibantu petugas" in label for label in heard.buttons)
    await siti.taps("dibantu petugas")
    await siti.hears_until("Sudah saya teruskan")
    await siti.hears_until("Berapa NIK")


async def test_commands_work_in_the_middle_and_lead_back(siti: PersonDriver) -> None:
    await reaches_name(siti)
    for command, answer in (
        ("/bantuan", "Bantuan"),
        ("/status", "belum dikirim"),
        ("/apa", "belum saya kenal"),
    ):
        await siti.says(command)
        await siti.hears_until(answer)
        await siti.hears_until("Siapa nama")


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo", "document", "location", "edit"])
async def test_whatever_is_sent_instead_of_text_gets_an_answer_and_the_question(
    siti: PersonDriver, kind: str
) -> None:
    await reaches_name(siti)
    said = await siti.says("kenapa?")
    await siti.hears_until("Tadi kita sampai di sini")
    if kind == "voice":
        await siti.sends_voice()
    elif kind == "sticker":
        await siti.sends_sticker()
    elif kind == "photo":
        await siti.sends_photo()
    elif kind == "document":
        await siti.sends_document(b"x", "x.pdf")
    elif kind == "location":
        await siti.shares_location()
    else:
        await siti.edits(said["message_id"], "Siti")
    if kind == "voice":
        await siti.hears_until("tidak bisa mendengar pesan suara")
    again = await siti.hears_until("Siapa nama")
    assert kind == "voice" or again.text.startswith(("Maaf", "Pesan yang diubah"))


async def test_two_answers_at_once_are_not_taken_for_the_next_question(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.says("Siti Aminah")
    await siti.says("Semitau")
    shown_back = await siti.hears_until("datang sebelum pertanyaan ini")
    assert "Semitau" in shown_back.text
    await siti.taps("Pakai pesan itu")
    await siti.hears_until("nomor HP")


async def test_the_same_answer_twice_at_once_counts_once(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.says("Siti Aminah")
    await siti.says("siti aminah")
    await siti.hears_until("Tempat lahir")
    await siti.hears_nothing()


async def test_a_double_tap_is_taken_once_and_without_a_word(siti: PersonDriver) -> None:
    await consents(siti)
    question = siti.chat[-2]
    await siti.taps_data("f1|consent|agree", message_id=question["message_id"])
    await siti.hears_nothing()


async def test_an_old_button_shows_what_is_current(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.taps_data("f1|district|61.06.10")
    stale = await siti.hears_until("Siapa nama")
    assert "tidak berlaku" in stale.text


@pytest.mark.parametrize(
    "data", ["f1|name|", "f1||", "f1", "m1|nothing", "zz", "f1|nik|_yes|x", "m1|language|xx"]
)
async def test_made_up_buttons_do_no_harm(siti: PersonDriver, data: str) -> None:
    await reaches_name(siti)
    await siti.taps_data(data)
    await siti.hears_until("Siapa nama")


async def test_the_yes_under_an_earlier_read_back_confirms_nothing_else(siti: PersonDriver) -> None:
    await consents(siti)
    await siti.says(NIK)
    first = await siti.hears_until("Sudah benar?")
    await siti.says("6106015708809002")
    second = await siti.hears_until("Sudah benar?")
    assert second["message_id"] > first["message_id"]
    await siti.taps_data("f1|nik|_yes", message_id=first["message_id"])
    again = await siti.hears_until("Sudah benar?")
    assert "6106 0157 0880 9002" in again.text


async def test_a_registered_worker_who_starts_again_gets_the_menu(siti: PersonDriver) -> None:
    await registers(siti)
    await siti.starts()
    menu = await siti.hears_until("Apa yang bisa saya bantu")
    assert any("Status" in label for label in menu.buttons)


async def test_a_text_outside_of_any_form_that_means_nothing_is_refused_kindly(siti: PersonDriver) -> None:
    await registers(siti)
    await siti.says("asdf")
    await siti.hears_until("di luar yang saya tahu")


async def test_the_summary_takes_no_free_text_but_says_what_to_do(siti: PersonDriver) -> None:
    await reaches_summary(siti)
    await siti.says("sudah pak")
    heard = await siti.hears_until("Periksa dulu")
    assert "Tinggal satu langkah" in heard.text


async def test_whoever_does_not_agree_leaves_nothing_behind(siti: PersonDriver, bot: RunningBot) -> None:
    from bot.store.opening import transaction  # noqa: PLC0415

    await reaches_consent(siti)
    await siti.taps("Tidak sekarang")
    await siti.hears_until("Tidak ada data yang saya simpan")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        assert not tx.connection.execute("SELECT * FROM registrations").fetchall()
        turns = tx.connection.execute("SELECT payload FROM turns WHERE state = 'done'").fetchall()
        assert not any(row["payload"] for row in turns)


@pytest.mark.parametrize(
    "text", ["NIK saya 6106015708809002 kan?", "6106015708809002 benar gak?", "6106 0157 0880 900"]
)
async def test_no_text_with_a_long_number_stays_or_is_repeated(siti: PersonDriver, text: str) -> None:
    await reaches_name(siti)
    await siti.says(text)
    await siti.hears_until("Siapa nama")
    await sees_gone(siti, "6106015708809002", "6106 0157 0880 900")


async def test_a_number_or_a_picture_outside_of_any_form_does_not_stay(siti: PersonDriver) -> None:
    await registers(siti)
    await siti.says("ini nik saya 6106015708809002")
    await siti.hears_until("NIK itu rahasia")
    photo = await siti.sends_photo()
    await siti.hears_until("tidak bisa membaca foto")
    await sees_gone(siti, "6106015708809002")
    for _ in range(60):
        if photo["message_id"] not in [message["message_id"] for message in siti.chat]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the picture stayed")


async def test_a_read_back_does_not_stay_when_the_form_is_left(siti: PersonDriver) -> None:
    await consents(siti)
    await siti.says("6106015708809002")
    await siti.hears_until("Sudah benar?")
    await siti.taps("Nanti")
    await siti.hears_until("Tersimpan")
    await sees_gone(siti, "6106015708809002", "6106 0157 0880 9002")


async def test_a_draft_that_grew_old_meanwhile_begins_anew(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_name(siti)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        tx.connection.execute("UPDATE registrations SET touched_at = '2020-01-01'")
        grows_old(tx, bot.resources)
        assert not tx.connection.execute("SELECT * FROM registrations").fetchall()
        assert tx.connection.execute("SELECT position FROM chats").fetchone()[0] is None
    await siti.says("Siti Aminah")
    await siti.hears_until("di luar yang saya tahu")
    await siti.says("/daftar")
    await chooses_self(siti)
    await siti.taps("Setuju")
    await siti.hears_until("Berapa NIK")


async def test_the_office_tells_of_a_village_in_another_district(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await gives_name_and_phone(siti, "Siti Aminah")
    await siti.says("semitau")
    await siti.hears_until("Desa atau kelurahan")
    await siti.says("sibau hulu")
    heard = await siti.hears_until("Desa atau kelurahan")
    assert "Putussibau Utara" in heard.text
