"""The proof that people keep, as SVG and as PNG."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from bot.drawing.receipt import Receipt, StageLine, receipt_svg
from bot.drawing.render import to_png
from bot.drawing.svg import with_codes, wrapped

_CARD = Receipt(
    title="Bukti pendaftaran",
    name="S••• A•••••",
    number="Nomor •••-•••-786",
    made="Dibuat 22 November 2026, 16.20",
    stages=[StageLine("Terkirim", "22 November 2026", reached=True), StageLine("Aktif", "", reached=False)],
    still_to_do="Yang masih harus dilakukan: bayar iuran pertama.",
    warning="Perlindungan belum mulai.",
    link="https://t.me/payung_contoh_bot?start=bukti_0123456789abcdef",
    scan="Pindai untuk melihat tahap hari ini",
)


def words_on(svg: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", svg))


def test_everything_that_is_told_stands_on_the_card() -> None:
    shown = words_on(receipt_svg(_CARD))
    for words in (_CARD.title, _CARD.name, _CARD.number, _CARD.made, "Terkirim", "22 November 2026"):
        assert words in shown


def test_signs_with_a_meaning_in_xml_are_escaped() -> None:
    assert "<b>&" in words_on(receipt_svg(replace(_CARD, name="<b>&")))


@pytest.mark.parametrize("name", ["", "•" * 60, " ".join(["A••••••"] * 8)])
def test_a_name_of_any_length_stays_beside_the_code(name: str) -> None:
    assert to_png(receipt_svg(replace(_CARD, name=name))).startswith(b"\x89PNG")


def test_without_a_link_there_is_no_code() -> None:
    assert "<path" in receipt_svg(_CARD)
    assert "<path" not in receipt_svg(replace(_CARD, link=""))


def test_a_code_is_worked_out_when_the_picture_is_drawn() -> None:
    card = receipt_svg(_CARD)
    assert _CARD.link in card
    drawn = with_codes(card)
    assert _CARD.link not in drawn
    assert drawn.count("<path") == 1
    assert to_png(card) == to_png(drawn)


def test_a_text_is_broken_between_words_and_nothing_of_it_is_lost() -> None:
    text = "Yang masih harus dilakukan: kantor memeriksa data, lalu Anda membayar iuran pertama."
    lines = wrapped(text, 25, 624)
    assert len(lines) > 1
    assert " ".join(lines) == text
