"""The one clock. Whoever needs the time is handed a Clock; nobody asks the system."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo


class OfficeZone(tzinfo):
    """The time zone of the office: one in a process, read out of config before anybody asks for a day.

    Western Indonesia until then, which is that of the office shipped.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def become(self, zone: ZoneInfo) -> None:
        """Be that of another office."""
        self._zone = zone

    @property
    def key(self) -> str:
        """The name of the zone (IANA)."""
        return self._zone.key

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far the clock of the office is from UTC."""
        return self._zone.utcoffset(moment)

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Return how far summer moves it; nowhere in Indonesia."""
        return self._zone.dst(moment)

    def tzname(self, moment: datetime | None) -> str | None:
        """Return what the zone is called, such as WIB."""
        return self._zone.tzname(moment)

    def fromutc(self, moment: datetime) -> datetime:
        """Return a moment of UTC at the office."""
        return self._zone.fromutc(moment.replace(tzinfo=self._zone)).replace(tzinfo=self)

    def __reduce__(self) -> str:
        return "OFFICE_ZONE"


OFFICE_ZONE: Final = OfficeZone(ZoneInfo("Asia/Pontianak"))


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
