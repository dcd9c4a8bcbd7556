"""Telegram's flood limits: so many messages a second, in all and per chat."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.refusals import too_many_requests

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = 60
MAX_BUCKETS = 100_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram tolerates: 30 messages a second, 1 per chat with short bursts, 20 a minute per group."""

    per_second: float = 30
    per_chat_per_second: float = 1
    per_group_per_minute: float = 20
    burst: int = 3


@dataclass(slots=True)
class _Bucket:
    """Permissions that refill with time."""

    level: float
    filled_at: float

    def take(self, rate: float, size: float, now: float) -> float:
        """Take one; the seconds to wait if there is none."""
        self.level = min(size, self.level + (now - self.filled_at) * rate)
        self.filled_at = now
        if self.level >= 1:
            self.level -= 1
            return 0
        return (1 - self.level) / rate


class Throttle:
    """Counts messages against the limits; without limits it lets everything pass."""

    def __init__(self, limits: Limits | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self._clock = clock
        self._all: _Bucket | None = None
        self._chats: dict[int, _Bucket] = {}

    def set(self, limits: Limits | None) -> None:
        """Other limits from now on, counted from nothing."""
        self.limits = limits
        self._all = None
        self._chats.clear()

    def check(self, chat_id: int) -> None:
        """Refuse with 429 and `retry_after` whoever sends too much."""
        if self.limits is None:
            return
        wait = self._chat_wait(self.limits, chat_id) or self._total_wait(self.limits)
        if wait:
            raise too_many_requests(max(1, math.ceil(wait)))

    def _total_wait(self, limits: Limits) -> float:
        now = self._clock()
        if self._all is None:
            self._all = _Bucket(limits.per_second, now)
        return self._all.take(limits.per_second, max(1, limits.per_second), now)

    def _chat_wait(self, limits: Limits, chat_id: int) -> float:
        rate, size = limits.per_chat_per_second, max(1.0, limits.burst)
        if chat_id < 0:
            rate, size = limits.per_group_per_minute / MINUTE, max(1.0, limits.per_group_per_minute)
        now = self._clock()
        if len(self._chats) > MAX_BUCKETS:
            self._chats.clear()
        bucket = self._chats.setdefault(chat_id, _Bucket(size, now))
        return bucket.take(rate, size, now)
