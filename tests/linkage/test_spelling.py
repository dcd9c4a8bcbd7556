"""Names as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.linkage.commonness import Commonness
from bot.linkage.spelling import spelt


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Hj. Siti Rohana, S.Pd", "Siti Rohana"),
        ("DRS. H. ABDUL RAHMAN", "Abdul Rahman"),
        ("Alm. Yohanes Sumardi", "yohanes sumardi"),
        ("M. Yusuf", "Muhammad Yusuf"),
        ("M.Yusuf", "Muhammad Yusuf"),
        ("Moh. Yusuf", "Mochammad Yusuf"),
        ("Abd. Rahman", "Abdul Rahman"),
        ("St. Rohana", "Siti Rohana"),
        ("Siti Rohana ST", "Siti Rohana"),
        ("Rohana S.T", "Rohana"),
        ("Fr. Ujang", "Fransiskus Ujang"),
        ("Yoh. Ujang", "Yohanes Ujang"),
        ("Johanes Ujang", "Yohanes Ujang"),
        ("Soerjadi", "Suryadi"),
        ("Tjokro Djaja", "Cokro Jaya"),
        ("Achmad Chairul", "Ahmad Hairul"),
        ("Akhmad", "Ahmad"),
        ("Ma'ruf", "Maruf"),
        ("Aisha", "Aisyah"),
        ("Ahmad bin Saleh", "Ahmad Saleh"),
        ("Renée", "Rene"),
    ],
)
def test_a_name_is_the_same_in_whatever_way_it_is_written(written: str, plain: str) -> None:
    assert spelt(written).sounds == spelt(plain).sounds


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ahmad", "Ahmat"), ("Fransiska", "Pransiska"), ("Zainal", "Jainal"), ("Supriyadi", "Supriadi"),
     ("Aminah", "Amina"), ("Anna", "Ana"), ("Vitalis", "Fitalis"), ("Syarif", "Sarif")],
)  # fmt: skip
def test_names_that_sound_the_same_are_told(one: str, other: str) -> None:
    assert spelt(one).whole == spelt(other).whole


@pytest.mark.parametrize(
    ("one", "other"), [("Riska", "Riski"), ("Yohanes", "Yohana"), ("Anjau", "Anyau"), ("Rian", "Dian")]
)
def test_names_of_others_do_not_sound_the_same(one: str, other: str) -> None:
    assert spelt(one).whole != spelt(other).whole


def test_the_order_of_words_and_the_space_between_them_change_nothing() -> None:
    assert spelt("Rohana Siti").whole == spelt("Siti Rohana").whole
    assert spelt("Nur Hayati").joined == spelt("Nurhayati").joined


def test_a_name_that_is_a_title_only_is_kept() -> None:
    assert spelt("Haji").words == ("haji",)
    assert spelt("M").words == ("m",)
    assert spelt("...").words == ()


@given(st.text(max_size=60))
def test_whatever_is_written_as_a_name_is_read(name: str) -> None:
    found = spelt(name)
    assert len(found.words) == len(found.sounds)
    assert all([*found.words, *found.sounds])


def test_a_common_word_tells_less_than_a_rare_one() -> None:
    counted = Commonness.of(["Siti Rohana", "Siti Aminah", "Siti Siti", ""] * 1000)
    assert counted.names == 3000
    assert counted.bits("siti") < 1 < counted.bits("rohana") < counted.bits("ucok")


def test_before_names_are_counted_common_ones_are_known() -> None:
    assert Commonness(0, {}).bits("muhamat") < Commonness(0, {}).bits("tingang")
