"""Giving an answer: which one, by which means, how often."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bench.people.said import Saying
from bench.people.saying import FREE
from bench.people.seeing import Kind
from bench.people.story import place

if TYPE_CHECKING:
    from random import Random

    from bench.people.habits import Habits
    from bench.people.hands import Hands
    from bench.people.known import Known
    from bench.people.saying import Speaker
    from bench.people.seeing import Screen
    from bench.people.story import Story
    from bench.people.worker import Worker

_TAP = "button"
_NEAR = (0.6, 1.7)  # an offered sum is near enough within these shares of the own
# What people send along with an answer.
_PAIRED = {
    "nik": "name", "name": "phone", "birthplace": "phone", "phone": "district", "district": "village",
    "occupation": "workplace", "workplace": "income", "income": "payer", "payer": "programs",
    "programs": "months",
}  # fmt: skip


class Mind:
    """What somebody knows of themselves, and how they put it."""

    def __init__(  # noqa: PLR0913, PLR0917 - what makes a person
        self, worker: Worker, known: Known, speaker: Speaker, habits: Habits, story: Story, chance: Random
    ) -> None:
        self.worker, self.known, self.speaker, self.habits = worker, known, speaker, habits
        self._story, self._chance = story, chance
        self.mistaken: dict[str, str] = {}  # wrong answers, until they are put right on the summary
        self.wrong_niks: list[Saying] = []
        self.restarts: set[str] = set()  # steps at which the bot is killed
        self.changes_language = False  # their telephone speaks another

    def value(self, step: str) -> str:
        """Return what is stored if all goes well, or the mistake."""
        return self.mistaken.get(step, self.worker.answers.get(step, ""))

    def puts_right(self, step: str) -> None:
        """Know better from now on."""
        for one in (step, "village") if step == "district" else (step,):
            self.mistaken.pop(one, None)

    def often(self, share: float) -> bool:
        """Take a chance."""
        return self._chance.random() < share

    def button(self, screen: Screen) -> str:
        """Return the button of a question that is the own answer; nothing where there is none."""
        value = self.value(screen.step)
        if value in screen.answers:
            return value
        if screen.step == "income" and value.isdigit():
            return self._nearest(int(value), screen.answers)
        if not value and "_skip" in screen.choices:
            return "_skip"
        return "" if screen.step in self.worker.answers else min(screen.answers, default="")

    @staticmethod
    def _nearest(own: int, offered: set[str]) -> str:
        sums = [one for one in sorted(offered) if one.isdigit() and _NEAR[0] <= int(one) / own <= _NEAR[1]]
        return min(sums, key=lambda one: abs(int(one) - own), default="")

    def typed(self, screen: Screen) -> Saying:
        """Return words for the own answer: looser at first, exact after two refusals."""
        step, tried = screen.step, self._story.attempts.get(place(screen), 0)
        if step == "nik" and self.wrong_niks:
            return self.wrong_niks.pop(0)
        if step not in self.worker.answers:
            return Saying(self.known.listing.example(step), "the example", frozenset())
        value, label = self.value(step), screen.labels.get(self.value(step), "")
        if screen.kind is Kind.WELCOME:
            loose = self.often(self.habits.loose)
            return self.speaker.wish(value) if loose else self.speaker.exactly(step, value, label)
        if tried >= 2 and value:
            return self.speaker.exactly(step, value, label)
        saying = self.speaker.somehow(self.worker, step, value, label)
        return self._with_another(step, saying) if not tried and self.often(self.habits.pairs) else saying

    def _with_another(self, step: str, saying: Saying) -> Saying:
        other = _PAIRED.get(step, "")
        if not other or not self.value(other):
            return saying
        more = self.speaker.exactly(other, self.value(other)).text
        text = f"{saying.text}{self._chance.choice((', ', ' ', chr(10), '. '))}{more}"
        means = saying.means | {text} if step in FREE else saying.means
        return replace(saying, text=text, kind=f"two answers ({step} + {other})", means=means)

    def is_elsewhere(self, screen: Screen) -> bool:
        """Tell whether the villages shown are those of another district."""
        own = {village.code for village in self.known.villages[self.value("district")]}
        return bool(screen.answers) and not screen.answers & own

    def agrees(self, screen: Screen) -> bool:
        """Tell whether a read-back says what was meant."""
        if screen.step in {"nik", "family_card"}:
            return self.value(screen.step) in re.sub(r"\s", "", screen.text)
        return screen.step != "income" or self.value("income") == "uncertain"


class Answers:
    """Gives answers, by tapping or typing, once or twice, alone or with what nobody asked."""

    def __init__(self, mind: Mind, hands: Hands, story: Story, chance: Random) -> None:
        self._mind, self._hands, self._story, self._chance = mind, hands, story, chance
        self.early: tuple[str, Saying] | None = None
        self.given: Saying | None = None

    async def give(self, screen: Screen) -> None:
        """Answer a question; go back where the answer before must have been wrong."""
        mind, button = self._mind, self._mind.button(screen)
        tried = self._story.attempts.get(place(screen), 0)
        if screen.step == "village" and "_back" in screen.choices and mind.is_elsewhere(screen):
            await self._hands.taps(screen, "_back")
            return
        own_phone = screen.step == "phone" and mind.value("phone") == mind.worker.telegram_phone
        if button and (tried >= 2 or mind.often(max(mind.habits.taps, 0.6 if tried else 0.0))):
            await self._tap(screen, button)
        elif own_phone and self._hands.eyes.sees_contact_key() and mind.often(mind.habits.taps):
            self._answer(screen.step, Saying("", "own contact", frozenset({mind.value("phone")})))
            await self._hands.shares_number()
        else:
            saying = mind.typed(screen)
            self._answer(screen.step, saying)
            await self._say(saying.text)
        await self._more(screen)

    def _answer(self, step: str, saying: Saying) -> None:
        self.given = saying
        self._story.answers(step, saying)

    async def _tap(self, screen: Screen, choice: str) -> None:
        means = "" if choice == "_skip" else choice
        self._answer(screen.step, Saying(choice, _TAP, frozenset({means})))
        await self._hands.taps(screen, choice)
        if self._mind.often(self._mind.habits.doubles):
            await self._hands.taps(screen, choice)

    async def _say(self, text: str) -> None:
        await self._hands.says(text)
        habits = self._mind.habits
        if self._mind.often(max(habits.doubles / 2, habits.bad_signal / 2)):
            await self._hands.says(text)
        if self._mind.often(habits.bad_signal / 2):
            self._hands.repeats()

    async def _more(self, screen: Screen) -> None:
        """Send what comes too early: the next answer, or a call."""
        mind, coming = self._mind, self._mind.known.listing.after(screen.step)
        if coming in mind.worker.answers and mind.value(coming) and mind.often(mind.habits.early):
            saying = mind.speaker.exactly(coming, mind.value(coming))
            self.early = (coming, saying)
            await self._hands.says(saying.text)
        elif mind.often(mind.habits.bad_signal / 3):
            await self._hands.says(self._chance.choice(mind.speaker.phrases.asks_why_silent))

    async def use_early(self, screen: Screen) -> bool:
        """Take up what was sent too early, if it was for this question."""
        early, self.early = self.early, None
        if early is None or early[0] != screen.step:
            return False
        self._answer(screen.step, replace(early[1], kind="answer before the question"))
        await self._hands.taps(screen, "_use")
        return True
