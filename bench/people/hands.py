"""What somebody does with the telephone: every text and tap is a turn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bench.people.seeing import Eyes

if TYPE_CHECKING:
    from bench.people.seeing import Screen
    from bench.people.story import Story
    from bot.sandbox import Person, Sandbox

_PATIENCE = 30.0  # seconds until somebody writes again; a restart of the bot is shorter
_MOST_PAUSES = 100
_QUIET = 0.04
_LONG_QUIET = 0.25  # where several answers are to come


class Hands:
    """One person's telephone."""

    def __init__(self, sandbox: Sandbox, person: Person, story: Story) -> None:
        self._sandbox, self._story = sandbox, story
        self._driver = sandbox.add_person(person)
        self._person = person
        self.eyes = Eyes(self._driver, sandbox.world.chats[person.id])
        self._read = self._floor = 0

    async def says(self, text: str) -> None:
        """Send a text."""
        self._note(text)
        await self._driver.says(text)
        self._floor = self.eyes.last_id()

    async def taps(self, screen: Screen, choice: str) -> None:
        """Tap a button of a screen."""
        await self.taps_data(screen.message_id, screen.choices[choice])

    async def taps_data(self, message_id: int, data: str) -> None:
        """Tap a button anywhere in the chat."""
        self._note(f"[{data}]")
        self._floor = self.eyes.last_id()
        await self._driver.taps_data(data, message_id=message_id)

    async def sends(self, thing: str, caption: str = "") -> None:
        """Send something that is no text."""
        self._note(f"({thing}) {caption}".rstrip())
        if thing == "photo":
            await self._driver.sends_photo(caption=caption)
        elif thing == "document":
            await self._driver.sends_document(b"%PDF-1.4", "ktp.pdf", "application/pdf")
        elif thing == "voice":
            await self._driver.sends_voice()
        elif thing == "location":
            await self._driver.shares_location()
        elif thing == "contact of another":
            await self._driver.shares_contact({"phone_number": "+6281200009999", "first_name": "Rina"})
        else:
            await self._driver.sends_sticker()
        self._floor = self.eyes.last_id()

    async def shares_number(self) -> None:
        """Press the key that sends the own number."""
        self._note("(own contact)")
        await self._driver.shares_contact()
        self._floor = self.eyes.last_id()

    def repeats(self) -> None:
        """Let the network deliver the last update once more; the person knows nothing of it."""
        own = [one for one in self._sandbox.world.updates.recent if one.chat_id == self._person.id]
        if own:
            self._story.log.append("  (delivered again)")
            self._sandbox.repeat_update(own[-1].update_id)

    async def looks(self, *, long: bool = False, patience: float = _PATIENCE) -> bool:
        """Wait for what comes; False when nothing did."""
        quiet = _LONG_QUIET if long else _QUIET
        came = await self.eyes.wait(self._floor, quiet=quiet, patience=patience)
        if came:
            await self._delivered(quiet)
        for message in self.eyes.unread(self._read):
            self._read = message["message_id"]
            buttons = "".join(f" [{label}]" for label in message.buttons)
            self._story.log.append(f"  {message.text or '(no text)'}{buttons}".replace("\n", "\n  "))
        return came

    async def _delivered(self, pause: float) -> None:
        """Wait until nothing of this person is on its way to the bot."""
        for _ in range(_MOST_PAUSES):
            if all(one.chat_id != self._person.id for one in self._sandbox.world.updates.pending.values()):
                return
            await asyncio.sleep(pause)

    def _note(self, act: str) -> None:
        self._story.turns += 1
        self._story.log.append(f"> {act}")
