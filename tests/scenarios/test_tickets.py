"""Whole conversations: a person at the office answers what the bot cannot."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.staff.store import Staff
from bot.store.opening import transaction
from bot.terms.roles import Role
from bot.tickets.handing_over import expected_on
from bot.tickets.store import State, Tickets
from tests.talk import consents, registers

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot
    from tests.scenarios.conftest import Invite

QUESTION = "kartu saya basah kena banjir, bisa diganti di Semitau?"


async def arrives(person: PersonDriver) -> None:
    await person.starts()
    await person.hears_until("perlindungan kerja")


async def asks_the_office(person: PersonDriver, question: str = QUESTION) -> None:
    await person.says(question)
    await person.hears()
    await person.taps("Tanya petugas")
    notice = await person.hears_until("Jawabannya datang di chat ini")
    assert question in notice.text
    await person.taps("Ya, teruskan")
    await person.hears_until("Sudah saya teruskan")


async def opens_from_news(officer: PersonDriver, label: str) -> None:
    await officer.hears_until("Ada pertanyaan baru")
    await officer.taps("Kotak masuk")
    await officer.hears_until("menunggu")
    await officer.taps(label)


def states(bot: RunningBot) -> list[State]:
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        rows = tx.connection.execute("SELECT state FROM questions ORDER BY asked_at").fetchall()
        return [State(row["state"]) for row in rows]


async def test_a_question_goes_to_the_office_and_the_answer_comes_back_quoted(
    siti: PersonDriver, bot: RunningBot, invited: Invite
) -> None:
    rina = await invited(1003, "officer")
    await arrives(siti)
    await asks_the_office(siti)
    await rina.hears_until("Ada pertanyaan baru")
    await rina.taps("Kotak masuk")
    await rina.hears_until("1 pertanyaan menunggu")
    await rina.taps("kartu saya basah")
    await rina.hears_until(QUESTION)
    await rina.taps("Jawab")
    await rina.hears_until("Tulis jawabannya")
    await rina.says("Bisa. Datang ke kantor dengan KTP, <gratis> & cepat.")
    await rina.hears_until("Boleh dipakai lagi")
    await rina.taps("boleh dipakai lagi")
    await rina.hears_until("Kirim ke penanya?")
    await rina.taps("Kirim")
    await rina.hears_until("Jawaban sudah dikirim")
    answer = await siti.hears_until("Jawaban petugas")
    assert QUESTION in answer.text
    assert "Datang ke kantor dengan KTP, <gratis> & cepat." in answer.text
    assert answer["reply_to_message"]["text"] == QUESTION
    assert states(bot) == [State.ANSWERED]


async def test_two_of_staff_do_not_answer_the_same_question(
    siti: PersonDriver, bot: RunningBot, invited: Invite
) -> None:
    rina = await invited(1003, "officer")
    john = await invited(1002, "officer")
    await arrives(siti)
    await asks_the_office(siti)
    await opens_from_news(rina, "kartu saya")
    opened = await rina.hears_until(QUESTION)
    await rina.taps("Ambil")
    await rina.hears_until("sudah diambil")
    take = next(data for data in opened.data if data.startswith("m1|answer|"))
    await john.taps_data(take)
    await john.hears_until("member of staff")
    await rina.taps("Lepas")
    await rina.hears_until("menunggu")
    await rina.taps("Tutup")
    await rina.hears_until("ditutup tanpa jawaban")
    assert states(bot) == [State.CLOSED]


@pytest.mark.parametrize("role", ["viewer", "announcer", ""])
async def test_nobody_without_the_right_gets_anything_of_the_inbox(
    siti: PersonDriver, bot: RunningBot, sandbox: Sandbox, invited: Invite, role: str
) -> None:
    await arrives(siti)
    await asks_the_office(siti)
    other = await invited(1003, role) if role else sandbox.person(1003)
    if not role:
        await other.starts()
        await other.hears_until("perlindungan kerja")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        ticket = Tickets(tx).waiting(1)[0].id
    tries = [
        f"m1|{action}|{ticket}" for action in ("ticket", "take", "answer", "close_ticket", "release", "again")
    ]
    for data in ["m1|inbox", *tries]:
        await other.taps_data(data)
        heard = await other.hears_until("tidak berlaku")
        assert QUESTION not in heard.text
    assert states(bot) == [State.OPEN]
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        query = "SELECT count(*) FROM audit WHERE action LIKE 'refused %' AND actor = 'chat:1003'"
        assert tx.connection.execute(query).fetchone()[0] == len(tries) + 1


async def test_a_role_that_was_taken_away_ends_an_answer_being_written(
    siti: PersonDriver, bot: RunningBot, invited: Invite
) -> None:
    rina = await invited(1003, "officer")
    await arrives(siti)
    await asks_the_office(siti)
    await rina.says("/kantor")
    await rina.hears_until("Ringkasan")
    await rina.taps("Kotak masuk")
    await rina.hears_until("menunggu")
    await rina.taps("kartu saya")
    await rina.hears_until(QUESTION)
    await rina.taps("Jawab")
    await rina.hears_until("Tulis jawabannya")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        Staff(tx).change_role(1003, Role.VIEWER)
    await rina.says("Bisa.")
    await rina.hears_until("tidak lagi bertugas")
    assert states(bot) == [State.OPEN]


@pytest.mark.parametrize("kind", ["voice", "photo"])
async def test_a_voice_note_and_a_picture_go_the_same_way(
    siti: PersonDriver, invited: Invite, kind: str
) -> None:
    rina = await invited(1003, "officer")
    await registers(siti)
    await (siti.sends_voice() if kind == "voice" else siti.sends_photo())
    await siti.hears_until("petugas BPJS Ketenagakerjaan Putussibau bisa")
    await siti.taps("Ya, teruskan")
    await siti.hears_until("Sudah saya teruskan")
    await opens_from_news(rina, "(suara, foto")
    await rina.hears_until("Pertanyaan, ")
    assert any(kind in message for message in rina.chat)


async def test_an_answer_marked_for_it_is_offered_for_a_question_like_it(
    siti: PersonDriver, sandbox: Sandbox, invited: Invite
) -> None:
    rina = await invited(1003, "officer")
    await arrives(siti)
    await asks_the_office(siti)
    await rina.says("/kantor")
    for label, text in (("Kotak masuk", "menunggu"), ("kartu saya", QUESTION), ("Jawab", "Tulis jawabannya")):
        await rina.taps(label) if label != "Kotak masuk" else await taps_after(rina, "Ringkasan", label)
        await rina.hears_until(text)
    await rina.says("Bisa, di kantor dengan KTP.")
    await rina.hears_until("Boleh dipakai lagi")
    await rina.taps("Ya, boleh dipakai lagi")
    await rina.hears_until("Kirim ke penanya?")
    await rina.taps("Kirim")
    await rina.hears_until("sudah dikirim")
    other = sandbox.person(1002)
    await other.starts()
    await other.says("/bahasa")
    await other.hears_until("Which language")
    await other.taps("Bahasa Indonesia")
    await other.hears_until("saya memakai")
    await asks_the_office(other, "kartu hilang kena banjir ganti dimana")
    await opens_from_news(rina, "kartu hilang")
    await rina.hears_until("kartu hilang kena banjir")
    await rina.taps("Jawab")
    await rina.hears_until("Jawaban untuk pertanyaan mirip")
    await rina.hears_until("Tulis jawabannya")
    await rina.taps("Pakai jawaban ini")
    await rina.hears_until("Kirim ke penanya?")
    await rina.taps("Kirim")
    await rina.hears_until("sudah dikirim")
    await other.hears_until("Bisa, di kantor dengan KTP.")


async def taps_after(person: PersonDriver, text: str, label: str) -> None:
    await person.hears_until(text)
    await person.taps(label)


async def test_two_texts_in_a_row_that_mean_nothing_offer_a_person(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await arrives(siti)
    await siti.says("zxcv qwer")
    await siti.hears_until("di luar yang saya tahu")
    await siti.says("harga emas antam")
    await siti.hears_until("Saya belum paham juga")
    await siti.taps("Tidak jadi")
    await siti.hears_until("tidak saya teruskan")
    assert states(bot) == []


async def test_help_with_a_step_opens_a_ticket_that_names_the_step(
    siti: PersonDriver, invited: Invite
) -> None:
    rina = await invited(1003, "officer")
    await consents(siti)
    for wrong in ("123", "1234", "12345"):
        await siti.says(wrong)
        await siti.hears_until("NIK harus 16 angka")
    await siti.taps("dibantu petugas")
    await siti.hears_until("Sudah saya teruskan")
    await opens_from_news(rina, "(suara, foto")
    heard = await rina.hears_until("Pertanyaan, ")
    assert "Ditanyakan saat mengisi: NIK" in heard.text


async def test_a_chat_has_at_most_five_questions_waiting(siti: PersonDriver, bot: RunningBot) -> None:
    await arrives(siti)
    for number in range(5):
        await asks_the_office(siti, f"{QUESTION} {number}")
    await siti.says(QUESTION)
    await siti.hears()
    await siti.taps("Tanya petugas")
    await siti.hears_until("Jawabannya datang")
    await siti.taps("Ya, teruskan")
    await siti.hears_until("masih menunggu jawaban")
    assert len(states(bot)) == 5


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-20T09:00:00+07:00", dt.date(2026, 11, 23)),  # Friday: Monday
        ("2026-11-22T09:00:00+07:00", dt.date(2026, 11, 23)),  # Sunday: Monday
        ("2026-11-23T23:59:00+07:00", dt.date(2026, 11, 24)),
        ("2026-11-22T18:00:00+00:00", dt.date(2026, 11, 24)),  # Monday already at the office
    ],
)
def test_the_office_answers_on_the_next_working_day(now: str, day: dt.date) -> None:
    assert expected_on(dt.datetime.fromisoformat(now), (1, 2, 3, 4, 5), 1) == day


async def test_a_yes_is_for_the_question_in_its_own_notice(siti: PersonDriver, bot: RunningBot) -> None:
    await arrives(siti)
    await siti.says(QUESTION)
    await siti.hears()
    await siti.taps("Tanya petugas")
    notice = await siti.hears_until("Jawabannya datang di chat ini")
    await siti.says("rahasia: harga emas antam")
    await siti.hears()
    yes = next(data for data in notice.data if data.startswith("m1|office_yes"))
    await siti.taps_data(yes)
    again = await siti.hears_until("Jawabannya datang di chat ini")
    assert "rahasia" in again.text
    assert states(bot) == []
    await siti.taps("Ya, teruskan")
    await siti.hears_until("Sudah saya teruskan")
    await siti.taps("Ya, teruskan")
    await siti.hears_until("sudah saya teruskan")
    assert states(bot) == [State.OPEN]


async def test_looking_at_another_question_leaves_the_answer_that_is_written(
    siti: PersonDriver, bot: RunningBot, invited: Invite
) -> None:
    rina = await invited(1003, "officer")
    await arrives(siti)
    await asks_the_office(siti)
    await asks_the_office(siti, "harga emas antam berapa")
    await rina.says("/kantor")
    await taps_after(rina, "Ringkasan", "Kotak masuk")
    listed = await rina.hears_until("menunggu")
    await rina.taps("kartu saya")
    await taps_after(rina, QUESTION, "Jawab")
    asked = await rina.hears_until("Tulis jawabannya")
    assert QUESTION in asked.text
    await rina.taps_data(listed.data[1])
    await rina.hears_until("tidak dikirim")
    await rina.hears_until("harga emas")
    await rina.says("ini untuk emas")
    await rina.hears()
    assert sorted(states(bot)) == [State.OPEN, State.TAKEN]


async def test_an_admin_takes_a_question_over(siti: PersonDriver, bot: RunningBot, invited: Invite) -> None:
    rina = await invited(1003, "officer")
    john = await invited(1002, "admin")
    await arrives(siti)
    await asks_the_office(siti)
    await rina.hears_until("Ada pertanyaan baru")
    await rina.taps("Kotak masuk")
    await taps_after(rina, "menunggu", "kartu saya")
    opened = await rina.hears_until(QUESTION)
    await rina.taps("Ambil")
    await rina.hears_until("sudah diambil")
    await john.taps_data(next(data for data in opened.data if data.startswith("m1|take|")))
    await john.hears_until(QUESTION)
    await john.taps("Answer")
    await john.hears_until("Write the answer")


async def test_a_lock_and_the_button_delete_what_was_asked(siti: PersonDriver, bot: RunningBot) -> None:
    await arrives(siti)
    await asks_the_office(siti)
    await siti.says("/privasi")
    await taps_after(siti, "Bagaimana data Anda dijaga", "Hapus pertanyaan saya")
    await siti.hears_until("sudah dihapus")
    assert states(bot) == []
    await asks_the_office(siti)
    await siti.says("/kunci")
    await siti.hears_until("ikut dihapus")
    await siti.taps("Ya, kunci")
    await siti.hears_until("dikunci")
    assert states(bot) == []
