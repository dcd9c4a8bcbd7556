"""Who may enrol, and for how many months one may pay at once."""

from __future__ import annotations

from datetime import date

import pytest

from bot.folders import ROOT
from bot.scheme.eligibility import age_limit, payment_periods, too_old
from bot.scheme.facts import Facts

FACTS = Facts.load(ROOT / "config" / "scheme")
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("age", "refused"), [(17, False), (64, False), (65, True), (90, True)])
def test_who_has_reached_the_age_limit_is_too_old_to_enrol(age: int, *, refused: bool) -> None:
    assert too_old(age, FACTS, TODAY) is refused


def test_without_a_known_limit_nobody_is_too_old() -> None:
    assert age_limit(FACTS, date(2020, 1, 1)) is None
    assert too_old(90, FACTS, date(2020, 1, 1)) is False


def test_one_pays_for_a_month_a_quarter_half_a_year_or_a_year() -> None:
    assert payment_periods(FACTS, TODAY) == (1, 3, 6, 12)
    assert payment_periods(FACTS, date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("fact_id", "value"), [("age_limit", 65), ("most_jobs", 2), ("income_floor", 1_000_000)]
)
def test_limits_are_facts_of_medium_confidence(fact_id: str, value: int) -> None:
    fact = FACTS.on(fact_id, TODAY)
    assert fact
    assert (fact.value, fact.confidence) == (value, "medium")
