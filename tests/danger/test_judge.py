"""Telling danger from what only sounds like it."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.danger.judge import HARMLESS, Danger
from bot.folders import ROOT
from bot.people.naming import load_names
from bot.texts import bare

if TYPE_CHECKING:
    from bot.resources import Resources

RESERVED = tomllib.loads(Path(__file__).with_name("reserved.toml").read_text(encoding="utf-8"))
SEEN, KIND, FALSE = (
    0.94,
    0.91,
    0.021,
)  # shares: dangers seen, and as what they are; what is taken for one wrongly
# Words and labels of the program that do tell of danger, where somebody types nothing else.
TELLING = (
    "danger.",
    "menu.danger",
    "menu.help",
    "benefit.go_jkm",
    "ticket.urgent",
    "reason.gone",
    "ticket.gone",
    "said.dead",
    "leaving.died",
    "left_out.gone",
)
ALONE = {"tolong", "help", "penipuan", "tipu", "scam", "darurat"}


def test_of_sentences_that_were_never_learnt_nearly_all_are_told_apart(resources: Resources) -> None:
    dangers = [(text, label) for label in Danger for text in RESERVED[label]]
    found = [(resources.danger_in(text), label) for text, label in dangers]
    assert sum(danger is not None for danger, _ in found) >= SEEN * len(found)
    assert sum(danger == label for danger, label in found) >= KIND * len(found)
    wrong = [text for text in RESERVED[HARMLESS] if resources.danger_in(text)]
    assert len(wrong) <= FALSE * len(RESERVED[HARMLESS]), wrong


def test_no_sentence_to_measure_by_is_learnt(resources: Resources) -> None:
    learnt = {text.casefold() for text, _ in resources.dangers.examples}
    assert not [text for texts in RESERVED.values() for text in texts if text.casefold() in learnt]


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("kapak kena kaki waktu noreh, banyak darah!!", Danger.ACCIDENT),
        ("tangan putus kena mesin", Danger.ACCIDENT),
        ("kesetrum", Danger.ACCIDENT),
        ("tolongg", Danger.ACCIDENT),
        ("adik saya di tabrak truk", Danger.ACCIDENT),
        ("bapak sakit jantung di kebun", Danger.ACCIDENT),
        ("I cut my leg badly while tapping", Danger.ACCIDENT),
        ("SOS kami di sungai mandai perahu karam", Danger.ACCIDENT),
        ("gusi berdarah", None),
        ("ayah wafat kecelakaan kerja", Danger.DEATH),
        ("bapak jatuh dr pohon kmrn meninggal, urusnya gmn", Danger.DEATH),
        ("suami saya meninggal kemarin gimana ini", Danger.DEATH),
        ("td ada org telp minta kode sms sama foto ktp", Danger.FRAUD),
        ("kode 040", Danger.FRAUD),
        ("saya mau mati saja, hutang banyak", Danger.SELF_HARM),
        ("hari ini bayar bsk celaka ditanggung?", None),
        ("hari ini mau daftar, takut kecelakaan di sungai", None),
        ("kalau malaria di hutan?", None),
        ("anak demam berdarah kmrn di rawat pakai bpjs kesehatan", None),
        ("kapan mati listrik", None),
        ("kartu saya mati", None),
        ("jatuh tempo tanggal berapa", None),
        ("", None),
        ("6106011708809001", None),
    ],
)
def test_what_was_seen_wrongly_is_seen_rightly(
    resources: Resources, text: str, danger: Danger | None
) -> None:
    assert resources.danger_in(text) == danger


def test_nothing_that_buttons_say_or_that_is_typed_in_their_place_is_a_danger(resources: Resources) -> None:
    taken = set()
    for language in resources.catalogues.languages:
        texts = resources.catalogues[language]
        for name, entry in texts.own.items():
            if not isinstance(entry, str) or name.startswith(TELLING):
                continue
            words = entry.split(", ") if name.startswith("words.") else [bare(entry)]
            short = [one for one in words if len(one) < 45 and "{" not in one]
            taken |= {(name, one) for one in short if one not in ALONE and resources.danger_in(one)}
    assert not taken


def test_no_place_of_the_regency_is_a_danger(resources: Resources) -> None:
    regions = resources.regions
    names = [one.name for one in regions.districts]
    names += [one.name for each in regions.districts for one in regions.villages(each.code)]
    assert len(names) > 200
    assert not [name for name in names if resources.danger_in(name)]


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("suami saya barusan jatuh dari pohon", Danger.ACCIDENT),
        ("tadi pagi bapak digigit ular di kebun", Danger.ACCIDENT),
        ("gawat, teman ketabrak mobil", Danger.ACCIDENT),
        ("pak sekarang adik saya tenggelam di sungai", Danger.ACCIDENT),
        ("baru saja kena parang waktu noreh", Danger.ACCIDENT),
        ("my husband fell just now", Danger.ACCIDENT),
        ("he is bleeding", Danger.ACCIDENT),
        ("tangan kena mesin tadi pagi", Danger.ACCIDENT),
        ("jatuh dari pohon tadi, iuran saya aktif", Danger.ACCIDENT),
        ("suami saya baru saja meninggal", Danger.DEATH),
        ("bapak meninggal tadi pagi di kebun", Danger.DEATH),
        ("tadi malam kecelakaan, teman kami tewas", Danger.DEATH),
        ("my father died this morning", Danger.DEATH),
        # an *if* about what comes after something that has happened
        ("kalo tadi jatuh gimana", Danger.ACCIDENT),
        ("tadi malam kecelakaan, kalau berobat kemana?", Danger.ACCIDENT),
        ("suami saya tadi jatuh, kalau mau klaim gimana", Danger.ACCIDENT),
        # a death counts however long ago
        ("suami meninggal bulan lalu", Danger.DEATH),
    ],
)
def test_what_has_just_happened_is_a_danger(resources: Resources, text: str, danger: Danger) -> None:
    assert resources.danger_in(text) == danger


@pytest.mark.parametrize(
    "text",
    [
        # what would be, if
        "kalau saya jatuh sekarang dapat apa", "seandainya hari ini kecelakaan",
        "misal sekarang meninggal dapat berapa", "if I fell right now what would I get",
        # what was long ago
        "bapak jatuh tahun lalu", "saya pernah kecelakaan kerja",
        # what is due falls, but hurts nobody
        "jatuh tempo hari ini", "sekarang jatuh tempo ya pak", "tadi lupa, iuran jatuh tempo tanggal berapa",
        "iuran saya putus sekarang", "is the contribution broken today",
        # what falls or hurts otherwise
        "harga getah jatuh sekarang", "jaminan kecelakaan kerja sekarang berapa iurannya",
        "santunan meninggal sekarang berapa", "saldo jht saya terpotong hari ini",
        "mesin pompa saya terbakar apakah dijamin", "saya kerja pakai mesin", "bapak sakit parah",
        "anak orang asli sini",
    ],
)  # fmt: skip
def test_what_only_sounds_so_is_none(resources: Resources, text: str) -> None:
    assert resources.danger_in(text) is None


def test_hardly_a_name_sounds_like_danger(resources: Resources) -> None:
    chance, known = random.Random(3), sorted(load_names(ROOT / "config"))
    borne = [" ".join(chance.sample(known, words)) for words in (1, 2, 3, 4) for _ in range(500)]
    assert sum(resources.danger_in(name) is not None for name in borne) <= 0.005 * len(borne)
