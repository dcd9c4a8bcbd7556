"""What the programmes pay, against sums worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from bot.scheme.benefits import Benefits, NoFactError
from bot.scheme.facts import Fact, Facts
from bot.scheme.tariff import Tariff
from tests.scheme.annex import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.scheme.benefits import Benefit

TARIFF = Tariff.load(ROOT / "config" / "scheme")
TODAY = dt.date(2026, 12, 15)
NOW = Benefits(TARIFF, TODAY)
M = 1_000_000
SUMS: dict[str, Callable[[Benefits], Benefit]] = {
    "base": lambda one: one.base(0),
    "death_at_work": lambda one: one.death_at_work(0),
    "disability_total": lambda one: one.disability_total(0),
    "unable_to_work": lambda one: one.unable_to_work(0),
    "death": Benefits.death,
    "death_early": Benefits.death_early,
    "periodic": Benefits.periodic,
    "scholarship_of_child": Benefits.scholarship_of_child,
    "scholarship": Benefits.scholarship,
}


@pytest.mark.parametrize(
    ("income", "base", "death", "disability"),
    [
        (0, M, 70 * M, 68 * M),
        (1_000_000, M, 70 * M, 68 * M),
        (2_500_000, 2_600_000, 146_800_000, 157_600_000),
        (3_000_000, 2_950_000, 163_600_000, 177_200_000),
        (8_200_000, 8_700_000, 439_600_000, 499_200_000),
        (25_000_000, 20_700_000, 1_015_600_000, 1_171_200_000),
    ],
)
def test_jkk_pays_by_the_base_of_the_tier(income: int, base: int, death: int, disability: int) -> None:
    assert NOW.base(income).amount == base
    assert NOW.unable_to_work(income).amount == base
    assert NOW.death_at_work(income).amount == death
    assert NOW.disability_total(income).amount == disability


def test_in_every_tier_death_pays_48_times_and_disability_56_times_the_base() -> None:
    for income, _, jkk, _ in ROWS:
        base = 100 * jkk
        assert NOW.base(income).amount == base
        assert NOW.death_at_work(income).amount == 48 * base + 22 * M
        assert NOW.disability_total(income).amount == 56 * base + 12 * M


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("death", 42 * M),
        ("death_early", 10 * M),
        ("periodic", 12 * M),
        ("scholarship_of_child", 87 * M),
        ("scholarship", 174 * M),
    ],
)
def test_the_other_sums_are_the_same_for_everybody(name: str, amount: int) -> None:
    assert SUMS[name](NOW).amount == amount


@pytest.mark.parametrize(
    ("name", "laws"),
    [
        ("base", {"PP 44/2015 Lampiran II row 1"}),
        ("death", {"PP 82/2019 art. 34", "PP 82/2019 art. 34; PP 82/2019 Lampiran III"}),
        ("death_early", {"Permenaker 1/2025"}),
        ("scholarship", {"PP 82/2019 Lampiran III"}),
        ("disability_total", {"PP 82/2019 Lampiran III", "PP 82/2019 art. 34; PP 82/2019 Lampiran III"}),
    ],
)
def test_every_sum_says_what_it_rests_on(name: str, laws: set[str]) -> None:
    grounds = SUMS[name](NOW).grounds
    assert {ground.law for ground in grounds} == laws
    assert all(ground.holds_on(TODAY) for ground in grounds)


def test_death_at_work_never_pays_less_than_death_otherwise() -> None:
    low = Facts(
        ground for ground in TARIFF.facts.all() if ground.id not in {"death_at_work", "benefit_months"}
    )
    share, times = TARIFF.facts.on("stmb_full", TODAY), TARIFF.facts.on("periodic_months", TODAY)
    assert share
    assert times
    facts = [*low.all(), _named(share, "death_at_work", 1), _named(times, "benefit_months", 80)]
    poor = Benefits(Tariff(Facts(facts), TARIFF.tiers, TARIFF.discounts, TARIFF.funds), TODAY)
    # 1 percent of 80 million is less than the lump sum of 20 million, which is paid instead.
    assert poor.death_at_work(0).amount == 42 * M
    assert "jkm_lump" in {ground.id for ground in poor.death_at_work(0).grounds}


def _named(fact: Fact, fact_id: str, value: int) -> Fact:
    return replace(fact, id=fact_id, value=value)


@pytest.mark.parametrize("name", SUMS)
def test_before_the_law_there_is_no_sum(name: str) -> None:
    with pytest.raises(NoFactError):
        SUMS[name](Benefits(TARIFF, dt.date(2014, 1, 1)))


@pytest.mark.parametrize("name", list(SUMS))
def test_every_sum_names_what_it_rests_on(name: str) -> None:
    grounds = SUMS[name](NOW).grounds
    assert grounds
    assert all(ground.law for ground in grounds)
