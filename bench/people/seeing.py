"""What somebody sees of their chat: the newest screen with buttons, and what it asks for."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox import Heard, PersonDriver
    from bot.sandbox.world import Chat

_NUMBER = re.compile(r"\b\d{3}-\d{3}-\d{3}\b")
_MARKUP = re.compile(r"</?[a-z]+>")
SUMMARY = "summary"


class Kind(Enum):
    """Sorts of screens, as a person tells them apart by their buttons."""

    NOTHING = "nothing"
    WELCOME = "welcome"  # the first screen: whom to enrol, and other ways to go
    MENU = "menu"  # no question: ways to go
    QUESTION = "question"
    READ_BACK = "read-back"  # yes or no?
    ASIDE = "aside"  # was that a question?
    EARLY = "early"  # use what came before?
    CANCEL = "cancel"  # really throw it away?
    SUMMARY = "summary"
    LIST = "list"  # what to change, or to add


@dataclass(frozen=True, slots=True)
class Screen:
    """A message of the bot with buttons: the step it asks, its text, the choices by their ids."""

    kind: Kind = Kind.NOTHING
    step: str = ""
    text: str = ""
    message_id: int = 0
    choices: dict[str, str] = field(default_factory=dict)  # callback data, by the choice
    labels: dict[str, str] = field(default_factory=dict)  # what stands on the buttons, by the choice

    @property
    def answers(self) -> set[str]:
        """The choices that are answers, not ways out."""
        return {choice for choice in self.choices if not choice.startswith("_")}

    @property
    def first_line(self) -> str:
        """Its first line, as it is read."""
        lines = [line for line in self.text.splitlines() if line.strip()]
        return _MARKUP.sub("", lines[0]) if lines else "(nothing)"


class Eyes:
    """Somebody's eyes on their chat."""

    def __init__(self, driver: PersonDriver, chat: Chat) -> None:
        self._driver, self._chat = driver, chat

    def newest(self) -> Screen:
        """Return the newest screen with buttons."""
        for message in self._from_bot():
            if any(message.data):
                return _read(message)
        return Screen()

    def earlier(self) -> list[tuple[int, str]]:
        """Return the buttons of questions further up: message and callback data."""
        newest = self.newest().message_id
        return [
            (message["message_id"], data)
            for message in self._from_bot()
            if message["message_id"] < newest
            for data in message.data
            if data.startswith("f1|")
        ]

    def number(self) -> str:
        """Return the number of a registration that was sent, once it was shown."""
        found = (_NUMBER.search(message.text) for message in self._from_bot() if not any(message.data))
        return next((match[0] for match in found if match), "")

    def last_id(self) -> int:
        """Return the id of the newest message, whoever wrote it."""
        return next(reversed(self._chat.messages), 0)

    def unread(self, after: int) -> list[Heard]:
        """Return the bot's messages after another, oldest first."""
        return [message for message in reversed(list(self._from_bot())) if message["message_id"] > after]

    def sees_contact_key(self) -> bool:
        """Tell whether a key that sends the own number lies below the input field."""
        return self._chat.keyboard is not None

    async def wait(self, after: int, *, quiet: float, patience: float) -> bool:
        """Wait for a screen newer than a message and then for quiet; False when none came in `patience` s."""
        changed = asyncio.Event()
        self._chat.watchers.append(changed.set)
        try:
            async with asyncio.timeout(patience):
                while self.newest().message_id <= after:
                    changed.clear()
                    await changed.wait()
            await _until_quiet(changed, quiet)
        except TimeoutError:
            return False
        finally:
            self._chat.watchers.remove(changed.set)
        return True

    def _from_bot(self) -> Iterator[Heard]:
        return (message for message in reversed(self._driver.chat) if message["from"]["is_bot"])


async def _until_quiet(changed: asyncio.Event, seconds: float) -> None:
    while True:
        changed.clear()
        try:
            async with asyncio.timeout(seconds):
                await changed.wait()
        except TimeoutError:
            return


def _read(message: Heard) -> Screen:
    labels = dict(zip(message.data, message.buttons, strict=True))
    asked = [data.split("|", 2) for data in message.data if data.startswith("f1|")]
    elsewhere = [data for data in message.data if data.startswith("m1|")]
    if not asked:
        ways = {data.removeprefix("m1|"): data for data in elsewhere}
        return Screen(Kind.MENU, "", message.text, message["message_id"], ways)
    choices = {parts[2]: "|".join(parts) for parts in asked}
    kind = Kind.WELCOME if elsewhere else _kind(asked[0][1], choices)
    shown = {choice: labels[data] for choice, data in choices.items()}
    return Screen(kind, asked[0][1], message.text, message["message_id"], choices, shown)


def _kind(step: str, choices: dict[str, str]) -> Kind:
    for choice, kind in _BY_CHOICE.items():
        if choice in choices:
            return kind
    return Kind.LIST if step == SUMMARY else Kind.QUESTION


_BY_CHOICE = {
    "_cancel_yes": Kind.CANCEL,
    "_office": Kind.ASIDE,
    "_use": Kind.EARLY,
    "_yes": Kind.READ_BACK,
    "send": Kind.SUMMARY,
}
