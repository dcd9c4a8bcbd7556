"""The picture of what a programme gives, as SVG and as PNG."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from bot.drawing.benefit_card import BenefitCard, Row, benefit_card
from bot.drawing.pictograms import _DRAWINGS
from bot.drawing.render import to_png

_CARD = BenefitCard(
    title="Celaka kerja",
    subtitle="Jaminan Kecelakaan Kerja (JKK)",
    rows=[
        Row("Berobat", "tanpa batas biaya", "hospital"),
        Row("Meninggal", "Rp70.000.000 dan beasiswa", "family"),
    ],
    example="Contoh: jatuh dari pohon karet menyadap.",
    foot="Dasar: PP 82/2019. Per 15 Desember 2026.",
    colour="#0b6e4f",
    drawing="fall",
)
_LONG = (
    "Keluarga menerima santunan sekaligus, santunan berkala, dan biaya pemakaman, kalau iuran masih jalan."
)


def lines_on(svg: str) -> list[str]:
    words = re.findall(r'<text x="\d+" y="\d+" font-size="\d+" fill="#[^>]*>([^<]*)</text>', svg)
    return [unescape(one) for one in words if one != "Rp"]  # on a drawing


def height_of(svg: str) -> int:
    return int(ET.fromstring(svg).attrib["height"])  # noqa: S314 - drawn by this test


def test_everything_that_is_told_stands_on_the_card_from_top_to_bottom() -> None:
    assert lines_on(benefit_card(_CARD)) == [
        "Celaka kerja", "Jaminan Kecelakaan Kerja (JKK)", "Berobat", "tanpa batas biaya", "Meninggal",
        "Rp70.000.000", "dan beasiswa", _CARD.example, _CARD.foot,
    ]  # fmt: skip


def test_the_card_becomes_a_png_of_its_size() -> None:
    svg = benefit_card(_CARD)
    png = to_png(svg)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 720
    assert int.from_bytes(png[20:24]) == height_of(svg)


@pytest.mark.parametrize(
    "card",
    [
        replace(_CARD, rows=[Row(_LONG, "x", "family")]),
        replace(_CARD, rows=[Row("x", _LONG, "family")]),
        replace(_CARD, example=_LONG),
        replace(_CARD, foot=_LONG),
    ],
)
def test_a_long_text_is_broken_between_words_and_makes_the_card_higher(card: BenefitCard) -> None:
    svg = benefit_card(card)
    assert _LONG not in lines_on(svg)
    assert _LONG in " ".join(lines_on(svg))
    assert height_of(benefit_card(replace(card, foot=f"{card.foot} {_LONG}"))) > height_of(svg)


def test_no_line_stands_below_the_edge_of_the_card() -> None:
    svg = benefit_card(replace(_CARD, rows=[Row(_LONG, _LONG, "family")] * 5, example=_LONG, foot=_LONG))
    places = [int(y) for y in re.findall(r'<text x="\d+" y="(\d+)"', svg)]
    assert places == sorted(places)
    assert places[-1] < height_of(svg)


def test_without_an_example_its_box_is_left_out() -> None:
    svg = benefit_card(replace(_CARD, example=""))
    assert svg.count("<rect") == benefit_card(_CARD).count("<rect") - 1
    assert _CARD.example not in lines_on(svg)


@pytest.mark.parametrize(
    "card",
    [
        replace(_CARD, title="<b>A & B</b>"),
        replace(_CARD, subtitle="<b>A & B</b>"),
        replace(_CARD, example="<b>A & B</b>"),
        replace(_CARD, foot="<b>A & B</b>"),
    ],
)
def test_signs_with_a_meaning_in_xml_are_escaped(card: BenefitCard) -> None:
    svg = benefit_card(card)
    assert "<b>A & B</b>" in lines_on(svg)
    assert ET.fromstring(svg) is not None  # noqa: S314 - drawn by this test
    assert to_png(svg).startswith(b"\x89PNG")


def test_signs_in_rows_are_escaped_too() -> None:
    svg = benefit_card(replace(_CARD, rows=[Row("<i>", "A & B", "family")]))
    assert {"<i>", "A & B"} <= set(lines_on(svg))
    assert to_png(svg).startswith(b"\x89PNG")


def test_a_sum_stands_in_the_biggest_letters_of_the_rows() -> None:
    sizes = {
        words: int(size)
        for size, words in re.findall(r'font-size="(\d+)"[^>]*>([^<]*)<', benefit_card(_CARD))
    }
    assert sizes["Rp70.000.000"] > max(
        sizes[words] for words in ("Berobat", "tanpa batas biaya", "dan beasiswa")
    )


def test_every_drawing_of_the_house_can_be_drawn() -> None:
    for name in _DRAWINGS:
        assert to_png(benefit_card(replace(_CARD, drawing=name))).startswith(b"\x89PNG")
