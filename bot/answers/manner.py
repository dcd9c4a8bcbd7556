"""What is no question to the library: greetings, thanks, anger, and doubts about the bot."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from bot.dialogue.words import without_filler
from bot.texts import key, plain

if TYPE_CHECKING:
    from bot.texts import Catalogues

_MOST_WORDS = 6  # a longer text says more than hello


class Manner(Enum):
    """How such a text is meant."""

    GREETING = "greeting"
    THANKS = "thanks"
    ANGER = "anger"
    ROBOT = "robot"  # asks who or what answers here


_WHOLE = {
    Manner.GREETING: key("words.greeting"),
    Manner.THANKS: key("words.thanks"),
}
_WITHIN = {
    Manner.ANGER: key("words.angry"),
    Manner.ROBOT: key("words.robot"),
}


def manner_of(text: str, catalogues: Catalogues) -> Manner | None:
    """Return how a text is meant that asks nothing the library could know; None for every other text."""
    words = f" {plain(text)} "
    typed = {plain(text), without_filler(text, catalogues, key("words.polite"))}
    for manner, entry in _WHOLE.items():
        if words.strip() and (typed & catalogues.said(entry) or _only(words, catalogues.said(entry))):
            return manner
    short = len(words.split()) <= _MOST_WORDS
    return next(
        (one for one, entry in _WITHIN.items() if short and _names(words, catalogues.said(entry))), None
    )


def _names(words: str, phrases: frozenset[str]) -> bool:
    return any(f" {phrase} " in words for phrase in phrases)


def _only(words: str, phrases: frozenset[str]) -> bool:
    """Tell whether a text is made of such phrases alone, as "halo selamat pagi"."""
    left = words
    for phrase in sorted(phrases, key=len, reverse=True):
        left = left.replace(f" {phrase} ", "  ")
    return not left.split()
