"""Reading a choice among a few."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.form import Asking, RefusedError
from bot.dialogue.options import Options, alike
from bot.registration.form import enrolment

if TYPE_CHECKING:
    from bot.resources import Resources

_WORK = Options(
    {"one": "occupation.farmer", "two": "occupation.fisher"}, {"one": "words.farmer", "two": "words.fisher"}
)
_SAME = Options(
    {"one": "occupation.farmer", "two": "occupation.fisher"}, {"one": "words.farmer", "two": "words.farmer"}
)


@pytest.fixture
def asking(resources: Resources) -> Asking:
    return Asking(resources.catalogues["id"], resources.catalogues, dt.date(2026, 11, 22), {})


@pytest.mark.parametrize("text", ["one", "🌾 Petani", "petani", "Petani pak", "petanni"])
def test_an_option_is_meant_by_its_id_its_label_or_a_word_for_it(asking: Asking, text: str) -> None:
    assert _WORK.read(text, asking) == "one"


def test_a_name_that_two_options_share_offers_both(asking: Asking) -> None:
    with pytest.raises(RefusedError) as caught:
        _SAME.read("petani", asking)
    assert caught.value.reason == "options.several"
    assert [choice.id for choice in caught.value.candidates] == ["one", "two"]


@pytest.mark.parametrize("text", ["bukan petani", "raja"])
def test_a_name_within_more_words_is_not_taken(asking: Asking, text: str) -> None:
    with pytest.raises(RefusedError) as caught:
        _WORK.read(text, asking)
    assert (caught.value.reason, caught.value.candidates) == ("options.refused", ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("tani", "tanu", False), ("ladang", "ladamg", True), ("ladang", "lagamg", False),
        ("perkebunan", "perkebumam", True), ("ladang", "padang", False), ("tani", "tani", True),
    ],
)  # fmt: skip
def test_long_words_may_hold_a_slip_or_two_but_not_at_the_beginning(
    one: str, other: str, same: object
) -> None:
    assert alike(one, other) is same


@pytest.mark.parametrize("text", ["man", "Laki-laki", "laki laki"])
def test_an_option_is_known_by_its_id_and_its_label(asking: Asking, text: str) -> None:
    assert Options({"man": "nik.man", "woman": "nik.woman"}).read(text, asking) == "man"


def test_a_name_that_several_bear_is_refused_with_those_to_choose_from(asking: Asking) -> None:
    options = Options({"he": "nik.man", "him": "nik.man", "woman": "nik.woman"})
    with pytest.raises(RefusedError) as caught:
        options.read("laki-laki", asking)
    assert [choice.id for choice in caught.value.candidates] == ["he", "him"]


def test_what_is_none_of_them_is_refused_without_any_to_choose_from(asking: Asking) -> None:
    with pytest.raises(RefusedError) as caught:
        Options({"man": "nik.man", "woman": "nik.woman"}).read("kapal", asking)
    assert not caught.value.candidates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dirumah", "home"), ("jlan", "road"), ("danau sentarum", "river"), ("di jalan raya", "road"),
        ("di kebun sendiri saja pak", "field"), ("kerja di proyek jembatan", "site"),
    ],
)  # fmt: skip
def test_an_option_is_guessed_from_words_that_speak_for_it_alone(
    resources: Resources, asking: Asking, text: str, value: str
) -> None:
    assert enrolment(resources).by_id["workplace"].read(text, asking) == value


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("kebun dan pasar", ["field", "market"]),  # two of them
        ("bukan di kebun", []),
        ("sinyal jelek pak", []),
        ("anak saya yang di kebun", ["field"]),  # somebody else's
    ],
)
def test_what_speaks_for_several_or_against_is_never_taken(
    resources: Resources, asking: Asking, text: str, offered: list[str]
) -> None:
    with pytest.raises(RefusedError) as caught:
        enrolment(resources).by_id["workplace"].read(text, asking)
    assert [choice.id for choice in caught.value.candidates] == offered
