"""The one place that paces calls to Telegram.

Telegram allows about 30 messages a second in all, and in one private chat about one a second with short
bursts (https://core.telegram.org/bots/faq). Each chat is a leaky bucket of its own; all chats together pass
one gate, at which people stand in a line before announcements. A 429 closes the chat it came for; when it is
clear that the limit of all chats was meant, it closes the gate.
"""

from __future__ import annotations

import asyncio
from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CHAT_INTERVAL = 1.0  # seconds between messages in one chat
CHAT_BURST = 3  # messages that may follow each other at once
_LATENESS = 0.01  # seconds by which the gate may catch up after a timer that came late
_TOO_LATE = 0.03  # seconds after its turn within which a message may leave
_MOST_LATE = 2.0  # late messages that leave at once: about as many as share a slow commit
_SPARE = 2  # in the time of so many messages one more may go out that is not needed
_FORGET_ABOVE = 4096  # chats remembered before those at rest are forgotten
_SUSPICION = 1.0  # seconds within which a second chat's 429 closes the gate
_QUIET_CHAT = 2.0  # a 429 for a chat that got nothing for so long was not that chat's limit


class Lane(IntEnum):
    """Who goes first."""

    PEOPLE = 0
    ANNOUNCEMENTS = 1


class Pacer:
    """Grants calls at `rate` a second (0: no pacing, but a 429 is heeded all the same)."""

    def __init__(self, rate: float, now: Callable[[], float] | None = None) -> None:
        self._now = now or asyncio.get_running_loop().time
        self._interval = 1 / rate if rate else 0.0
        self._next = self._next_spare = 0.0
        self._closed_until = [0.0 for _ in Lane]  # the gate, for each lane
        self._lines: tuple[deque[asyncio.Future[None]], ...] = tuple(deque() for _ in Lane)
        self._timer: asyncio.TimerHandle | None = None
        self._chats: dict[int, float] = {}  # when the chat's bucket will be empty
        self._closed: dict[int, float] = {}  # chats that are closed, and until when
        self._last_sent: dict[int, float] = {}
        self._last_refusal = (0, float("-inf"))
        self._late, self._late_at = _MOST_LATE, 0.0  # how many late ones may leave at once, as of when

    async def admit(self, chat_id: int, lane: Lane = Lane.PEOPLE) -> None:
        """Return when a message to this chat may go out."""
        await self._chat_open(chat_id)
        if self._interval:
            await self._chat_turn(chat_id)
        await self._gate(lane)

    async def admit_again(self, since: float, lane: Lane) -> None:
        """Return when a message may leave that had its turn at the gate at `since`.

        One that is late leaves at once, as long as the late ones keep the rate among themselves; the others
        need another turn, the next one, since all together they would be faster than the rate.
        """
        now = self._now()
        if not self._interval or now - since <= max(self._interval, _TOO_LATE):
            return
        credit = min(_MOST_LATE, self._late + (now - self._late_at) / self._interval)
        if credit >= 1:
            self._late, self._late_at = credit - 1, now
            return
        await self._gate(lane, first=True)

    def now(self) -> float:
        """Return the time by which turns are given."""
        return self._now()

    def sent(self, chat_id: int) -> None:
        """Note that a message to this chat was taken."""
        self._last_sent[chat_id] = self._now()
        self._forget_resting()

    async def admit_call(self, chat_id: int) -> None:
        """Return when a call that shows no new message may go out: it counts for no rate, but heeds a 429."""
        await self._chat_open(chat_id)
        await asyncio.sleep(max(0.0, self._closed_until[Lane.PEOPLE] - self._now()))

    def has_spare(self, chat_id: int) -> bool:
        """Tell whether a call may go out now that is not needed: it is the first to be left out.

        None may where anybody waits, or the chat has had several messages. It counts for no rate: so nobody
        waits for it later.
        """
        now = self._now()
        if chat_id in self._closed or max(self._closed_until) > now or any(self._lines):
            return False
        crowded = self._chats.get(chat_id, 0.0) - now > (CHAT_BURST - 2) * CHAT_INTERVAL
        taken = self._next > now + self._interval  # by more than the message that has just gone out
        if crowded or taken or self._next_spare > now:
            return False
        self._next_spare = now + _SPARE * self._interval
        return True

    def refused(self, chat_id: int, retry_after: float, lane: Lane = Lane.PEOPLE) -> None:
        """Heed a 429 for this chat.

        One that was surely not this chat's limit closes the gate for its lane and those behind: were all
        chats meant, the next reply to a person will be refused as well, and close the gate for everybody.
        """
        now = self._now()
        self._closed[chat_id] = max(self._closed.get(chat_id, 0.0), now + retry_after)
        other, when = self._last_refusal
        rested = now - self._last_sent.get(chat_id, float("-inf")) > _QUIET_CHAT
        everybody = other != chat_id and now - when <= _SUSPICION
        if everybody or rested:
            for one in Lane:
                if everybody or one >= lane:
                    self._closed_until[one] = max(self._closed_until[one], now + retry_after)
        self._last_refusal = (chat_id, now)

    async def _chat_open(self, chat_id: int) -> None:
        while (until := self._closed.get(chat_id)) is not None:
            wait = until - self._now()
            if wait <= 0:
                self._closed.pop(chat_id, None)
                return
            await asyncio.sleep(wait)

    async def _chat_turn(self, chat_id: int) -> None:
        now = self._now()
        level = max(now, self._chats.get(chat_id, 0.0))
        self._chats[chat_id] = level + CHAT_INTERVAL
        wait = level - now - (CHAT_BURST - 1) * CHAT_INTERVAL
        if wait > 0:
            await asyncio.sleep(wait)

    async def _gate(self, lane: Lane, *, first: bool = False) -> None:
        if not self._interval and self._closed_until[lane] <= self._now():
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if first:
            self._lines[lane].appendleft(future)
        else:
            self._lines[lane].append(future)
        if self._timer and lane is Lane.PEOPLE:  # it may wait for the other lane, which opens later
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._open_gate()
        await future

    def _open_gate(self) -> None:
        """Let through who may pass now, and come again when the next may."""
        self._timer = None
        while any(self._lines):
            now = self._now()
            lane = next(lane for lane in Lane if self._lines[lane])
            due = max(self._next, self._closed_until[lane])
            if due > now:
                self._timer = asyncio.get_running_loop().call_later(due - now, self._open_gate)
                return
            future = self._lines[lane].popleft()
            if not future.done():
                late = now - self._next
                self._next = (self._next if late < _LATENESS else now) + self._interval
                future.set_result(None)

    def _forget_resting(self) -> None:
        if len(self._last_sent) > _FORGET_ABOVE:
            now = self._now()
            self._chats = {chat: level for chat, level in self._chats.items() if level > now}
            self._last_sent = {chat: at for chat, at in self._last_sent.items() if now - at <= _QUIET_CHAT}
