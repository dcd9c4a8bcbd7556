"""Posters: what is on them, how large, and that both kinds of file lead to the same place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.drawing import paper
from bot.drawing.poster import Poster, as_pdf, as_svg
from bot.drawing.svg import dark_modules

POSTER = Poster(
    "Payung", ("Penyerahan santunan", "Balai desa, Semitau Hulu", "Senin, 7 Desember 2026"), "Arahkan kamera",
    "Gratis tanya", "t.me/payung_contoh_bot", ("BPJS Ketenagakerjaan Putussibau",),
    "https://t.me/payung_contoh_bot?start=acara_k7qm4h",
)  # fmt: skip


def sizes(svg: str) -> dict[str, int]:
    """Return how large each line is written, in points."""
    found = re.findall(r'<text [^>]*font-size="(\d+)"[^>]*>([^<]*)<', svg)
    return {words: round(int(size) * 72 / 150) for size, words in found}


def test_what_where_and_when_are_large_enough_for_two_metres() -> None:
    found = sizes(as_svg(POSTER))
    assert all(found[line] >= 30 for line in POSTER.lines)


def test_long_words_become_two_rows_and_stay_large() -> None:
    long = "Penyerahan santunan kematian dan pendaftaran peserta gratis"
    found = sizes(as_svg(replace(POSTER, lines=(long, *POSTER.lines[1:]))))
    rows = [words for words in found if words and words in long]
    assert len(rows) == 2
    assert all(found[row] >= 30 for row in rows)


def test_the_code_opens_what_the_poster_says() -> None:
    assert f'data-qr="{POSTER.link}"' in as_svg(POSTER)


def test_the_same_words_give_the_same_pdf() -> None:
    assert as_pdf(POSTER) == as_pdf(POSTER)
    assert as_pdf(POSTER) != as_pdf(replace(POSTER, link="https://t.me/other_bot"))


@pytest.mark.parametrize(
    "content", ["https://t.me/a", "https://t.me/payung_contoh_bot?start=acara_k7qm4h_xyz"]
)
def test_the_dark_modules_of_a_code_form_a_square_with_three_eyes(content: str) -> None:
    rows, quiet = dark_modules(content)
    assert quiet == 4
    assert rows[0][0] == (0, 7)
    assert rows[0][-1] == (len(rows) - 7, len(rows))
    assert rows[-1][0] == (0, 7)


def test_words_on_paper_keep_within_their_width() -> None:
    lines = paper.lines_of("kata " * 40, 12, 200)
    assert len(lines) > 1
    assert " ".join(lines).split() == ["kata"] * 40
