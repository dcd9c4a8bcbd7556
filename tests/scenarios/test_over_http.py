"""Whole conversations over HTTP, one of each kind; the others are in `tests/conversations`, without it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from bot.registration.pictures import kind_of
from tests.talk import reaches_picture, registers
from tests.waiting import until

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot
    from tests.scenarios.conftest import Invite


async def test_somebody_enrols_and_the_office_can_export_it(
    siti: PersonDriver, command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    number = await registers(siti)
    capsys.readouterr()
    assert command("export") == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["registration"], row["name"], row["phone"]) == (number, "Siti Aminah", "+6281200009001")


async def test_somebody_asks_and_asks_on(siti: PersonDriver) -> None:
    await siti.starts()
    await siti.says("sy ojek dpt diskon ga")
    answer = await siti.hears_until("Potongan 50%")
    assert "Maret 2027" in answer.text
    await siti.taps("Iuran saya berapa?")
    await siti.hears_until("tingkat penghasilan Anda")


@pytest.mark.parametrize("kind", ["voice", "photo"])
async def test_a_file_goes_to_the_office_and_its_answer_comes_back(
    siti: PersonDriver, invited: Invite, kind: str
) -> None:
    rina = await invited(1003, "officer")
    await registers(siti)
    await (siti.sends_voice() if kind == "voice" else siti.sends_photo())
    await siti.hears_until("petugas BPJS Ketenagakerjaan Putussibau bisa")
    await siti.taps("Ya, teruskan")
    await siti.hears_until("Sudah saya teruskan")
    await rina.hears_until("Ada pertanyaan baru")
    await rina.taps("Kotak masuk")
    await rina.hears_until("menunggu")
    await rina.taps("(suara, foto")
    await rina.hears_until("Pertanyaan, ")
    assert any(kind in message for message in rina.chat)
    await rina.taps("Jawab")
    await rina.hears_until("Tulis jawabannya")
    await rina.says("Bisa, di kantor dengan KTP.")
    await rina.hears_until("Kirim ke penanya?")
    await rina.taps("Kirim")
    await siti.hears_until("Bisa, di kantor dengan KTP.")
    await rina.taps("Kotak masuk")
    await rina.hears_until("kosong")
    await rina.sends_voice(reply_to=next(one["message_id"] for one in rina.chat if kind in one))
    assert "voice" in await siti.hears_until("Jawaban petugas")
    await siti.sends_voice()
    await siti.hears_until("Saya teruskan ke petugas")
    assert "voice" in await rina.hears_until("Balasan penanya")


async def test_commands_and_descriptions_are_set_in_both_languages(bot: RunningBot, sandbox: Sandbox) -> None:
    await until(lambda: sum(call.method == "setMyShortDescription" for call in sandbox.calls) == 3)
    methods = [call.method for call in sandbox.calls]
    assert methods.count("setMyCommands") == 3
    assert methods.count("setMyDescription") == 3
    assert methods.count("setMyShortDescription") == 3


@pytest.mark.long
async def test_a_picture_that_cannot_be_fetched_is_said(siti: PersonDriver, sandbox: Sandbox) -> None:
    await reaches_picture(siti)
    sandbox.faults.add("500", method="getFile", count=3)
    await siti.sends_photo()
    await siti.hears_until("Foto belum bisa saya ambil")
    await siti.sends_photo()
    await siti.hears_until("Periksa dulu")


async def test_the_proof_is_a_picture_that_tells_nobody_who_it_is(
    siti: PersonDriver, sandbox: Sandbox
) -> None:
    await registers(siti)
    proof = await siti.hears_until("Simpan gambar ini")
    content = sandbox.world.files.get(proof["photo"][-1]["file_id"]).upload.content
    assert kind_of(content) == "png"
    call = [call for call in sandbox.calls if call.method == "sendPhoto"][-1]
    assert "Simpan gambar ini" in str(call.args)
