"""Drives many chats through a workload, and measures how the bot answers."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field
from time import monotonic, process_time, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.workload import Workload

_FIRST_CHAT = 1_000_000
_DRAIN_SECONDS = 30.0
_LOOK_SECONDS = 0.05
_WARM_UP_PATIENCE = 40.0


@dataclass(slots=True)
class Turn:
    """An update on its way: released, handed out by getUpdates, answered by a first message, completed."""

    chat: Chat
    marker: bytes
    released: float
    handed: float = 0.0
    answered: bool = False
    completed: bool = False


@dataclass(slots=True)
class Chat:
    """A conversation at one of its steps; `last` is the bot's newest message, as JSON."""

    id: int
    number: int
    stop: int  # leaves before this step
    step: int = 0
    last_id: int = 0
    last: bytes = b"{}"
    waiting: deque[Turn] = field(default_factory=deque)


@dataclass(slots=True)
class Window:
    """What was seen while measuring."""

    began: float
    cpu: float
    turns: int = 0
    requests: int = 0
    from_handed: list[float] = field(default_factory=list)
    from_released: list[float] = field(default_factory=list)

    def result(self) -> dict[str, float]:
        """Return the figures, times in milliseconds."""
        seconds = monotonic() - self.began
        return {
            "seconds": seconds,
            "turns": self.turns,
            "turns_per_second": self.turns / seconds,
            "requests_per_second": self.requests / seconds,
            "server_cpu": (process_time() - self.cpu) / seconds,
            "p50": _percentile(self.from_handed, 0.50),
            "p99": _percentile(self.from_handed, 0.99),
            "released_p50": _percentile(self.from_released, 0.50),
            "released_p99": _percentile(self.from_released, 0.99),
        }


def _percentile(seconds: list[float], share: float) -> float:
    if not seconds:
        return 0.0
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


