"""Whole conversations: the enrolment for oneself and for others, with whatever people's lives bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.settings import Environment
from bot.store.opening import transaction
from tests.conftest import RunningBot
from tests.looking import exported, marks_in
from tests.talk import (
    NIK,
    begins_another,
    chooses_place,
    chooses_protection,
    consents,
    fills_in,
    gives_name_and_phone,
    grows_old,
    opens_data,
    reaches_consent,
    reaches_name,
    reaches_summary,
    registers,
    sends,
    tells_work,
)

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.sandbox import PersonDriver, Sandbox


async def reaches_other_person(person: PersonDriver) -> None:
    """Begin to enrol somebody else, up to the question for the NIK."""
    await person.starts()
    await person.hears_until("perlindungan kerja")
    await person.taps("Daftarkan orang lain")
    await person.hears_until("Bacakan ini")
    await person.taps("Dia setuju")
    await person.hears_until("Dia siapa bagi Anda")
    await person.taps("Tetangga")
    await person.hears_until("NIK orang yang didaftarkan")


async def fills_in_for_other(person: PersonDriver, nik: str, name: str) -> None:
    """Answer everything about another person who has no phone, up to the summary."""
    await person.says(nik)
    await person.hears_until("Sudah benar?")
    await person.taps("Ya, benar")
    await person.hears_until("Siapa namanya")
    await person.says(name)
    await person.hears_until("Tempat lahir")
    await person.taps("Semitau")
    await person.hears_until("nomor HP-nya")
    await person.taps("Lewati")
    await person.hears_until("Dia tinggal di kecamatan mana")
    await chooses_place(person)
    await person.taps("Nelayan")
    await person.hears_until("Dia bekerja di mana")
    await person.taps("Sungai, danau")
    await person.hears_until("penghasilannya")
    await person.taps("Rp1.000.000")
    await person.hears_until("Siapa yang akan membayar")
    await chooses_protection(person)


async def test_a_neat_person_needs_no_more_than_18_messages_and_taps(
    siti: PersonDriver, sandbox: Sandbox
) -> None:
    messages = ["/start", NIK, "Siti Aminah", "081200009001"]
    await registers(siti)
    assert len(messages) + len(sandbox.world.queries) <= 18


async def test_whoever_is_born_on_another_day_than_the_nik_says_is_asked_and_marked(
    siti: PersonDriver, bot: RunningBot, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    await consents(siti)
    await siti.says(NIK)
    await siti.hears_until("Sudah benar?")
    await siti.taps("lahir/kelamin beda")
    await siti.hears_until("Tanggal lahir di KTP")
    await siti.says("18 agustus 1980")
    await siti.hears_until("18 Agustus 1980")
    await siti.taps("Ya, benar")
    await siti.hears_until("Jenis kelamin")
    await siti.taps("Perempuan")
    await siti.hears_until("Siapa nama")
    await gives_name_and_phone(siti, "Siti Aminah")
    await chooses_place(siti)
    await tells_work(siti)
    await chooses_protection(siti)
    number = await sends(siti)
    (row,) = exported(command, capsys)
    assert (row["as_card"], row["birth_date"], row["sex"]) == ("differs", "1980-08-18", "F")
    assert marks_in(bot) == ["birth_or_sex_differs"]
    await opens_data(siti, number, "18-08-1980")


async def test_another_person_is_enrolled_with_their_consent_and_without_a_phone(
    siti: PersonDriver, bot: RunningBot, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    await reaches_other_person(siti)
    await fills_in_for_other(siti, "6106015708809002", "Maria Lestari")
    assert "dia setuju" in siti.chat[-1].text
    await sends(siti)
    (row,) = exported(command, capsys)
    assert (row["for_whom"], row["relation"], row["phone"]) == ("other", "neighbour", "")
    assert marks_in(bot) == ["by_helper"]


async def test_the_key_that_shares_a_number_is_not_offered_for_another_person(siti: PersonDriver) -> None:
    await reaches_other_person(siti)
    await fills_in_for_other(siti, "6106015708809002", "Maria Lestari")
    assert not any("tombol besar" in message.text for message in siti.chat)


async def test_a_helper_keeps_two_drafts_apart_and_cancels_one(
    siti: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    await reaches_name(siti)
    await siti.says("Siti Aminah")
    await siti.hears_until("Tempat lahir")
    await siti.taps("Nanti")
    await siti.hears_until("Tersimpan")
    await siti.taps("Daftarkan orang lain")
    await siti.hears_until("Siapa yang mau didaftarkan")
    await siti.taps("Orang lain")
    await siti.hears_until("Bacakan ini")
    await siti.taps("Dia setuju")
    await siti.hears_until("Dia siapa")
    await siti.taps("Anak")
    await siti.hears_until("NIK orang")
    await fills_in_for_other(siti, "6106015708809002", "Maria Lestari")
    await siti.taps("Nanti")
    await siti.hears_until("Tersimpan")
    await siti.says("/daftar")
    offer = await siti.hears_until("2 pendaftaran yang belum selesai")
    assert any("saya sendiri (2 dari 12)" in label for label in offer.buttons)
    assert any("M•••• L••••••" in label for label in offer.buttons)
    await siti.taps("Hapus: saya sendiri")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus")
    await siti.hears_until("Sudah dibatalkan")
    await siti.says("/daftar")
    await siti.hears_until("Periksa dulu")
    await sends(siti)
    (row,) = exported(command, capsys)
    assert row["name"] == "Maria Lestari"


async def test_who_it_is_for_can_be_changed_and_everything_is_asked_anew(siti: PersonDriver) -> None:
    await reaches_summary(siti)
    await siti.taps("Ubah")
    await siti.hears_until("Apa yang mau diubah")
    await siti.taps("Untuk:")
    await siti.hears_until("Siapa yang mau didaftarkan")
    await siti.taps("Orang lain")
    await siti.hears_until("semua jawaban tadi dihapus")
    await siti.taps("Ya, benar")
    await siti.hears_until("Bacakan ini")
    await siti.taps("Tidak sekarang")
    await siti.hears_until("Tidak ada data yang saya simpan")
    await siti.says("/status")
    await siti.hears_until("Belum ada pendaftaran")


async def test_consent_tapped_under_another_notice_counts_for_nothing(siti: PersonDriver) -> None:
    await reaches_consent(siti)
    own = siti.chat[-1]
    await siti.taps("Kembali")
    await siti.hears_until("Siapa yang mau didaftarkan")
    await siti.taps("Orang lain")
    await siti.hears_until("Bacakan ini")
    await siti.taps_data("f1|consent|agree", message_id=own["message_id"])
    again = await siti.hears_until("Bacakan ini")
    assert "Dia setuju" in again.buttons[0]


@pytest.mark.parametrize("typed", ["iya hapus", "ya", "hapus"])
async def test_a_typed_yes_to_cancelling_cancels_and_is_no_answer(siti: PersonDriver, typed: str) -> None:
    await reaches_name(siti)
    await siti.taps("Batal")
    await siti.hears_until("Yakin")
    await siti.says(typed)
    await siti.hears_until("Sudah dibatalkan")


@pytest.mark.parametrize("typed", ["tidak", "jangan dihapus", "apa ya"])
async def test_anything_else_typed_there_keeps_the_answers(siti: PersonDriver, typed: str) -> None:
    await reaches_name(siti)
    await siti.taps("Batal")
    await siti.hears_until("Yakin")
    await siti.says(typed)
    await siti.hears_until("Yakin" if typed == "apa ya" else "Siapa nama")


async def test_a_draft_agreed_to_under_another_notice_is_asked_for_consent_again(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await reaches_name(siti)
    await siti.taps("Nanti")
    await siti.hears_until("Tersimpan")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        tx.connection.execute("UPDATE registrations SET consent_version = '1'")
    await siti.says("/daftar")
    await siti.hears_until("Setuju? Tekan")
    await siti.taps("Setuju")
    await siti.hears_until("Siapa nama")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        (row,) = tx.connection.execute("SELECT consent_version FROM registrations").fetchall()
    assert row["consent_version"] == bot.resources.notice_version


async def test_a_price_that_changed_since_the_summary_is_shown_before_it_is_sent(
    environment: dict[str, str], resources: Resources, sandbox: Sandbox
) -> None:
    person = sandbox.person(1001)
    for now in ("2026-12-31T20:00:00+07:00", "2027-01-01T08:00:00+07:00"):
        running = RunningBot(Environment({**environment, "PAYUNG_NOW": now}).settings(), resources)
        await running.start()
        if now.startswith("2026"):
            await reaches_summary(person)
        else:
            await person.taps("✅ Kirim")
            again = await person.hears_until("ada angka yang berubah")
            assert "3 bulan: Rp68.400" in again.text
            await sends(person)
        await running.stop()


async def test_undecided_choices_are_forgotten(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_consent(siti)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock) as tx:
        tx.connection.execute("UPDATE chats SET asked_at = '2020-01-01'")
        grows_old(tx, bot.resources)
        assert tx.connection.execute("SELECT position FROM chats").fetchone()["position"] is None


async def test_erasing_one_registration_does_not_disturb_another_that_is_filled_in(
    siti: PersonDriver, command: Any
) -> None:
    first = await registers(siti)
    await begins_another(siti)
    assert command("erase", first) == 0
    await siti.says("6106011708819002")
    await siti.hears_until("Sudah benar?")


async def test_a_blank_enrolment_does_not_hide_the_draft(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await siti.taps("Nanti")
    await siti.hears_until("Tersimpan")
    await siti.taps("Daftarkan orang lain")
    await siti.hears_until("Siapa yang mau didaftarkan")
    await siti.starts()
    await siti.hears_until("belum selesai")
    await siti.says("/daftar")
    await siti.hears_until("Siapa nama")


async def test_a_days_income_is_not_taken_but_offered_by_the_month(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await gives_name_and_phone(siti, "Siti Aminah")
    await chooses_place(siti)
    await siti.taps("Petani")
    await siti.hears_until("bekerja di mana")
    await siti.taps("Sawah")
    await siti.hears_until("penghasilan")
    await siti.says("50rb sehari")
    offered = await siti.hears_until("penghasilan sehari")
    assert "Rp1.000.000 (20 hari kerja)" in offered.buttons
    await siti.taps("20 hari kerja")
    await siti.hears_until("Siapa yang akan membayar")


async def test_an_uncertain_income_is_explained_before_it_is_taken(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await gives_name_and_phone(siti, "Siti Aminah")
    await chooses_place(siti)
    await siti.taps("Petani")
    await siti.hears_until("bekerja di mana")
    await siti.taps("Sawah")
    await siti.hears_until("penghasilan")
    await siti.taps("Tidak tentu")
    meaning = await siti.hears_until("tingkat paling rendah")
    assert "Rp1.000.000" in meaning.text
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa yang akan membayar")


async def test_whoever_hopes_for_help_sees_the_full_price_and_pays_no_months(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await gives_name_and_phone(siti, "Siti Aminah")
    await chooses_place(siti)
    await tells_work(siti)
    await siti.taps("bantuan Pemda")
    asked = await siti.hears_until("Pilih perlindungan")
    assert "Bantuan belum pasti" in asked.text
    assert "2 program: Rp22.800 sebulan" in asked.buttons
    await siti.taps("2 program")
    await siti.hears_until("Periksa dulu")


async def test_a_person_of_65_gets_kind_words_and_is_marked_for_the_office(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await consents(siti)
    await siti.says("6106011708509001")
    read_back = await siti.hears_until("Sudah benar?")
    assert "65 tahun" in read_back.text
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")
    await gives_name_and_phone(siti, "Siti Aminah")
    await chooses_place(siti)
    await tells_work(siti)
    await chooses_protection(siti)
    await sends(siti)
    assert marks_in(bot) == ["age_limit"]


async def test_a_mail_address_is_added_on_the_summary(
    siti: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    await reaches_summary(siti)
    await siti.taps("Tambah")
    await siti.hears_until("Mau menambah apa")
    await siti.taps("E-mail")
    await siti.hears_until("Alamat e-mail")
    await siti.says("siti@gmial.com")
    await siti.hears_until("Mungkin maksud Anda begini")
    await siti.taps("siti@gmail.com")
    summary = await siti.hears_until("Periksa dulu")
    assert "E-mail: siti@gmail.com" in summary.text
    await sends(siti)
    (row,) = exported(command, capsys)
    assert row["email"] == "siti@gmail.com"


async def test_what_may_be_added_can_be_left_out_again(siti: PersonDriver) -> None:
    await reaches_summary(siti)
    for leave in ("Lewati", "Kembali"):
        await siti.taps("Tambah")
        await siti.hears_until("Mau menambah apa")
        await siti.taps("Pekerjaan kedua")
        await siti.hears_until("Pekerjaan kedua")
        await siti.taps(leave)
        summary = await siti.hears_until("Periksa dulu")
        assert "kedua" not in summary.text


async def test_two_people_by_one_helper_one_erased_one_kept(
    siti: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    first = await registers(siti)
    await begins_another(siti)
    await fills_in(siti, nik="6106015708819002", name="Maria Lestari")
    await sends(siti)
    await opens_data(siti, first)
    await siti.taps("Hapus data saya")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus semuanya")
    await siti.hears_until("sudah dihapus")
    (row,) = exported(command, capsys)
    assert row["name"] == "Maria Lestari"
