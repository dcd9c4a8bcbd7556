"""What danger is learnt from."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.danger.sentences import Sentences
from bot.errors import ConfigurationError
from bot.folders import ROOT
from bot.matching.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Vocabulary((), (), frozenset())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("fraud = [", "tipuan = [", "is (no danger|missing)"),
        ("missing = [", "missing = [1, ", "must be a list of texts"),
    ],
)
def test_a_fault_of_the_sentences_names_file_key_and_reason(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    shutil.copytree(ROOT / "config" / "danger", tmp_path / "danger")
    path = tmp_path / "danger" / "sentences.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(f"\n{old}", f"\n{new}", 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=fault) as raised:
        Sentences.load(tmp_path, NOTHING)
    assert "sentences.toml" in str(raised.value)


def test_the_same_sentences_are_learnt_once() -> None:
    one, other = Sentences.load(ROOT / "config", NOTHING), Sentences.load(ROOT / "config", NOTHING)
    assert one.judge() is other.judge()


def test_no_sentence_stands_twice_nor_holds_a_long_number() -> None:
    texts = [text.casefold() for text, _ in Sentences.load(ROOT / "config", NOTHING).examples]
    assert len(texts) == len(set(texts))
    assert not [text for text in texts if sum(map(str.isdigit, text)) >= 12]
