"""What people type, and what is taken from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.form import Asking, RefusedError, UnsureError
from bot.dialogue.options import Options
from bot.registration.steps import place_readers, readers

if TYPE_CHECKING:
    from bot.resources import Resources


@pytest.fixture
def asking(resources: Resources) -> Asking:
    catalogues = resources.catalogues
    return Asking(catalogues["id"], catalogues, dt.date(2026, 11, 22), {"district": "61.06.01"})


@pytest.mark.parametrize(
    "text",
    ["setuju", "Setuju!", "stuju", "oke setuju", "setuju ya pak", "saya setuju", "ya", "I agree", "agree"],
)
def test_consent_is_taken_from_a_clear_yes(asking: Asking, text: str) -> None:
    assert readers.read_consent(text, asking) == readers.AGREED


@pytest.mark.parametrize(
    "text",
    ["tidak setuju", "ga setuju", "setuju?", "belum setuju", "nanti", "halo", "kalau tidak setuju gmn", ""],
)
def test_consent_is_never_taken_from_anything_else(asking: Asking, text: str) -> None:
    with pytest.raises(RefusedError):
        readers.read_consent(text, asking)


@pytest.mark.parametrize(
    "text",
    [
        "6106011708809001",
        "6106 0117 0880 9001",
        "nik: 6106011708809001 ya pak",
        "6106.01.170880.9001 terima kasih",
        "6106O11708809001",
    ],
)
def test_a_nik_is_found_among_words(resources: Resources, asking: Asking, text: str) -> None:
    assert readers.NikReader(resources.divisions, resources.facts).read(text, asking) == "6106011708809001"


@pytest.mark.parametrize("text", ["6106011708809001 6106015708809002", "halo", "123", "61060117088090011"])
def test_what_is_not_one_nik_is_refused(resources: Resources, asking: Asking, text: str) -> None:
    with pytest.raises(RefusedError):
        readers.NikReader(resources.divisions, resources.facts).read(text, asking)


@pytest.mark.parametrize(
    "text", ["putussibau utara", "saya di putussibau utara", "kec. pts utara ya", "Putusibau Utara"]
)
def test_a_district_is_found_in_a_sentence(resources: Resources, asking: Asking, text: str) -> None:
    assert place_readers.PlaceReader(resources.regions, 4).read_district(text, asking) == "61.06.01"


@pytest.mark.parametrize("text", ["sibau hulu", "di sibau hulu pak", "desa sibau hulu"])
def test_a_village_is_found_in_a_sentence(resources: Resources, asking: Asking, text: str) -> None:
    code = place_readers.PlaceReader(resources.regions, 4).read_village(text, asking)
    assert place_readers.PlaceReader(resources.regions, 4).show(code, asking) == "Sibau Hulu"


@pytest.mark.parametrize("text", ["ya", "halo", "ok", "selamat pagi", "Yes"])
def test_a_greeting_or_a_yes_is_no_name(resources: Resources, asking: Asking, text: str) -> None:
    with pytest.raises((RefusedError, UnsureError)):
        readers.NameReader(resources.names).read(text, asking)


def test_a_village_of_another_district_is_named_with_its_district(
    resources: Resources, asking: Asking
) -> None:
    with pytest.raises(RefusedError) as refused:
        place_readers.PlaceReader(resources.regions, 4).read_village("nanga lemedak", asking)
    assert refused.value.values == {"village": "Nanga Lemedak", "district": "Semitau"}


def test_an_option_is_read_by_its_label_in_the_language_of_the_turn(asking: Asking) -> None:
    options = Options({"man": "nik.man", "woman": "nik.woman"})
    assert options.read("perempuan", asking) == "woman"
    assert options.read("woman", asking) == "woman"
    assert options.show("woman", asking) == "Perempuan"
    with pytest.raises(RefusedError):
        options.read("lain", asking)


def test_the_places_chosen_most_come_first_and_the_others_by_the_alphabet(
    resources: Resources, asking: Asking
) -> None:
    reader = place_readers.PlaceReader(resources.regions, 2)
    chosen = {"district": ["61.06.10", "61.06.99", "61.06.03", "61.06.02"], "village": ["61.06.01.2007"]}
    often = replace(asking, often=lambda step: chosen[step])
    codes = [choice.id for choice in reader.districts(often)]
    usual = [choice.id for choice in reader.districts(asking)]
    assert codes[:2] == ["61.06.10", "61.06.03"]
    assert codes[2:] == [code for code in usual if code not in codes[:2]]
    assert [choice.label for choice in reader.villages(often)][:2] == ["Datah Dian", "Ariung Mendalam"]
