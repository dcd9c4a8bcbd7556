"""Quiet hours at the office's clock. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.clock import OFFICE_ZONE


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours in which nobody is written to unasked; `begin` equal to `end`: there are none."""

    begin: time
    end: time

    @classmethod
    def of(cls, text: str) -> QuietHours:
        """Return what "20:00-07:00" or "off" means."""
        if text == "off":
            return cls(time(), time())
        begin, _, end = text.partition("-")
        return cls(time.fromisoformat(begin), time.fromisoformat(end))

    def over_at(self, moment: datetime) -> datetime:
        """Return when it is no longer quiet: `moment` itself where it is not."""
        local = moment.astimezone(OFFICE_ZONE)
        if not self._covers(local.time()):
            return moment
        ends = datetime.combine(local.date(), self.end, OFFICE_ZONE)
        return ends if ends > local else ends + timedelta(days=1)

    def hold(self, moment: datetime) -> bool:
        """Tell whether it is quiet."""
        return self.over_at(moment) != moment

    def _covers(self, clock: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end
