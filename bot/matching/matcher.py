"""From a text to the kinds of question it may be, and how sure that is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.classifier import Classifier

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from bot.matching.vocabulary import Vocabulary

_SHARPNESS = 6.0  # makes of scores something like a probability
_MOST_CHOICES = 3
_MOST_STRANGE = 1 / 3  # of the words of a text may be unknown if it is to be answered: a name is no question
_LONG_WORD = 6  # letters from which on one slip is put right; two from ten on
_LONG_ENOUGH = 8  # letters from which on a word put right is surely meant
_VERY_LONG_WORD = 10
_USUAL = 5  # examples in which a word stands, so that it is spelt as most do
_SHORTEST_HEARD = 4  # letters of a word that may be written as it is said
_SAID_FOR = (("p", "f"), ("f", "p"), ("v", "p"), ("p", "v"), ("j", "z"), ("z", "j"), ("v", "f"))
_ITS = "nye"  # as -nya is said here
_SHORT_TEXT, _NEARNESS = 5, 0.25  # words of a text that may go on with the topic; how much likelier that is
_LEAST_BESIDE_NUMBERS = 3  # words that are known, for a number to mean something


class Decision(StrEnum):
    """What can be done with a question."""

    ANSWER = "answer"  # sure enough to answer at once
    CHOOSE = "choose"  # one of a few: the asker decides
    REFUSE = "refuse"  # not ours, or nothing is known of it


@dataclass(frozen=True, slots=True)
class Match:
    """What a text is taken for.

    `label` is the likeliest kind, or the one for what is not ours where the text is refused; `score`, from
    0 to 1, how sure that is; `choices` the likeliest kinds that are ours, best first.
    """

    decision: Decision
    label: str
    score: float
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on a text is answered, or refused as not ours; below `choose` it is hopeless."""

    answer: float
    refuse: float
    choose: float


