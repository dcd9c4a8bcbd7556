"""The lines about prices and discounts: for whom, how much, until when, and by which law."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from bot.answers.details import Details
from bot.answers.pricing import Pricing
from bot.scheme.contributions import Payer, Sector
from bot.texts import bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.resources import Resources

DECEMBER, JANUARY, APRIL = dt.date(2026, 12, 15), dt.date(2027, 1, 15), dt.date(2027, 4, 15)
FARMER, OJEK = Details(sector=Sector.FARMER), Details(sector=Sector.TRANSPORT)
DISCOUNT, STATE_LAW = "PP 50/2025 art. 4", "PP 50/2025 art. 3"


def pricing(resources: Resources, details: Details, day: dt.date, language: str = "en") -> Pricing:
    return Pricing(resources.tariff, resources.catalogues[language], day, details)


@pytest.mark.parametrize(
    ("day", "details", "discounted", "matters"),
    [
        (dt.date(2025, 12, 31), Details(), False, False),
        (dt.date(2026, 1, 1), Details(), True, True),
        (dt.date(2026, 3, 31), FARMER, False, False),
        (dt.date(2026, 4, 1), FARMER, True, False),
        (dt.date(2026, 12, 31), FARMER, True, False),
        (DECEMBER, Details(), True, True),
        (JANUARY, FARMER, False, False),
        (JANUARY, Details(), True, True),
        (dt.date(2027, 3, 31), OJEK, True, False),
        (APRIL, OJEK, False, False),
        (APRIL, Details(), False, False),
        (DECEMBER, Details(payer=Payer.FAMILY), True, True),
        (DECEMBER, Details(payer=Payer.APBN), False, False),
        (DECEMBER, Details(payer=Payer.VILLAGE), False, False),
        (DECEMBER, Details(sector=Sector.RIVER), True, False),
        (JANUARY, Details(sector=Sector.RIVER), False, False),
        (DECEMBER, Details(sector=Sector.DOMESTIC), False, False),
        (DECEMBER, Details(month=dt.date(2027, 4, 1)), False, False),
    ],
)
def test_whether_there_is_a_discount_and_whether_the_work_decides(
    resources: Resources, day: dt.date, details: Details, *, discounted: bool, matters: bool
) -> None:
    found = pricing(resources, details, day)
    assert (found.discounted(), found.sector_matters) == (discounted, matters)


@pytest.mark.parametrize(
    ("day", "details", "lines"),
    [
        (DECEMBER, FARMER, [
            "Contribution for December 2026:",
            "• 🏥🕊 accidents + death: Rp8,400",
            "• 🏥🕊💰 with savings: Rp28,400",
            "Discount up to the contribution for December 2026, after that Rp16,800 or Rp36,800.",
        ]),
        (DECEMBER, Details(), [  # the same price for all work, but not for as long
            "Contribution for December 2026:",
            "• 🏥🕊 accidents + death: Rp8,400",
            "• 🏥🕊💰 with savings: Rp28,400",
            ("Discount up to the contribution for December 2026 (ojek, drivers, couriers: March 2027), "
            "after that Rp16,800 or Rp36,800."),
        ]),
        (DECEMBER, Details(sector=Sector.RIVER), [
            "Contribution for December 2026:",
            "• 🏥🕊 accidents + death: Rp8,400",
            "• 🏥🕊💰 with savings: Rp28,400",
            "Discount up to the contribution for December 2026, after that Rp16,800 or Rp36,800.",
            "Perhaps longer: the office decides.",
        ]),
        (JANUARY, Details(), [
            "Contribution for January 2027:",
            ("• Ojek, drivers, couriers: accidents + death Rp8,400, with savings Rp28,400, "
            "discount up to March 2027"),
            "• Other work: accidents + death Rp16,800, with savings Rp36,800",
        ]),
        (APRIL, Details(), [
            "Contribution for April 2027:",
            "• 🏥🕊 accidents + death: Rp16,800",
            "• 🏥🕊💰 with savings: Rp36,800",
        ]),
        (DECEMBER, Details(payer=Payer.APBD), [
            "Contribution for December 2026:",
            "• 🏥🕊 accidents + death: Rp16,800",
            "The government pays, without discount. Mostly it is accidents + death, lowest tier.",
        ]),
        (APRIL, Details(income=500_000), [
            "Contribution for April 2027:",
            "• 🏥🕊 accidents + death: Rp16,800",
            "• 🏥🕊💰 with savings: Rp36,800",
            "ℹ️ Counted as the lowest tier.",
        ]),
        (DECEMBER, Details(income=18_500_000, sector=Sector.FARMER), [
            "Contribution for December 2026:",
            "• 🏥🕊 accidents + death: Rp96,900",
            "• 🏥🕊💰 with savings: Rp470,900",
            "Discount up to the contribution for December 2026, after that Rp193,800 or Rp567,800.",
        ]),
        # Row 31: JKK 187,000, JKM 6,800, JHT 374,000; half of the first two is 93,500 and 3,400.
        (DECEMBER, Details(income=18_500_000, sector=Sector.DOMESTIC), [
            "Contribution for December 2026:",
            "• 🏥🕊 accidents + death: Rp193,800",
            "• 🏥🕊💰 with savings: Rp567,800",
            "Or Rp96,900 and Rp470,900, if the office decides that there is a discount.",
        ]),
    ],
)  # fmt: skip
def test_the_price_is_told_with_all_that_belongs_to_it(
    resources: Resources, day: dt.date, details: Details, lines: list[str]
) -> None:
    assert bare(pricing(resources, details, day).price()).splitlines() == lines


@pytest.mark.parametrize(
    ("day", "details", "lines"),
    [
        (DECEMBER, FARMER, [
            ("50% discount up to the contribution for December 2026: accidents + death Rp8,400, "
            "after that Rp16,800."),
        ]),
        (DECEMBER, Details(), [
            ("50% discount up to the contribution for December 2026 (ojek, drivers, couriers: March 2027). "
            "Accidents + death Rp8,400 a month, after that Rp16,800."),
        ]),
        (JANUARY, Details(), [
            ("Ojek, drivers, couriers: 50% discount up to the contribution for March 2027: "
            "accidents + death Rp8,400, after that Rp16,800."),
            ("Other work: the discount ended with December 2026. "
            "For January 2027: accidents + death Rp16,800."),
        ]),
        (APRIL, OJEK, [
            "The discount ended with March 2027. For April 2027: accidents + death Rp16,800.",
        ]),
        (dt.date(2026, 2, 1), FARMER, [
            "There is no discount on the contribution for February 2026: accidents + death Rp16,800.",
        ]),
        (DECEMBER, Details(payer=Payer.APBN), [
            ("There is no discount where the government pays (state or regency): "
            "accidents + death stay at Rp16,800 a month. While the help goes on, you do not pay it."),
        ]),
        (DECEMBER, Details(payer=Payer.DONOR), [
            ("Where a village, a company or a donor pays, it is not settled whether there is a discount. "
            "Without it accidents + death cost Rp16,800 a month. The office tells for certain."),
        ]),
        (JANUARY, Details(sector=Sector.RIVER), [
            ("For boatmen it is not settled whether the discount applies. "
            "Without it accidents + death cost Rp16,800 a month."),
            "Or Rp8,400 and Rp28,400, if the office decides that there is a discount.",
        ]),
    ],
)  # fmt: skip
def test_the_discount_is_told_for_whom_how_much_and_until_when(
    resources: Resources, day: dt.date, details: Details, lines: list[str]
) -> None:
    assert bare(pricing(resources, details, day).discount()).splitlines() == lines


@pytest.mark.parametrize(
    ("day", "months", "details", "lines"),
    [
        # 3 x 8,400 and 3 x 28,400
        (DECEMBER, 3, OJEK, ["3 months: accidents + death Rp25,200, with savings Rp85,200."]),
        # 4 x 8,400 + 2 x 16,800 and 4 x 28,400 + 2 x 36,800
        (DECEMBER, 6, OJEK, [
            "6 months: accidents + death Rp67,200, with savings Rp187,200.",
            "Accidents + death, a month:",
            "• December 2026 to March 2027: Rp8,400",
            "• April 2027 to May 2027: Rp16,800",
        ]),
        # What cannot be chosen for certain: 12 months instead,
        # 4 x 8,400 + 8 x 16,800 and 4 x 28,400 + 8 x 36,800
        *[(DECEMBER, months, OJEK, [
            "12 months: accidents + death Rp168,000, with savings Rp408,000.",
            f"{months} months? Not certain: ask 175.",
            "Accidents + death, a month:",
            "• December 2026 to March 2027: Rp8,400",
            "• April 2027 to November 2027: Rp16,800",
        ]) for months in (2, 5, 36)],
        # Without the discount 12 x 16,800 and 12 x 36,800
        (DECEMBER, None, Details(sector=Sector.EMPLOYER), [
            "12 months: accidents + death Rp201,600, with savings Rp441,600.",
            "Whether there is a discount is not settled: the office decides.",
        ]),
        # In December both readings give it, from January to March only one does.
        (DECEMBER, None, Details(sector=Sector.RIVER), [
            "12 months: accidents + death Rp193,200, with savings Rp433,200.",
            "Whether there is a discount is not settled: the office decides.",
            "Accidents + death, a month:",
            "• December 2026: Rp8,400",
            "• January 2027 to November 2027: Rp16,800",
        ]),
        (DECEMBER, 3, Details(sector=Sector.FARMER, payer=Payer.VILLAGE), [
            "3 months: accidents + death Rp50,400, with savings Rp110,400.",
            "Whether there is a discount is not settled: the office decides.",
        ]),
        (DECEMBER, None, FARMER, [
            "12 months: accidents + death Rp193,200, with savings Rp433,200.",
            "Accidents + death, a month:",
            "• December 2026: Rp8,400",
            "• January 2027 to November 2027: Rp16,800",
        ]),
        (DECEMBER, 3, Details(), [
            "Ojek, drivers, couriers: 3 months: accidents + death Rp25,200, with savings Rp85,200.",
            "Other work: 3 months: accidents + death Rp42,000, with savings Rp102,000.",
        ]),
        (DECEMBER, 3, Details(payer=Payer.APBD), [
            "3 months: accidents + death Rp50,400, with savings Rp110,400.",
        ]),
    ],
)  # fmt: skip
def test_months_at_once_are_priced_each_by_its_own_price(
    resources: Resources, day: dt.date, months: int | None, details: Details, lines: list[str]
) -> None:
    asked = Details(months=months).over(details)
    heading, *told = bare(pricing(resources, asked, day).advance()).splitlines()
    assert heading == "For the lowest tier:"
    assert told == lines


def test_a_sum_for_several_months_names_the_income_that_it_is_for(resources: Resources) -> None:
    asked = Details(months=12, income=2_000_000, sector=Sector.FARMER)
    assert bare(pricing(resources, asked, APRIL).advance()).startswith(
        "For an income of Rp2,000,000 a month:"
    )


@pytest.mark.parametrize(
    ("day", "details", "named"),
    [
        (DECEMBER, FARMER, True),
        (JANUARY, FARMER, False),
        (JANUARY, Details(), True),
        (APRIL, Details(), False),
        (DECEMBER, Details(payer=Payer.APBD), False),
    ],
)
def test_a_price_names_the_law_of_the_discount_only_where_there_is_one(
    resources: Resources, day: dt.date, details: Details, *, named: bool
) -> None:
    priced = pricing(resources, details, day)
    priced.price()
    assert (DISCOUNT in priced.laws) is named
    assert {"PP 44/2015 Lampiran II row 1", "PP 44/2015"} <= set(priced.laws)
    assert ("PP 46/2015 Lampiran row 1" in priced.laws) is (details.payer is not Payer.APBD)
    assert len(set(priced.laws)) == len(priced.laws)


@pytest.mark.parametrize("payer", [Payer.APBN, Payer.APBD])
@pytest.mark.parametrize("lines", [Pricing.price, Pricing.discount])
def test_that_the_state_pays_without_discount_rests_on_its_law(
    resources: Resources, lines: Callable[[Pricing], str], payer: Payer
) -> None:
    priced = pricing(resources, Details(payer=payer), DECEMBER)
    lines(priced)
    assert STATE_LAW in priced.laws
    assert DISCOUNT not in priced.laws


@pytest.mark.parametrize("details", [Details(sector=Sector.RIVER), replace(FARMER, payer=Payer.VILLAGE)])
@pytest.mark.parametrize("lines", [Pricing.price, Pricing.discount])
def test_a_discount_that_is_not_settled_names_its_law(
    resources: Resources, lines: Callable[[Pricing], str], details: Details
) -> None:
    priced = pricing(resources, details, DECEMBER)
    lines(priced)
    assert DISCOUNT in priced.laws


@pytest.mark.parametrize(
    ("income", "disputed"),
    [(18_100_000, False), (18_500_000, True), (20_000_000, True), (20_500_000, False), (None, False)],
)
def test_a_tier_about_which_sources_disagree_is_told_of(
    resources: Resources, income: int | None, *, disputed: bool
) -> None:
    assert pricing(resources, replace(FARMER, income=income), DECEMBER).is_disputed() is disputed


def test_a_discount_that_has_ended_still_names_its_law(resources: Resources) -> None:
    for details in (FARMER, Details(), Details(sector=Sector.RIVER)):
        day = JANUARY if details.sector is Sector.RIVER else APRIL
        asked = pricing(resources, details, day)
        asked.discount()
        assert DISCOUNT in asked.laws
