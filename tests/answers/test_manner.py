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
    Manner.ACCIDENT: [
        "suami saya barusan jatuh dari pohon", "tadi pagi bapak digigit ular di kebun",
        "gawat, teman ketabrak mobil", "pak sekarang adik saya tenggelam di sungai",
        "baru saja kena parang waktu noreh", "my husband fell just now", "he is bleeding",
        "kalo tadi jatuh gimana", "tangan kena mesin tadi pagi",
        "tadi malam kecelakaan, kalau berobat kemana?",
        "suami saya tadi jatuh, kalau mau klaim gimana", "jatuh dari pohon tadi, iuran saya aktif",
    ],
    Manner.DEATH: [
        "suami saya baru saja meninggal", "bapak meninggal tadi pagi di kebun",
        "tadi malam kecelakaan, teman kami tewas", "my father died this morning",
    ],
}  # fmt: skip
QUESTIONS = [
    "berapa iuran", "halo berapa iuran", "selamat pagi, mau tanya cara daftar",
    "makasih, terus cara bayarnya?",
    "santunan kematian berapa", "apa manfaat kecelakaan kerja", "saya siap daftar",
    # what would be, if
    "kalau saya jatuh sekarang dapat apa", "seandainya hari ini kecelakaan",
    "misal sekarang meninggal dapat berapa", "if I fell right now what would I get",
    # what was long ago
    "bapak jatuh tahun lalu", "suami meninggal bulan lalu", "saya pernah kecelakaan kerja",
    # what is due falls, but hurts nobody
    "jatuh tempo hari ini", "sekarang jatuh tempo ya pak", "tadi lupa, iuran jatuh tempo tanggal berapa",
    "iuran saya putus sekarang", "is the contribution broken today",
    # what falls or hurts otherwise
    "harga getah jatuh sekarang", "jaminan kecelakaan kerja sekarang berapa iurannya",
    "santunan meninggal sekarang berapa", "saldo jht saya terpotong hari ini",
    "mesin pompa saya terbakar apakah dijamin", "saya kerja pakai mesin", "saya jatuh dari motor luka parah",
    "bapak sakit parah", "anak orang asli sini", "???",
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
