"""Kinds of money: what each may pay for, and files that make no sense."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from bot.scheme.contributions import Payer
from bot.scheme.facts import SchemeError
from bot.scheme.funding import FundKind, FundRules

if TYPE_CHECKING:
    from pathlib import Path

SCHEME = ROOT / "config" / "scheme"
DAY = date(2026, 11, 29)
SHIPPED = (SCHEME / "funding.toml").read_text()


@pytest.fixture(scope="module")
def rules() -> FundRules:
    return FundRules.load(SCHEME)


def test_what_the_project_ships_is_without_fault(rules: FundRules) -> None:
    assert rules.faults() == []
    assert {rules.on(kind, DAY).id for kind in FundKind} == set(FundKind)


@pytest.mark.parametrize(
    ("kind", "payer"),
    [
        (FundKind.APBD_REGENCY, Payer.APBD),
        (FundKind.APBD_PROVINCE, Payer.APBD),
        (FundKind.DBH_SAWIT, Payer.APBD),
        (FundKind.APBN, Payer.APBN),
        (FundKind.VILLAGE, Payer.VILLAGE),
        (FundKind.COMPANY, Payer.COMPANY),
        (FundKind.SERTAKAN, Payer.DONOR),
        (FundKind.SELF, Payer.SELF),
    ],
)
def test_a_kind_of_money_is_priced_as_its_payer(rules: FundRules, kind: FundKind, payer: Payer) -> None:
    assert rules.on(kind, DAY).payer is payer


@pytest.mark.parametrize(
    ("named", "allowed"),
    [
        ("petani kelapa sawit", True),
        ("Kebun Plasma", True),
        ("panen SAWIT", True),
        ("noreh karet", False),
        ("", False),
    ],
)
def test_the_palm_oil_share_pays_for_palm_workers_only(
    rules: FundRules, named: str, *, allowed: bool
) -> None:
    assert rules.on(FundKind.DBH_SAWIT, DAY).allows_work(named) is allowed


def test_other_kinds_pay_for_any_work(rules: FundRules) -> None:
    assert rules.on(FundKind.APBD_REGENCY, DAY).allows_work("")


def test_a_fifth_of_the_palm_oil_share_may_be_used(rules: FundRules) -> None:
    assert rules.on(FundKind.DBH_SAWIT, DAY).most_of(1_000_000_004) == 200_000_000
    assert rules.on(FundKind.APBD_REGENCY, DAY).most_of(1_000_000_004) == 1_000_000_004


def test_before_a_rule_began_the_first_one_is_taken(rules: FundRules) -> None:
    assert rules.on(FundKind.DBH_SAWIT, date(2020, 1, 1)).most_percent == 20


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "self"', 'id = "selves"', "kind selves: .*FundKind|kind selves"),
        ("most_percent = 20", "most_percent = 101", "kind dbh_sawit: most_percent must be a percentage"),
        ('payer = "donor"', 'payer = "friend"', "kind sertakan"),
        ('law = "Peraturan desa"', 'law = ""', "kind village: has no law"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    (tmp_path / "funding.toml").write_text(SHIPPED.replace(old, new))
    with pytest.raises(SchemeError, match=said):
        FundRules.load(tmp_path)


def test_a_kind_that_is_missing_is_named(tmp_path: Path) -> None:
    head, _, tail = SHIPPED.partition('[[kind]]\nid = "company"')
    (tmp_path / "funding.toml").write_text(head + tail[tail.index("[[kind]]") :])
    with pytest.raises(SchemeError, match="kind company: is missing"):
        FundRules.load(tmp_path)


def test_two_rules_of_a_kind_at_one_time_are_a_fault(tmp_path: Path) -> None:
    again = SHIPPED[SHIPPED.index('[[kind]]\nid = "self"') :]
    (tmp_path / "funding.toml").write_text(f"{SHIPPED}\n{again}")
    assert "self: valid from" in FundRules.load(tmp_path).faults()[0]
