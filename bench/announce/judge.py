"""Counting at the server what an announcement came to. Pure but for the time that it is given."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from typing import Any

from bench.announce.audience import chats, has_blocked

_MINUTE = 60.0


class Judge:
    """Notes every message that reaches the server while an announcement goes out."""

    def __init__(self, recipients: int) -> None:
        self._chats = chats(recipients)
        self._reachable = sum(not has_blocked(chat_id) for chat_id in self._chats)
        self._got: Counter[int] = Counter()
        self._blocked: set[int] = set()
        self._taken: list[float] = []  # messages that no limit refused, announcements and replies
        self._waits: list[tuple[float, float]] = []  # since when, and how long
        self.first = self.last = 0.0
        self.refused = 0  # 429s
        self.stranded = 0  # announcements that came in after the line began to hang

    @property
    def done(self) -> bool:
        """Whether every recipient has got the announcement, or could not."""
        return len(self._got) + len(self._blocked) == len(self._chats)

    def announced(self, chat_id: int, now: float) -> None:
        """Note an announcement that no limit refused, delivered or not."""
        self.first = self.first or now
        self.last = now
        if has_blocked(chat_id):
            self._blocked.add(chat_id)
        elif chat_id in self._chats:
            self._got[chat_id] += 1

    def took(self, now: float) -> None:
        """Note any message that no limit refused."""
        self._taken.append(now)

    def replied(self, since: float, now: float) -> None:
        """Note a reply that somebody waited for."""
        self._waits.append((since, now - since))

    def figures(self, waiting: list[float], now: float) -> dict[str, Any]:
        """Return what was seen while announcements went out; `waiting`: since when people wait by now."""
        seconds = max(self.last - self.first, 0.001)
        begin, end = bisect_left(self._taken, self.first), bisect_left(self._taken, self.last)
        replies = [seconds for since, seconds in self._waits if since <= self.last]
        unanswered = [now - since for since in waiting if since <= self.last]
        waits = sorted([*replies, *unanswered])
        return {
            "recipients": len(self._chats),
            "seconds": seconds,
            "sends": end - begin,
            "worst_minute": self._worst_minute(seconds),
            "busiest_second": _most_within(self._taken, 1.0),
            "refused": self.refused,
            "stranded": self.stranded,
            "lost": self._reachable - len(self._got),
            "doubled": sum(count > 1 for count in self._got.values()),
            "p50": _percentile(waits, 0.50),
            "p95": _percentile(waits, 0.95),
            "replies": len(replies),
            "unanswered": len(unanswered),
        }

    def _worst_minute(self, seconds: float) -> int | None:
        """Return the messages of the whole minute, counted from the first, that had the fewest."""
        starts = [self.first + _MINUTE * number for number in range(int(seconds / _MINUTE))]
        counts = [
            bisect_left(self._taken, start + _MINUTE) - bisect_left(self._taken, start) for start in starts
        ]
        return min(counts, default=None)


def _most_within(times: list[float], seconds: float) -> int:
    recent: deque[float] = deque()
    most = 0
    for time in times:
        recent.append(time)
        while recent[0] <= time - seconds:
            recent.popleft()
        most = max(most, len(recent))
    return most


def _percentile(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