class Driver:
    """Releases updates: the next of a chat when its last was answered, or with `rate` regardless of that."""

    def __init__(
        self, workload: Workload, chats: int, rate: float, release: Callable[[bytes, Turn], None]
    ) -> None:
        self._workload, self._count, self._rate, self._release = workload, chats, rate, release
        self._chats: dict[int, Chat] = {}
        self._line: deque[Chat] = deque()  # at a fixed rate: whose turn it is
        self._begun = self._update_id = self._message_id = 0
        self._closing = False
        self._even = 0  # chats whose shortened first conversation has ended
        self.window: Window | None = None
        self.completed = self.unexpected = 0

    # -- phases of a run

    async def warm_up(self, seconds: float) -> str:
        """Open all chats, and wait until they stand at all steps alike; return what never came, if so.

        Chats that begin together would keep step with each other, and the window would see some steps more
        often than others; so the first conversation of each is left after a different number of steps.
        """
        until = monotonic() + seconds
        for number in range(self._count):
            chat = self._open(stop=number % len(self._workload.steps))
            if chat.stop == 0:
                chat = self._successor(chat)
            self._line.append(chat)
            if not self._rate:
                self._go_on(chat)
        if self._rate:
            self._timer = asyncio.create_task(self._release_at_rate())
        while monotonic() < until or (not self._workload.endless and self._even < self._count):
            await asyncio.sleep(0.02)
            if monotonic() > until + _WARM_UP_PATIENCE:
                return next((c.waiting[0].marker.decode() for c in self._chats.values() if c.waiting), "")
        return ""

    async def measure(self, seconds: float) -> dict[str, float]:
        """Return what is seen within `seconds`."""
        self.window = Window(monotonic(), process_time())
        await asyncio.sleep(seconds)
        result, self.window = self.window.result(), None
        return result

    async def drain(self) -> int:
        """Let every conversation end, and begin no other; return how many did not."""
        self._closing = True
        if self._rate:
            self._timer.cancel()
            self._rate = 0
            for chat in list(self._line):
                if not chat.waiting:
                    self._go_on(chat)
        for _ in range(int(_DRAIN_SECONDS / _LOOK_SECONDS)):
            if not self._unanswered():
                break
            await asyncio.sleep(_LOOK_SECONDS)
        return self._unanswered()

    def _unanswered(self) -> int:
        return sum(1 for chat in self._chats.values() if chat.waiting)

    async def _release_at_rate(self) -> None:
        due = monotonic()
        while True:
            chat = self._line.popleft()
            if self._ended(chat):
                chat = self._successor(chat)
            self._send(chat)
            self._line.append(chat)
            due += 1 / self._rate
            await asyncio.sleep(max(0.0, due - monotonic()))

    # -- chats

    def _open(self, stop: int | None = None) -> Chat:
        steps = len(self._workload.steps)
        chat = Chat(_FIRST_CHAT + self._begun, self._begun, steps if stop is None else stop)
        self._begun += 1
        self._chats[chat.id] = chat
        return chat

    def _successor(self, chat: Chat) -> Chat:
        if chat.stop < len(self._workload.steps):
            self._even += 1
        if not chat.waiting:
            del self._chats[chat.id]
        return self._open()

    def _ended(self, chat: Chat) -> bool:
        return not self._workload.endless and chat.step >= chat.stop

    def _go_on(self, chat: Chat) -> None:
        """Release the next update of a chat, or the first of its successor."""
        if self._closing and (self._workload.endless or self._ended(chat)):
            return
        self._send(self._successor(chat) if self._ended(chat) else chat)

    def _send(self, chat: Chat) -> None:
        step = self._workload.steps[chat.step % len(self._workload.steps)]
        chat.step += 1
        self._update_id += 1
        update: dict[str, Any] = {"update_id": self._update_id}
        person = {"id": chat.id, "is_bot": False, "first_name": "Siti", "language_code": "id"}
        if step.data:
            tap = {"id": str(self._update_id), "from": person, "chat_instance": "1", "data": step.data}
            body = json.dumps(update | {"callback_query": tap}).encode()
            body = body[:-2] + b',"message":' + chat.last + b"}}"
        else:
            text = self._workload.text(step, chat.number)
            message = self.message(chat.id, person, text)
            if text.startswith("/"):
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
            body = json.dumps(update | {"message": message}).encode()
        turn = Turn(chat, step.marker, monotonic())
        chat.waiting.append(turn)
        self._release(body, turn)

    def message(self, chat_id: int, author: dict[str, Any], text: str) -> dict[str, Any]:
        """Return a new message of a chat; message ids rise over all chats."""
        self._message_id += 1
        return {
            "message_id": self._message_id,
            "from": author,
            "chat": {"id": chat_id, "type": "private", "first_name": "Siti"},
            "date": int(time()),
            "text": text,
        }

    # -- what the bot does

    def received(self, chat_id: int, keyboard: bytes, now: float) -> Turn | None:
        """Note a message of the bot; return the turn that it completes."""
        chat = self._chats.get(chat_id)
        turn = next((one for one in chat.waiting if not one.completed), None) if chat else None
        if turn is None:
            self.unexpected += 1
            return None
        if not turn.answered:
            turn.answered = True
            self._count_answer(turn, now)
        if turn.marker in keyboard:
            turn.completed = True
            return turn
        if b"callback_data" in keyboard:
            self.unexpected += 1
        return None

    def _count_answer(self, turn: Turn, now: float) -> None:
        if self.window:
            self.window.turns += 1
            self.window.from_handed.append(now - turn.handed)
            self.window.from_released.append(now - turn.released)

    def shown(self, chat_id: int, message_id: int, message: bytes) -> None:
        """Note that the person sees a message of the bot."""
        chat = self._chats.get(chat_id)
        if chat and message_id > chat.last_id:
            chat.last_id, chat.last = message_id, message

    def answered(self, turn: Turn) -> None:
        """Go on after the bot was told that its last message of this turn arrived."""
        turn.chat.waiting.remove(turn)
        if turn.marker and turn.marker == self._workload.steps[-1].marker:
            self.completed += 1
        if not self._rate:
            self._go_on(turn.chat)
