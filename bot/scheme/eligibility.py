"""Who may enrol, and for how many months one may pay at once. The figures are in config/scheme/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.scheme.facts import Fact

if TYPE_CHECKING:
    from datetime import date

    from bot.scheme.facts import Facts


def age_limit(facts: Facts, day: date) -> Fact | None:
    """Return the age in full years that must not be reached when one enrols on `day` (Permenaker 5/2021)."""
    return facts.on("age_limit", day)


def too_old(age: int, facts: Facts, day: date) -> bool:
    """Tell whether somebody of `age` full years is too old to enrol on `day` (Permenaker 5/2021)."""
    limit = age_limit(facts, day)
    return limit is not None and age >= limit.value


def payment_periods(facts: Facts, day: date) -> tuple[int, ...]:
    """Return for how many months at once one may pay on `day`, rising (practice of the insurer)."""
    periods = (
        ground.value
        for ground in facts.all()
        if isinstance(ground, Fact) and ground.id.startswith("payment_period_") and ground.holds_on(day)
    )
    return tuple(sorted(periods))
