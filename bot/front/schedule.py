"""How fast announcements go out, and when they may."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.front.quiet import QuietHours


@dataclass(frozen=True, slots=True)
class Schedule:
    """Messages a second in all (0: as fast as it goes), quiet hours, and the clock they are told by."""

    rate: float
    quiet: QuietHours
    clock: Clock

    def duration(self, people: int) -> timedelta:
        """Return how long `people` messages take when nothing else is to be said."""
        return timedelta(seconds=math.ceil(people / self.rate)) if self.rate else timedelta()

    def begins_at(self, due_at: datetime | None, *, loud: bool) -> datetime:
        """Return when sending begins."""
        moment = max(due_at, self.clock.now()) if due_at else self.clock.now()
        return moment if loud else self.quiet.over_at(moment)
