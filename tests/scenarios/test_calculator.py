"""Whole conversations: what protection costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.store.opening import transaction
from tests.conftest import RunningBot
from tests.talk import gives_name_and_phone, reaches_name

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.sandbox import Heard, PersonDriver, Sandbox


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """A bot in the last weeks of the discount."""
    return {**environment, "PAYUNG_NOW": "2026-11-22T10:00:00+07:00"}


async def calculates(person: PersonDriver, work: str, programs: str, months: str, income: str) -> Heard:
    await person.says("/iuran")
    await person.hears_until("Apa pekerjaan")
    await person.taps(work)
    await person.hears_until("perlindungan yang mana")
    await person.taps(programs)
    await person.hears_until("berapa bulan")
    await person.taps(months)
    await person.hears_until("penghasilan")
    await person.says(income)
    return await person.hears_until("Hasil hitungan")


async def test_the_table_shows_where_the_discount_ends_and_what_comes_after(siti: PersonDriver) -> None:
    result = await calculates(siti, "Petani", "3 program", "3 bulan", "1,5 juta")
    for expected in (
        "November 2026 sampai Desember 2026 (2 bulan)", "Jumlah sebulan: Rp43.400",
        "Januari 2027", "Jumlah sebulan: Rp54.800", "Jumlah 3 bulan: Rp141.600",
        "Setelah itu (mulai Februari 2027): Rp54.800 sebulan", "PP 50/2025 pasal 4", "PP 44/2015",
        "PP 46/2015", "Berlaku 22 November 2026",
    ):  # fmt: skip
        assert expected in result.text


async def test_a_driver_keeps_the_discount_until_march(siti: PersonDriver) -> None:
    result = await calculates(siti, "Ojek", "2 program", "3 bulan", "1 juta")
    assert "November 2026 sampai Januari 2027 (3 bulan)" in result.text
    assert "Jumlah 3 bulan: Rp25.200" in result.text


async def test_a_boatman_is_told_that_the_office_decides(siti: PersonDriver) -> None:
    result = await calculates(siti, "Motoris", "2 program", "1 bulan", "1 juta")
    assert "Rp10.000, mungkin Rp5.000" in result.text
    assert "Kantor yang memastikan" in result.text


async def test_the_answers_go_along_into_the_enrolment(siti: PersonDriver) -> None:
    await calculates(siti, "Petani", "2 program", "3 bulan", "2 juta")
    await siti.taps("Daftar dengan jawaban ini")
    await siti.hears_until("Siapa yang mau didaftarkan")
    await siti.taps("Saya sendiri")
    await siti.hears_until("Setuju? Tekan")
    await siti.taps("Setuju")
    await siti.hears_until("Berapa NIK")
    await siti.says("6106011708809001")
    await siti.hears_until("Sudah benar?")
    await siti.taps("Ya, benar")
    await siti.hears_until("Siapa nama")
    await gives_name_and_phone(siti, "Siti Aminah")
    await siti.taps("Semitau")
    await siti.hears_until("Desa atau kelurahan")
    await siti.taps("Nanga Lemedak")
    await siti.hears_until("bekerja di mana")
    await siti.taps("Sawah")
    await siti.hears_until("Siapa yang akan membayar")
    await siti.taps("Bayar sendiri")
    summary = await siti.hears_until("Periksa dulu")
    assert "Rp2.000.000 sebulan" in summary.text
    assert "3 bulan: Rp53.600" in summary.text


async def test_the_answers_go_along_into_a_draft_that_is_there(siti: PersonDriver) -> None:
    await reaches_name(siti)
    await calculates(siti, "Petani", "2 program", "3 bulan", "2 juta")
    await siti.taps("Daftar dengan jawaban ini")
    await siti.hears_until("Siapa nama")


async def test_nothing_of_a_calculation_is_kept(siti: PersonDriver, bot: RunningBot) -> None:
    await calculates(siti, "Petani", "2 program", "3 bulan", "2 juta")
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        assert not tx.connection.execute("SELECT * FROM registrations").fetchall()
        row = tx.connection.execute("SELECT chat_id, position FROM chats").fetchone()
        kept = tx.keys.unseal("chats", "position", row["chat_id"], row["position"])
    assert kept == "{}"


@pytest.mark.parametrize(
    "argument", ["", "farmer", "farmer.jkk_jkm.3.x", "farmer.jkk_jkm.2.1500000", "king.jkk_jkm.3.1500000"]
)
async def test_a_button_made_by_hand_begins_a_calculation(siti: PersonDriver, argument: str) -> None:
    await siti.starts()
    await siti.hears_until("perlindungan kerja")
    await siti.taps_data(f"m1|take_along|{argument}")
    await siti.hears_until("Apa pekerjaan")


async def test_the_calculator_can_be_left_at_any_time(siti: PersonDriver) -> None:
    await siti.says("/iuran")
    await siti.hears_until("Apa pekerjaan")
    await siti.taps("Batal")
    await siti.hears_until("hitungan ditutup")


async def test_in_january_nothing_is_said_of_a_discount(
    environment: dict[str, str], resources: Resources, sandbox: Sandbox
) -> None:
    from bot.settings import Environment  # noqa: PLC0415

    january = {**environment, "PAYUNG_NOW": "2027-01-05T10:00:00+07:00"}
    running = RunningBot(Environment(january).settings(), resources)
    await running.start()
    try:
        result = await calculates(sandbox.person(1001), "Petani", "2 program", "12 bulan", "1 juta")
        assert "Januari 2027 sampai Desember 2027 (12 bulan)" in result.text
        assert "Jumlah 12 bulan: Rp201.600" in result.text
        assert "PP 50/2025" not in result.text
    finally:
        await running.stop()
