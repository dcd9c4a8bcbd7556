"""Whole conversations of a worker with the office: answers of any kind, Telegram's reply, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.tickets.store import State
from tests.conversations.test_tickets import (
    QUESTION,
    arrives,
    asks_the_office,
    opens_from_news,
    states,
)

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

ANSWER = "Bisa. Kirim nomor pendaftaran ya, Bu."


def asked(siti: Conversation, town: Town) -> Conversation:
    """Let Siti ask the office; return the officer's chat, with the question open."""
    rina = town.staff("officer")
    arrives(siti)
    asks_the_office(siti)
    opens_from_news(rina, "kartu saya")
    return rina.sees(QUESTION)


def answered(siti: Conversation, town: Town, answer: str = ANSWER) -> Conversation:
    """Let the officer answer by Telegram's reply; Siti has read it."""
    rina = asked(siti, town)
    rina.says(answer, reply_to=rina.seen["message_id"]).sees("sudah dikirim")
    siti.sees("Jawaban petugas", QUESTION, answer)
    return rina


def newest_file(person: Conversation, kind: str) -> dict[str, Any]:
    return next(message for message in reversed(person.chat) if kind in message)


# -- answers that are no text


@pytest.mark.parametrize(
    ("kind", "content"),
    [("voice", ()), ("audio", ()), ("photo", ()), ("document", (b"%PDF-1.4", "surat.pdf")), ("video", ())],
)
def test_staff_answer_with_a_file_and_it_arrives_as_that(
    siti: Conversation, town: Town, kind: str, content: tuple[object, ...]
) -> None:
    rina = asked(siti, town)
    rina.taps("Jawab").sees("pesan suara, foto, atau berkas")
    rina.sends(kind, *content).sees("Kirim ke penanya?")
    rina.taps("Kirim").sees("Jawaban sudah dikirim")
    siti.sees("Jawaban petugas BPJS Ketenagakerjaan Putussibau", QUESTION, "Mau membalas petugas?")
    assert siti.seen[kind] == newest_file(rina, kind)[kind]
    assert states(town) == [State.ANSWERED]


