"""How many calls of the announcements may be under way at once, and when none may.

Few at first, one more with each success (as many as the rate needs once some succeeded in a row), half after
a failure, as TCP does (RFC 5681): a message that Telegram refuses hits a handful of people before it is
noticed, and a lost network costs a handful of calls.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.announcements.sending.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST = 4
_SURE = 4  # successes in a row, after which as many may be under way as the rate needs
_FAILURES = 3  # in a row, after which nothing goes out until Telegram answers again


class Flow:
    """A window that grows and shrinks, up to what the line bears at `rate` a second (0: any)."""

    def __init__(self, rate: float, now: Callable[[], float]) -> None:
        self._line, self._now = Line(rate), now
        self._window, self._under_way, self._failures, self._successes = _FIRST, 0, 0, 0
        self._room = asyncio.Event()
        self._room.set()

    @property
    def broken(self) -> bool:
        """Whether so many calls failed in a row that the network must be down."""
        return self._failures >= _FAILURES

    async def enter(self) -> None:
        """Return when one more may be under way."""
        while self._under_way >= min(self._window, self._line.most) or self._line.is_silent(self._now()):
            await self._until_left()
        self._under_way += 1

    async def until_heard(self) -> None:
        """Return when something was answered of late: nothing goes out on a line that has fallen silent."""
        while self._line.is_silent(self._now()):
            await self._until_left()

    async def _until_left(self) -> None:
        self._room.clear()
        await self._room.wait()

    def leave(self) -> None:
        """Note that one is no longer under way."""
        self._under_way -= 1
        self._room.set()

    # -- calls

    def called(self) -> float:
        """Note that a call begins; return when."""
        now = self._now()
        self._line.called(now)
        return now

    def answered(self, since: float) -> None:
        """Note that a call which began at `since` was answered, however."""
        self._line.answered(self._now(), since)
        self._room.set()

    def lost(self) -> None:
        """Note that a call ended without an answer."""
        self._line.lost()
        self._room.set()

    # -- what came of them

    def succeeded(self) -> None:
        """Note that Telegram answered and did it."""
        self._failures = 0
        self._successes += 1
        sure = self._line.needed if self._successes >= _SURE else 0
        self._window = min(self._line.most, max(self._window + 1, sure))

    def refused(self) -> None:
        """Note that Telegram answered, and refused: the network is well, the message may not be."""
        self._failures = 0

    def failed(self) -> None:
        """Note that no answer came."""
        self._failures += 1
        self._successes = 0
        self._window = max(1, self._window // 2)

    def mended(self) -> None:
        """Begin anew with a single call: should that fail, too, nothing more goes out."""
        self._failures, self._window = _FAILURES - 1, 1
