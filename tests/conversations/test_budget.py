"""Whole conversations: a planner works out what a budget reaches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from bot.register.content import Content
from tests.lists.making import nik_of
from tests.register.making import HILIR, LEMEDAK, list_of

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town

FARMER = Content(name="Siti", born=date(1980, 8, 17), work="farmer")


@pytest.fixture
def surroundings() -> dict[str, str]:
    return {"PAYUNG_NOW": "2026-11-30T09:00:00+07:00"}


@pytest.fixture
def planner(town: Town) -> Conversation:
    return town.staff("planner")


def asks(planner: Conversation, size: str = "500 juta") -> Conversation:
    """Answer the four questions."""
    planner.says("/anggaran").sees("Berapa dananya").says(size).sees("berapa bulan").taps("12 bulan")
    return planner.sees("Siapa yang membayar").taps("Kabupaten 100 %").sees("Perlindungan apa").taps("Celaka")


def lists(town: Town) -> None:
    """Put a list in force: 30 of decile 1 in one village, 3 of decile 2 in another."""
    with town.unit() as tx:
        said = [(replace(FARMER, nik=nik_of(9001 + at), decile=1), LEMEDAK, 0) for at in range(30)]
        said += [(replace(FARMER, nik=nik_of(9101 + at), decile=2), HILIR, 0) for at in range(3)]
        list_of(tx, "Dinsos", *said)


def test_four_answers_give_three_ways_and_a_picture(planner: Conversation) -> None:
    asks(planner).sees("Anggaran Rp500.000.000", "2.480 orang", "4.960 orang", "4.133 orang", "Desa 40 %")
    assert planner.town.file(planner.seen).startswith(b"\x89PNG")


def test_what_was_worked_out_last_is_there_again(planner: Conversation, town: Town) -> None:
    asks(planner).sees("2.480 orang")
    town.restarts()
    planner.says("/anggaran").sees("2.480 orang").taps("Anggaran baru").sees("Berapa dananya")


def test_each_way_can_be_changed(planner: Conversation) -> None:
    asks(planner).sees("2.480 orang").taps("Ubah C").sees("Pilihan C", "Kabupaten 60 %, Desa 40 %")
    planner.taps("Siapa membayar").sees("Siapa yang membayar").says("60 50").sees("lebih dari seluruhnya")
    planner.says("provinsi 50 desa 30").sees("Provinsi 50 %, Desa 30 %, Belum ada 20 %")
    planner.taps("Ubah B").sees("Pilihan B").taps("Berapa bulan").sees("berapa bulan").says("61").sees(
        "1 sampai 60"
    )
    planner.says("2 tahun").sees("24 bulan")
    planner.taps("Ubah A").sees("Pilihan A").taps("Dana atau orang").says("100 juta untuk 1000 orang")
    planner.sees("Beberapa anggaran", "1.000 orang · 5 bulan")
    planner.taps("Ubah A").sees("Pilihan A").taps("Mulai bulan").says("Maret 2027").sees("5 bulan")
    planner.taps("Ubah A").sees("mulai Maret 2027")


def test_a_list_tells_whom_the_money_reaches_and_small_numbers_stay_hidden(
    planner: Conversation, town: Town
) -> None:
    lists(town)
    asks(planner).sees("33 orang").taps("Siapa yang terjangkau")
    planner.sees("Desil 1: A tidak ditampilkan", "Desil 2: A kurang dari 5")
    planner.taps("Ubah urutan").sees("siapa yang didahulukan").taps("Tertua dulu").sees("Urutan: Tertua dulu")


def test_small_numbers_are_shown_to_whoever_may_see_them(town: Town) -> None:
    lists(town)
    admin = town.staff("admin")
    asks(admin).sees("33 orang").taps("Siapa yang terjangkau").sees("Desil 1: A 30", "Desil 2: A 3")
    assert town.rows("SELECT count(*) FROM audit WHERE action = 'count whom a budget reaches'") == [(1,)]


def test_the_figures_of_the_branch_can_stand_in_for_lists(planner: Conversation, town: Town) -> None:
    lists(town)
    asks(planner).sees("33 orang").taps("angka kantor cabang").sees("2.480 orang")
    planner.taps("Hitung dari daftar").sees("33 orang")


def test_without_lists_nobody_can_say_who_is_reached(planner: Conversation) -> None:
    asks(planner).sees("2.480 orang").lacks("Siapa yang terjangkau")
    planner.taps_data("m1|bg_who").sees("Belum ada daftar orang")


def test_the_workbook_comes_as_a_file(planner: Conversation, town: Town) -> None:
    asks(planner).sees("2.480 orang").taps("Berkas Excel").sees("Kotak kuning boleh diubah")
    assert town.file(planner.seen).startswith(b"PK")


def test_questions_can_be_left_and_nothing_is_kept(planner: Conversation, town: Town) -> None:
    planner.says("/anggaran").sees("Berapa dananya").says("/batal").sees("Tidak ada yang diubah")
    assert town.rows("SELECT count(*) FROM budget_plans") == [(0,)]


def test_a_change_can_be_left_or_put_off(planner: Conversation) -> None:
    asks(planner).sees("2.480 orang").taps("Ubah A").sees("Pilihan A").taps("Perlindungan")
    planner.sees("Perlindungan apa").taps("Batalkan").sees("Tidak ada yang diubah").taps("Ketiga pilihan")
    planner.sees("2.480 orang").taps("Ubah A").sees("Pilihan A").taps("Berapa bulan").sees("berapa bulan")
    planner.says("/kantor").sees("Terkirim")
    planner.says("/anggaran").sees("2.480 orang")


def test_announcers_and_workers_have_no_such_command(town: Town, siti: Conversation) -> None:
    for one in (town.staff("announcer", 1003), siti):
        one.says("/anggaran").sees().lacks("Berapa dananya")
