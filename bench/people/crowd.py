"""Many people at once, and the bot that is killed among them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bench.people.answering import Mind
from bench.people.bots import Power
from bench.people.habits import KINDS, habits_of
from bench.people.hands import Hands
from bench.people.mistakes import mistake, wrong_niks
from bench.people.person import Simulated
from bench.people.saying import Speaker
from bench.people.story import Story
from bench.people.worker import Worker, chances, invent
from bot.sandbox import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from bench.people.bots import Bot
    from bench.people.habits import Habits
    from bench.people.known import Known
    from bot.sandbox import Sandbox

_FIRST_ID = 5000
_AT_ONCE = 16
_MOST_CUTS = 4
_CUT_AT = ("name", "district", "income")


class Crowd:
    """People of one seed in front of one bot."""

    def __init__(self, sandbox: Sandbox, bot: Bot, known: Known, seed: int, language: str = "id") -> None:
        self._sandbox, self._known = sandbox, known
        self._seed, self._language = seed, language
        self._room, self._power = asyncio.Semaphore(_AT_ONCE), Power(bot, _MOST_CUTS)

    async def enrols(self, numbers: Iterable[int]) -> list[Story]:
        """Let the people with these numbers enrol; return what happened to each."""
        return await asyncio.gather(*(self._enrols(number) for number in numbers))

    async def _enrols(self, number: int) -> Story:
        async with self._room:
            return await self._person(number).enrols()

    def _person(self, number: int) -> Simulated:
        chance = chances(self._seed, number)
        kind = list(KINDS)[number % len(KINDS)]
        habits = habits_of(kind, chance)
        english = self._language == "en" or habits.english > 0
        worker = self._worker(chance, number, habits)
        story = Story(f"{self._seed}:{number}", kind, worker.answers)
        mind = self._mind(worker, habits, story, chance, "en" if english else "id")
        mind.changes_language = kind == "English" and self._language == "id" and chance.random() < 0.3
        telephone = "id" if mind.changes_language or not english else "en"
        first, _, last = worker.answers["name"].partition(" ")
        person = Person(_FIRST_ID + number, first, last, "", telephone, worker.telegram_phone)
        hands = Hands(self._sandbox, person, story)
        return Simulated(mind, hands, story, chance, self._power)

    def _worker(self, chance: Random, number: int, habits: Habits) -> Worker:
        wrong = habits.wrong_first > 0
        ages = ("grown", "grown", "old", "young") if wrong else ("grown",) * 19 + ("old",)
        differs = wrong and chance.random() < 0.3
        worker = invent(chance, number, self._known, age=chance.choice(ages), differs=differs)
        return for_another(worker, chance) if habits.other else worker

    def _mind(self, worker: Worker, habits: Habits, story: Story, chance: Random, language: str) -> Mind:
        speaker = Speaker(self._known, language, chance, loose=habits.loose, slips=habits.slips)
        mind = Mind(worker, self._known, speaker, habits, story, chance)
        if habits.wrong_first:
            mind.wrong_niks = wrong_niks(worker, chance)
            mind.mistaken = mistake(worker, self._known, chance) if chance.random() < 0.6 else {}
        if habits.bad_signal and chance.random() < 0.4:
            mind.restarts = {chance.choice(_CUT_AT)}
        return mind


def for_another(worker: Worker, chance: Random) -> Worker:
    """Return a worker whom somebody else enrols, on their own telephone."""
    relation = chance.choice(("spouse", "child", "parent", "sibling", "relative", "neighbour", "helper"))
    answers = {**worker.answers, "for_whom": "other", "relation": relation}
    if chance.random() < 0.3:
        answers["phone"] = ""
    return Worker(worker.number, answers, "+6281100009000", worker.day_wage)
