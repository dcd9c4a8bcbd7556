"""Discounts: for whom, when, and refused where they make no sense."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.folders import ROOT
from bot.scheme.contributions import Payer, Program, Sector
from bot.scheme.discounts import Discounts
from bot.scheme.facts import Facts, SchemeError
from bot.scheme.funding import FundRules
from bot.scheme.tariff import Tariff
from bot.scheme.tiers import Tiers

if TYPE_CHECKING:
    from pathlib import Path

SCHEME = ROOT / "config" / "scheme"
DISCOUNT = """
[[discount]]
id = "a"
value = 50
unit = "percent"
programs = ["jkk"]
sectors = ["farmer"]
unsettled_sectors = ["river"]
payers = ["self"]
unsettled_payers = ["donor"]
valid_from = "2026-01"
valid_until = "2026-03"
law = "PP 1/2026 art. 1"
source = "somewhere"
confidence = "high"
checked_on = 2026-11-22
"""
NEXT = DISCOUNT.replace('"2026-03"', '"2026-06"').replace('"2026-01"', '"2026-04"').replace('"a"', '"b"')


def discounts_of(folder: Path, content: str) -> Discounts:
    (folder / "discounts.toml").write_text(content)
    return Discounts.load(folder)


def test_what_the_project_ships_is_without_fault() -> None:
    assert Discounts.load(SCHEME).faults() == []


@pytest.mark.parametrize(
    ("sector", "payer", "granted", "unsettled"),
    [
        (Sector.FARMER, Payer.SELF, True, False),
        (Sector.FARMER, Payer.DONOR, False, True),
        (Sector.RIVER, Payer.SELF, False, True),
        (Sector.RIVER, Payer.DONOR, False, True),
        (Sector.FARMER, Payer.APBD, False, False),
        (Sector.RIVER, Payer.APBD, False, False),
        (Sector.TRADER, Payer.SELF, False, False),
    ],
)
def test_a_discount_is_for_those_named_and_perhaps_for_those_unsettled(
    tmp_path: Path, sector: Sector, payer: Payer, *, granted: bool, unsettled: bool
) -> None:
    discounts = discounts_of(tmp_path, DISCOUNT)
    relief = discounts.on(Program.JKK, sector, payer, date(2026, 1, 1))
    assert (relief.granted is not None, bool(relief.unsettled)) == (granted, unsettled)
    none = discounts.on(Program.JHT, sector, payer, date(2026, 1, 1))
    assert (none.granted, none.unsettled) == (None, ())


def test_two_discounts_at_once_for_the_same_people_are_a_fault(tmp_path: Path) -> None:
    assert discounts_of(tmp_path, DISCOUNT + NEXT).faults() == []
    clashing = DISCOUNT + NEXT.replace('"2026-04"', '"2026-03"')
    assert discounts_of(tmp_path, clashing).faults() == [
        "discounts.toml: b: overlaps with a for some sector and payer"
    ]
    assert discounts_of(tmp_path, clashing.replace("farmer", "trader", 1)).faults() == []


@pytest.mark.parametrize(("rate", "until"), [(50, date(2026, 6, 30)), (25, date(2026, 3, 31))])
def test_a_discount_that_goes_on_at_the_same_rate_counts_as_one(
    tmp_path: Path, rate: int, until: date
) -> None:
    discounts = discounts_of(tmp_path, DISCOUNT + NEXT.replace("value = 50", f"value = {rate}"))
    tariff = Tariff(Facts([]), Tiers.load(SCHEME), discounts, FundRules.load(SCHEME))
    assert tariff.discount_until(Sector.FARMER, Payer.SELF, date(2026, 2, 14)) == until


def test_a_discount_without_an_end_has_no_last_day(tmp_path: Path) -> None:
    discounts = discounts_of(tmp_path, DISCOUNT.replace('valid_until = "2026-03"\n', ""))
    tariff = Tariff(Facts([]), Tiers.load(SCHEME), discounts, FundRules.load(SCHEME))
    assert tariff.discount_until(Sector.FARMER, Payer.SELF, date(2026, 2, 14)) is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('law = "PP 1/2026 art. 1"\n', "", "has no law"),
        ('source = "somewhere"', 'source = ""', "has no source"),
        ('["jkk"]', '["jp"]', "jp"),
        ('["farmer"]', '["miner"]', "miner"),
        ('payers = ["self"]\n', "", "has no payers"),
        ("value = 50", "value = 101", "percentage"),
        ("value = 50", "value = 0", "percentage"),
        ("value = 50", "value = 0.5", "0.5"),
    ],
)
def test_a_discount_without_law_source_or_sense_is_refused_with_file_and_id(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    with pytest.raises(SchemeError) as raised:
        discounts_of(tmp_path, DISCOUNT.replace(old, new))
    assert raised.value.key == "discount a"
    assert raised.value.place.endswith("discounts.toml")
    assert reason in raised.value.reason


@pytest.mark.parametrize(
    ("day", "ended"),
    [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), "a"),
        (date(2026, 6, 30), "a"),
        (date(2026, 7, 1), "b"),
        (date(2030, 1, 1), "b"),
    ],
)
def test_the_discount_that_ended_last_is_remembered(tmp_path: Path, day: date, ended: str | None) -> None:
    for content in (DISCOUNT + NEXT, NEXT + DISCOUNT):
        found = discounts_of(tmp_path, content).last_before(Sector.FARMER, Payer.SELF, day)
        assert (found.id if found else None) == ended


@pytest.mark.parametrize(
    ("sector", "payer"),
    [(Sector.TRADER, Payer.SELF), (Sector.RIVER, Payer.SELF), (Sector.FARMER, Payer.DONOR)],
)
def test_no_discount_has_ended_for_those_who_certainly_had_none(
    tmp_path: Path, sector: Sector, payer: Payer
) -> None:
    assert discounts_of(tmp_path, DISCOUNT).last_before(sector, payer, date(2027, 1, 1)) is None


def test_a_discount_without_an_end_has_not_ended(tmp_path: Path) -> None:
    discounts = discounts_of(tmp_path, DISCOUNT.replace('valid_until = "2026-03"\n', ""))
    assert discounts.last_before(Sector.FARMER, Payer.SELF, date(2030, 1, 1)) is None
