"""Whole conversations: people see, correct, take and erase their data, behind a second proof."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.talk import NIK, answers_all, chooses_self, consents, opens_data, registers

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot


async def test_number_and_birth_date_open_the_data_masked(siti: PersonDriver) -> None:
    await opens_data(siti, await registers(siti))
    shown = siti.chat[-1].text
    assert "S••• A•••••" in shown
    assert NIK not in shown
    assert "Aminah" not in shown


async def test_the_answers_to_the_proof_do_not_stay_in_the_chat(siti: PersonDriver) -> None:
    number = await registers(siti)
    await opens_data(siti, number)
    own = f"{number}\n17-08-1980".splitlines()
    for _ in range(100):
        said = [message.text for message in siti.chat if not message["from"]["is_bot"]]
        if not set(own) & set(said):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the answers stayed")


async def test_five_wrong_tries_lock_the_data(siti: PersonDriver, sandbox: Sandbox) -> None:
    number = await registers(siti)
    for _ in range(5):
        await siti.says("/dataku")
        await siti.hears_until("nomor pendaftaran")
        await siti.says(number)
        await siti.hears_until("tanggal lahirnya")
        await siti.says("18-08-1980")
        heard = await siti.hears()
    assert "terkunci" in heard.text
    await siti.says("/dataku")
    await siti.hears_until("terkunci")


async def test_no_button_lifts_the_lock(siti: PersonDriver) -> None:
    number = await registers(siti)
    for _ in range(5):
        await siti.says("/dataku")
        await siti.hears_until("nomor pendaftaran")
        await siti.says(number)
        await siti.hears_until("tanggal lahirnya")
        await siti.says("18-08-1980")
        await siti.hears()
    for action in ("close", "correct", "file", "erase", "erase_yes", "drop"):
        await siti.taps_data(f"m1|{action}")
        await siti.hears()
    await siti.says("/daftar")
    await chooses_self(siti)
    await siti.taps("Setuju")
    await siti.hears_until("Berapa NIK")
    await siti.says("/batal")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus")
    await siti.hears_until("Sudah dibatalkan")
    await siti.says("/dataku")
    await siti.hears_until("terkunci")


async def test_an_old_yes_to_erasing_does_not_erase_another_registration(
    siti: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    first = await registers(siti)
    await siti.says("/daftar")
    await chooses_self(siti)
    second = await registers_again(siti)
    await opens_data(siti, first)
    await siti.taps("Hapus data saya")
    old = await siti.hears_until("Yakin")
    await siti.taps("Tidak jadi")
    await siti.hears_until("Data Anda")
    await siti.taps("Tutup")
    await siti.hears_until("sudah ditutup")
    await opens_data(siti, second, "17-08-1981")
    await siti.taps_data(old.data[0], message_id=old["message_id"])
    await siti.hears_until("Data Anda")
    capsys.readouterr()
    assert command("export") == 0
    rows = capsys.readouterr().out
    assert first in rows
    assert second in rows


async def registers_again(siti: PersonDriver) -> str:
    """Register a second person in the same chat, from the question for consent on."""
    await siti.taps("Setuju")
    await siti.hears_until("Berapa NIK")
    return await answers_all(siti, nik="6106011708819002", name="Budi")


async def test_a_correction_begun_before_the_office_took_it_says_so(siti: PersonDriver, command: Any) -> None:
    number = await registers(siti)
    await opens_data(siti, number)
    await siti.taps("Ubah data")
    await siti.hears_until("Ubah data Anda")
    assert command("stage", number, "in_review") == 0
    await siti.hears_until("sedang memeriksa")
    await siti.taps_data("f1|summary|send")
    await siti.hears_until("sudah mulai memproses")


async def test_a_draft_is_offered_for_going_on_or_deletion(siti: PersonDriver) -> None:
    await consents(siti)
    await siti.says("/dataku")
    await siti.hears_until("belum selesai")
    await siti.taps("Hapus: saya sendiri")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus")
    await siti.hears_until("Sudah dibatalkan")


async def test_somebody_elses_number_opens_nothing(bot: RunningBot, sandbox: Sandbox) -> None:
    siti, rina = sandbox.person(1001), sandbox.person(1003)
    number = await registers(siti)
    await registers(rina, nik="6106015708809003")
    await rina.says("/dataku")
    await rina.hears_until("nomor pendaftaran")
    await rina.says(number)
    await rina.hears_until("tanggal lahirnya")
    await rina.says("17-08-1980")
    wrong = await rina.hears_until("tidak cocok")
    assert "4 kali" in wrong.text


async def test_a_mistyped_number_costs_no_try(siti: PersonDriver) -> None:
    number = await registers(siti)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    await siti.says("/dataku")
    await siti.hears_until("nomor pendaftaran")
    await siti.says(wrong)
    await siti.hears_until("salah ketik")


async def test_data_are_corrected_until_the_office_takes_them(siti: PersonDriver, command: Any) -> None:
    number = await registers(siti)
    await opens_data(siti, number)
    await siti.taps("Ubah data")
    await siti.hears_until("Ubah data Anda")
    await siti.taps("Ubah")
    await siti.hears_until("Apa yang mau diubah")
    await siti.taps("Nama")
    await siti.hears_until("Siapa nama")
    await siti.says("Siti Aminah Lestari")
    await siti.hears_until("Ubah data Anda")
    await siti.taps("Kirim")
    await siti.hears_until("Perubahan sudah disimpan")
    assert command("stage", number, "in_review") == 0
    await siti.hears_until("sedang memeriksa")
    await siti.says("/dataku")
    shown = await siti.hears_until("Data Anda")
    assert "L••" in shown.text
    assert not any("Ubah data" in label for label in shown.buttons)


async def test_a_correction_that_is_cancelled_changes_nothing(
    siti: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    await opens_data(siti, await registers(siti))
    await siti.taps("Ubah data")
    await siti.hears_until("Ubah data Anda")
    await siti.taps("Ubah")
    await siti.hears_until("Apa yang mau diubah")
    await siti.taps("Kecamatan")
    await siti.hears_until("kecamatan mana")
    await siti.taps("Badau")
    await siti.hears_until("Desa atau kelurahan")
    await siti.says("/batal")
    await siti.hears_until("tetap seperti semula")
    capsys.readouterr()
    assert command("export") == 0
    assert "61.06.10," in capsys.readouterr().out


async def test_the_file_holds_everything_and_is_sent_as_a_document(
    siti: PersonDriver, sandbox: Sandbox
) -> None:
    number = await registers(siti)
    await opens_data(siti, number)
    await siti.taps("Unduh")
    message = await siti.hears_until("Semua data Anda")
    content = sandbox.world.files.get(message["document"]["file_id"]).upload.content.decode("utf-8-sig")
    for expected in (NIK, "Siti Aminah", "081200009001", "Semitau", "Nanga Lemedak", number):
        assert expected in content


async def test_erased_is_erased(
    siti: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str], bot: RunningBot
) -> None:
    await opens_data(siti, await registers(siti))
    await siti.taps("Hapus data saya")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus semuanya")
    await siti.hears_until("sudah dihapus")
    capsys.readouterr()
    assert command("export") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    await siti.says("/dataku")
    await siti.hears_until("belum ada pendaftaran")


async def test_status_tells_the_stage_but_neither_name_nor_number(siti: PersonDriver) -> None:
    number = await registers(siti)
    await siti.says("/status")
    card = await siti.hears_until("Terkirim, menunggu kantor")
    assert number not in card.text
    assert "Siti" not in card.text
    assert "Perlindungan belum mulai" in card.text


async def test_a_new_stage_is_told_in_the_chat(siti: PersonDriver, command: Any) -> None:
    number = await registers(siti)
    assert command("stage", number, "registered") == 0
    news = await siti.hears_until("Kabar pendaftaran")
    assert "setelah iuran pertama dibayar" in news.text


async def test_closing_locks_the_data_again(siti: PersonDriver) -> None:
    await opens_data(siti, await registers(siti))
    await siti.taps("Tutup")
    await siti.hears_until("sudah ditutup")
    await siti.says("/dataku")
    await siti.hears_until("nomor pendaftaran")


@pytest.mark.parametrize("action", ["correct", "file", "erase", "erase_yes", "close"])
async def test_buttons_made_by_hand_open_nothing_without_the_proof(siti: PersonDriver, action: str) -> None:
    await registers(siti)
    await siti.taps_data(f"m1|{action}")
    await siti.hears_until("sudah ditutup" if action == "close" else "nomor pendaftaran")
