"""What lines, numbers and months are called in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.figures.numbers import NOWHERE, TOTAL, Kind
from bot.months import first_day
from bot.registration.form import enrolment

if TYPE_CHECKING:
    from bot.resources import Resources
    from bot.texts import Texts

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language for the figures of a month; none of them holds markup."""

    texts: Texts
    resources: Resources
    month: int

    def bare(self, message_id: str, /, **values: object) -> str:
        """Return a text."""
        return self.texts.bare(message_id, **values)

    @property
    def month_name(self) -> str:
        """The name of the month."""
        return self.texts.month(first_day(self.month))

    def heading(self, message_id: str) -> str:
        """Return what a column is called, which may name the month, and the one before it."""
        before = self.texts.month(first_day(self.month - 1))
        return self.bare(message_id, month=self.month_name, before=before)

    def day(self, text: str) -> str:
        """Return a day that is written YYYY-MM-DD."""
        return self.texts.date(date.fromisoformat(text))

    def place(self, code: str) -> str:
        """Return the name of a district or a regency, or of the line of a table that is none."""
        if code == TOTAL:
            return self.bare("angka.total")
        region = None if code == NOWHERE else self.resources.regions.get(code)
        name = region.name if region else self.resources.divisions.regency(code)
        return name or self.bare("angka.nowhere")

    def step(self, code: str) -> str:
        """Return the short name of a step of the enrolment."""
        step = enrolment(self.resources).by_id.get(code)
        return self.bare(step.label) if step else self.bare("angka.step_summary")

    def number(self, value: int, kind: Kind = Kind.PEOPLE) -> str:
        """Return a number as it is read."""
        if kind is Kind.RUPIAH:
            return self.texts.money(value)
        if kind is Kind.DAYS:
            return self.texts.counted("angka.days", count=value)
        if kind is Kind.SECONDS and value >= _MINUTE:
            return self.bare("angka.minutes", count=self.texts.number(round(value / _MINUTE)))
        if kind is Kind.SECONDS:
            return self.bare("angka.seconds", count=self.texts.number(value))
        return self.texts.number(value)
