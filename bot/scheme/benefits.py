"""What the programmes pay, in rupiah, with the facts every sum rests on.

The amounts of JKK follow from the base: the reference income of the tier that is contributed for (PP 82/2019
Lampiran III). Those of JKM are the same for everybody (PP 82/2019 art. 34).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import PayungError
from bot.scheme.contributions import Program
from bot.scheme.facts import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.scheme.facts import Fact, Ground
    from bot.scheme.tariff import Tariff

_HUNDRED = 100
SCHOOLS = ("tk_sd", "smp", "sma", "college")  # as in the ids of the facts
_YEARLY = {"tk_sd": "scholarship_sd"}  # kindergarten and primary school pay the same and share their years


class NoFactError(PayungError):
    """A figure has no fact that is valid on that day."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """A sum in rupiah and what it rests on."""

    amount: int
    grounds: tuple[Ground, ...]

    def __add__(self, other: Benefit) -> Benefit:
        return Benefit(self.amount + other.amount, (*self.grounds, *other.grounds))


@dataclass(frozen=True, slots=True)
class Benefits:
    """The benefits as of a day. Every method raises NoFactError where a fact is missing on that day."""

    tariff: Tariff
    day: date

    def base(self, income: int) -> Benefit:
        """Return the reference income of a tier, by income in rupiah a month (PP 44/2015 Lampiran II)."""
        rate, contribution = self._fact("jkk_rate"), self.tariff.tiers.on(Program.JKK, income, self.day)
        return Benefit(contribution.value * _HUNDRED // rate.value, (contribution,))

    def death_at_work(self, income: int) -> Benefit:
        """Return what a family receives after a death at work, without the scholarship of the children."""
        share, least = self._of_base("death_at_work", income), self._fact("jkm_lump")
        lump = share if share.amount >= least.value else Benefit(least.value, (least,))
        return lump + self._single("funeral") + self.periodic()

    def disability_total(self, income: int) -> Benefit:
        """Return what a worker receives who can never work again, beside treatment."""
        return self._of_base("disability_total", income) + self.periodic()

    def unable_to_work(self, income: int) -> Benefit:
        """Return the pay for a month without work in the first months after an accident (STMB)."""
        rate, base = self._fact("stmb_full"), self.base(income)
        return Benefit(base.amount * rate.value // _HUNDRED, (rate, *_disputed(base)))

    def death(self) -> Benefit:
        """Return what a family receives after a death not at work, once JKM is whole."""
        return self._single("jkm_lump") + self.periodic() + self._single("funeral")

    def death_early(self) -> Benefit:
        """Return what a family receives after such a death in the first months of contributions."""
        return self._single("jkm_before_full")

    def periodic(self) -> Benefit:
        """Return the periodic benefit, which is paid at once."""
        month, months = self._fact("periodic_month"), self._fact("periodic_months")
        return Benefit(month.value * months.value, (month, months))

    def scholarship_of_child(self) -> Benefit:
        """Return the most that one child can receive, from kindergarten to college."""
        sums = [self._school(school) for school in SCHOOLS]
        return Benefit(sum(one.amount for one in sums), _joined(sums))

    def scholarship(self) -> Benefit:
        """Return the most that all children of a family can receive."""
        children, child = self._fact("scholarship_children"), self.scholarship_of_child()
        return Benefit(children.value * child.amount, (children, *child.grounds))

    def _school(self, school: str) -> Benefit:
        yearly = self._fact(_YEARLY.get(school, f"scholarship_{school}"))
        years = self._fact(f"scholarship_{school}_years")
        return Benefit(yearly.value * years.value, (yearly, years))

    def _of_base(self, rate_id: str, income: int) -> Benefit:
        rate, months, base = self._fact(rate_id), self._fact("benefit_months"), self.base(income)
        grounds = (rate, months, *_disputed(base))
        return Benefit(base.amount * months.value * rate.value // _HUNDRED, grounds)

    def _single(self, fact_id: str) -> Benefit:
        fact = self._fact(fact_id)
        return Benefit(fact.value, (fact,))

    def _fact(self, fact_id: str) -> Fact:
        fact = self.tariff.facts.on(fact_id, self.day)
        if fact is None:
            raise NoFactError(f"no fact {fact_id} is valid on {self.day}")
        return fact


def _disputed(base: Benefit) -> tuple[Ground, ...]:
    """Return what a base rests on, where sources do not agree on it; else it needs no mention."""
    return tuple(ground for ground in base.grounds if ground.confidence is Confidence.LOW)


def _joined(sums: Iterable[Benefit]) -> tuple[Ground, ...]:
    return tuple(ground for one in sums for ground in one.grounds)
