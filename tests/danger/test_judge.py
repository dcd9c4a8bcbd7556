"""Telling danger from what only sounds like it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.danger.judge import HARMLESS, Danger
from bot.texts import bare

if TYPE_CHECKING:
    from bot.resources import Resources

RESERVED = tomllib.loads(Path(__file__).with_name("reserved.toml").read_text(encoding="utf-8"))
SEEN, KIND, FALSE = (
    0.91,
    0.87,
    0.03,
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
    learnt = {text.casefold() for text, _ in resources.sentences.examples}
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
