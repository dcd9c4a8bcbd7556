"""The chart of an announcement, as SVG and as PNG."""

from __future__ import annotations

import re
from html import unescape

import pytest

from bot.drawing.bars import Bar, bars
from bot.drawing.render import to_png

_NAMES = {
    "sent": "Terkirim",
    "blocked": "Memblokir bot",
    "failed": "Gagal",
    "unknown": "?",
    "pending": "Menunggu",
}


def words_on(svg: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", svg))


def widths(svg: str) -> list[int]:
    """Return the widths of the parts of all bars: the ground and the legend aside."""
    return [int(width) for width in re.findall(r'width="(\d+)" height="26"', svg)]


def test_each_bar_has_its_name_its_sum_and_parts_in_proportion() -> None:
    svg = bars("Kabar", [Bar("Semitau", {"sent": 300, "blocked": 100}), Bar("Badau", {"sent": 200})], _NAMES)
    for words in ("Kabar", "Semitau", "400", "Badau", "200", "Terkirim", "Memblokir bot"):
        assert words in words_on(svg)
    assert "Gagal" not in words_on(svg)
    long, blocked, short = widths(svg)
    assert long == 3 * blocked
    assert short == 2 * blocked


def test_the_smallest_part_can_still_be_seen() -> None:
    assert min(widths(bars("Kabar", [Bar("Semitau", {"sent": 100_000, "failed": 1})], _NAMES))) >= 2


@pytest.mark.parametrize("shown", [[], [Bar("x" * 60, {"sent": 1, "pending": 0})]])
def test_it_can_be_drawn_also_of_nothing(shown: list[Bar]) -> None:
    assert to_png(bars("<Kabar> & laporan", shown, _NAMES)).startswith(b"\x89PNG")
