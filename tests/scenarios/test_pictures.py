"""Whole conversations: the picture of a card, and the proof that people keep."""

from __future__ import annotations

import asyncio
import sqlite3
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from bot.registration.pictures import PictureFault, kind_of
from bot.registration.store import Registrations
from bot.store.opening import transaction
from tests.talk import opens_data, reaches_picture, reaches_summary, registers, sends

if TYPE_CHECKING:
    from bot.sandbox import PersonDriver, Sandbox
    from tests.conftest import RunningBot


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04JF\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    + b"\0" * 20
    + b"\xff\xd9"
)


async def is_gone(siti: PersonDriver, message_id: int) -> None:
    for _ in range(100):
        if message_id not in [message["message_id"] for message in siti.chat]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the picture stayed in the chat")


def stored_pictures(bot: RunningBot) -> list[bytes]:
    with sqlite3.connect(bot.settings.database) as connection:
        return [row[0] for row in connection.execute("SELECT content FROM pictures")]


async def test_a_picture_of_the_card_is_kept_sealed_and_taken_out_of_the_chat(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await reaches_picture(siti)
    photo = await siti.sends_photo(png(400, 300))
    summary = await siti.hears_until("Periksa dulu")
    assert "Foto KTP: sudah ada" in summary.text
    await is_gone(siti, photo["message_id"])
    await sends(siti)
    (sealed,) = stored_pictures(bot)
    assert b"PNG" not in sealed
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        (one,) = Registrations(tx).submitted()
        assert Registrations(tx).picture(one.id, "card_picture") == png(400, 300)


async def test_what_is_no_picture_is_refused_and_does_not_stay(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_picture(siti)
    sent = await siti.sends_document(b"%PDF-1.4 not a picture", "ktp.jpg", "image/jpeg")
    await siti.hears_until("bukan foto yang bisa saya baca")
    await is_gone(siti, sent["message_id"])
    assert stored_pictures(bot) == []


async def test_a_picture_that_is_too_large_is_refused(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_picture(siti)
    await siti.sends_document(b"\xff\xd8\xff" + b"\0" * 5_000_001, "ktp.jpg", "image/jpeg")
    await siti.hears_until("Foto belum bisa saya ambil")
    assert stored_pictures(bot) == []


async def test_a_picture_that_cannot_be_fetched_is_said(siti: PersonDriver, sandbox: Sandbox) -> None:
    await reaches_picture(siti)
    sandbox.faults.add("500", method="getFile", count=3)
    await siti.sends_photo(png())
    await siti.hears_until("Foto belum bisa saya ambil", timeout=12)
    await siti.sends_photo(png())
    await siti.hears_until("Periksa dulu")


async def test_the_picture_goes_with_its_draft(siti: PersonDriver, bot: RunningBot) -> None:
    await reaches_picture(siti)
    await siti.sends_photo(png())
    await siti.hears_until("Periksa dulu")
    await siti.taps("Batal")
    await siti.hears_until("Yakin")
    await siti.taps("Ya, hapus")
    await siti.hears_until("Sudah dibatalkan")
    assert stored_pictures(bot) == []


async def test_the_picture_can_be_taken_along_with_the_data(siti: PersonDriver, sandbox: Sandbox) -> None:
    await reaches_picture(siti)
    await siti.sends_photo(png())
    await siti.hears_until("Periksa dulu")
    await opens_data(siti, await sends(siti))
    await siti.taps("Unduh")
    await siti.hears_until("Semua data Anda")
    second = await siti.hears_until("Semua data Anda")
    assert sandbox.world.files.get(second["document"]["file_id"]).upload.content == png()


async def test_a_picture_sent_in_a_correction_counts_only_once_it_is_sent(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await opens_data(siti, await registers(siti))
    for ending in ("Batal", "Kirim"):
        await siti.taps("Ubah data")
        await siti.hears_until("Ubah data Anda")
        await siti.taps("Tambah")
        await siti.hears_until("Mau menambah apa")
        await siti.taps("Foto KTP")
        await siti.hears_until("Kirim foto KTP")
        await siti.sends_photo(png())
        await siti.hears_until("Ubah data Anda")
        await siti.taps("✅ Kirim" if ending == "Kirim" else ending)
        await siti.hears_until("sudah disimpan" if ending == "Kirim" else "tetap seperti semula")
        with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
            (one,) = Registrations(tx).submitted()
            kept = Registrations(tx).picture(one.id, "card_picture")
        assert kept == (png() if ending == "Kirim" else None)
        await siti.taps("Data saya")
        await siti.hears_until("Data Anda")


async def test_a_picture_elsewhere_in_the_form_is_deleted_and_not_kept(
    siti: PersonDriver, bot: RunningBot
) -> None:
    await reaches_summary(siti)
    photo = await siti.sends_photo(png())
    await siti.hears_until("hanya bisa membaca")
    await is_gone(siti, photo["message_id"])
    assert stored_pictures(bot) == []


@pytest.mark.parametrize(("content", "kind"), [(png(), "png"), (JPEG, "jpeg")])
def test_a_picture_is_known_by_what_it_holds(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a", png()[:-4], png()[:20], JPEG[:-2], b"\xff\xd8\xff\xd9", b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff" + b"\xff" * 2000 + b"\xff\xd9", png(1, 1).replace(b"IHDR", b"XXXX"), b"<svg/>",
        JPEG[:6], b"\xff\xd8\xff\xe0\x00\x00" + b"\0" * 50 + b"\xff\xd9",
    ],
)  # fmt: skip
def test_rubbish_is_no_picture(content: bytes) -> None:
    with pytest.raises(PictureFault):
        kind_of(content)


async def test_the_proof_is_a_picture_that_tells_nobody_who_it_is(
    siti: PersonDriver, sandbox: Sandbox
) -> None:
    await registers(siti)
    proof = await siti.hears_until("Simpan gambar ini")
    content = sandbox.world.files.get(proof["photo"][-1]["file_id"]).upload.content
    assert kind_of(content) == "png"
    (call,) = [call for call in sandbox.calls if call.method == "sendPhoto"]
    assert "Simpan gambar ini" in str(call.args)


async def test_the_code_on_the_proof_tells_the_stage_to_anybody_and_nothing_else(
    bot: RunningBot, sandbox: Sandbox, command: Any
) -> None:
    siti, rina = sandbox.person(1001), sandbox.person(1003)
    number = await registers(siti)
    with transaction(bot.settings.database, bot.settings.keys, bot.settings.clock, reads=True) as tx:
        (one,) = Registrations(tx).submitted()
    assert command("stage", number, "in_review") == 0
    await rina.starts(f"bukti_{one.id}")
    told = await rina.hears_until("Bukti ini asli")
    assert "Sedang diperiksa" in told.text
    assert "Siti" not in told.text
    assert number not in told.text
    await rina.starts("bukti_0000000000000000")
    await rina.hears_until("tidak ada, atau sudah dihapus")
