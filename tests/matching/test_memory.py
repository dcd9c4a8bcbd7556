"""What was learnt is there at the next start, and learnt anew where it is not whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pytest

from bot.matching import classifier
from bot.matching.classifier import Classifier
from bot.matching.memory import Memory
from tests.matching.test_classifier import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MORE = [*EXAMPLES, (["green", "round", "a"], "lime")]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that a memory of its own lies in."""
    with patch.object(classifier, "MEMORY", Memory(tmp_path / "learnt")):
        yield tmp_path / "learnt"


def passes(examples: Sequence[tuple[Sequence[str], str]] = EXAMPLES) -> int:
    """Learn; return how often all examples were gone through for it."""
    with patch.object(classifier, "_learnt", wraps=classifier._learnt) as learnt:
        Classifier.learn(examples)
    return learnt.call_count


def test_what_was_learnt_before_is_recalled_and_judges_alike(folder: Path) -> None:
    first = Classifier.learn(EXAMPLES)
    assert passes() == 0
    again = Classifier.learn(EXAMPLES)
    assert np.array_equal(again.weights, first.weights)
    assert again.scores(["red", "round"]).tolist() == first.scores(["red", "round"]).tolist()


def test_other_examples_or_another_way_of_learning_are_learnt_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert passes()
    assert passes(MORE)
    monkeypatch.setattr(classifier, "_way", lambda: b"another")
    assert passes()


@pytest.mark.parametrize("damage", ["", "cut", "one sign is another"])
def test_a_file_that_is_not_whole_is_learnt_anew_and_then_is(folder: Path, damage: str) -> None:
    passes()
    [file] = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes({"": b"", "cut": whole[:-3]}.get(damage, whole[:-1] + bytes([whole[-1] ^ 1])))
    assert passes()
    assert file.read_bytes() == whole
    assert passes() == 0


def test_a_folder_that_cannot_be_written_costs_nothing_but_the_time(folder: Path) -> None:
    folder.write_text("a file stands there")
    assert passes()
    assert passes()


def test_what_could_not_be_written_to_its_end_leaves_nothing(folder: Path) -> None:
    with patch.object(Path, "replace", side_effect=OSError("the disk is full")):
        assert passes()
    assert list(folder.iterdir()) == []


def test_what_nobody_asks_for_any_more_is_deleted(folder: Path) -> None:
    passes(MORE)
    memory = Memory(folder)
    with patch.object(classifier, "MEMORY", memory):
        passes()
    assert len(list(folder.iterdir())) == 2
    memory.forget_the_rest()
    assert len(list(folder.iterdir())) == 1
    Memory().forget_the_rest()
    Memory(folder / "nowhere").forget_the_rest()
