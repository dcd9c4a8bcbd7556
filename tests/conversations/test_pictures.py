"""Whole conversations: the picture of a card, and the proof that people keep."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from bot.registration.pictures import PictureFault, kind_of
from bot.registration.store import Registrations

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


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


def is_asked_for_it(person: Conversation) -> None:
    """Answer everything, and ask to add a picture of the card."""
    person.at("summary")
    person.taps("Tambah").sees("Mau menambah apa")
    person.taps("Foto KTP").sees("Kirim foto KTP")


def stored_pictures(town: Town) -> list[bytes]:
    return [content for (content,) in town.rows("SELECT content FROM pictures")]


def test_a_picture_of_the_card_is_kept_sealed_and_taken_out_of_the_chat(
    siti: Conversation, town: Town
) -> None:
    is_asked_for_it(siti)
    photo = siti.sends("photo", png(400, 300)).sent
    siti.sees("Periksa dulu", "Foto KTP: sudah ada").deleted(photo)
    siti.hands_in()
    (sealed,) = stored_pictures(town)
    assert b"PNG" not in sealed
    with town.unit() as tx:
        (one,) = Registrations(tx).submitted()
        assert Registrations(tx).picture(one.id, "card_picture") == png(400, 300)


def test_what_is_no_picture_is_refused_and_does_not_stay(siti: Conversation, town: Town) -> None:
    is_asked_for_it(siti)
    sent = siti.sends("document", b"%PDF-1.4 not a picture", "ktp.jpg", "image/jpeg").sent
    siti.sees("bukan foto yang bisa saya baca").deleted(sent)
    assert stored_pictures(town) == []


def test_whatever_else_is_sent_in_its_place_is_said_to_be_none(siti: Conversation) -> None:
    is_asked_for_it(siti)
    siti.sends("sticker").sees("Kirim foto KTP").lacks("sudah ada")


def test_a_picture_that_is_too_large_is_refused(siti: Conversation, town: Town) -> None:
    is_asked_for_it(siti)
    siti.sends("document", b"\xff\xd8\xff" + b"\0" * 5_000_001, "ktp.jpg", "image/jpeg")
    siti.sees("Foto belum bisa saya ambil")
    assert stored_pictures(town) == []


def test_the_picture_goes_with_its_draft(siti: Conversation, town: Town) -> None:
    is_asked_for_it(siti)
    siti.sends("photo", png()).sees("Periksa dulu")
    siti.taps("Batal").sees("Yakin")
    siti.taps("Ya, hapus").sees("Sudah dibatalkan")
    assert stored_pictures(town) == []


def test_the_picture_can_be_taken_along_with_the_data(siti: Conversation, town: Town) -> None:
    is_asked_for_it(siti)
    siti.sends("photo", png()).sees("Periksa dulu")
    siti.opens_data(siti.hands_in())
    second = siti.taps("Unduh").sees("Semua data Anda").sees("Semua data Anda").seen
    assert town.file(second) == png()


def test_a_picture_sent_in_a_correction_counts_only_once_it_is_sent(siti: Conversation, town: Town) -> None:
    siti.opens_data(siti.registers())
    for ending in ("Batal", "Kirim"):
        siti.taps("Ubah data").sees("Ubah data Anda")
        siti.taps("Tambah").sees("Mau menambah apa")
        siti.taps("Foto KTP").sees("Kirim foto KTP")
        siti.sends("photo", png()).sees("Ubah data Anda")
        siti.taps("✅ Kirim" if ending == "Kirim" else ending)
        siti.sees("sudah disimpan" if ending == "Kirim" else "tetap seperti semula")
        with town.unit() as tx:
            (one,) = Registrations(tx).submitted()
            kept = Registrations(tx).picture(one.id, "card_picture")
        assert kept == (png() if ending == "Kirim" else None)
        siti.taps("Data saya").sees("Data Anda")


def test_a_picture_elsewhere_in_the_form_is_deleted_and_not_kept(siti: Conversation, town: Town) -> None:
    siti.at("summary")
    photo = siti.sends("photo", png()).sent
    siti.sees("hanya bisa membaca").deleted(photo)
    assert stored_pictures(town) == []


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


def test_the_code_on_the_proof_tells_the_stage_to_anybody_and_nothing_else(town: Town) -> None:
    siti, rina = town.person(1001), town.person(1003)
    number = siti.registers()
    with town.unit() as tx:
        (one,) = Registrations(tx).submitted()
    town.payung("stage", number, "in_review")
    rina.starts(f"bukti_{one.id}").sees("Bukti ini asli", "Sedang diperiksa").lacks("Siti", number)
    rina.starts("bukti_0000000000000000").sees("tidak ada, atau sudah dihapus")
