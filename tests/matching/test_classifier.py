"""The linear classifier: what it learns from a handful of examples."""

from __future__ import annotations

import math

import numpy as np
import pytest

from bot.matching.classifier import Classifier, Features

EXAMPLES = [
    *[(["red", "round", extra], "apple") for extra in ("a", "b", "c", "d")],
    *[(["yellow", "long", extra], "banana") for extra in ("a", "b", "c", "d")],
    *[(["yellow", "round", extra], "lemon") for extra in ("a", "b", "c", "d")],
]


def best(classifier: Classifier, features: list[str]) -> str:
    return classifier.classes[int(classifier.scores(features).argmax())]


def test_a_feature_counts_once_a_text_and_from_three_texts_on() -> None:
    features = Features.of([["a", "a", "b"], ["a", "b"], ["a", "c", "c", "c"]])
    assert list(features.numbers) == ["a"]
    assert list(features.rarity) == [1.0]


def test_what_is_rarer_weighs_more() -> None:
    features = Features.of([["a", "b"]] * 3 + [["a"]] * 3)
    rarity = dict(zip(features.numbers, features.rarity, strict=True))
    assert rarity == {"a": 1.0, "b": pytest.approx(1 + math.log(2))}


def test_the_weights_of_a_text_have_length_one_and_its_unknown_features_none() -> None:
    features = Features.of([["a", "b"]] * 3 + [["a"]] * 3)
    numbers, weights = features.row(["b", "a", "b", "unheard"])
    assert numbers.tolist() == [0, 1]
    assert float(np.square(weights).sum()) == pytest.approx(1)
    assert [part.tolist() for part in features.row(["unheard"])] == [[], []]


@pytest.mark.parametrize(
    ("features", "kind"),
    [
        (["red", "round"], "apple"),
        (["yellow", "long"], "banana"),
        (["yellow", "round"], "lemon"),
        (["red"], "apple"),
        (["long"], "banana"),
        (["round", "yellow", "unheard"], "lemon"),
    ],
)
def test_examples_and_what_is_like_them_are_told_apart(features: list[str], kind: str) -> None:
    assert best(Classifier.learn(EXAMPLES), features) == kind


def test_the_same_examples_give_the_same_weights_and_classes_in_order() -> None:
    one, other = Classifier.learn(EXAMPLES), Classifier.learn(EXAMPLES)
    assert one.classes == other.classes == ("apple", "banana", "lemon")
    assert np.array_equal(one.weights, other.weights)
    assert one.weights.any()


def test_nothing_known_gives_every_class_nothing() -> None:
    assert Classifier.learn(EXAMPLES).scores(["unheard"]).tolist() == [0, 0, 0]
