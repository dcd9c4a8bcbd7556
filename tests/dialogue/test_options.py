"""A choice among a few, typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.form import Asking, RefusedError
from bot.dialogue.options import Options

if TYPE_CHECKING:
    from bot.resources import Resources


@pytest.fixture
def asking(resources: Resources) -> Asking:
    return Asking(resources.catalogues["id"], resources.catalogues, dt.date(2026, 11, 22), {})


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
