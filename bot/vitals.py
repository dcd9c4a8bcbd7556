"""The life signs of a running program: counted where things happen, read by whoever looks after it.

Nothing here is about a person. Names are Prometheus' (https://prometheus.io/docs/practices/naming/).
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Histogram

if TYPE_CHECKING:
    from datetime import datetime, timedelta

_MOST_DATES: Final = 5  # of messages that came at once
_FEWEST_DATES: Final = 3
_TURN_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)
_BATCH_SECONDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2, 10)


class Vitals:
    """One for each run of the program."""

    def __init__(self, started_at: datetime) -> None:
        self.started_at = started_at
        self.registry = CollectorRegistry(auto_describe=True)
        self.store_is_down = False  # the last batch could not be done
        self.heard_at: datetime | None = None  # when Telegram last answered getUpdates, or delivered anything
        self.updates = Counter(
            "payung_updates", "Updates received, by kind", ("kind",), registry=self.registry
        )
        self._kinds: dict[str, Counter] = {}
        self.dropped = Counter(
            "payung_updates_dropped", "Updates beyond what one chat may send", registry=self.registry
        )
        self.calls = Counter(
            "payung_calls", "Calls of the Bot API, by what came of them", ("outcome",), registry=self.registry
        )
        self._outcomes: dict[str, Counter] = {}
        self.turn_seconds = Histogram(
            "payung_turn_seconds", "From an update received to its answer taken by Telegram",
            buckets=_TURN_SECONDS, registry=self.registry,
        )  # fmt: skip
        self.batch_seconds = Histogram(
            "payung_store_batch_seconds", "Units of work that share a commit, with it",
            buckets=_BATCH_SECONDS, registry=self.registry,
        )  # fmt: skip
        self.store_faults = Counter(
            "payung_store_faults", "Times the store could not do its work", registry=self.registry
        )
        self._differences: deque[timedelta] = deque(maxlen=_MOST_DATES)

    def note_call(self, outcome: str) -> None:
        """Note what came of a call; `outcome` is the kind of its verdict."""
        if outcome not in self._outcomes:
            self._outcomes[outcome] = self.calls.labels(outcome)
        self._outcomes[outcome].inc()

    def note_update(self, kind: str) -> None:
        """Note an update."""
        if kind not in self._kinds:
            self._kinds[kind] = self.updates.labels(kind)
        self._kinds[kind].inc()

    def note_batch(self, seconds: float, went_well: bool) -> None:  # noqa: FBT001 - as the store says it
        """Note how long a batch of units took, and whether the database could do it."""
        self.batch_seconds.observe(seconds)
        self.store_is_down = not went_well
        if not went_well:
            self.store_faults.inc()

    def heard(self, now: datetime) -> None:
        """Note that Telegram was heard of."""
        self.heard_at = now

    def note_date(self, now: datetime, dated: datetime) -> None:
        """Note what Telegram dates a message with that was surely not waiting there."""
        self._differences.append(now - dated)

    @property
    def clock_off(self) -> timedelta | None:
        """By how much the clock is ahead of Telegram's, by the best of some dates; None: too few of them."""
        if len(self._differences) < _FEWEST_DATES:
            return None
        return min(self._differences, key=abs)

    def silent_for(self, now: datetime) -> timedelta:
        """Return how long Telegram was not heard of."""
        return now - (self.heard_at or self.started_at)
