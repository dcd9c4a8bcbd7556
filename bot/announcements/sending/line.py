"""What is known of the line to Telegram by when it answers. Pure: it is told the time.

On a line that hangs every call is lost whose message may have arrived. So no more are under way than twice
what the rate needs while answers take as long as they did; and once nothing was answered for clearly longer
than that, nothing new goes out.
"""

from __future__ import annotations

import math
from collections import deque
from statistics import median

_MOST, _LEAST = 300, 4  # calls under way
_SPARE = 2  # times what the rate needs while answers are waited for
_OWN_SECONDS = 0.02  # what the program itself takes for a recipient, in its store
_REMEMBERED = 25  # answers of which the median is taken
_SHORTEST_SILENCE = 0.3  # seconds
_SILENCE = 4  # times the median, without an answer


class Line:
    """How many calls may be under way at `rate` a second (0: any), and whether the line has fallen silent."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._times: deque[float] = deque(maxlen=_REMEMBERED)
        self._under_way, self._heard_at = 0, -math.inf

    @property
    def usual(self) -> float:
        """The median time of an answer, in seconds; 0 where none is known."""
        return median(self._times) if self._times else 0.0

    @property
    def most(self) -> int:
        """How many calls may be under way."""
        if not self._times:
            return _LEAST
        most = _SPARE * self._rate * self.usual + self._own if self._rate else _MOST
        return min(_MOST, max(_LEAST, int(most)))

    @property
    def needed(self) -> int:
        """How many calls the rate needs under way; 0 where it is not bound to any."""
        return min(_MOST, math.ceil(self._rate * self.usual + self._own))

    @property
    def _own(self) -> float:
        return self._rate * _OWN_SECONDS

    def is_silent(self, now: float) -> bool:
        """Tell whether calls are under way, and none was answered for much longer than usual."""
        longest = max(_SHORTEST_SILENCE, _SILENCE * self.usual)
        return self._under_way > 0 and now - self._heard_at > longest

    def called(self, now: float) -> None:
        """Note that a call begins."""
        if not self._under_way:
            self._heard_at = now
        self._under_way += 1

    def answered(self, now: float, since: float) -> None:
        """Note that a call was answered which began at `since`."""
        self._times.append(now - since)
        self._heard_at = now
        self._under_way -= 1

    def lost(self) -> None:
        """Note that a call ended without an answer."""
        self._under_way -= 1
