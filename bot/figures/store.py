"""What figures are counted from, in tables of others: it reads them, and writes nowhere."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.clock import moment_of
from bot.store.table import Table
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator


class Funnel(NamedTuple):
    """How many registrations came to a stage, or beyond it, for the first time."""

    submitted: int
    accepted: int
    registered: int
    active: int


class Questions(NamedTuple):
    """Questions of a time: asked, answered, closed; and how many wait now, the oldest since when."""

    asked: int
    answered: int
    closed: int
    open: int
    oldest: datetime | None


class FigureCounts(Table):
    """Counts."""

    file = Path(__file__).with_suffix(".sql")

    def stages_before(self, end: str) -> dict[tuple[str, Stage], int]:
        """Return how many registrations were at which stage at a time, by code of district and stage."""
        rows = self._all("stages_before", end=end)
        return {(row["district"], Stage(row["stage"])): row["count"] for row in rows}

    def reached_first(self, begin: str, end: str) -> Funnel:
        """Return how many came how far within a time."""
        row = self._one("reached_first", begin=begin, end=end)
        return Funnel(*tuple(row)) if row else Funnel(0, 0, 0, 0)

    def changes(self, begin: str, end: str) -> Iterator[tuple[str, Stage, datetime]]:
        """Give all changes until then of registrations that changed within a time: those of one together."""
        for row in self._each("changes_of_month", begin=begin, end=end):
            yield row["registration_id"], Stage(row["stage"]), datetime.fromisoformat(row["at"])

    def drafts(self) -> list[str]:
        """Return the ids of registrations that were begun and not sent."""
        return [row["id"] for row in self._all("drafts")]

    def listed(self) -> dict[str, int]:
        """Return how many people stand on lists of participants that are in force, by code of district."""
        return {row["district"]: row["count"] for row in self._all("listed")}

    def newest_list(self) -> date | None:
        """Return the day on which the newest of these lists was true; None where there is none."""
        row = self._one("newest_list")
        return date.fromisoformat(row["as_of"]) if row and row["as_of"] else None

    def questions(self, begin: str, end: str) -> Questions:
        """Count the questions to the office."""
        row = self._one("questions", begin=begin, end=end)
        if row is None:
            return Questions(0, 0, 0, 0, None)
        return Questions(row["asked"], row["answered"], row["closed"], row["open"], moment_of(row["oldest"]))

    def gaps(self, begin: str, end: str) -> int:
        """Count the questions that the bot could not answer, of people who agreed to that being kept."""
        return self._value("gaps", begin=begin, end=end)

    def announced(self, begin: str, end: str) -> int:
        """Count the announcements that began to go out."""
        return self._value("announced", begin=begin, end=end)

    def deliveries(self, begin: str, end: str) -> dict[str, int]:
        """Count the recipients of these, by what became of them."""
        return {row["state"]: row["count"] for row in self._all("deliveries", begin=begin, end=end)}
