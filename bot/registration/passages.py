"""How far people come with an enrolment: counts by day and step, without a chat and without an answer."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from bot.clock import office_day
from bot.privacy.holding import nobodys
from bot.store.table import Table


class Passage(StrEnum):
    """What is counted beside the steps of the form."""

    OPENED = "opened"  # somebody wrote to the bot for the first time
    DROPPED = "dropped"  # a draft was thrown away by whoever began it


class StepCount(NamedTuple):
    """How often a step was reached and answered; `timed` answers took so many seconds in all."""

    reached: int = 0
    answered: int = 0
    seconds: int = 0
    timed: int = 0


class Passages(Table):
    """Counts them."""

    file = Path(__file__).with_suffix(".sql")

    def reach(self, step: str) -> None:
        """Count that somebody came so far."""
        self._do("reach", day=self._today(), step=step)

    def pass_on(self, answered: str, reached: str, seconds: int | None) -> None:
        """Count that a step was answered, after `seconds` (None: not known), and another one is asked."""
        self._do(
            "pass_on", day=self._today(), answered=answered, reached=reached, seconds=seconds or 0,
            timed=int(seconds is not None),
        )  # fmt: skip

    def _today(self) -> str:
        return office_day(self._tx.clock.now()).isoformat()

    def between(self, first: date, last: date) -> dict[str, StepCount]:
        """Return the counts from one day to another, both with it, by step."""
        rows = self._all("between", first=first.isoformat(), last=last.isoformat())
        return {row["step"]: StepCount(*tuple(row)[1:]) for row in rows}

    def first_day(self) -> date | None:
        """Return the day on which counting began; None where nothing was counted yet."""
        row = self._one("first_day")
        return date.fromisoformat(row["value"]) if row and row["value"] else None

    holdings = (nobodys("step_counts"),)
