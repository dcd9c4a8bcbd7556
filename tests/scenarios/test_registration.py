"""Whole conversations: somebody registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.looking import exported, marks_in
from tests.talk import NIK, consents, reaches_consent, reaches_summary, registers, sees_gone

if TYPE_CHECKING:
    from bot.sandbox import Sandbox
    from tests.conftest import RunningBot


async def test_a_worker_registers_and_the_office_can_export_it(
    bot: RunningBot, sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    number = await registers(sandbox.person(1001), name="siti aminah")
    (row,) = exported(command, capsys)
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


async def test_the_first_screen_says_what_protection_gives_and_costs(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    person = sandbox.person(1001)
    await person.starts()
    welcome = await person.hears()
    assert "Rp42.000.000" in welcome.text
    assert "Rp8.400 sebulan" in welcome.text or "Rp16.800 sebulan" in welcome.text


async def test_the_message_with_the_nik_is_deleted_once_read_back(bot: RunningBot, sandbox: Sandbox) -> None:
    person = sandbox.person(1001)
    await reaches_summary(person, nik="6106015708809002")
    await sees_gone(person, "6106015708809002", "6106 0157 0880 9002")


async def test_the_summary_hides_the_nik_but_shows_the_name(bot: RunningBot, sandbox: Sandbox) -> None:
    person = sandbox.person(1001)
    await reaches_summary(person)
    summary = person.chat[-1]
    assert "Siti Aminah" in summary.text
    assert NIK not in summary.text


async def test_a_double_tap_on_send_registers_once(
    bot: RunningBot, sandbox: Sandbox, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    person = sandbox.person(1001)
    await reaches_summary(person)
    await person.taps("Kirim")
    await person.taps_data("f1|summary|send")
    await person.hears_until("Nomor pendaftaran")
    assert len(exported(command, capsys)) == 1


async def test_the_same_nik_twice_is_taken_without_a_word_and_marked_for_the_office(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    first, second = sandbox.person(1001), sandbox.person(1003)
    await registers(first)
    await registers(second)
    said = [
        [message.text for message in one.chat if message["from"]["is_bot"]][-1] for one in (first, second)
    ]
    assert said[0] == said[1]
    assert marks_in(bot) == ["same_nik"]


async def test_a_change_on_the_summary_takes_the_village_back_when_the_district_changes(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    person = sandbox.person(1001)
    await reaches_summary(person)
    await person.taps("Ubah")
    await person.hears_until("Apa yang mau diubah")
    await person.taps("Kecamatan")
    await person.hears_until("kecamatan mana")
    await person.taps("Badau")
    await person.hears_until("Desa atau kelurahan")
    await person.says("badau")
    summary = await person.hears_until("Periksa dulu")
    assert "Kecamatan: Badau" in summary.text
    assert "Desa: Badau" in summary.text


async def test_everything_can_be_typed_instead_of_tapped(bot: RunningBot, sandbox: Sandbox) -> None:
    person = sandbox.person(1001)
    await reaches_consent(person)
    await person.says("saya setuju")
    await person.hears_until("Berapa NIK")
    await person.says("nik sy 6106 0117 0880 9001")
    await person.hears_until("Sudah benar?")
    await person.says("iya betul")
    await person.hears_until("Siapa nama")
    await person.says("nama saya siti aminah")
    await person.hears_until("Tempat lahir")
    await person.says("lahir di pts")
    await person.hears_until("nomor HP")
    await person.says("+62 812-0000-9001")
    await person.hears_until("kecamatan mana")
    await person.says("kec. smitau")
    await person.hears_until("Desa atau kelurahan")
    await person.says("ng lemedak")
    await person.hears_until("Apa pekerjaan")
    await person.says("sy noreh karet pak")
    await person.hears_until("bekerja di mana")
    await person.says("di kebun sendiri")
    await person.hears_until("penghasilan")
    await person.says("sejuta setengah")
    await person.hears_until("Siapa yang akan membayar")
    await person.says("saya sendiri")
    await person.hears_until("Pilih perlindungan")
    await person.says("yang 2 program aja")
    await person.hears_until("berapa bulan dulu")
    await person.says("3 bln")
    await person.hears_until("Periksa dulu")
    await person.says("KIRIM")
    await person.hears_until("Nomor pendaftaran")


async def test_the_contact_button_gives_the_number_and_somebody_elses_contact_does_not(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    person = sandbox.person(1001)
    await consents(person)
    await person.says(NIK)
    await person.hears_until("Sudah benar?")
    await person.taps("Ya, benar")
    await person.hears_until("Siapa nama")
    await person.says("Siti Aminah")
    await person.hears_until("Tempat lahir")
    await person.says("Putussibau")
    await person.hears_until("nomor HP")
    await person.shares_contact(of=sandbox.world.people.get(1003, None))
    await person.hears_until("kontak orang lain")
    await person.shares_contact()
    await person.hears_until("kecamatan mana")


@pytest.mark.parametrize("typed", ["610601170880900", "6106013208800001", "1111111111111111", "halo"])
async def test_a_wrong_nik_is_refused_with_a_reason_and_the_question_again(
    bot: RunningBot, sandbox: Sandbox, typed: str
) -> None:
    person = sandbox.person(1001)
    await consents(person)
    await person.says(typed)
    again = await person.hears_until("Berapa NIK")
    assert not again.text.startswith("Pertanyaan")


async def test_the_link_by_which_somebody_came_is_kept_only_after_consent(
    bot: RunningBot, sandbox: Sandbox
) -> None:
    from bot.store.opening import transaction  # noqa: PLC0415

    person = sandbox.person(1001)
    await person.starts("pasar-1")
    await person.hears_until("perlindungan kerja")
    await person.taps("Daftar untuk saya")
    await person.hears_until("Setuju? Tekan")
    await person.taps("Setuju")
    await person.hears_until("Berapa NIK")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        rows = tx.connection.execute("SELECT start_link FROM registrations").fetchall()
    assert [row["start_link"] for row in rows] == ["pasar-1"]
