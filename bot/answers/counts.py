"""How often people were in danger, by day and danger: without who, and without a word of theirs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import office_day
from bot.privacy.holding import nobodys
from bot.store.table import Table

if TYPE_CHECKING:
    from bot.danger.judge import Danger

_SHOWN = timedelta(days=30)


class Dangers(Table):
    """Counts the times when help was shown."""

    file = Path(__file__).with_suffix(".sql")

    def count(self, danger: Danger) -> None:
        """Count one more."""
        self._do("add", day=office_day(self._tx.clock.now()).isoformat(), danger=danger)

    def lately(self) -> int:
        """Return how many there were in the last 30 days."""
        day = office_day(self._tx.clock.now()) - _SHOWN
        return self._value("since", day=day.isoformat())

    holdings = (nobodys("dangers"),)
