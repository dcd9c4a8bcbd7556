"""One month of one person: what it costs, who pays, what stays open. Figures of November 2026 on, by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cover.pricing import MonthState, PersonMonth, Pricing
from bot.cover.shares import Insured, Leaving, Offer, OwnCover, Parting, Payment, Promise
from bot.folders import ROOT
from bot.months import month_in
from bot.scheme.contributions import Payer, Program, Sector
from bot.scheme.tariff import Tariff

TARIFF = Tariff.load(ROOT / "config" / "scheme")
NOV, DEC, JAN, MAR, APR, JUN = map(
    month_in, ("2026-11", "2026-12", "2027-01", "2027-03", "2027-04", "2027-06")
)
BOTH, ALL = frozenset({Program.JKK, Program.JKM}), frozenset(Program)
REGENCY = Offer(1, Payer.APBD, BOTH)
HALF = Offer(1, Payer.APBD, BOTH, share=50)
VILLAGE = Offer(2, Payer.VILLAGE, BOTH)
VILLAGE_HALF = Offer(2, Payer.VILLAGE, BOTH, share=50)
DONOR_SAVINGS = Offer(3, Payer.DONOR, frozenset({Program.JHT}))
OWN = OwnCover(NOV, JUN, BOTH)


def promise(offer: Offer, first: int = NOV, last: int = JUN) -> Promise:
    return Promise(offer, first, last)


def farmer(*promises: Promise, **more: Any) -> Insured:
    return Insured(Sector.FARMER, promises, **more)


def priced(one: Insured, month: int) -> PersonMonth:
    found = Pricing(TARIFF).month(one, month)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "month", "state", "price", "paid", "promised", "own", "still_open"),
    [
        # the regency pays: the full tariff, also while others have the discount
        (farmer(promise(REGENCY)), NOV, MonthState.PROMISED, 16_800, 0, 16_800, 0, 0),
        (farmer(promise(REGENCY), payments=(Payment(REGENCY, NOV, NOV, 16_800),)), NOV,
         MonthState.PAID, 16_800, 16_800, 0, 0, 0),
        # half, and nobody the rest
        (farmer(promise(HALF)), NOV, MonthState.PART_PAID, 16_800, 0, 8_400, 0, 8_400),
        # half, and the worker the rest: where APBD pays any part the tariff is full
        (farmer(promise(HALF), own=(OWN,)), DEC, MonthState.PART_PAID, 16_800, 0, 8_400, 8_400, 0),
        # half paid, half promised
        (farmer(promise(REGENCY), payments=(Payment(REGENCY, NOV, NOV, 8_400),)), NOV,
         MonthState.PROMISED, 16_800, 8_400, 8_400, 0, 0),
        # the village: not settled, so the dearer price is planned with
        (farmer(promise(VILLAGE)), DEC, MonthState.PROMISED, 16_800, 0, 16_800, 0, 0),
        # regency and village, half each
        (farmer(promise(HALF), promise(VILLAGE_HALF)), DEC, MonthState.PROMISED, 16_800, 0, 16_800, 0, 0),
        # the worker alone: with the discount until December, without it from January
        (farmer(own=(OWN,)), DEC, MonthState.OWN, 8_400, 0, 0, 8_400, 0),
        (farmer(own=(OWN,)), JAN, MonthState.OWN, 16_800, 0, 0, 16_800, 0),
        # nobody: what the worker would pay
        (farmer(), DEC, MonthState.OPEN, 8_400, 0, 0, 0, 8_400),
        (Insured(Sector.TRANSPORT), MAR, MonthState.OPEN, 8_400, 0, 0, 0, 8_400),
        (Insured(Sector.TRANSPORT), APR, MonthState.OPEN, 16_800, 0, 0, 0, 16_800),
        # one programme pays accident and death, another the savings
        (farmer(promise(REGENCY), promise(DONOR_SAVINGS)), NOV, MonthState.PROMISED, 36_800, 0, 36_800, 0, 0),
        # paid although nothing was promised
        (farmer(payments=(Payment(REGENCY, NOV, NOV, 16_800),)), NOV,
         MonthState.PAID, 16_800, 16_800, 0, 0, 0),
    ],
)  # fmt: skip
def test_a_month_by_hand(
    one: Insured,
    month: int,
    state: MonthState,
    price: int,
    paid: int,
    promised: int,
    own: int,
    still_open: int,
) -> None:
    found = priced(one, month)
    assert (found.state, found.price) == (state, price)
    assert (found.paid, found.promised, found.own, found.open) == (paid, promised, own, still_open)


def test_a_village_may_turn_out_to_pay_half() -> None:
    assert priced(farmer(promise(VILLAGE)), DEC).dearer_than == (8_400,)
    assert priced(farmer(promise(VILLAGE)), JAN).dearer_than == ()
    assert priced(farmer(promise(HALF), promise(VILLAGE_HALF)), DEC).dearer_than == ()


def test_two_programmes_that_pay_the_whole_month_are_double_cover() -> None:
    found = priced(farmer(promise(REGENCY), promise(VILLAGE)), NOV)
    assert (found.is_double, found.over, found.programmes) == (True, 16_800, (1, 2))
    assert (found.price, found.promised, found.open) == (16_800, 16_800, 0)


def test_who_died_or_moved_away_has_no_months_any_more() -> None:
    one = farmer(promise(REGENCY), partings=(Parting(0, JAN, Leaving.DIED),))
    assert priced(one, DEC).state is MonthState.PROMISED
    assert Pricing(TARIFF).month(one, JAN) is None


def test_who_is_left_out_of_a_newer_list_has_open_months() -> None:
    one = farmer(promise(REGENCY), partings=(Parting(1, JAN, Leaving.REPLACED),))
    assert [priced(one, month).state for month in (DEC, JAN)] == [MonthState.PROMISED, MonthState.OPEN]


def test_leaving_one_programme_keeps_another() -> None:
    one = farmer(promise(HALF), promise(VILLAGE), partings=(Parting(1, NOV, Leaving.OTHER),))
    assert priced(one, NOV).programmes == (2,)


def test_joining_in_the_middle_leaves_the_months_before_open() -> None:
    one = farmer(promise(REGENCY, JAN, MAR))
    assert [priced(one, month).state for month in (DEC, JAN, MAR, APR)] == [
        MonthState.OPEN, MonthState.PROMISED, MonthState.PROMISED, MonthState.OPEN,
    ]  # fmt: skip


def test_what_bpjs_confirms_is_told_beside_what_is_planned() -> None:
    one = farmer(promise(REGENCY), confirmed=((NOV, DEC),))
    assert [priced(one, month).confirmed for month in (NOV, JAN)] == [True, False]
    assert priced(one, JAN).state is MonthState.PROMISED


def test_the_same_promise_entered_twice_is_one() -> None:
    found = priced(farmer(promise(REGENCY), promise(REGENCY, NOV, JAN)), NOV)
    assert (found.over, found.promised) == (0, 16_800)


@pytest.mark.parametrize("shares", [(33, 33, 34), (1, 98, 1), (50, 50), (10, 20, 70)])
def test_shares_of_a_hundred_leave_no_rupiah_open(shares: tuple[int, ...]) -> None:
    offers = [
        Offer(at, Payer.COMPANY, ALL, share, income=2_750_000) for at, share in enumerate(shares, start=1)
    ]
    found = priced(farmer(*map(promise, offers)), DEC)
    assert (found.promised, found.open, found.over) == (found.price, 0, 0)
    owed = sum(Pricing(TARIFF).promised_by(one, farmer(*map(promise, offers)), DEC) for one in offers)
    assert owed == found.price


# -- whatever is entered, in whatever order

MONTHS = st.integers(NOV, JUN)
OFFERS = st.builds(
    Offer,
    st.integers(1, 4),
    st.sampled_from(Payer),
    st.sampled_from([BOTH, ALL, frozenset({Program.JHT})]),
    st.integers(1, 100),
    st.sampled_from([0, 1_500_000, 2_750_000]),
)
SPANS = st.tuples(MONTHS, MONTHS).map(sorted)
PEOPLE = st.builds(
    Insured,
    st.sampled_from([Sector.FARMER, Sector.RIVER, Sector.TRANSPORT]),
    st.lists(st.builds(lambda offer, span: Promise(offer, span[0], span[1]), OFFERS, SPANS), max_size=4).map(
        tuple
    ),
    st.lists(
        st.builds(
            lambda offer, span, rupiah: Payment(offer, span[0], span[1], rupiah),
            OFFERS,
            SPANS,
            st.integers(0, 90_000),
        ),
        max_size=3,
    ).map(tuple),
    st.lists(st.builds(Parting, st.integers(1, 4), MONTHS, st.sampled_from(Leaving)), max_size=2).map(tuple),
    st.lists(st.builds(lambda span: OwnCover(span[0], span[1], BOTH), SPANS), max_size=2).map(tuple),
)


@given(PEOPLE, MONTHS)
def test_in_rupiah_a_month_is_paid_promised_own_and_open(one: Insured, month: int) -> None:
    found = Pricing(TARIFF).month(one, month)
    if found:
        assert found.price == found.paid + found.promised + found.own + found.open
        assert min(found.paid, found.promised, found.own, found.open, found.over) >= 0


@given(PEOPLE, MONTHS, st.randoms(use_true_random=False))
def test_the_order_of_entries_makes_no_difference(one: Insured, month: int, chance: Any) -> None:
    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(values, len(values)))

    other = Insured(one.sector, mixed(one.promises), mixed(one.payments), mixed(one.partings), mixed(one.own))
    assert Pricing(TARIFF).month(other, month) == Pricing(TARIFF).month(one, month)


@given(PEOPLE, MONTHS)
def test_a_month_is_open_only_where_somebody_is_to_pay(one: Insured, month: int) -> None:
    found = Pricing(TARIFF).month(one, month)
    if found:
        assert (found.state is MonthState.OPEN) == (found.open == found.price)
