"""A linear classifier for short texts: learnt in a second, judges in far less than a millisecond.

Passive-aggressive learning (Crammer et al. 2006, PA-I) with averaged weights: an example that is not told
from its strongest rival by a margin moves the weights of both, by just enough. The same examples in the same
order always give the same weights.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from bot.matching.memory import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Row = tuple[NDArray[np.intp], NDArray[np.float32]]  # numbers of features, and their weights in the text

_LEAST_SEEN = 3  # examples that must have a feature: what is said once teaches nothing about others
_PASSES = 3
_MOST_STEP = 0.4  # the largest step for one example (C of PA-I)
_ORDERS = 3  # in which the examples are learnt
_SEED = 4  # of the first order in which examples are learnt


@dataclass(frozen=True, slots=True)
class Features:
    """The features that examples share, numbered, with how rare each is (inverse document frequency)."""

    numbers: Mapping[str, int]
    rarity: Sequence[float]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> Features:
        """Return the features that several of the texts have."""
        seen = Counter(feature for features in texts for feature in dict.fromkeys(features))
        common = {feature: count for feature, count in seen.items() if count >= _LEAST_SEEN}
        rarity = [1 + math.log(len(texts) / count) for count in common.values()]
        return cls({feature: number for number, feature in enumerate(common)}, rarity)

    def row(self, features: Iterable[str]) -> Row:
        """Return the known features of a text and their tf-idf weights, of length 1 together."""
        known = sorted({self.numbers[one] for one in features if one in self.numbers})
        weights = [self.rarity[number] for number in known]
        length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
        return np.array(known, np.intp), np.array(weights, np.float32) / np.float32(length)


@dataclass(frozen=True, slots=True)
class Classifier:
    """What was learnt: a weight for each feature and class."""

    classes: tuple[str, ...]
    features: Features
    weights: NDArray[np.float32]

    @classmethod
    def learn(cls, examples: Sequence[tuple[Sequence[str], str]]) -> Classifier:
        """Learn from examples: the features of a text, and its class; or recall what was."""
        classes = tuple(sorted({label for _, label in examples}))
        features, name = Features.of([one for one, _ in examples]), _name_of(examples)
        shape = len(features.numbers), len(classes)
        if (kept := MEMORY.recall(name)) is not None:
            return cls(classes, features, np.frombuffer(kept, np.float32).reshape(shape))
        number = {label: place for place, label in enumerate(classes)}
        rows = [(features.row(one), number[label]) for one, label in examples]
        weights = _mean_of_orders(rows, *shape)
        MEMORY.keep(name, weights.tobytes())
        return cls(classes, features, weights)

    def scores(self, features: Iterable[str]) -> NDArray[np.float32]:
        """Return a score for each class, in the order of `classes`; 0 where nothing of the text is known."""
        numbers, weights = self.features.row(features)
        return weights @ self.weights[numbers]


def _name_of(examples: Sequence[tuple[Sequence[str], str]]) -> str:
    """Return a name that is another one when anything is that the weights follow from."""
    return hashlib.sha256(_way() + msgspec.msgpack.encode(examples)).hexdigest()


@cache
def _way() -> bytes:
    return f"{np.__version__}\n{Path(__file__).read_text(encoding='utf-8')}".encode()


def _mean_of_orders(rows: Sequence[tuple[Row, int]], features: int, classes: int) -> NDArray[np.float32]:
    """Return what is learnt, on average over several orders: so one example more changes little else."""
    learnt = [_learnt(rows, features, classes, _SEED + order) for order in range(_ORDERS)]
    mean: NDArray[np.float32] = np.mean(learnt, axis=0, dtype=np.float32)
    return mean


def _learnt(rows: Sequence[tuple[Row, int]], features: int, classes: int, seed: int) -> NDArray[np.float32]:
    weights = np.zeros((features, classes), np.float32)
    delayed = np.zeros((features, classes), np.float32)  # every step times when it came: for the average
    chance, time = np.random.default_rng(seed), 0
    for _ in range(_PASSES):
        for place in chance.permutation(len(rows)):
            (numbers, values), right = rows[place]
            time += 1
            scores = values @ weights[numbers]
            own = scores[right]
            scores[right] = -np.inf
            rival = int(scores.argmax())
            loss = 1 - own + scores[rival]
            if loss > 0:
                step = values * np.float32(min(_MOST_STEP, loss / 2))
                late = step * np.float32(time)
                weights[numbers, right] += step
                weights[numbers, rival] -= step
                delayed[numbers, right] += late
                delayed[numbers, rival] -= late
    return weights - delayed / np.float32(time)
