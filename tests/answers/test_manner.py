"""Texts that ask nothing the library could know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.manner import Manner, manner_of

if TYPE_CHECKING:
    from bot.resources import Resources

TEXTS = {
    Manner.GREETING: [
        "halo", "Selamat pagi pak", "assalamualaikum", "P", "Halo, selamat siang min", "good morning",
        "Hello!",
    ],
    Manner.THANKS: ["terima kasih", "makasih banyak ya", "oke", "sip mantap", "Thank you very much!", "tq"],
    Manner.ANGER: ["bodoh", "bot bodoh", "kamu tidak berguna", "gak becus kerjanya", "useless", "stupid bot"],
    Manner.ROBOT: ["kamu robot?", "apakah ini robot", "ini siapa", "Are you a robot?", "who are you"],
}  # fmt: skip
QUESTIONS = [
    "berapa iuran", "halo berapa iuran", "selamat pagi, mau tanya cara daftar",
    "makasih, terus cara bayarnya?",
    "santunan kematian berapa", "apa manfaat kecelakaan kerja", "saya siap daftar",
    "???",
    # a longer text that also is angry is a question
    "saya kecewa dengan lama cairnya, kapan uang saya masuk ke rekening",
    "robot itu bisa menggantikan petani atau tidak menurut kamu sekarang",
]  # fmt: skip


@pytest.mark.parametrize(("manner", "text"), [(manner, text) for manner in TEXTS for text in TEXTS[manner]])
def test_a_text_is_taken_as_it_is_meant(resources: Resources, manner: Manner, text: str) -> None:
    assert manner_of(text, resources.catalogues) is manner


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_has_no_manner(resources: Resources, text: str) -> None:
    assert manner_of(text, resources.catalogues) is None
