"""One word for one thing: the glossary, and what `payung check` says of other words."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.commands._terms import Term, Terms
from bot.errors import ConfigurationError
from bot.folders import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from bot.resources import Resources


def test_no_text_says_a_thing_in_another_word(resources: Resources) -> None:
    terms = Terms.load(ROOT / "locales")
    assert list(terms.faults(resources.catalogues, resources.library)) == []


def test_a_text_that_does_is_named(resources: Resources) -> None:
    terms = Terms((Term("tutup pintu", "close", "to close", ("Kembali",)),))
    faults = list(terms.faults(resources.catalogues, resources.library))
    assert any(fault.startswith("locales: id: dialogue.back: says Kembali") for fault in faults)
    assert not any("words." in fault for fault in faults)


def test_a_term_without_its_meaning_is_a_fault_of_the_file(tmp_path: Path) -> None:
    shutil.copy(ROOT / "locales" / "terms.toml", tmp_path)
    path = tmp_path / "terms.toml"
    path.write_text(path.read_text("utf-8").replace("meaning", "sense", 1), "utf-8")
    with pytest.raises(ConfigurationError):
        Terms.load(tmp_path)
