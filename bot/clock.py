"""The one clock. Whoever needs the time is handed a Clock; nobody asks the system."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Pontianak")


class Clock:
    """Tells the time, in UTC, and the day at the office.

    With `start` the clock begins there and goes on in real time, so that other days can be tried.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._shift = start - datetime.now(UTC) if start else timedelta()

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return datetime.now(UTC) + self._shift

    def today(self) -> date:
        """Return the calendar day at the office."""
        return office_day(self.now())

    def stamp(self) -> str:
        """Return the time as the store writes it: RFC 3339, UTC, microseconds, sortable as text."""
        return stamp(self.now())


def stamp(moment: datetime) -> str:
    """Return an aware `moment` as the store writes it: RFC 3339, UTC, sortable as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(stamped: str | None) -> datetime | None:
    """Return the aware moment that `stamp` wrote, None where the store holds none."""
    return datetime.fromisoformat(stamped) if stamped else None


def office_day(moment: datetime) -> date:
    """Return the calendar day of an aware `moment` at the office."""
    return moment.astimezone(OFFICE_ZONE).date()
