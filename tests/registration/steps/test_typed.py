"""Answers as people type them, where buttons stand: what is clear is taken, what is not is asked about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.form import Asking, RefusedError
from bot.registration.form import enrolment

if TYPE_CHECKING:
    from bot.resources import Resources

_GIVEN = {
    "for_whom": "self",
    "occupation": "farmer",
    "income": "1000000",
    "payer": "self",
    "programs": "jkk_jkm",
}

TAKEN = """
for_whom self: saya | sy | saya sendiri | sendiri | aq | untuk saya sendiri | myself
for_whom other: orang lain | istri saya | bapak | mamak saya | kakak saya | tetangga | my wife
for_whom other: bukan saya | warga saya
relation spouse: suami | istri saya | bini
relation parent: orang tua | mak | papa | ibu saya
relation relative: mother in law | saudara jauh | om | cucu | ipar
relation helper: bantu warga | saya bantu warga | perangkat desa
sex M: laki-laki | laki | cowok | pria | L
sex F: perempuan | wanita | P | prempuan
occupation farmer: petani | tani | petni | berladang | petani padi | kerja di ladang
occupation planter: noreh | noreh karet | sy noreh karet pak | petani karet | petani sawit | kebun karet
occupation fisher: nelayan | nelayn | cari ikan | nangkap ikan
occupation herder: ternak ayam | ternak babi | chicken farmer
occupation trader: penjual ikan | penjual sayur | jual kue | jualan di pasar | penjual kopi
occupation trader: pedagang pinggir jalan
occupation builder: tukang | buruh bangunan | tukang kayu
occupation driver: ojek | ojol | sopir truk | kurir
occupation boatman: motoris | ojek air | taksi air | sopir klotok | sopir speed
occupation domestic: ART | pembantu | asisten rumah tangga
payer self: bayar sendiri | saya sendiri | sendiri aja
payer apbd: pemda | bantuan pemda | pemerintah
programs jkk_jkm: 2 | dua | 2 program | yang murah | yg 2 aja | pertama
programs jkk_jkm_jht: 3 | tiga | semua | 3 program | lengkap
months 12: setahun | setaun | 1 tahun | 12 bln | dua belas | 1 tahun penuh
months 3: tiga | 3 bulan dulu | 3bln | 3 bulan aja
months 6: enam bulan | 6
months 1: sebulan | 1 bulan | satu
"""
REFUSED = """
for_whom: siapa | mungkin | not sure | saya bantu
payer: saya tidak sanggup bayar | saya belum tahu | bukan saya | i cannot pay | tidak ada
programs: tanpa jht | tidak usah tabungan | semua kecuali jht | tidak semua | 2 bulan dulu | 3 bulan
relation: anak buah | bukan keluarga | pembantu saya
occupation: bukan petani | istri petani | motor | kepala desa | tidak kerja
sex: bukan laki-laki | tidak tahu
months: 2 | 5 tahun | 3 atau 6 | 13
"""


def cases(table: str) -> list[tuple[str, str]]:
    rows = (line.partition(":") for line in table.strip().splitlines())
    return [(head, text.strip()) for head, _, texts in rows for text in texts.split("|")]


def asking(resources: Resources) -> Asking:
    return Asking(resources.catalogues["id"], resources.catalogues, dt.date(2026, 11, 22), _GIVEN)


@pytest.mark.parametrize(("meant", "typed"), cases(TAKEN))
def test_what_is_clear_is_taken(resources: Resources, meant: str, typed: str) -> None:
    step, _, value = meant.partition(" ")
    assert enrolment(resources).by_id[step].read(typed, asking(resources)) == value


@pytest.mark.parametrize(("step", "typed"), cases(REFUSED))
def test_what_may_mean_something_else_is_not_taken(resources: Resources, step: str, typed: str) -> None:
    with pytest.raises(RefusedError):
        enrolment(resources).by_id[step].read(typed, asking(resources))


@pytest.mark.parametrize(
    "typed", ["setuju", "ya setuju pak", "SETUJU", "stuju", "iya", "boleh", "saya setju", "I agree", "ok"]
)
def test_a_yes_is_consent(resources: Resources, typed: str) -> None:
    assert enrolment(resources).by_id["consent"].read(typed, asking(resources)) == "agree"


@pytest.mark.parametrize(
    "typed",
    [
        "tak setuju", "nda setuju", "ngga setuju", "kagak setuju", "kurang setuju", "setuju?",
        "i do not agree", "they do not agree", "tidak", "saya tidak setuju", "setuju kalau gratis",
        "", "mungkin setuju", "siapa yang setuju",
    ],
)  # fmt: skip
def test_whatever_else_is_said_is_no_consent(resources: Resources, typed: str) -> None:
    with pytest.raises(RefusedError):
        enrolment(resources).by_id["consent"].read(typed, asking(resources))
