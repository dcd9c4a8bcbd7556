"""Facts of law: dated, sourced, never overlapping."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.errors import ConfigurationError
from bot.scheme.ageing import warnings
from bot.scheme.facts import Facts, Rule

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


def test_a_month_means_all_its_days(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(FACT)
    facts = Facts.load(tmp_path)
    assert facts.on("a", date(2026, 1, 1))
    assert facts.on("a", date(2026, 3, 31))
    assert facts.on("a", date(2026, 4, 1)) is None


def test_a_day_means_that_day(tmp_path: Path) -> None:
    days = FACT.replace('"2026-01"', '"2026-01-15"').replace('"2026-03"', '"2026-03-20"')
    assert days != FACT
    (tmp_path / "a.toml").write_text(days)
    facts = Facts.load(tmp_path)
    assert [facts.on("a", date(2026, 1, day)) is not None for day in (14, 15)] == [False, True]
    assert [facts.on("a", date(2026, 3, day)) is not None for day in (20, 21)] == [True, False]


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
        ("value = 1", "value = 1.5"),
        ("value = 1", "value = true"),
        ('valid_from = "2026-01"', "valid_from = 2026"),
        ('valid_from = "2026-01"', 'valid_from = "2026-04"'),
        ("2026-11-22", '"yesterday"'),
        ('law = "PP 1/2026"', 'law = ""'),
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


@pytest.mark.parametrize("content", ["[fact]\n", "fact = [1]\n", "fact = \n", 'a = "\udcff"\n'])
def test_a_file_that_holds_no_facts_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.toml").write_text(content, errors="surrogateescape")
    with pytest.raises(ConfigurationError) as raised:
        Facts.load(tmp_path)
    assert raised.value.place.endswith("a.toml")


@pytest.mark.parametrize(
    ("day", "warned"),
    [
        (date(2026, 1, 29), False),
        (date(2026, 1, 30), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_a_fact_is_warned_of_from_60_days_before_its_end(tmp_path: Path, day: date, *, warned: bool) -> None:
    (tmp_path / "a.toml").write_text(FACT)
    expected = ["a.toml: a: valid until 2026-03-31 only"] if warned else []
    assert [str(one) for one in warnings(Facts.load(tmp_path).all(), day)] == expected


def test_an_end_is_no_news_where_the_next_fact_begins(tmp_path: Path) -> None:
    following = FACT.replace('valid_until = "2026-03"\n', "").replace('"2026-01"', '"2026-04"')
    (tmp_path / "a.toml").write_text(FACT + following)
    assert [str(one) for one in warnings(Facts.load(tmp_path).all(), date(2026, 3, 31))] == []


def test_facts_checked_more_than_180_days_ago_are_warned_of_in_one_line(tmp_path: Path) -> None:
    open_ended = FACT.replace('valid_until = "2026-03"\n', "")
    content = "".join(open_ended.replace('"a"', f'"{name}"') for name in "ab")
    (tmp_path / "a.toml").write_text(content)
    assert [str(one) for one in warnings(Facts.load(tmp_path).all(), date(2027, 5, 21))] == []
    assert [str(one) for one in warnings(Facts.load(tmp_path).all(), date(2027, 5, 22))] == [
        "a.toml: a, b: last checked on 2026-11-22, more than 180 days ago"
    ]


def test_a_whole_table_is_counted_instead_of_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("".join(FACT.replace('"a"', f'"{name}"') for name in "abcdef"))
    assert [str(one) for one in warnings(Facts.load(tmp_path).all(), date(2026, 3, 1))] == [
        "a.toml: 6 rows: valid until 2026-03-31 only"
    ]


RULE = """
[[rule]]
id = "r"
says = "Whoever works is covered"
valid_from = "2026-01"
valid_until = "2026-03"
law = "PP 1/2026 art. 2"
source = "somewhere"
confidence = "medium"
checked_on = 2026-11-22
"""


def test_a_rule_is_valid_for_a_time_and_is_no_figure(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(FACT + RULE)
    facts = Facts.load(tmp_path)
    rule = facts.ground("r", date(2026, 3, 31))
    assert isinstance(rule, Rule)
    assert (rule.says, rule.law, rule.file) == ("Whoever works is covered", "PP 1/2026 art. 2", "a.toml")
    assert facts.ground("r", date(2026, 4, 1)) is None
    assert facts.on("r", date(2026, 3, 31)) is None
    fact = facts.on("a", date(2026, 3, 31))
    assert fact
    assert facts.ground("a", date(2026, 3, 31)) == fact
    assert [ground.id for ground in facts.all()] == ["a", "r"]


def test_a_rule_that_overlaps_with_a_rule_or_a_fact_is_a_fault(tmp_path: Path) -> None:
    for other in (RULE, FACT.replace('"a"', '"r"')):
        (tmp_path / "a.toml").write_text(RULE + other)
        assert Facts.load(tmp_path).faults() == [
            "a.toml: r: valid from 2026-01-01 while the one before still holds"
        ]


def test_a_rule_is_warned_of_like_a_fact(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(FACT + RULE)
    assert [str(one) for one in warnings(Facts.load(tmp_path).all(), date(2026, 3, 1))] == [
        "a.toml: a, r: valid until 2026-03-31 only"
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('says = "Whoever works is covered"\n', "", "has no says"),
        ("Whoever works is covered", " ", "has no says"),
        ('law = "PP 1/2026 art. 2"', 'law = ""', "has no law"),
        ('source = "somewhere"\n', "", "has no source"),
        ('"medium"', '"sure"', "sure"),
        ('"2026-01"', '"2026-04"', "before it begins"),
    ],
)
def test_a_rule_without_words_law_or_source_is_refused_with_file_and_id(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    (tmp_path / "a.toml").write_text(RULE.replace(old, new))
    with pytest.raises(ConfigurationError) as raised:
        Facts.load(tmp_path)
    assert raised.value.key == "rule r"
    assert raised.value.place.endswith("a.toml")
    assert reason in raised.value.reason


def test_a_rule_without_an_id_is_named_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(RULE + RULE.replace('id = "r"\n', ""))
    with pytest.raises(ConfigurationError, match="rule 2: has no id"):
        Facts.load(tmp_path)
