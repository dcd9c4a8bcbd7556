"""What templates may name, and the conditions of their variants."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.answers.details import Details
from bot.answers.figures import COMPUTED, CONDITIONS, Figures
from bot.scheme.benefits import NoFactError
from bot.scheme.contributions import Payer, Sector

if TYPE_CHECKING:
    from bot.resources import Resources

DAY = dt.date(2026, 12, 15)
MUCH = Details(
    amount=2_500_000, people=3, income=2_500_000, months=6, unpaid=4, paid=2, age=40, sector=Sector.FARMER
)


def figures(
    resources: Resources, details: Details = MUCH, day: dt.date = DAY, language: str = "id"
) -> Figures:
    return Figures(resources.tariff, resources.catalogues[language], day, details)


@pytest.mark.parametrize(
    ("name", "indonesian", "english"),
    [
        ("base", "Rp2.600.000", "Rp2,600,000"),
        ("jkk_death", "Rp146.800.000", "Rp146,800,000"),
        ("jkk_disability", "Rp157.600.000", "Rp157,600,000"),
        ("stmb_month", "Rp2.600.000", "Rp2,600,000"),
        ("periodic_total", "Rp12.000.000", "Rp12,000,000"),
        ("jkm_total", "Rp42.000.000", "Rp42,000,000"),
        ("jkm_early", "Rp10.000.000", "Rp10,000,000"),
        ("scholarship_child", "Rp87.000.000", "Rp87,000,000"),
        ("scholarship_all", "Rp174.000.000", "Rp174,000,000"),
        ("income", "Rp2.500.000", "Rp2,500,000"),
        ("age", "40", "40"),
        ("months", "6", "6"),
        ("unpaid", "4", "4"),
        ("paid", "2", "2"),
        ("min_two", "Rp16.800", "Rp16,800"),
        ("min_three", "Rp36.800", "Rp36,800"),
        ("jht_month", "Rp52.000", "Rp52,000"),
        ("jht_years", "Rp6.240.000", "Rp6,240,000"),
        ("sample_years", "10", "10"),
        ("today", "15 Desember 2026", "15 December 2026"),
        ("age_limit", "65", "65"),
        ("report_hours", "2x24 jam", "2 x 24 hours"),
        ("jkk_rate", "1%", "1%"),
        ("jkm_lump", "Rp20.000.000", "Rp20,000,000"),
        ("office_call_centre", "175", "175"),
    ],
)
def test_a_figure_is_written_as_people_read_it(
    resources: Resources, name: str, indonesian: str, english: str
) -> None:
    assert figures(resources).value(name) == indonesian
    assert figures(resources, language="en").value(name) == english


def test_everything_that_is_worked_out_can_be_worked_out(resources: Resources) -> None:
    for name in COMPUTED:
        assert figures(resources).value(name)


@pytest.mark.parametrize(
    ("name", "law"),
    [
        ("jkk_death", "PP 82/2019 Lampiran III"),
        ("jkm_total", "PP 82/2019 art. 34"),
        ("jkm_early", "Permenaker 1/2025"),
        ("base", "PP 44/2015 Lampiran II row 9"),
        ("min_two", "PP 44/2015"),
        ("jht_month", "PP 46/2015 Lampiran row 9"),
        ("age_limit", "Permenaker 5/2021"),
    ],
)
def test_a_figure_brings_its_law_with_it_once(resources: Resources, name: str, law: str) -> None:
    found = figures(resources)
    for _ in range(2):
        found.value(name)
    assert found.laws.count(law) == 1


def test_names_out_of_the_configuration_rest_on_no_law(resources: Resources) -> None:
    found = figures(resources)
    found.value("office_call_centre")
    assert found.laws == []


@pytest.mark.parametrize("name", ["nothing", "heirs", "jkm_early", "age_limit"])
def test_without_a_fact_on_that_day_there_is_no_figure(resources: Resources, name: str) -> None:
    with pytest.raises(NoFactError):
        figures(resources, day=dt.date(2016, 1, 1)).value(name)


@pytest.mark.parametrize("name", ["income", "age", "unpaid", "paid"])
def test_what_the_question_did_not_tell_is_no_figure(resources: Resources, name: str) -> None:
    with pytest.raises(NoFactError):
        figures(resources, Details()).value(name)


def test_without_months_those_that_are_priced_are_named(resources: Resources) -> None:
    assert figures(resources, Details()).value("months") == "12"


@pytest.mark.parametrize(
    ("asked", "priced"), [(1, "1"), (2, "12"), (3, "3"), (5, "12"), (6, "6"), (12, "12"), (36, "12")]
)
def test_only_months_that_can_be_chosen_are_priced(resources: Resources, asked: int, priced: str) -> None:
    assert figures(resources, Details(months=asked)).value("months") == priced


@pytest.mark.parametrize("name", ["price", "discount", "advance"])
@pytest.mark.parametrize(
    ("income", "unsettled"),
    [(18_100_000, False), (18_500_000, True), (20_000_000, True), (20_500_000, False), (2_500_000, False)],
)
def test_a_tier_about_which_sources_disagree_is_remembered(
    resources: Resources, name: str, income: int, *, unsettled: bool
) -> None:
    found = figures(resources, Details(income=income, sector=Sector.FARMER))
    found.value(name)
    assert found.unsettled is unsettled


def test_a_text_of_the_catalogue_is_filled_with_figures(resources: Resources) -> None:
    assert "2x24 jam" in figures(resources).worded("danger.accident_then")


@pytest.mark.parametrize(
    ("condition", "held", "not_held"),
    [
        ("income", Details(income=1), Details(amount=1)),
        ("age", Details(age=30), Details()),
        ("paid", Details(paid=1), Details(months=1, unpaid=1)),
        ("sector", Details(sector=Sector.RIVER), Details()),
        ("sector_matters", Details(), Details(sector=Sector.OTHER)),
        ("transport", Details(sector=Sector.TRANSPORT), Details(sector=Sector.RIVER)),
        ("farmer", Details(sector=Sector.FARMER), Details()),
        ("fisher", Details(sector=Sector.FISHER), Details(sector=Sector.FARMER)),
        ("trader", Details(sector=Sector.TRADER), Details()),
        ("river", Details(sector=Sector.RIVER), Details(sector=Sector.TRANSPORT)),
        ("state_pays", Details(payer=Payer.APBN), Details(payer=Payer.VILLAGE)),
        ("state_pays", Details(payer=Payer.APBD), Details()),
        ("helped", Details(payer=Payer.VILLAGE), Details(payer=Payer.APBD)),
        ("helped", Details(payer=Payer.DONOR), Details(payer=Payer.FAMILY)),
        ("discounted", Details(sector=Sector.FARMER), Details(sector=Sector.DOMESTIC)),
        ("employer", Details(sector=Sector.EMPLOYER), Details(sector=Sector.TRADER)),
        ("people", Details(people=3), Details(months=3)),
        ("saving", Details(amount=20_000, months=120), Details(amount=20_000)),
        ("too_old", Details(age=65), Details(age=64)),
        ("too_old", Details(age=90), Details()),
        ("jkm_not_yet", Details(paid=2), Details(paid=3)),
        ("jkm_not_yet", Details(paid=1), Details(months=1, unpaid=1)),
        ("lapsed", Details(unpaid=4), Details(unpaid=3)),
        ("lapsed", Details(unpaid=40), Details(months=40, paid=40)),
    ],
)
def test_a_condition_holds_for_some_and_not_for_others(
    resources: Resources, condition: str, held: Details, not_held: Details
) -> None:
    assert figures(resources, held).holds(condition)
    assert not figures(resources, not_held).holds(condition)


def test_every_condition_can_be_told_of_anybody(resources: Resources) -> None:
    nobody = {name: figures(resources, Details()).holds(name) for name in CONDITIONS}
    assert "months" not in nobody
    assert {name for name, held in nobody.items() if held} == {"sector_matters", "discounted"}