def test_a_round_video_comes_below_the_words_that_say_whose_it_is(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    rina.taps("Jawab").sees("pesan suara")
    rina.sends("video_note").sees("Kirim ke penanya?", "video")
    rina.taps("Kirim").sees("Jawaban sudah dikirim")
    siti.sees("Jawaban petugas", QUESTION)
    assert "video_note" in siti.sees().seen


def test_a_picture_comes_with_its_caption(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    rina.taps("Jawab").sees("pesan suara")
    rina.sends("photo", caption="Contohnya <begini>").sees("Kirim ke penanya?", "Contohnya")
    rina.taps("Kirim").sees("Jawaban sudah dikirim")
    assert "photo" in siti.sees("Jawaban petugas", QUESTION, "Contohnya <begini>").seen
    assert "photo" in newest_file(rina, "photo")


def test_a_recording_is_made_again_before_it_is_sent(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    rina.taps("Jawab").sees("pesan suara")
    rina.says("Bisa, datang saja.").sees("pertanyaan mirip?")
    rina.sends("voice").sees("Kirim ke penanya?").lacks("datang saja")
    rina.sends("voice").sees("Kirim ke penanya?")
    rina.taps("Kirim").sees("Jawaban sudah dikirim")
    assert siti.sees("Jawaban petugas").seen["voice"] == newest_file(rina, "voice")["voice"]


def test_what_cannot_be_an_answer_is_refused_with_what_can(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    shown = rina.seen["message_id"]
    rina.taps("Jawab").sees("pesan suara")
    rina.sends("sticker").sees("Yang bisa: tulisan, pesan suara, foto").sees("Tulis jawabannya")
    album = {
        "photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}],
        "media_group_id": "7",
    }
    rina.receives(album).sees("satu foto saja")
    replied = town.world.chats[1003].messages[shown]
    rina.receives({"sticker": _sticker(), "reply_to_message": replied}).sees("Yang bisa: tulisan")
    siti.sees_nothing()
    assert states(town) == [State.TAKEN]


def _sticker() -> dict[str, object]:
    size = {"width": 1, "height": 1}
    more = {"type": "regular", "is_animated": False, "is_video": False}
    return {"file_id": "x", "file_unique_id": "y", **size, **more}


def test_the_office_hears_when_its_answer_does_not_arrive(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    siti.blocks()
    rina.sends("voice", reply_to=rina.seen["message_id"]).sees("sudah dikirim").sees(
        "Jawaban Anda tidak sampai"
    )
    assert town.rows("SELECT reachable FROM chats WHERE chat_id = 1001") == [(0,)]


def test_long_words_come_above_the_picture_that_they_belong_to(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    rina.sends("photo", caption="🙏 " * 300, reply_to=rina.seen["message_id"]).sees("sudah dikirim")
    siti.sees("Jawaban petugas", QUESTION, "🙏 🙏")
    assert "photo" in siti.sees().seen


@pytest.mark.parametrize("kind", ["", "voice", "photo"])
def test_what_staff_send_without_the_button_is_offered_as_the_answer(
    siti: Conversation, town: Town, kind: str
) -> None:
    rina = asked(siti, town)
    rina.taps("Ambil").sees("sudah diambil")
    answer = "Hari Senin kami ganti di pasar, Bu."
    (rina.sends(kind) if kind else rina.says(answer)).sees("yang Anda pegang?", QUESTION)
    siti.sees_nothing()
    rina.taps("Kirim").sees("Jawaban sudah dikirim")
    siti.sees("Jawaban petugas", QUESTION, "" if kind else answer)
    assert not kind or kind in siti.seen
    rina.says("ada lomba mancing ndak minggu ini").sees().lacks("yang Anda pegang?")


def test_staff_who_have_a_question_still_ask_the_bot(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    rina.taps("Ambil").sees("sudah diambil")
    rina.says("berapa iuran paling murah sebulan?").sees("Rp8.400").lacks("yang Anda pegang?")
    rina.says("selamat pagi").sees().lacks("yang Anda pegang?")
    rina.says("Hari Senin kami ganti di pasar.").sees("yang Anda pegang?").taps("Batal").sees("tidak dikirim")
    assert states(town) == [State.TAKEN]


# -- Telegram's own reply


@pytest.mark.parametrize("kind", ["", "voice", "photo"])
def test_a_reply_to_the_question_answers_it_at_once(siti: Conversation, town: Town, kind: str) -> None:
    rina = asked(siti, town)
    shown = rina.seen["message_id"]
    if kind:
        rina.sends(kind, reply_to=shown).sees("Jawaban sudah dikirim")
        assert siti.sees("Jawaban petugas", QUESTION).seen[kind] == newest_file(rina, kind)[kind]
    else:
        rina.says("Bisa, dengan KTP.", reply_to=shown).sees("Jawaban sudah dikirim")
        siti.sees("Jawaban petugas", QUESTION, "Bisa, dengan KTP.")
    assert states(town) == [State.ANSWERED]


def test_a_reply_belongs_to_its_question_whatever_is_open(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    first = rina.seen["message_id"]
    asks_the_office(siti, "harga emas antam berapa")
    opens_from_news(rina, "harga emas")
    rina.sees("harga emas")
    rina.taps("Jawab").sees("Tulis jawabannya", "harga emas")
    rina.says("Bisa, dengan KTP.", reply_to=first).sees("Jawaban sudah dikirim")
    siti.sees("Jawaban petugas", QUESTION, "Bisa, dengan KTP.")
    rina.says("Itu bukan urusan kami.").sees("pertanyaan mirip?")


def test_a_reply_to_the_question_that_is_being_answered_ends_the_writing(
    siti: Conversation, town: Town
) -> None:
    rina = asked(siti, town)
    shown = rina.seen["message_id"]
    rina.taps("Jawab").sees("Tulis jawabannya")
    rina.says("Bisa, dengan KTP.", reply_to=shown).sees("Jawaban sudah dikirim").sees_nothing()
    rina.says("tambahan: buka jam delapan", reply_to=shown).sees("Jawaban sudah dikirim")
    siti.sees("Jawaban petugas", "Bisa, dengan KTP.").sees("tambahan")


def test_a_reply_to_a_closed_question_says_so(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    shown = rina.seen["message_id"]
    rina.taps("Tutup").sees("Kenapa")
    rina.taps("Sudah selesai sendiri").sees("ditutup tanpa jawaban")
    rina.says("Halo?", reply_to=shown).sees("sudah ditutup")
    siti.sees("sudah beres", QUESTION).sees_nothing()


def test_a_reply_to_what_a_colleague_has_says_so(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    shown = rina.seen["message_id"]
    john = town.staff("officer", 1002)
    john.says("/kantor").sees("At a glance")
    john.taps("Inbox").sees()
    john.taps("kartu saya").sees(QUESTION)
    john.taps("Take").sees(QUESTION)
    rina.says("Bisa.", reply_to=shown).sees("petugas lain")
    siti.sees_nothing()


def test_a_reply_of_staff_to_something_else_goes_nowhere_and_says_so(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    listed = next(one for one in rina.chat if "menunggu, yang terlama" in one.text)
    rina.says("Bisa, dengan KTP.", reply_to=listed["message_id"]).sees("belum dikirim ke siapa pun")
    siti.sees_nothing()


def test_a_reply_of_somebody_else_to_any_message_is_what_it_says(siti: Conversation) -> None:
    arrives(siti)
    siti.says("berapa iurannya?", reply_to=siti.seen["message_id"]).sees("Rp")


# -- what the worker writes back


def test_a_reply_to_what_says_that_it_was_handed_on_adds_to_the_question(
    siti: Conversation, town: Town
) -> None:
    rina = town.staff("officer")
    arrives(siti)
    asks_the_office(siti)
    sent = siti.seen["message_id"]
    opens_from_news(rina, "kartu saya")
    rina.sees(QUESTION).taps("Ambil").sees("sudah diambil")
    siti.says("kartunya juga patah", reply_to=sent).sees("Saya teruskan ke petugas")
    siti.says("dan luntur", reply_to=siti.seen["message_id"]).sees("Saya teruskan ke petugas")
    rina.sees("Balasan penanya", "kartunya juga patah").sees("dan luntur")
    assert states(town) == [State.TAKEN]


def test_what_the_worker_replies_reopens_the_question_as_a_conversation(
    siti: Conversation, town: Town
) -> None:
    rina = answered(siti, town)
    siti.says("nomornya ada di rumah, besok ya pak", reply_to=siti.seen["message_id"])
    siti.sees("Saya teruskan ke petugas", "paling lambat")
    rina.sees("Balasan penanya", QUESTION, "nomornya ada di rumah")
    assert states(town) == [State.TAKEN]
    rina.says("Baik, kami tunggu.", reply_to=rina.seen["message_id"]).sees("sudah dikirim")
    siti.sees("Jawaban petugas", "Baik, kami tunggu.")
    rina.shows("Balasan penanya").taps("Kembali ke pertanyaan")
    rina.sees(QUESTION, ANSWER, "nomornya ada di rumah", "Baik, kami tunggu.")
    parts = [rina.text.index(one) for one in (ANSWER, "nomornya", "Baik, kami")]
    assert parts == sorted(parts)


@pytest.mark.parametrize("text", ["kartunya masih di rumah teman", "yang warna biru atau putih pak?"])
def test_what_the_bot_does_not_surely_know_goes_to_the_office_without_a_reply(
    siti: Conversation, town: Town, text: str
) -> None:
    rina = answered(siti, town)
    siti.says(text).sees("Saya teruskan ke petugas")
    assert "↩️ Bukan untuk petugas" in siti.buttons
    rina.sees("Balasan penanya", text)


def test_the_number_the_office_asked_for_goes_to_the_office(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    rina = town.staff("officer")
    asks_the_office(siti)
    opens_from_news(rina, "kartu saya")
    rina.sees(QUESTION)
    rina.says(ANSWER, reply_to=rina.seen["message_id"]).sees("sudah dikirim")
    siti.sees("Jawaban petugas")
    siti.says(number).sees("Saya teruskan ke petugas")
    rina.sees("Balasan penanya", number)


@pytest.mark.parametrize("kind", ["voice", "photo"])
def test_a_voice_note_and_a_picture_go_on_too(siti: Conversation, town: Town, kind: str) -> None:
    rina = answered(siti, town)
    siti.sends(kind).sees("Saya teruskan ke petugas")
    if kind == "photo":
        assert "Fotonya saya hapus" in siti.text
        siti.deleted(siti.sent)
    assert kind in rina.sees("Balasan penanya", QUESTION).seen
    rina.taps("Kembali ke pertanyaan").sees(QUESTION, "(")


def test_what_the_bot_surely_knows_it_answers_itself(siti: Conversation, town: Town) -> None:
    rina = answered(siti, town)
    siti.says("berapa iuran paling murah sebulan?").sees("Rp")
    siti.says("/status").sees()
    siti.says("menu").sees()
    rina.sees_nothing()
    assert states(town) == [State.ANSWERED]


def test_danger_comes_before_the_conversation(siti: Conversation, town: Town) -> None:
    rina = answered(siti, town)
    answer = siti.seen["message_id"]
    siti.says("tolong, suami saya jatuh dari pohon, banyak darah").sees("puskesmas")
    siti.says("tolong, suami saya jatuh dari pohon, banyak darah", reply_to=answer).sees("puskesmas")
    rina.sees_nothing()


def test_an_answer_in_a_form_stays_an_answer(siti: Conversation, town: Town) -> None:
    rina = answered(siti, town)
    siti.at("name").says("Siti Aminah").sees().lacks("teruskan ke petugas")
    rina.sees_nothing()


def test_a_reply_in_the_middle_of_a_form_goes_on_and_the_form_waits(siti: Conversation, town: Town) -> None:
    rina = answered(siti, town)
    answer = siti.seen["message_id"]
    siti.at("name").says("besok saya ke kantor", reply_to=answer).sees("Saya teruskan ke petugas")
    siti.sees("Kita sampai di: Nama")
    rina.sees("Balasan penanya", "besok saya ke kantor")


def test_a_nik_never_reaches_the_office_as_text(siti: Conversation, town: Town) -> None:
    rina = answered(siti, town)
    siti.says("6106011708809001").sees("saya hapus")
    siti.deleted(siti.sent).sees_nothing()
    rina.sees_nothing()
    siti.says("NIK saya 6106011708809001 pak, mohon dicek").sees("saya hapus").sees("Saya teruskan")
    rina.sees("Balasan penanya", "mohon dicek").lacks("9001")
    answer = siti.shows("Jawaban petugas").seen["message_id"]
    siti.says("ini 6106011708809001", reply_to=answer).sees("saya hapus")
    siti.deleted(siti.sent)
    rina.sees_no("6106011708809001")


def test_thanks_reach_the_office_but_ask_nothing_of_it(siti: Conversation, town: Town) -> None:
    rina = answered(siti, town)
    siti.says("makasih bu").sees("Sudah saya sampaikan")
    rina.sees("Balasan penanya", "makasih bu")
    assert states(town) == [State.ANSWERED]


def test_what_was_not_for_the_office_is_taken_back_and_answered(siti: Conversation, town: Town) -> None:
    rina = answered(siti, town)
    siti.says("ada lomba mancing ndak minggu ini").sees("Saya teruskan ke petugas")
    rina.sees("Balasan penanya", "lomba mancing")
    siti.taps("Bukan untuk petugas").sees("saya tarik lagi").sees()
    rina.sees("menarik pesannya")
    assert states(town) == [State.ANSWERED]
    rina.taps("Kembali ke pertanyaan").sees(QUESTION).lacks("lomba mancing")
    siti.taps("Bukan untuk petugas").sees("sudah ditarik")


def test_after_a_day_the_conversation_is_over_but_for_a_reply(siti: Conversation, town: Town) -> None:
    town.is_now("2026-11-25T08:00:00+07:00")
    rina = answered(siti, town)
    answer = siti.seen["message_id"]
    town.is_now("2026-11-26T09:00:00+07:00")
    siti.says("ada lomba mancing ndak minggu ini").sees().lacks("Saya teruskan")
    rina.sees_nothing()
    siti.says("ada lomba mancing ndak minggu ini", reply_to=answer).sees("Saya teruskan ke petugas")
    rina.sees("Balasan penanya")


def test_many_letters_in_a_row_wait_for_the_office(siti: Conversation, town: Town) -> None:
    answered(siti, town)
    for number in range(10):
        siti.says(f"lomba mancing ke {number} kapan ya").sees("Saya teruskan")
    siti.says("lomba mancing lagi kapan ya").sees("masih menunggu jawaban")


def test_a_conversation_whose_officer_is_gone_waits_for_any(siti: Conversation, town: Town) -> None:
    answered(siti, town)
    john = town.staff("admin", 1002)
    town.rows("DELETE FROM staff WHERE chat_id = 1003")
    siti.says("ada lomba mancing ndak minggu ini").sees("Saya teruskan ke petugas")
    john.sees("new question")
    assert states(town) == [State.OPEN]


def test_ones_own_data_tell_the_whole_conversation(siti: Conversation, town: Town) -> None:
    number = siti.registers()
    rina = town.staff("officer")
    asks_the_office(siti)
    opens_from_news(rina, "kartu saya")
    rina.sees(QUESTION)
    rina.says(ANSWER, reply_to=rina.seen["message_id"]).sees("sudah dikirim")
    siti.sees("Jawaban petugas")
    siti.says("nanti saya kirim lewat teman", reply_to=siti.seen["message_id"]).sees("Saya teruskan")
    siti.opens_data(number).taps("Unduh").sees()
    told = town.file(newest_file(siti, "document")).decode()
    assert [told.index(one) for one in (QUESTION, ANSWER, "nanti saya kirim lewat teman")]


# -- what staff see, and closing


def test_staff_see_until_when_whose_and_the_stage(siti: Conversation, town: Town) -> None:
    town.is_now("2026-11-25T08:00:00+07:00")
    number = siti.registers()
    rina = town.staff("officer")
    siti.says(QUESTION).sees()
    siti.taps("Tanya petugas").sees("nama yang disamarkan dan tahapnya")
    siti.taps("Ya, teruskan").sees("Sudah saya teruskan")
    town.payung("stage", number, "registered", "--sum", "41600", "--pay-until", "2026-12-15")
    opens_from_news(rina, "kartu saya")
    rina.sees(
        "Jawab paling lambat: Kamis, 26 November 2026", "S••• A•••••", f"•••-•••-{number[-3:]}",
        "menunggu iuran pertama", "Rp41.600", "15 Desember 2026",
    ).lacks("Siti Aminah", number)  # fmt: skip
    town.is_now("2026-11-27T08:00:00+07:00")
    rina.taps("Ambil").sees("Sudah lewat batas jawab")


def test_staff_see_who_has_not_enrolled(siti: Conversation, town: Town) -> None:
    asked(siti, town).shows("Belum mendaftar dari percakapan ini")


@pytest.mark.parametrize(
    ("button", "told"),
    [("lewat telepon", "lewat telepon"), ("Bukan urusan kami", "bukan urusan"), ("selesai sendiri", "beres")],
)
def test_closing_says_why_and_the_worker_can_go_on(
    siti: Conversation, town: Town, button: str, told: str
) -> None:
    rina = asked(siti, town)
    rina.taps("Tutup").sees("Kenapa pertanyaan ini ditutup?")
    rina.taps(button).sees("ditutup tanpa jawaban", "Alasan: ")
    siti.sees(told, QUESTION, "Mau membalas petugas?")
    assert "❓ Tanya lagi" in siti.buttons
    siti.says("belum beres pak", reply_to=siti.seen["message_id"]).sees("Saya teruskan ke petugas")
    rina.sees("Balasan penanya", "belum beres pak")
    assert states(town) == [State.TAKEN]


def test_another_reason_is_written_by_hand(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    rina.taps("Tutup").sees("Kenapa")
    rina.taps("Lain, saya tulis").sees("Tulis alasannya")
    rina.says("Kartunya sudah di kantor desa.").sees(
        "ditutup tanpa jawaban", "Kartunya sudah di kantor desa."
    )
    siti.sees("menutup pertanyaan ini dan menulis", QUESTION, "Kartunya sudah di kantor desa.")


def test_closing_can_be_left_and_old_buttons_do_nothing(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    close = next(data for data in rina.seen.data if data.startswith("m1|close_ticket|"))
    rina.taps("Tutup").sees("Kenapa")
    rina.says("/batal").sees(QUESTION)
    assert states(town) == [State.OPEN]
    rina.taps("Jawab").sees("Tulis jawabannya")
    rina.says("Bisa.").sees("mirip?")
    rina.taps("penanya ini saja").sees("Kirim ke penanya?")
    rina.taps("Kirim").sees("sudah dikirim")
    rina.taps_data(close).sees("diselesaikan petugas lain")
    assert states(town) == [State.ANSWERED]


def test_begun_answers_are_used_after_a_restart(siti: Conversation, town: Town) -> None:
    rina = asked(siti, town)
    begin = rina.taps("Jawab").sees("Tulis jawabannya")
    rina.sends("voice").sees("Kirim ke penanya?")
    town.restarts()
    begin.taps("Kirim").sees("Jawaban sudah dikirim")
    assert "voice" in siti.sees("Jawaban petugas").seen
