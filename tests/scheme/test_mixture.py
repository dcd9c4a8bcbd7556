"""What a month costs whose contribution several payers share."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.folders import ROOT
from bot.months import month_in, month_of
from bot.scheme.contributions import COMPULSORY, Payer, Program, Sector
from bot.scheme.mixture import Price, is_shut_out, price_of
from bot.scheme.tariff import Tariff
from bot.scheme.tiers import NoTariffError

TARIFF = Tariff.load(ROOT / "config" / "scheme")
FULL, HALF = 16_800, 8_400
ALL = frozenset(Program)
PUBLIC = {Payer.APBN, Payer.APBD}


def priced(
    *payers: Payer,
    month: str = "2026-12",
    sector: Sector = Sector.FARMER,
    programs: frozenset[Program] = COMPULSORY,
) -> Price:
    return price_of(TARIFF, payers, programs, sector, 0, month_in(month))


@pytest.mark.parametrize(
    ("payers", "month", "sector", "wanted"),
    [
        # the worker alone: half until December 2026, in transport until March 2027
        ((Payer.SELF,), "2026-12", Sector.FARMER, Price(HALF)),
        ((Payer.SELF,), "2027-01", Sector.FARMER, Price(FULL)),
        ((Payer.SELF,), "2027-03", Sector.TRANSPORT, Price(HALF)),
        ((Payer.SELF,), "2027-04", Sector.TRANSPORT, Price(FULL)),
        # a budget of state, province or regency gives any part of it: the full tariff, and no doubt
        ((Payer.APBD,), "2026-12", Sector.FARMER, Price(FULL)),
        ((Payer.APBN, Payer.SELF), "2026-12", Sector.FISHER, Price(FULL)),
        ((Payer.APBD, Payer.VILLAGE), "2026-12", Sector.FARMER, Price(FULL)),
        ((Payer.APBD, Payer.VILLAGE, Payer.SELF), "2027-03", Sector.TRANSPORT, Price(FULL)),
        # a village, a company, a donor: not said, so the dearer is planned with, and the other told
        ((Payer.VILLAGE,), "2026-12", Sector.FARMER, Price(FULL, (HALF,))),
        ((Payer.VILLAGE, Payer.SELF), "2026-12", Sector.FARMER, Price(FULL, (HALF,))),
        ((Payer.COMPANY, Payer.DONOR), "2027-03", Sector.TRANSPORT, Price(FULL, (HALF,))),
        ((Payer.VILLAGE, Payer.SELF), "2027-01", Sector.FARMER, Price(FULL)),
        # whether boatmen count as transport is not said either, unless a budget that is shut out pays
        ((Payer.SELF,), "2027-02", Sector.RIVER, Price(FULL, (HALF,))),
        ((Payer.SELF, Payer.APBD), "2027-02", Sector.RIVER, Price(FULL)),
    ],
)  # fmt: skip
def test_a_month_costs_what_the_law_says_of_the_payers_together(
    payers: tuple[Payer, ...], month: str, sector: Sector, wanted: Price
) -> None:
    assert priced(*payers, month=month, sector=sector) == wanted


def test_savings_have_no_discount_and_are_added_to_either_sum() -> None:
    assert priced(Payer.VILLAGE, programs=ALL) == Price(36_800, (28_400,))


def test_who_is_shut_out_follows_from_the_discounts_alone() -> None:
    december, january = month_in("2026-12"), month_in("2027-01")
    assert {one for one in Payer if is_shut_out(TARIFF, one, ALL, Sector.FARMER, december)} == PUBLIC
    assert not any(is_shut_out(TARIFF, one, ALL, Sector.FARMER, january) for one in Payer)


@given(
    st.sampled_from(Payer), st.sampled_from(Sector), st.sets(st.sampled_from(Program), min_size=1),
    st.integers(0, 30_000_000), st.dates(date(2025, 6, 1), date(2027, 6, 1)),
)  # fmt: skip
def test_a_payer_alone_pays_what_the_tariff_says(
    payer: Payer, sector: Sector, programs: set[Program], income: int, day: date
) -> None:
    price = price_of(TARIFF, {payer}, programs, sector, income, month_of(day))
    assert price.amount == TARIFF.calculate(income, programs, sector, payer, day, 1).total


@pytest.mark.parametrize("pair", list(combinations(Payer, 2)))
def test_one_more_payer_never_makes_a_month_cheaper(pair: tuple[Payer, Payer]) -> None:
    for month in ("2026-03", "2026-12", "2027-03", "2027-04"):
        for sector in Sector:
            both = priced(*pair, month=month, sector=sector)
            assert both.amount == max(priced(one, month=month, sector=sector).amount for one in pair)


def test_a_month_that_nobody_pays_or_that_has_no_tariff_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody has to pay"):
        priced()
    with pytest.raises(NoTariffError):
        priced(Payer.SELF, month="2001-01")
