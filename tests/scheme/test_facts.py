"""Facts of law: dated, sourced, never overlapping."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.scheme.contributions import lowest_contribution
from bot.scheme.facts import Facts
from bot.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FACT = """
[[fact]]
id = "a"
value = 1
unit = "rupiah"
valid_from = "2026-01"
valid_until = "2026-03"
law = "PP 1/2026"
source = "somewhere"
confidence = "high"
checked_on = 2026-11-22
"""


@pytest.mark.parametrize(
    ("day", "now", "full", "until"),
    [
        (date(2026, 3, 31), 16800, 16800, None),
        (date(2026, 4, 1), 8400, 16800, date(2026, 12, 31)),
        (date(2026, 12, 31), 8400, 16800, date(2026, 12, 31)),
        (date(2027, 1, 1), 16800, 16800, None),
    ],
)
def test_the_discount_begins_and_ends_by_itself(day: date, now: int, full: int, until: date | None) -> None:
    cost = lowest_contribution(Facts.load(ROOT / "config" / "scheme"), day)
    assert (cost.now, cost.full, cost.discount_until) == (now, full, until)


def test_before_the_first_tariff_there_is_no_amount() -> None:
    with pytest.raises(LookupError):
        lowest_contribution(Facts.load(ROOT / "config" / "scheme"), date(2010, 1, 1))


def test_a_month_means_all_its_days(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(FACT)
    facts = Facts.load(tmp_path)
    assert facts.on("a", date(2026, 1, 1))
    assert facts.on("a", date(2026, 3, 31))
    assert facts.on("a", date(2026, 4, 1)) is None


def test_facts_that_overlap_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        FACT + FACT.replace("2026-01", "2026-03").replace('"2026-03"\nlaw', '"2026-04"\nlaw')
    )
    assert Facts.load(tmp_path).faults() == [
        "a.toml: a: valid from 2026-03-01 while the one before still holds"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source = "somewhere"\n', ""),
        ('source = "somewhere"', 'source = " "'),
        ('"high"', '"sure"'),
        ('"2026-01"', '"January"'),
        ("value = 1", 'value = "much"'),
    ],
)
def test_a_fact_without_source_or_sense_is_refused_with_file_and_id(
    tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "a.toml").write_text(FACT.replace(old, new))
    with pytest.raises(ConfigurationError) as raised:
        Facts.load(tmp_path)
    assert "fact a" in raised.value.key
    assert raised.value.place.endswith("a.toml")
