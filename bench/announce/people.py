"""The people of a run: a member of staff who announces, and workers who write meanwhile."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from time import monotonic, time
from typing import TYPE_CHECKING, Any

from bench.announce.audience import FIRST_CHAT, TEXT, workers

if TYPE_CHECKING:
    from collections.abc import Callable

_ASKED = "/bantuan"
_PAUSE = 1.5  # seconds in which somebody reads
_PATIENCE = 180.0
_BUTTON = re.compile(r'"callback_data": *"(m1\|([a-z_]+)(?:\|[^"]*)?)"')


class StuckError(Exception):
    """A conversation that did not go on as it should."""


@dataclass(slots=True)
class Mail:
    """What people write, as updates; message ids rise over all chats."""

    release: Callable[[bytes], None]
    _update_id: int = 0
    _message_id: int = 0

    def message(self, chat_id: int, author: dict[str, Any], text: str) -> dict[str, Any]:
        """Return a new message of a chat."""
        self._message_id += 1
        chat = {"id": chat_id, "type": "private", "first_name": "Siti"}
        return {
            "message_id": self._message_id, "from": author, "chat": chat, "date": int(time()), "text": text,
        }  # fmt: skip

    def says(self, chat_id: int, text: str) -> None:
        """Let somebody write a text."""
        message = self.message(chat_id, _person(chat_id), text)
        if text.startswith("/"):
            length = len(text.partition(" ")[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._release(message=message)

    def taps(self, chat_id: int, data: str, message: dict[str, Any]) -> None:
        """Let somebody tap a button of a message."""
        tap = {"id": str(self._update_id + 1), "from": _person(chat_id), "chat_instance": "1", "data": data}
        self._release(callback_query=tap | {"message": message})

    def _release(self, **content: object) -> None:
        self._update_id += 1
        self.release(json.dumps({"update_id": self._update_id, **content}).encode())


def _person(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "is_bot": False, "first_name": "Siti", "language_code": "id"}


class Staff:
    """Announces by the conversation that staff have with the bot."""

    def __init__(self, mail: Mail) -> None:
        self._mail = mail
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.typed_at = 0.0  # when the number of recipients was typed
        self.desk_seconds = 0.0  # from the text to the desk, which shows the number of recipients

    def hears(self, message: dict[str, Any]) -> None:
        """Take a message of the bot."""
        self._heard.put_nowait(message)

    async def announce(self, invitation: str, recipients: int) -> None:
        """Become staff, and go on until the number is typed. Raise StuckError."""
        await self._says_and_reads(f"/start {invitation}")
        await self._says_and_reads("/siarkan")
        self._mail.says(FIRST_CHAT, TEXT)
        sent = monotonic()
        desk, test = await self._until("an_test")
        self.desk_seconds = monotonic() - sent
        await asyncio.sleep(_PAUSE)
        self._mail.taps(FIRST_CHAT, test, desk)
        desk, send = await self._until("an_send")
        await asyncio.sleep(_PAUSE)
        self._mail.taps(FIRST_CHAT, send, desk)
        await self._reads("the number to be asked for")
        self.typed_at = monotonic()
        self._mail.says(FIRST_CHAT, str(recipients))

    async def _says_and_reads(self, text: str) -> None:
        self._mail.says(FIRST_CHAT, text)
        await self._reads(f"an answer to {text.partition(' ')[0]}")

    async def _reads(self, wanted: str) -> None:
        """Wait for an answer, and until nothing more follows it."""
        await self._hear(wanted)
        while True:
            try:
                async with asyncio.timeout(_PAUSE):
                    await self._heard.get()
            except TimeoutError:
                return

    async def _until(self, action: str) -> tuple[dict[str, Any], str]:
        """Return the next message with a button of this action, and the button's data."""
        while True:
            message = await self._hear(f"a button {action}")
            for data, found in _BUTTON.findall(json.dumps(message)):
                if found == action:
                    return message, data

    async def _hear(self, wanted: str) -> dict[str, Any]:
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._heard.get()
        except TimeoutError:
            raise StuckError(f"the member of staff waited in vain for {wanted}") from None


@dataclass(slots=True)
class Workers:
    """Write in turn, so many a second in all; nobody writes again before the reply has come."""

    mail: Mail
    recipients: int
    rate: float
    waiting: dict[int, float] = field(default_factory=dict)  # since when

    async def write(self) -> None:
        """Go on until cancelled."""
        line = workers(self.recipients)
        number = 0
        while self.rate:
            chat_id = line[number % len(line)]
            number += 1
            if chat_id not in self.waiting:
                self.waiting[chat_id] = monotonic()
                self.mail.says(chat_id, _ASKED)
            await asyncio.sleep(1 / self.rate)

    def replied(self, chat_id: int) -> float | None:
        """Return since when somebody waited for this message; None if it is no awaited reply."""
        return self.waiting.pop(chat_id, None)
