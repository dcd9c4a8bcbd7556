"""Telling remarks from answers and questions."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from bot.people.naming import load_names
from bot.remarks.judge import Remark

if TYPE_CHECKING:
    from bot.resources import Resources

PROBES = Path(__file__).parents[1] / "registration" / "steps" / "probes.jsonl"
TEXTS = {
    Remark.GREETING: [
        "halo", "Selamat pagi pak", "assalamualaikum", "P", "Halo, selamat siang min", "good morning",
        "Hello!", "permisi bang mau nanya",
    ],
    Remark.THANKS: [
        "terima kasih", "makasih banyak ya", "makasih byk bang", "sip mantap", "Thank you very much!",
    ],
    Remark.OK: ["ok", "oke", "baik pak", "siap"],
    Remark.ANGER: ["bodoh", "bot bodoh", "kamu tidak berguna", "dasar bot anjing, jawaban ngawur terus"],
    Remark.ROBOT: ["kamu robot?", "apakah ini robot", "ini siapa", "Are you a robot?", "who are you"],
    Remark.MENU: ["menu", "kembali ke awal"],
    Remark.STOP_NEWS: ["jangan kirim pesan lagi ya", "stop jangan kirim lagi", "hapus nomor sy dari daftar"],
    Remark.CANCEL: ["saya mau batalkan pendaftaran", "tidak jadi daftar"],
    Remark.LATER: ["sebentar saya cari dulu", "nanti malam saya lanjut"],
    Remark.BAD_SIGNAL: ["sinyal jelek bisa lanjut besok?", "kuota saya mau habis", "hp lowbat"],
    Remark.CANNOT_READ: ["ndak pandai baca, bisa telp ja?", "ada voice note ga saya ga bisa baca"],
    Remark.OTHER_PHONE: ["pake hp orang bisa ga", "ini hp anak saya"],
    Remark.DELETE_DATA: ["saya mau hapus data saya", "tolong hilangkan data saya", "gmn hapus data saya"],
    Remark.LOCK_CHAT: ["kunci percakapan ini", "hapus chat ini biar orang lain tidak baca"],
    Remark.LOST_NUMBER: ["lupa nomor pendaftaran", "gambar bukti saya hilang"],
    Remark.NO_CARD: ["KTP saya hilang", "belum rekam KTP", "KTP ketinggalan di ladang"],
    Remark.ON_CARD: ["lihat ktp", "sama dgn yang di KTP"],
    Remark.NOT_KNOW: ["ga tau", "lupa", "bingung", "belum hafal", "NIK saya lupa"],
    Remark.NO_PHONE: ["nggak ada hp kak", "hpnya rusak", "ga pegang hp", "tdk ada nomor"],
    Remark.PERSON: ["petugas saja", "mau bicara sama orang"],
    Remark.SAID_BEFORE: ["sudah tadi", "kan sudah saya isi"],
    Remark.CORRECT: ["salah ketik", "yang tadi salah"],
    Remark.GROUP: ["mau daftar 30 warga desa saya kepala desa"],
    Remark.TALK: ["hujan deras disini", "panas sekali hari ini"],
}  # fmt: skip
OTHERS = [
    "berapa iuran", "halo berapa iuran", "selamat pagi, mau tanya cara daftar",
    "makasih, terus cara bayarnya?",
    "santunan kematian berapa", "apa manfaat kecelakaan kerja", "saya mau daftar", "???", "",
    "kalau KTP hilang apa santunan tetap cair", "Siti Aminah", "Putussibau", "noreh getah", "bayar sendiri",
    "saya kecewa dengan lama cairnya, kapan uang saya masuk ke rekening", "1500000",
]  # fmt: skip


@pytest.mark.parametrize(("remark", "text"), [(remark, text) for remark in TEXTS for text in TEXTS[remark]])
def test_a_remark_is_taken_as_it_is_meant(resources: Resources, remark: Remark, text: str) -> None:
    assert resources.remark_in(text) is remark


def test_every_remark_is_looked_at() -> None:
    assert TEXTS.keys() == set(Remark)


@pytest.mark.parametrize("text", OTHERS)
def test_an_answer_or_a_question_is_no_remark(resources: Resources, text: str) -> None:
    assert resources.remark_in(text) is None


def test_of_remarks_that_were_never_learnt_most_are_heard_and_of_answers_few_are_taken_for_one(
    resources: Resources,
) -> None:
    probes = [json.loads(line) for line in PROBES.read_text(encoding="utf-8").splitlines()]
    heard = [resources.remark_in(probe["text"]) for probe in probes if probe["expect"] == "remark"]
    taken = [resources.remark_in(probe["text"]) for probe in probes if probe["expect"] == "take"]
    assert sum(remark is not None for remark in heard) >= 0.75 * len(heard)
    assert sum(remark is not None for remark in taken) <= 0.06 * len(taken)


def test_hardly_a_name_sounds_like_a_remark(resources: Resources) -> None:
    chance, known = random.Random(3), sorted(load_names(ROOT / "config"))
    borne = [" ".join(chance.sample(known, words)) for words in (1, 2, 3, 4) for _ in range(500)]
    assert sum(resources.remark_in(name) is not None for name in borne) <= 0.01 * len(borne)
