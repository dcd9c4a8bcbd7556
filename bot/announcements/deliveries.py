"""What became of an announcement's recipients. Reads only, and each of them: not for a unit of work."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.announcements.recipients import spans
from bot.announcements.states import Delivery, Reason
from bot.clock import stamp
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.announcements.announcement import Announcement

_GROUPED_AT_ONCE = 20_000  # recipients


class Share(Struct, frozen=True):
    """How many recipients are in one state for one reason."""

    state: Delivery
    reason: Reason | None
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many recipients are in which state, and for which reason.

    `copies`: of a recall or a correction, how many may keep an earlier copy, which nobody can reach.
    """

    shares: Sequence[Share] = ()
    copies: int = 0
    counts: Mapping[Delivery, int] = field(init=False)

    def __post_init__(self) -> None:
        counts: Counter[Delivery] = Counter()
        for share in self.shares:
            counts[share.state] += share.count
        object.__setattr__(self, "counts", counts)

    def __getitem__(self, state: Delivery) -> int:
        return self.counts.get(state, 0)

    @property
    def total(self) -> int:
        """Recipients that were meant to get it."""
        return sum(self.counts.values()) - self[Delivery.SKIPPED]

    @property
    def settled(self) -> int:
        """Those of them about whom nothing more happens by itself."""
        return self.total - self[Delivery.PENDING] - self[Delivery.SENDING]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one recipient, and when."""

    chat_id: int
    state: Delivery
    reason: Reason | None
    at: datetime
    said: str = ""  # by Telegram


class Deliveries(Table):
    """Counts and lists."""

    file = Path(__file__).with_suffix(".sql")

    def tally(self, one: Announcement) -> Tally:
        """Return how the recipients of an announcement stand."""
        copies = self.sent_twice(one.original_id) if one.original_id else 0
        return Tally(tuple(self.shares(one.id)), copies)

    def shares(self, announcement_id: int) -> list[Share]:
        """Return how many are in which state for which reason."""
        rows = self._all("by_reason", id=announcement_id)
        return [Share(Delivery(row["state"]), _reason(row["reason"]), row["count"]) for row in rows]

    def by_district(self, announcement_id: int) -> dict[str, Counter[Delivery]]:
        """Return how many are in which state, by the code of a district of the chat ("": none)."""
        found: dict[str, Counter[Delivery]] = {}
        for span in spans(lambda after: self._last_chat(announcement_id, after)):
            for row in self._all("by_district", id=announcement_id, after=span.after, until=span.until):
                found.setdefault(row["district"] or "", Counter())[Delivery(row["state"])] += row["count"]
        return found

    def _last_chat(self, announcement_id: int, after: int) -> int:
        return self._value("chat_after_some", id=announcement_id, after=after, some=_GROUPED_AT_ONCE)

    def sent(self, announcement_id: int, since: datetime | None = None) -> int:
        """Return how many got it, after a time where one is given."""
        return self._value("count_sent", id=announcement_id, since=stamp(since) if since else "")

    def unknown(self, announcement_id: int) -> int:
        """Return of how many nobody can tell whether they got it."""
        return self._value("count_unknown", id=announcement_id)

    def sent_twice(self, announcement_id: int) -> int:
        """Return how many were sent it again although the first message may have arrived."""
        return self._value("count_sent_twice", id=announcement_id)

    def in_state(self, announcement_id: int, state: Delivery, most: int) -> list[Delivered]:
        """Return those in a state."""
        return [
            Delivered(
                row["chat_id"], Delivery(row["state"]), _reason(row["reason"]),
                datetime.fromisoformat(row["at"]), row["said"],
            )
            for row in self._all("in_state", id=announcement_id, state=state, most=most)
        ]  # fmt: skip


def _reason(text: str) -> Reason | None:
    return Reason(text) if text else None
