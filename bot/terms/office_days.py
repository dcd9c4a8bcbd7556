"""Days on which the office works, and from which month it can enrol somebody."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from bot.documents import Count, Text

_NEXT_MONTH_FROM = 20  # day of a month from which the office does not promise to enrol anybody within it


class Holiday(Struct, frozen=True):
    """A day on which the office is closed, though the day of the week is one of work."""

    day: date
    name: Text
    source: Text


class OfficeDays(Struct, frozen=True):
    """When the office works, out of config/payung.toml: days of the week (Monday is 1), holidays."""

    contact_days: Count  # working days until it has called whoever sent a registration
    working_days: tuple[Count, ...]
    holidays: tuple[Holiday, ...]

    def __post_init__(self) -> None:
        if not set(self.working_days) & set(range(1, 8)):
            raise ValueError("working_days must name a day of the week, 1 to 7")

    def is_open(self, day: date) -> bool:
        """Tell whether the office works on a day."""
        return day.isoweekday() in self.working_days and all(one.day != day for one in self.holidays)

    def after(self, day: date, days: int) -> date:
        """Return the day that is so many working days after one."""
        while days:
            day += timedelta(days=1)
            days -= self.is_open(day)
        return day

    def between(self, day: date, later: date) -> int:
        """Return how many working days have begun after one day, until another."""
        days = (later - day).days
        return sum(self.is_open(day + timedelta(days=one)) for one in range(1, days + 1))

    def first_month(self, day: date) -> date:
        """Return a day of the first month that the office can still enrol for, asked on `day`.

        That of the next working day; from the 20th on the next month. Within this month it is `day` itself.
        """
        if day.day >= _NEXT_MONTH_FROM:
            return _next_month(day)
        acts = self.after(day, 1)
        return day if acts.month == day.month else acts


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
