"""How many calls of the announcements may be under way at once, and when none may.

Few at first, one more with each success, fewer after failures (as TCP does, RFC 5681): a message that
Telegram refuses hits a handful of people before it is noticed, and a lost network costs a handful of calls.
"""

from __future__ import annotations

import asyncio

_MOST = 300
_LEAST = 16
_FIRST = 4
_FAILURES = 3  # in a row, after which nothing goes out until Telegram answers again


class Flow:
    """A window that grows and shrinks, up to what calls of some seconds need at `rate` a second (0: any)."""

    def __init__(self, rate: float) -> None:
        self._most = int(min(_MOST, max(_LEAST, 2 * rate))) if rate else _MOST
        self._window, self._under_way, self._failures = _FIRST, 0, 0
        self._room = asyncio.Event()
        self._room.set()

    @property
    def broken(self) -> bool:
        """Whether so many calls failed in a row that the network must be down."""
        return self._failures >= _FAILURES

    async def enter(self) -> None:
        """Return when one more may be under way."""
        while self._under_way >= self._window:
            self._room.clear()
            await self._room.wait()
        self._under_way += 1

    def leave(self) -> None:
        """Note that one is no longer under way."""
        self._under_way -= 1
        self._room.set()

    def succeeded(self) -> None:
        """Note that Telegram answered and did it."""
        self._failures = 0
        self._window = min(self._most, self._window + 1)

    def refused(self) -> None:
        """Note that Telegram answered, and refused: the network is well, the message may not be."""
        self._failures = 0

    def failed(self) -> None:
        """Note that no answer came."""
        self._failures += 1
        self._window = max(1, self._window // 2)

    def mended(self) -> None:
        """Begin anew with a single call: should that fail, too, nothing more goes out."""
        self._failures, self._window = _FAILURES - 1, 1
