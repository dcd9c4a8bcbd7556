"""The queue of updates of a load server, and the one getUpdates that waits for them."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.driver import Turn
    from bench.wire import Connection, Request

_MOST = 100  # Bot API, getUpdates: limit


class Updates:
    """Hands out updates until they are confirmed by an offset. `polled` is set by the first getUpdates."""

    def __init__(self) -> None:
        self.polled = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._pending: deque[tuple[int, bytes, Turn | None]] = deque()
        self._update_id = 0
        self._poll: tuple[Connection, int] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._waking = False

    def release(self, body: bytes, turn: Turn | None = None) -> None:
        """Add an update, whose update_id is one more than the last; note on `turn` when it is handed out."""
        self._update_id += 1
        self._pending.append((self._update_id, body, turn))
        if self._poll and not self._waking:
            self._waking = True  # after what else is ready, so that updates of one moment go together
            self._loop.call_soon(self._end_poll)

    def get(self, connection: Connection, request: Request) -> None:
        """Answer a getUpdates, now or when there is something."""
        params = request.params
        offset = int(params.get("offset") or 0)
        while self._pending and self._pending[0][0] < offset:
            self._pending.popleft()
        self.polled.set()
        self._end_poll()
        self._poll = (connection, min(int(params.get("limit") or _MOST), _MOST))
        if self._pending:
            self._end_poll()
        else:
            self._timer = self._loop.call_later(float(params.get("timeout") or 0), self._end_poll)

    def _end_poll(self) -> None:
        self._waking = False
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._poll is None:
            return
        (connection, limit), self._poll = self._poll, None
        if not connection.open:
            return
        now, batch = monotonic(), []
        for _, body, turn in self._pending:
            batch.append(body)
            if turn:
                turn.handed = turn.handed or now
            if len(batch) == limit:
                break
        connection.answer(b"[" + b",".join(batch) + b"]")
