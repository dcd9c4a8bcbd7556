"""From a text to the remark that it is, if any.

It is learnt from sentences: what people say beside the matter, and what they mean as an answer or a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.matching.classifier import Classifier
from bot.matching.features import broad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.matching.vocabulary import Vocabulary

VALUE, QUESTION = "value", "question"  # labels of what is no remark
_MARGIN = 0.1  # by how much a remark must be likelier than an answer or a question


class Remark(StrEnum):
    """What somebody says that neither answers nor asks."""

    GREETING = "greeting"
    THANKS = "thanks"
    OK = "ok"  # a bare assent
    ANGER = "anger"
    ROBOT = "robot"  # who or what answers here
    MENU = "menu"  # what there is; to begin again
    STOP_NEWS = "stop_news"  # no more messages
    CANCEL = "cancel"  # not to enrol after all
    LATER = "later"  # needs time
    BAD_SIGNAL = "bad_signal"  # also quota, battery, a slow phone
    CANNOT_READ = "cannot_read"
    OTHER_PHONE = "other_phone"  # writes with somebody else's
    DELETE_DATA = "delete_data"
    LOCK_CHAT = "lock_chat"
    LOST_NUMBER = "lost_number"  # of the registration, or its proof
    NO_CARD = "no_card"
    ON_CARD = "on_card"  # look at the card
    NOT_KNOW = "not_know"  # not known, not remembered, not understood
    NO_PHONE = "no_phone"
    PERSON = "person"  # wants a human
    SAID_BEFORE = "said_before"
    CORRECT = "correct"  # something earlier is wrong
    GROUP = "group"  # many are to be enrolled
    TALK = "talk"  # the weather, work, children


@dataclass(frozen=True, slots=True)
class Judge:
    """Tells remarks from answers and questions."""

    vocabulary: Vocabulary
    known: frozenset[str]  # words that remarks are made with
    classifier: Classifier

    @classmethod
    def learn(cls, examples: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> Judge:
        """Learn from sentences, each with its remark, `VALUE` or `QUESTION`."""
        learnt = [(list(broad(*vocabulary.read(text))), label) for text, label in examples]
        remarks = [text for text, label in examples if label not in {VALUE, QUESTION}]
        known = frozenset(word for text in remarks for word in vocabulary.words(text))
        return cls(vocabulary, known, Classifier.learn(learnt))

    def judge(self, text: str) -> Remark | None:
        """Return the remark that a text is; None where it may be an answer or a question."""
        words, meant = self.vocabulary.read(text)
        if self.known.isdisjoint(words):
            return None
        classes, scores = self.classifier.classes, self.classifier.scores(broad(words, meant))
        for label in (VALUE, QUESTION):
            scores[classes.index(label)] += _MARGIN
        best = classes[int(scores.argmax())]
        return None if best in {VALUE, QUESTION} else Remark(best)
