"""The kinds of people: what each of them tends to do."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares from 0 to 1, of the answers or questions at which somebody does this."""

    taps: float = 0.6  # a button rather than typing, where there is one
    loose: float = 0.35  # of what is typed: in their own words
    slips: float = 0.1  # of what is typed: with a slip of the thumb
    doubles: float = 0.0  # everything is tapped or sent twice
    old_buttons: float = 0.0  # taps further up in the chat first
    early: float = 0.0  # the next answer follows before the question
    pairs: float = 0.0  # two answers in one message
    asides: float = 0.0  # asks something, or opens something else, first
    leaves: float = 0.0  # goes away first, and comes back
    media: float = 0.0  # sends something that is no text first
    bad_signal: float = 0.0  # a message arrives twice, or the reply comes late
    wrong_first: float = 0.0  # gets it wrong at first (the NIK always)
    other: float = 0.0  # enrols somebody else
    english: float = 0.0


KINDS = {
    "neat": Habits(loose=0.0, slips=0.0),
    "hurried": Habits(taps=0.8, doubles=0.3, old_buttons=0.15, early=0.25),
    "misspelling": Habits(taps=0.1, loose=0.8, slips=0.3),
    "interrupting": Habits(asides=0.35),
    "coming back": Habits(leaves=0.2),
    "two at once": Habits(taps=0.2, pairs=0.5),
    "not text": Habits(media=0.35),
    "bad signal": Habits(bad_signal=0.4),
    "wrong first": Habits(wrong_first=0.3, taps=0.4),
    "helper": Habits(other=1.0, loose=0.5),
    "English": Habits(english=1.0, loose=0.5),
}


def habits_of(kind: str, chance: Random) -> Habits:
    """Return the habits of somebody of a kind; three in ten, unless neat, have those of another kind too."""
    habits = KINDS[kind]
    if kind == "neat" or chance.random() >= 0.3:
        return habits
    second = KINDS[chance.choice([one for one in KINDS if one not in {kind, "neat", "English"}])]
    return Habits(
        **{one.name: max(getattr(habits, one.name), getattr(second, one.name) / 2) for one in fields(Habits)}
        | {"taps": min(habits.taps, second.taps), "other": habits.other, "english": habits.english}
    )
