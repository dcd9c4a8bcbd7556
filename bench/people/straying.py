"""What people do instead of answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.people.said import Saying
from bench.people.seeing import Kind

if TYPE_CHECKING:
    from random import Random

    from bench.people.answering import Mind
    from bench.people.hands import Hands
    from bench.people.seeing import Screen
    from bench.people.story import Story

_MOST = 5  # times that one person strays
_THINGS = ("photo", "voice", "sticker", "contact of another", "document", "location")
_NOT_YET = frozenset({"for_whom", "consent"})


class Strays:
    """Asks, opens something else, goes away, sends what is no text, taps what is old."""

    def __init__(self, mind: Mind, hands: Hands, story: Story, chance: Random) -> None:
        self._mind, self._hands, self._story, self._chance = mind, hands, story, chance
        self._strayed: set[str] = set()
        self._ways = {
            "asides": self._aside,
            "leaves": self._leave,
            "media": self._thing,
            "old_buttons": self._old_button,
        }

    async def strays(self, screen: Screen) -> Saying | None:
        """Perhaps do something else at a question, once at each; what was put in place of an answer."""
        if screen.step in self._strayed | _NOT_YET or len(self._strayed) >= _MOST:
            return None
        for habit, way in self._ways.items():
            if self._mind.often(getattr(self._mind.habits, habit)):
                self._strayed.add(screen.step)
                return await way(screen)
        return None

    async def _aside(self, _: Screen) -> Saying | None:
        phrases = self._mind.speaker.phrases
        if self._mind.often(0.4):
            command = self._chance.choice(phrases.commands)
            await self._hands.says(command)
            self._story.only_trying = command == "/iuran"
            await self._hands.looks(long=True)
            return None
        question = self._chance.choice(phrases.questions)
        await self._hands.says(question)
        mark = "" if "?" in question else ", without ?"
        return Saying(question, f"a question of their own{mark}", frozenset(), asks=True)

    async def _leave(self, screen: Screen) -> Saying | None:
        way = self._chance.choice(("button", "typed", "silently", "cancels"))
        if way == "cancels" and "_cancel" in screen.choices:
            await self._hands.taps(screen, "_cancel")
            await self._hands.looks()
            return None
        if way == "button" and "_later" in screen.choices:
            await self._hands.taps(screen, "_later")
            await self._hands.looks(long=True)
        elif way == "typed":
            later = self._chance.choice(self._mind.speaker.phrases.later)
            await self._hands.says(later)
            await self._hands.looks(long=True)
            wish = Saying(later, "wants to stop, in own words", frozenset())
            self._story.judges(screen, self._hands.eyes.newest(), wish)
        return await self._come_back(self._hands.eyes.newest().kind is Kind.MENU)

    async def _come_back(self, paused: bool) -> Saying | None:  # noqa: FBT001 - one of two cases
        way = self._chance.choice(("button", "/daftar", "/start", "words"))
        if way == "button":
            return None
        greeting = self._chance.choice(self._mind.speaker.phrases.comes_back)
        await self._hands.says(greeting if way == "words" else way)
        await self._hands.looks(long=True)
        saying = Saying(greeting, "coming back with a greeting", frozenset(), faulty=not paused)
        if way == "words" and paused:
            self._story.greets(self._hands.eyes.newest(), saying)
        return saying if way == "words" and not paused else None

    async def _thing(self, screen: Screen) -> Saying:
        thing = "contact of another" if screen.step == "phone" else self._chance.choice(_THINGS)
        caption = ""
        if thing == "photo" and self._mind.often(0.4) and self._mind.value(screen.step):
            caption = self._mind.speaker.exactly(screen.step, self._mind.value(screen.step)).text
        await self._hands.sends(thing, caption)
        await self._hands.looks(long=True)
        kind = f"{thing} with the answer below" if caption else thing
        return Saying(caption, kind, frozenset(), faulty=True)

    async def _old_button(self, screen: Screen) -> Saying | None:
        earlier = [one for one in self._hands.eyes.earlier() if f"|{screen.step}|" not in one[1]]
        old = [(at, data) for at, data in earlier if "|_" not in data and "|send" not in data]
        if old:
            await self._hands.taps_data(*self._chance.choice(old))
            await self._hands.looks(long=True, patience=1.0)
        return None
