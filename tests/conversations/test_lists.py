"""Whole conversations: a list of an agency is sent, read, tried, agreed to by a second person, in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.lists.opening import open_list
from tests.lists.making import nik_of, workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conversation import Conversation, Town

HEADING = ["No", "Nama Petani", "KTP", "Tanggal Lahir", "Kecamatan", "Nama Desa", "Komoditas MT1"]
SITI = ["1", "SITI AMINAH", nik_of(9001), "17-08-1980", "Semitau", "Nanga Lemedak", "Padi"]
DEWI = ["2", "DEWI LESTARI", nik_of(9002, woman=True), "17-08-1980", "Semitau", "Semitau Hilir", "Padi"]


@pytest.fixture
def rina(town: Town) -> Conversation:
    return town.staff("officer", 1003)


def sends(one: Conversation, *rows: Sequence[str], name: str = "rdkk.xlsx") -> None:
    one.sends("document", workbook([HEADING, *rows]), name)
    one.sees("Berkas diterima")
    one.town.works_on_lists()


def tries(one: Conversation, agency: str = "Dinas Pertanian") -> None:
    one.sees("menunggu Anda")
    one.taps("Isi: dari siapa").sees("dari siapa")
    one.says(agency).sees("per tanggal berapa")
    one.says("1 November 2026").sees("Judul di baris")
    one.taps("Benar, periksa barisnya").sees("saya kerjakan")
    one.town.works_on_lists()


def test_a_list_is_in_force_once_a_second_person_agrees(town: Town, rina: Conversation) -> None:
    other = town.staff("officer", 1001)
    sends(rina, SITI, DEWI)
    tries(rina)
    rina.sees("Hasil")
    written = open_list(town.file(rina.seen), "hasil.xlsx")[0]
    assert [row.cells[-1] for row in written.rows] == ["Hasil", "baru", "baru"]
    rina.sees("sudah diperiksa", "2 orang baru")
    rina.taps("Terapkan").sees("meminta persetujuan 1 petugas lain")
    other.sees("ingin memberlakukan", "Dinas Pertanian", "2 orang baru")
    other.taps("Setuju, berlakukan").sees("sedang dimasukkan")
    town.works_on_lists()
    rina.sees("berlaku ✅")
    rina.says("/impor").sees("Dinas Pertanian, per 1 November 2026: 2 orang")
