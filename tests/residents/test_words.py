"""How what is said of people is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.linkage.reasons import Reason
from bot.residents.words import REASONS, masked_name, masked_nik, reasons

if TYPE_CHECKING:
    from bot.resources import Resources


def test_every_reason_has_words_and_what_speaks_for_it_comes_first(resources: Resources) -> None:
    texts = resources.catalogues["id"]
    assert set(REASONS) == set(Reason)
    lines = reasons(texts, ["nik_other", "name_same", "of_a_later_version"]).split("\n")
    assert lines == ["➕ namanya sama", "➖ NIK-nya berbeda"]


@pytest.mark.parametrize(("name", "shown"), [("Siti Aminah", "S••• A•••••"), ("?? 12", "?•••"), ("A", "A")])
def test_a_name_of_a_list_is_masked_whatever_it_is(name: str, shown: str) -> None:
    assert masked_name(name) == shown


def test_of_a_nik_the_last_four_digits_show() -> None:
    assert masked_nik("6106015708809001") == "•••• 9001"
