"""Prices as the questions about programmes and months show them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.form import Asking, RefusedError
from bot.registration.steps.costs import Costs

if TYPE_CHECKING:
    from bot.resources import Resources

_FARMER = {"occupation": "farmer", "income": "1000000", "payer": "self", "programs": "jkk_jkm"}


@pytest.fixture
def costs(resources: Resources) -> Costs:
    return Costs(resources.tariff, resources.office_days)


def asking(resources: Resources, day: dt.date, **answers: str) -> Asking:
    return Asking(resources.catalogues["id"], resources.catalogues, day, {**_FARMER, **answers})


@pytest.mark.parametrize(
    ("day", "answers", "two", "three"),
    [
        (dt.date(2026, 3, 18), {}, "Rp16.800", "Rp36.800"),
        (dt.date(2026, 12, 18), {}, "Rp8.400", "Rp28.400"),
        (dt.date(2027, 1, 1), {}, "Rp16.800", "Rp36.800"),
        (dt.date(2027, 1, 1), {"occupation": "driver"}, "Rp8.400", "Rp28.400"),
        (dt.date(2027, 3, 18), {"occupation": "driver"}, "Rp8.400", "Rp28.400"),
        (dt.date(2027, 4, 1), {"occupation": "driver"}, "Rp16.800", "Rp36.800"),
        (dt.date(2026, 12, 18), {"payer": "apbd"}, "Rp16.800", "Rp36.800"),
        (dt.date(2026, 12, 18), {"payer": "village"}, "Rp16.800", "Rp36.800"),
        (dt.date(2026, 12, 18), {"occupation": "boatman"}, "Rp8.400", "Rp28.400"),
        (dt.date(2027, 1, 19), {"occupation": "boatman"}, "Rp16.800", "Rp36.800"),
        (dt.date(2026, 12, 18), {"occupation": "domestic"}, "Rp16.800", "Rp36.800"),
        (dt.date(2026, 12, 18), {"income": "uncertain"}, "Rp8.400", "Rp28.400"),
        (dt.date(2026, 12, 18), {"income": "2500000"}, "Rp16.400", "Rp68.400"),
    ],
)
def test_the_price_is_that_of_the_day(
    costs: Costs, resources: Resources, day: dt.date, answers: dict[str, str], two: str, three: str
) -> None:
    labels = [choice.label for choice in costs.program_choices(asking(resources, day, **answers))]
    assert [label.partition(" (")[0] for label in labels] == [
        f"🏥🕊 Celaka + kematian: {two}",
        f"🏥🕊💰 Ditambah tabungan: {three}",
    ]


def test_a_price_that_will_change_says_both(costs: Costs, resources: Resources) -> None:
    labels = [choice.label for choice in costs.program_choices(asking(resources, dt.date(2026, 12, 18)))]
    assert labels[0] == "🏥🕊 Celaka + kematian: Rp8.400 (Januari 2027: Rp16.800)"


def test_from_the_20th_on_the_price_is_that_of_the_next_month(costs: Costs, resources: Resources) -> None:
    labels = [choice.label for choice in costs.program_choices(asking(resources, dt.date(2026, 12, 20)))]
    assert labels[0] == "🏥🕊 Celaka + kematian: Rp16.800"


def test_months_over_new_year_are_priced_one_by_one(costs: Costs, resources: Resources) -> None:
    labels = [choice.label for choice in costs.month_choices(asking(resources, dt.date(2026, 11, 17)))]
    assert labels == ["1 bulan: Rp8.400", "3 bulan: Rp33.600", "6 bulan: Rp84.000", "12 bulan: Rp184.800"]


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("3", "3"), ("3 bulan", "3"), ("3 bln aja", "3"), ("tiga bulan", "3"), ("sebulan", "1"), ("1", "1"),
        ("satu bulan", "1"), ("12 bulan", "12"), ("setahun", "12"), ("1 tahun", "12"), ("satu tahun", "12"),
        ("setengah tahun", "6"), ("6 months", "6"), ("one year", "12"), ("03", "3"),
    ],
)  # fmt: skip
def test_months_are_read_as_typed(costs: Costs, resources: Resources, typed: str, months: str) -> None:
    assert costs.read_months(typed, asking(resources, dt.date(2026, 11, 17))) == months


@pytest.mark.parametrize(
    "typed", ["2", "2 bulan", "5 tahun", "3 tahun", "3 atau 6", "1-3", "bulan", "0", "3,5"]
)
def test_other_periods_are_refused(costs: Costs, resources: Resources, typed: str) -> None:
    with pytest.raises(RefusedError):
        costs.read_months(typed, asking(resources, dt.date(2026, 11, 17)))