@dataclass(frozen=True, slots=True)
class Matcher:
    """Knows the kinds of questions of one set; `foreign` is the kind for what is not ours."""

    vocabulary: Vocabulary
    classifier: Classifier
    known: frozenset[str]  # every word of the examples
    usual: frozenset[str]  # those that stand in several
    long: tuple[str, ...]  # those in which slips are put right, in order
    exact: Mapping[str, str]  # the kind of each example, by its words
    thresholds: Thresholds
    foreign: str

    @classmethod
    def learn(
        cls,
        examples: Sequence[tuple[str, str]],
        vocabulary: Vocabulary,
        thresholds: Thresholds,
        foreign: str,
    ) -> Matcher:
        """Learn from examples (text, kind). Takes about a second for 7,000 of them."""
        written = [(vocabulary.words(text), label) for text, label in examples]
        counted = Counter(word for words, _ in written for word in words)
        usual = frozenset(word for word, count in counted.items() if count >= _USUAL)
        spelt = [([_as_usual(word, usual) for word in words], label) for words, label in written]
        known = frozenset(word for words, _ in spelt for word in words)
        meanings = {word: vocabulary.meaning_of(word) for word in known}
        learnt = [(_features(words, meanings.__getitem__), label) for words, label in spelt]
        classifier = Classifier.learn(learnt)
        long = tuple(sorted(word for word in known if len(word) >= _LONG_WORD - 1))
        return cls(vocabulary, classifier, known, usual, long, _exact(spelt), thresholds, foreign)

    def judge(self, text: str, near: Collection[str] = ()) -> Match:
        """Tell what a text is taken for; a short one rather for a kind `near` to what was spoken of."""
        said = self.vocabulary.words(text)
        typed = [_as_usual(word, self.usual) for word in self._speaking(said)]
        words = [self._put_right(word) for word in typed]
        exact = self.exact.get(" ".join(words))
        ranked = self._ranked(words, near if len(words) <= _SHORT_TEXT else ())
        best, score = (exact, 1.0) if exact else ranked[0]
        labels = dict.fromkeys([best, *(label for label, _ in ranked)])
        choices = tuple(label for label in labels if label != self.foreign)[:_MOST_CHOICES]
        if not any(word in self.known for word in words):
            return Match(Decision.REFUSE, self.foreign, 1.0, choices)
        if best == self.foreign and score >= self.thresholds.refuse:
            return Match(Decision.REFUSE, self.foreign, score, choices)
        strange = sum(map(self._is_strange, typed, words))
        sure = score >= self.thresholds.answer and strange <= len(words) * _MOST_STRANGE
        sure = sure and (len(typed) > 1 or len(typed) == len(said))  # "10 hari" says too little
        if best != self.foreign and sure:
            return Match(Decision.ANSWER, best, score, choices)
        if score < self.thresholds.choose:
            return Match(Decision.REFUSE, self.foreign, 1 - score, choices)
        return Match(Decision.CHOOSE, choices[0], dict(ranked)[choices[0]], choices)

    def _speaking(self, words: list[str]) -> list[str]:
        """Return the words without numbers that stand nearly alone: "10 hari", "rt 10 rw 30" ask nothing."""
        spoken = [word for word in words if not word.isdigit()]
        known = sum(word in self.known or self.vocabulary.knows(word) for word in spoken)
        return words if known >= _LEAST_BESIDE_NUMBERS else spoken

    def _ranked(self, words: Sequence[str], near: Collection[str]) -> list[tuple[str, float]]:
        """Return every kind with how likely it is, the likeliest first."""
        scores = self.classifier.scores(_features(words, self.vocabulary.meaning_of))
        for label in near:
            scores[self.classifier.classes.index(label)] += _NEARNESS
        likely = np.exp((scores - scores.max()) * _SHARPNESS)
        likely /= likely.sum()
        order = np.argsort(-likely, kind="stable")
        return [(self.classifier.classes[place], float(likely[place])) for place in order]

    def _is_strange(self, typed: str, word: str) -> bool:
        """Tell whether a word is not known, or only by a slip that may be another word, as in names."""
        guessed = typed != word and len(typed) < _LONG_ENOUGH
        return guessed or not (word in self.known or self.vocabulary.knows(word))

    def _put_right(self, word: str) -> str:
        """Return the known word that a word is with a slip or two; itself where none is near enough."""
        if word in self.known or len(word) < _LONG_WORD or not word.isalpha():
            return word
        slips = 1 if len(word) < _VERY_LONG_WORD else 2
        found = process.extractOne(word, self.long, scorer=OSA.distance, score_cutoff=slips)
        return found[0] if found else word


def _as_usual(word: str, usual: Collection[str]) -> str:
    """Return the usual spelling of a word that was written as people here say it: daptar, kerje."""
    if word in usual or len(word) < _SHORTEST_HEARD or not word.isalpha():
        return word
    if word.endswith(_ITS):
        return f"{word[:-1]}a"
    heard = [f"{word[:-1]}a"] if word.endswith("e") else []
    heard += [word.replace(said, spelt) for said, spelt in _SAID_FOR if said in word]
    return next((one for one in heard if one in usual), word)


def _exact(examples: Iterable[tuple[Sequence[str], str]]) -> dict[str, str]:
    """Return the kind of each example by its words, where these are of one kind only."""
    kinds: dict[str, set[str]] = {}
    for words, label in examples:
        kinds.setdefault(" ".join(words), set()).add(label)
    return {text: min(labels) for text, labels in kinds.items() if text and len(labels) == 1}


def _features(words: Sequence[str], meaning_of: Callable[[str], str]) -> list[str]:
    """Return what is learnt of a text: its words, what they mean, and which meanings are neighbours."""
    meanings = [meaning_of(word) for word in words]
    pairs = map(">".join, pairwise(meanings))
    return [*_tagged("w", words), *_tagged("m", meanings), *pairs]


def _tagged(tag: str, words: Iterable[str]) -> Iterable[str]:
    return (f"{tag}:{word}" for word in words)
