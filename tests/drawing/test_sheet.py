"""The pages with the proofs of a group."""

from __future__ import annotations

import re

from bot.drawing.render import to_png
from bot.drawing.sheet import SheetWords, Slip, sheets

WORDS = SheetWords("Bukti pendaftaran", "Nomor pendaftaran", "Simpan. Nomor ini untuk melihat data Anda.", "Belum mulai.", "Dibuat 30 November 2026")  # fmt: skip  # noqa: E501


def _slips(count: int) -> list[Slip]:
    return [
        Slip(at, "S••• A•••••", f"123-456-7{at:02}", "https://t.me/bot?start=bukti_1")
        for at in range(1, count + 1)
    ]


def test_ten_slips_stand_on_a_page() -> None:
    assert [len(sheets(WORDS, _slips(count))) for count in (1, 10, 11, 40)] == [1, 1, 2, 4]


def test_each_slip_bears_place_number_and_code() -> None:
    first, second = sheets(WORDS, _slips(11))
    assert "1. S••• A•••••" in first
    assert "123-456-701" in first
    assert first.count("data-qr") == 10
    assert "123-456-711" in second


def test_nothing_that_an_invitation_tells_is_cut_off() -> None:
    how = "Buka Telegram, cari @payung_putussibau_bot, ketik /undangan. Atau pindai kotak ini."
    words = SheetWords("Undangan, Nanga Lemedak", "Kode undangan, rahasia", how, "Hanya untuk Anda.", "")
    agency = "Dinas Pertanian dan Ketahanan Pangan"
    line = f"NIK 6106••••••••••13 · dari: {agency}"
    page = sheets(words, [Slip(1, "Siti Aminah", "V8D2-C34V", "https://t.me/bot?start=lembar_1", line)])[0]
    written = " ".join(re.findall(r"<text[^>]*>([^<]*)<", page))
    assert how in written
    assert line in written


def test_without_a_link_there_is_no_code() -> None:
    assert "data-qr" not in sheets(WORDS, [Slip(1, "S•••", "123-456-786", "")])[0]


def test_a_page_can_be_printed() -> None:
    assert to_png(sheets(WORDS, _slips(3))[0]).startswith(b"\x89PNG")
