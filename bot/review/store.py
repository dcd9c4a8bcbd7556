"""The queue of what waits for the office, and who has which registration in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import moment_of, stamp
from bot.privacy.holding import Ages, Holding, Kept
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from bot.registration.registration import Registration


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration that waits; `aside_until` is the day from which it is shown again."""

    registration_id: str
    corrected: bool  # its worker has put right what was asked
    since: datetime
    aside_until: date | None


@dataclass(frozen=True, slots=True)
class Hold:
    """Who has a registration in hand, and until when."""

    registration_id: str
    staff: int
    until: datetime
    seen: str  # when what was on the screen had last been changed
    messages: tuple[int, ...]  # on which its answers stand


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How much waits: to be looked at now, put aside; corrected ones are among them."""

    waiting: int
    aside: int
    corrected: int
    oldest: datetime | None  # since when the oldest waits that is not put aside


class Queue(Table):
    """Finds the next, holds it for one member of staff, puts aside. It fills and empties itself, see 0012."""

    file = Path(__file__).with_suffix(".sql")

    def next_for(self, staff: int) -> str | None:
        """Return the id of the registration to look at next: corrected ones first, then the oldest."""
        now = self._tx.clock.now()
        row = self._one("next", staff=staff, now=stamp(now), today=self._tx.clock.today().isoformat())
        return str(row["id"]) if row else None

    def counts(self) -> QueueCounts:
        """Count what waits."""
        row = self._one("counts", today=self._tx.clock.today().isoformat())
        if row is None:
            return QueueCounts(0, 0, 0, None)
        aside, oldest = int(row["aside"]), moment_of(row["oldest"])
        return QueueCounts(int(row["all_of_them"]) - aside, aside, int(row["corrected"]), oldest)

    def entry(self, registration_id: str) -> Entry | None:
        """Return how a registration waits; None where it does not."""
        row = self._one("entry", id=registration_id)
        if row is None:
            return None
        until = date.fromisoformat(row["aside_until"]) if row["aside_until"] else None
        return Entry(
            row["registration_id"], bool(row["corrected"]), datetime.fromisoformat(row["since"]), until
        )

    def put_aside(self, registration_id: str, until: date | None) -> None:
        """Let a registration wait unseen until a day."""
        self._do("put_aside", id=registration_id, until=until.isoformat() if until else None)

    # -- who has one in hand

    def hold(self, registration_id: str) -> Hold | None:
        """Return who has a registration in hand now."""
        row = self._one("hold", id=registration_id)
        found = _hold(row) if row else None
        return found if found and found.until > self._tx.clock.now() else None

    def held_by(self, staff: int) -> list[Hold]:
        """Return what a member of staff has in hand, or had until a while ago."""
        return [_hold(row) for row in self._all("held_by", staff=staff)]

    def take(self, registration: Registration, staff: int, minutes: int, *, over: bool = False) -> bool:
        """Give a registration into somebody's hand; False where another has it, unless taken `over`."""
        now = self._tx.clock.now()
        return bool(
            self._do(
                "take", id=registration.id, staff=staff, until=stamp(now + timedelta(minutes=minutes)),
                seen=stamp(registration.touched_at), now=stamp(now), over=int(over),
            )
        )  # fmt: skip

    def renew(self, registration_id: str, staff: int, minutes: int) -> None:
        """Hold on to a registration as it was seen, where it is still in their hand."""
        now = self._tx.clock.now()
        until = stamp(now + timedelta(minutes=minutes))
        self._do("renew", id=registration_id, staff=staff, until=until, now=stamp(now))

    def shown_as(self, registration_id: str, staff: int, messages: tuple[int, ...]) -> None:
        """Note which messages show the answers."""
        self._do("shown_as", id=registration_id, staff=staff, messages=",".join(map(str, messages)))

    def release(self, registration_id: str, staff: int) -> bool:
        """Let go of a registration."""
        return bool(self._do("release", id=registration_id, staff=staff))

    def forget_lapsed(self, before: datetime) -> None:
        """Delete what was held and let go of by time."""
        self._do("forget_lapsed", before=stamp(before))

    _GOES_ALONG = Kept("deleted with its registration")
    _OPEN = Kept("the office goes on with a registration whose chat is locked")
    holdings = (
        Holding("queue", _GOES_ALONG, _OPEN, Kept("empties itself as registrations move on")),
        Holding("holds", _GOES_ALONG, _OPEN, Ages(lambda _: timedelta(days=2), forget_lapsed)),
    )


def _hold(row: Row) -> Hold:
    messages = tuple(map(int, filter(None, row["messages"].split(","))))
    return Hold(
        row["registration_id"], row["staff"], datetime.fromisoformat(row["until"]), row["seen"], messages
    )
