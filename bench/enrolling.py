"""Somebody who enrols by giving whichever answer is asked for, whatever happens to the bot meanwhile."""

from __future__ import annotations

import asyncio
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox import Heard, PersonDriver

_CHOICES: Final = ("self", "_yes", "send", "agree")  # that are tapped; all else is typed
_FIRST: Final = "for_whom"
USUAL: Final[Mapping[str, str]] = MappingProxyType({  # what all of them answer alike
    "birthplace": "Putussibau",
    "district": "Semitau",
    "village": "Nanga Lemedak",
    "occupation": "petani",
    "workplace": "di ladang",
    "income": "1,5 juta",
    "payer": "bayar sendiri",
    "programs": "2 program",
    "months": "3 bulan",
})  # fmt: skip


def wanted_step(message: Heard) -> tuple[str, list[str]]:
    """Return the step a message asks for and the choices it offers, by the data of its buttons."""
    parts = [data.split("|") for data in message.data if data.startswith("f1|")]
    return (parts[0][1], [part[2] for part in parts]) if parts else ("", [])


class Enrollee:
    """Somebody who knows the answers and gives whichever is asked for."""

    def __init__(self, person: PersonDriver, answers: Mapping[str, str]) -> None:
        self._person, self._answers = person, answers
        self._has_begun = False

    def done(self) -> bool:
        """Tell whether the number has come."""
        return any("Nomor pendaftaran:" in one.text for one in self._person.chat)

    async def enrols(self, seconds: float) -> None:
        """Go on until the number has come."""
        self._has_begun = False
        await self._person.starts()
        try:
            async with asyncio.timeout(seconds):
                await self._answers_all()
        except TimeoutError:
            raise AssertionError(f"no number came:\n{self._person.transcript()}") from None

    async def _answers_all(self) -> None:
        answered = 0
        while not self.done():
            question = self._newest_question()
            if question and question["message_id"] > answered:  # not to an older one, once this one is gone
                answered = question["message_id"]
                await self._answer(question)
            await asyncio.sleep(0.02)

    def _newest_question(self) -> Heard | None:
        questions = [one for one in self._person.chat if one["from"]["is_bot"] and wanted_step(one)[0]]
        return questions[-1] if questions else None

    async def _answer(self, question: Heard) -> None:
        step, offered = wanted_step(question)
        if step == _FIRST and self._has_begun:
            return  # the first screen came twice, after a kill: tapped once more it begins anew
        self._has_begun = True
        choice = next((one for one in _CHOICES if one in offered), "")
        if choice:
            await self._person.taps_data(f"f1|{step}|{choice}", message_id=question["message_id"])
        else:
            await self._person.says(self._answers[step])
