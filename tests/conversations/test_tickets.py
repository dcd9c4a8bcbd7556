"""Whole conversations: a person at the office answers what the bot cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.staff.store import Staff
from bot.terms.roles import Role
from bot.tickets.store import State, Tickets

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

QUESTION = "kartu saya basah kena banjir, bisa diganti di Semitau?"


def arrives(person: Conversation) -> None:
    person.starts().sees("perlindungan kerja")


def asks_the_office(person: Conversation, question: str = QUESTION) -> None:
    person.says(question).sees()
    person.taps("Tanya petugas").sees("Jawabannya datang di percakapan ini", question)
    person.taps("Ya, teruskan").sees("Sudah saya teruskan")


def begins_to_answer(officer: Conversation) -> None:
    officer.says("/kantor").sees("Ringkasan")
    officer.taps("Kotak masuk").sees("menunggu")
    officer.taps("kartu saya").sees(QUESTION)
    officer.taps("Jawab").sees("Tulis jawabannya")


def opens_from_news(officer: Conversation, label: str) -> None:
    officer.sees("Ada pertanyaan baru")
    officer.taps("Kotak masuk").sees("menunggu")
    officer.taps(label)


def states(town: Town) -> list[State]:
    return [State(state) for (state,) in town.rows("SELECT state FROM questions ORDER BY asked_at")]


def test_a_question_goes_to_the_office_and_the_answer_comes_back_quoted(
    siti: Conversation, town: Town
) -> None:
    rina = town.staff("officer")
    arrives(siti)
    asks_the_office(siti)
    rina.sees("Ada pertanyaan baru")
    rina.taps("Kotak masuk").sees("1 pertanyaan menunggu")
    rina.taps("kartu saya basah").sees(QUESTION)
    rina.taps("Jawab").sees("Tulis jawabannya")
    rina.says("Bisa. Datang ke kantor dengan KTP, <gratis> & cepat.").sees("pertanyaan mirip?")
    rina.taps("tawarkan ke petugas").sees("Kirim ke penanya?")
    rina.taps("Kirim").sees("Jawaban sudah dikirim")
    answer = siti.sees("Jawaban petugas", QUESTION, "Datang ke kantor dengan KTP, <gratis> & cepat.").seen
    assert answer["reply_to_message"]["text"] == QUESTION
    assert states(town) == [State.ANSWERED]


def test_two_of_staff_do_not_answer_the_same_question(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    john = town.staff("officer", 1002)
    arrives(siti)
    asks_the_office(siti)
    opens_from_news(rina, "kartu saya")
    opened = rina.sees(QUESTION).seen
    rina.taps("Ambil").sees("sudah diambil")
    take = next(data for data in opened.data if data.startswith("m1|answer|"))
    john.taps_data(take).sees("member of staff")
    rina.taps("Lepas").sees("menunggu")
    rina.taps("Tutup").sees("Kenapa pertanyaan ini ditutup?")
    rina.taps("Bukan urusan kami").sees("ditutup tanpa jawaban")
    assert states(town) == [State.CLOSED]


@pytest.mark.parametrize("role", ["viewer", "announcer", ""])
def test_nobody_without_the_right_gets_anything_of_the_inbox(
    siti: Conversation, town: Town, role: str
) -> None:
    arrives(siti)
    asks_the_office(siti)
    other = town.staff(role) if role else town.person(1003)
    if not role:
        other.starts().sees("perlindungan kerja")
    with town.unit() as tx:
        ticket = Tickets(tx).waiting(1)[0].id
    tries = [
        f"m1|{action}|{ticket}" for action in ("ticket", "take", "answer", "close_ticket", "release", "again")
    ]
    for data in ["m1|inbox", *tries]:
        other.taps_data(data).sees("tombol lama").lacks(QUESTION)
    assert states(town) == [State.OPEN]
    noted = town.rows("SELECT 1 FROM audit WHERE action LIKE 'refused %' AND actor = 'chat:1003'")
    assert len(noted) == len(tries) + 1


def test_a_role_that_was_taken_away_ends_an_answer_being_written(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    arrives(siti)
    asks_the_office(siti)
    begins_to_answer(rina)
    with town.unit() as tx:
        Staff(tx).change_role(1003, Role.VIEWER)
    rina.says("Bisa.").sees("tidak lagi bertugas")
    assert states(town) == [State.OPEN]


@pytest.mark.parametrize("kind", ["voice", "photo"])
def test_a_voice_note_and_a_picture_go_the_same_way(siti: Conversation, town: Town, kind: str) -> None:
    rina = town.staff("officer")
    siti.registers()
    siti.sends(kind).sees("petugas BPJS Ketenagakerjaan Putussibau bisa")
    siti.taps("Ya, teruskan").sees("Sudah saya teruskan")
    opens_from_news(rina, "(suara, foto")
    rina.sees("Pertanyaan, ")
    assert any(kind in message for message in rina.chat)


def test_an_answer_marked_for_it_is_offered_for_a_question_like_it(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    arrives(siti)
    asks_the_office(siti)
    begins_to_answer(rina)
    rina.says("Bisa, di kantor dengan KTP.").sees("pertanyaan mirip?")
    rina.taps("Ya, tawarkan ke petugas").sees("Kirim ke penanya?")
    rina.taps("Kirim").sees("sudah dikirim")
    other = town.person(1002)
    other.starts()
    other.says("/bahasa").sees("Which language")
    other.taps("Bahasa Indonesia").sees("saya memakai")
    asks_the_office(other, "kartu hilang kena banjir ganti dimana")
    opens_from_news(rina, "kartu hilang")
    rina.sees("kartu hilang kena banjir")
    rina.taps("Jawab").sees("Jawaban untuk pertanyaan mirip").sees("Tulis jawabannya")
    rina.taps("Pakai jawaban ini").sees("Kirim ke penanya?")
    rina.taps("Kirim").sees("sudah dikirim")
    other.sees("Bisa, di kantor dengan KTP.")


def test_two_texts_in_a_row_that_mean_nothing_offer_a_person(siti: Conversation, town: Town) -> None:
    arrives(siti)
    siti.says("zxcv qwer").sees("belum bisa menjawab itu")
    siti.says("harga emas antam").sees("Saya belum paham juga")
    siti.taps("Tidak jadi").sees("tidak saya teruskan")
    assert states(town) == []


def test_help_with_a_step_opens_a_ticket_that_names_the_step(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    siti.at("nik")
    for wrong in ("123", "1234", "12345"):
        siti.says(wrong).sees("NIK harus 16 angka")
    siti.taps("dibantu petugas").sees("Sudah saya teruskan")
    opens_from_news(rina, "(suara, foto")
    rina.sees("Pertanyaan, ", "Ditanyakan saat mengisi: NIK")


def test_a_chat_has_at_most_five_questions_waiting(siti: Conversation, town: Town) -> None:
    arrives(siti)
    for number in range(5):
        asks_the_office(siti, f"{QUESTION} {number}")
    siti.says(QUESTION).sees()
    siti.taps("Tanya petugas").sees("Jawabannya datang")
    siti.taps("Ya, teruskan").sees("masih menunggu jawaban")
    assert len(states(town)) == 5


def test_a_yes_is_for_the_question_in_its_own_notice(siti: Conversation, town: Town) -> None:
    arrives(siti)
    siti.says(QUESTION).sees()
    notice = siti.taps("Tanya petugas").sees("Jawabannya datang di percakapan ini").seen
    siti.says("rahasia: harga emas antam").sees()
    yes = next(data for data in notice.data if data.startswith("m1|office_yes"))
    siti.taps_data(yes).sees("Jawabannya datang di percakapan ini", "rahasia")
    assert states(town) == []
    siti.taps("Ya, teruskan").sees("Sudah saya teruskan")
    siti.taps("Ya, teruskan").sees("sudah saya teruskan")
    assert states(town) == [State.OPEN]


def test_looking_at_another_question_leaves_the_answer_that_is_written(
    siti: Conversation, town: Town
) -> None:
    rina = town.staff("officer")
    arrives(siti)
    asks_the_office(siti)
    asks_the_office(siti, "harga emas antam berapa")
    rina.says("/kantor").sees("Ringkasan")
    listed = rina.taps("Kotak masuk").sees("menunggu").seen
    rina.taps("kartu saya").sees(QUESTION)
    rina.taps("Jawab").sees("Tulis jawabannya", QUESTION)
    rina.taps_data(listed.data[1]).sees("tidak dikirim").sees("harga emas")
    rina.says("ini untuk emas").sees()
    assert sorted(states(town)) == [State.OPEN, State.TAKEN]


def test_an_admin_takes_a_question_over(siti: Conversation, town: Town) -> None:
    rina = town.staff("officer")
    john = town.staff("admin", 1002)
    arrives(siti)
    asks_the_office(siti)
    rina.sees("Ada pertanyaan baru")
    rina.taps("Kotak masuk").sees("menunggu")
    opened = rina.taps("kartu saya").sees(QUESTION).seen
    rina.taps("Ambil").sees("sudah diambil")
    john.taps_data(next(data for data in opened.data if data.startswith("m1|take|"))).sees(QUESTION)
    john.taps("Answer").sees("Write the answer")


def test_a_lock_and_the_button_delete_what_was_asked(siti: Conversation, town: Town) -> None:
    arrives(siti)
    asks_the_office(siti)
    siti.says("/privasi").sees("Bagaimana data Anda dijaga")
    siti.taps("Hapus pertanyaan saya").sees("sudah dihapus")
    assert states(town) == []
    asks_the_office(siti)
    siti.says("/kunci").sees("ikut dihapus")
    siti.taps("Ya, kunci").sees("dikunci")
    assert states(town) == []
