"""What happened to one person, for the report."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from bench.people.said import Saying
from bench.people.seeing import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.people.seeing import Screen

PAUSED = "after a pause"
_STILL_ASKING = {Kind.QUESTION, Kind.SUMMARY, Kind.READ_BACK}


class Stumble(NamedTuple):
    """An input that did not bring the person on: at which step, of which kind."""

    step: str
    kind: str
    faulty: bool  # nobody could have taken it
    asked: bool  # the bot asked what was meant, rather than refusing
    text: str  # what was typed
    reaction: str  # the first line of the screen that followed


@dataclass(slots=True)
class Story:
    """One person's way from /start to the number."""

    name: str  # seed and number, by which the same person can be called again
    kind: str
    meaning: Mapping[str, str]  # what should be stored
    turns: int = 0
    number: str = ""
    why_not: str = ""
    last_line: str = ""
    stumbles: list[Stumble] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    meant: dict[str, Saying] = field(default_factory=dict)  # the last answer given to each step
    only_trying: bool = False  # answers go to the calculator, and may not be stored
    log: list[str] = field(default_factory=list)
    in_a_row: int = 0
    attempts: dict[str, int] = field(default_factory=dict)
    _offered: dict[str, set[str]] = field(default_factory=dict)  # the choices of a step when first seen

    def sees(self, screen: Screen) -> None:
        """Note where the person is."""
        self.last_line = screen.first_line
        if screen.step:
            self.reached.add(place(screen))
            self._offered.setdefault(place(screen), screen.answers)

    def answers(self, step: str, saying: Saying) -> None:
        """Note what was given as the answer to a step."""
        if self.only_trying and step in self.meant:
            saying = replace(saying, means=saying.means | self.meant[step].means)
        self.meant[step] = saying

    def confirms(self, step: str, value: str) -> None:
        """Note that a read-back was found right."""
        self.meant[step] = Saying(value, "confirmed", frozenset({value}))

    def greets(self, now: Screen, saying: Saying) -> None:
        """Note whether a greeting after a pause led back into the form."""
        self.reached.add(PAUSED)
        if now.kind is Kind.MENU:
            self._stumbles(PAUSED, saying, now, asked=False)

    def judges(self, before: Screen, now: Screen, saying: Saying) -> None:
        """Note whether an input on the screen `before` brought the person on."""
        stuck = place(now) == place(before) and now.kind in _STILL_ASKING
        aside = now.step == before.step and now.kind is Kind.ASIDE
        lost = before.kind is Kind.WELCOME and now.kind is Kind.MENU
        if (not stuck and not aside and not lost) or (aside and saying.asks):
            self.in_a_row = 0
            return
        which = aside or (bool(now.answers) and now.answers != self._offered.get(place(now), now.answers))
        self._stumbles(place(before), saying, now, asked=which)
        self.in_a_row += 1
        self.attempts[place(before)] = self.attempts.get(place(before), 0) + 1

    def _stumbles(self, where: str, saying: Saying, now: Screen, *, asked: bool) -> None:
        stumble = Stumble(where, saying.kind, saying.faulty, asked, saying.text, now.first_line)
        self.stumbles.append(stumble)


def place(screen: Screen) -> str:
    """Return the name of where a screen is: the step, or the yes to its read-back."""
    if screen.kind is Kind.WELCOME:
        return "first screen"
    return f"{screen.step}: yes?" if screen.kind is Kind.READ_BACK else screen.step
