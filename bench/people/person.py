"""One simulated person, from /start to the number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bench.people.answering import Answers
from bench.people.known import bare
from bench.people.said import Saying
from bench.people.seeing import SUMMARY, Kind, Screen
from bench.people.story import place
from bench.people.straying import Strays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bench.people.answering import Mind
    from bench.people.bots import Power
    from bench.people.hands import Hands
    from bench.people.story import Story

_MOST_TURNS = 60
_MOST_REFUSALS = 6  # of the same screen in a row
_MOST_SILENCES = 3


class Simulated:
    """Looks at the newest screen, and does what such a person does."""

    def __init__(self, mind: Mind, hands: Hands, story: Story, chance: Random, power: Power) -> None:
        self._mind, self._hands, self.story, self._chance = mind, hands, story, chance
        self._power = power
        self._answers = Answers(mind, hands, story, chance)
        self._strays = Strays(mind, hands, story, chance)
        self._asked = False  # the last thing typed was a question
        self._silences = self._cuts = 0
        self._visits: Counter[str] = Counter()
        self._ways = {
            Kind.WELCOME: self._question, Kind.QUESTION: self._question, Kind.MENU: self._menu,
            Kind.READ_BACK: self._read_back, Kind.ASIDE: self._aside, Kind.EARLY: self._early,
            Kind.CANCEL: self._cancel, Kind.SUMMARY: self._summary, Kind.LIST: self._list,
        }  # fmt: skip

    async def enrols(self) -> Story:
        """Go on until the number has come, or patience has gone."""
        self._cuts = self._power.cuts
        if self._mind.changes_language:
            await self._hands.says("/bahasa")
            await self._hands.looks()
            await self._hands.taps(self._hands.eyes.newest(), "language|en")
            await self._hands.looks(patience=0.3)
        await self._hands.says("/start")
        await self._hands.looks()
        while not self._over():
            await self._turn()
        return self.story

    def _over(self) -> bool:
        story = self.story
        story.number = self._hands.eyes.number()
        if story.number:
            return True
        if story.turns > _MOST_TURNS:
            story.why_not = "too many turns"
        elif story.in_a_row >= _MOST_REFUSALS:
            story.why_not = "refused again and again"
        elif self._silences >= _MOST_SILENCES:
            story.why_not = "no reply"
        return bool(story.why_not)

    async def _turn(self) -> None:
        before, cuts = self._hands.eyes.newest(), self._cuts
        self._cuts = self._power.cuts
        self.story.sees(before)
        self._chance.seed(f"{self.story.name} {place(before)} {before.kind} {self._visit(before)}")
        tried = await self._ways[before.kind](before) if before.kind in self._ways else None
        if before.kind is Kind.NOTHING or not await self._hands.looks(long=bool(self._answers.early)):
            self._silences += 1
            await self._hands.says("/daftar")
            await self._hands.looks()
        elif tried and cuts == self._power.cuts:  # after a cut the last question may come once more
            self.story.judges(before, self._hands.eyes.newest(), tried)

    def _visit(self, screen: Screen) -> int:
        """Return how often the person was here: chances depend on that, not on what went before."""
        where = f"{place(screen)} {screen.kind}"
        self._visits[where] += 1
        return self._visits[where]

    # -- by what is seen

    async def _question(self, screen: Screen) -> Saying | None:
        self._asked = False
        if screen.step not in self._mind.known.listing.steps:  # another form was opened
            await self._hands.says("/daftar")
            return None
        if strayed := await self._strays.strays(screen):
            self._asked = strayed.asks
            return strayed
        if self._hands.eyes.newest() != screen:  # it strayed, and is led back or not
            return None
        await self._answers.give(screen)
        if screen.step in self._mind.restarts:
            self._mind.restarts.remove(screen.step)
            await self._power.cut()
        return self._answers.given

    async def _read_back(self, screen: Screen) -> Saying | None:
        mind, phrases = self._mind, self._mind.speaker.phrases
        right = mind.agrees(screen)
        choice = "_yes" if right else "_no"
        if right and "differs" in screen.choices and mind.value("as_card") == "differs":
            choice = "differs"
        if right:
            self._confirms(screen)
        if choice == "differs" or mind.often(mind.habits.taps):
            await self._hands.taps(screen, choice)
            if mind.often(mind.habits.doubles):
                await self._hands.taps(screen, choice)
            return Saying(choice, "button", frozenset())
        return await self._types(screen, choice, phrases.yes if right else phrases.no)

    def _confirms(self, screen: Screen) -> None:
        steps = (screen.step, "as_card") if screen.step == "nik" else (screen.step,)
        for step in steps:
            self.story.confirms(step, self._mind.value(step))

    async def _aside(self, screen: Screen) -> Saying | None:
        if not self._asked:
            await self._hands.taps(screen, "_mine")
        elif self._mind.often(0.7):
            await self._hands.taps(screen, "_office")
        else:
            await self._answers.give(screen)
            return self._answers.given
        self._asked = False
        return None

    async def _early(self, screen: Screen) -> Saying | None:
        if await self._answers.use_early(screen):
            return self._answers.given
        await self._answers.give(screen)
        return self._answers.given

    async def _cancel(self, screen: Screen) -> None:
        await self._hands.taps(screen, "_resume")

    async def _summary(self, screen: Screen) -> Saying:
        mind, phrases = self._mind, self._mind.speaker.phrases
        choice, words = ("change", phrases.change) if mind.mistaken else ("send", phrases.send)
        tried = self.story.attempts.get(SUMMARY, 0)
        if tried or mind.often(mind.habits.taps):
            await self._hands.taps(screen, choice)
            return Saying(choice, "button", frozenset())
        return await self._types(screen, choice, words)

    async def _types(self, screen: Screen, choice: str, words: Sequence[str]) -> Saying:
        """Type what a button says, or words for it."""
        loose = self._mind.often(self._mind.habits.loose)
        text = self._chance.choice(words) if loose else bare(screen.labels[choice])
        await self._hands.says(text)
        return Saying(text, f"own words for {choice}" if loose else "exact", frozenset())

    async def _list(self, screen: Screen) -> None:
        step = next(iter(self._mind.mistaken), "")
        if step:
            self._mind.puts_right(step)
        await self._hands.taps(screen, step if step in screen.choices else "_resume")

    async def _menu(self, screen: Screen) -> None:
        self.story.only_trying = False
        ways = list(screen.choices)
        wanted = [way for way in ways if way.startswith("enrol|") and not way.endswith("|new")]
        wanted += [way for way in ways if way.startswith("take_along")] + [
            way for way in ways if way == "enrol"
        ]
        if wanted and self._mind.often(0.8):
            await self._hands.taps(screen, wanted[0])
        else:
            await self._hands.says("/daftar")
