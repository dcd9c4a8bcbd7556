"""What scenarios come to: reckoned by hand across the ends of the discount, and what always holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.budgeting.candidates import Candidates, Known, folded, some
from bot.budgeting.outcome import Outcome, reckon
from bot.budgeting.scenario import Fault, Scenario, ScenarioError
from bot.budgeting.variants import variants
from bot.folders import ROOT
from bot.months import month_in
from bot.scheme.contributions import Program, Sector
from bot.scheme.funding import FundKind
from bot.scheme.tariff import Tariff

TARIFF = Tariff.load(ROOT / "config" / "scheme")
TODAY = date(2026, 11, 30)
REGENCY, PROVINCE, VILLAGE = FundKind.APBD_REGENCY, FundKind.APBD_PROVINCE, FundKind.VILLAGE
SELF, COMPANY = FundKind.SELF, FundKind.COMPANY
TWO = (Program.JKK, Program.JKM)
MOST = 60


def scenario(first: str, months: int, shares: dict[FundKind, int], **more: Any) -> Scenario:
    return Scenario(month_in(first), months, shares, **{"programs": TWO, **more})


def of(count: int, **sectors: int) -> Candidates:
    found = {Sector(name): number for name, number in sectors.items()} or {Sector.FARMER: count}
    return Candidates(count, found, Known.REGISTER, TODAY)


def reckoned(asked: Scenario, candidates: Candidates | None = None) -> Outcome:
    return reckon(asked, TARIFF, candidates or of(50_000), MOST)


# -- by hand. JKK 10,000 + JKM 6,800 = 16,800 a month; half of it, 8,400, where the discount holds.


def test_a_regency_pays_a_year_in_full() -> None:
    # 12 x 16,800 = 201,600 for each; 500,000,000 / 201,600 = 2,480.15
    found = reckoned(scenario("2027-01", 12, {REGENCY: 100}, money=500_000_000))
    assert (found.people, found.person_months, found.full_months) == (2_480, 29_760, 29_760)
    assert (found.total, found.spare, found.next_person) == (499_968_000, 32_000, 201_600)
    assert (found.left_out, found.left_out_rupiah) == (47_520, 9_580_032_000)  # 47,520 x 201,600
    assert found.open == 0


def test_a_regency_has_no_discount_before_its_end_either() -> None:
    # 1,000 x 16,800 = 16,800,000 in November, December, January, February
    found = reckoned(scenario("2026-11", 4, {REGENCY: 100}, people=1_000))
    assert [row.total for row in found.rows] == [16_800_000] * 4
    assert (found.total, found.settled_low) == (67_200_000, 67_200_000)
    assert found.spare is None


def test_workers_pay_half_until_december_and_all_of_it_from_january_on() -> None:
    # 1,000 x 8,400 twice, then 1,000 x 16,800 twice
    found = reckoned(scenario("2026-11", 4, {SELF: 100}, people=1_000))
    assert [row.total for row in found.rows] == [8_400_000, 8_400_000, 16_800_000, 16_800_000]
    assert found.paid == {SELF: 50_400_000}
    assert (found.person_months, found.full_months) == (4_000, 3_000)  # two months count half


def test_drivers_pay_half_until_march_and_money_for_half_a_person_is_left_over() -> None:
    # 8,400 + 8,400 + 16,800 + 16,800 = 50,400 for each; 1,000,000 / 50,400 = 19.8
    drivers = of(5_000, transport=5_000)
    found = reckoned(scenario("2027-02", 4, {SELF: 100}, money=1_000_000), drivers)
    assert [row.prices for row in found.rows] == [(8_400,), (8_400,), (16_800,), (16_800,)]
    assert (found.people, found.total, found.spare, found.next_person) == (19, 957_600, 42_400, 50_400)


def test_three_payers_share_each_month_as_agreed() -> None:
    # 2 x 16,800 x 60 % = 20,160 of the regency for each; 100,000,000 / 20,160 = 4,960.3
    found = reckoned(scenario("2026-12", 2, {REGENCY: 60, PROVINCE: 30, VILLAGE: 10}, money=100_000_000))
    assert found.people == 4_960
    assert found.paid == {REGENCY: 99_993_600, PROVINCE: 49_996_800, VILLAGE: 16_665_600}
    assert (found.total, found.spare) == (166_656_000, 6_400)


def test_of_a_village_the_dearer_sum_is_planned_with_and_the_other_is_told() -> None:
    # 10 x 16,800 x 3 = 504,000; with the discount in November and December 84,000 + 84,000 + 168,000
    found = reckoned(scenario("2026-11", 3, {VILLAGE: 40, SELF: 60}, people=10))
    assert (found.total, found.settled_low) == (504_000, 336_000)
    assert found.paid == {VILLAGE: 201_600, SELF: 302_400}


def test_farmers_and_drivers_are_priced_each_by_their_own_discount() -> None:
    # 60 farmers: 8,400, then 16,800; 40 drivers: 8,400 in both months
    mixed = of(1_000, farmer=600, transport=400)
    found = reckoned(scenario("2026-12", 2, {SELF: 100}, people=100), mixed)
    assert found.by_group == (60, 40)
    assert [row.total for row in found.rows] == [840_000, 1_344_000]
    assert found.rows[1].prices == (16_800, 8_400)


def test_what_the_shares_do_not_reach_stays_open() -> None:
    # 100 x 16,800 x 60 % = 1,008,000; 40 % = 672,000
    found = reckoned(scenario("2027-01", 1, {REGENCY: 60}, people=100))
    assert (found.paid, found.open) == ({REGENCY: 1_008_000}, 672_000)
    assert found.full_months == 60  # of 100 months 60 are paid for


def test_money_and_people_tell_for_how_long() -> None:
    # 1,000 x 16,800 = 16,800,000 a month; 100,000,000 / 16,800,000 = 5.9
    found = reckoned(scenario("2026-11", 12, {REGENCY: 100}, money=100_000_000, people=1_000))
    assert (found.lasting, found.months, found.missing_months, found.spare) == (5, 5, 7, 16_000_000)


def test_money_for_more_months_than_asked_is_left_over() -> None:
    found = reckoned(scenario("2027-01", 2, {REGENCY: 100}, money=1_000_000, people=10))
    assert (found.lasting, found.months, found.spare) == (5, 2, 664_000)


def test_money_for_less_than_one_person_reaches_nobody() -> None:
    found = reckoned(scenario("2027-01", 12, {REGENCY: 100}, money=201_599))
    assert (found.people, found.spare, found.next_person) == (0, 201_599, 201_600)


def test_no_more_are_reached_than_are_known_unless_a_number_is_asked_for() -> None:
    plenty = reckoned(scenario("2027-01", 1, {REGENCY: 100}, money=10_000_000), of(100))
    assert (plenty.people, plenty.spare, plenty.left_out) == (100, 8_320_000, 0)
    asked = reckoned(scenario("2027-01", 1, {REGENCY: 100}, people=150), of(100))
    assert (asked.people, asked.beyond, asked.left_out) == (150, 50, 0)


def test_where_nobody_is_known_money_reaches_nobody_and_people_can_be_priced() -> None:
    nobody = some(0, Known.REGISTER, TODAY)
    assert reckoned(scenario("2027-01", 1, {REGENCY: 100}, money=10_000_000), nobody).people == 0
    assert reckoned(scenario("2027-01", 1, {REGENCY: 100}, people=2), nobody).total == 33_600


# -- refused


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, Fault.NOTHING_GIVEN),
        ({"money": 0}, Fault.MONEY),
        ({"people": -1}, Fault.PEOPLE),
        ({"people": 1, "months": 61}, Fault.MONTHS),
        ({"people": 1, "months": 0}, Fault.MONTHS),
        ({"people": 1, "shares": {}}, Fault.NO_PAYER),
        ({"people": 1, "shares": {REGENCY: 60, VILLAGE: 0}}, Fault.SHARE),
        ({"people": 1, "shares": {REGENCY: 60, VILLAGE: 50}}, Fault.ABOVE_WHOLE),
        ({"people": 1, "programs": (Program.JHT,)}, Fault.PROGRAMS),
    ],
)
def test_what_makes_no_sense_is_refused(changed: dict[str, Any], fault: Fault) -> None:
    plain = {"first_month": month_in("2027-01"), "months": 1, "shares": {REGENCY: 100}, "programs": TWO}
    with pytest.raises(ScenarioError) as refused:
        reckoned(Scenario(**{**plain, **changed}))
    assert refused.value.fault is fault


# -- what always holds

kinds = st.sampled_from(FundKind)
months = st.integers(month_in("2026-08"), month_in("2027-06"))
crowds = st.dictionaries(st.sampled_from(Sector), st.integers(1, 3_000), min_size=1)


@st.composite
def shares(draw: st.DrawFn) -> dict[FundKind, int]:
    found, left = {}, 100
    for kind in draw(st.lists(kinds, min_size=1, max_size=3, unique=True)):
        if left:
            found[kind] = draw(st.integers(1, left))
            left -= found[kind]
    return found


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    programs = TWO if draw(st.booleans()) else tuple(Program)
    return Scenario(draw(months), draw(st.integers(1, 12)), draw(shares()), programs)


@given(scenarios(), st.integers(1, 5_000), crowds)
def test_parts_and_what_is_open_come_to_the_price_of_all_months(
    asked: Scenario, people: int, crowd: dict[Sector, int]
) -> None:
    found = reckoned(
        Scenario(asked.first_month, asked.months, asked.shares, asked.programs, people=people),
        Candidates(sum(crowd.values()), crowd, Known.REGISTER, TODAY),
    )
    priced = sum(
        price.amount * count
        for group, count in zip(found.groups, found.by_group, strict=True)
        for price in group.prices
    )
    assert sum(found.paid.values()) + found.open == found.total == priced
    assert sum(found.by_group) == people
    assert 0 < found.settled_low <= found.total
    assert found.open == 0 or asked.open_share


@given(scenarios(), st.integers(1, 10**9), st.integers(0, 10**8), crowds)
def test_more_money_never_reaches_fewer_and_never_costs_more_than_it_is(
    asked: Scenario, money: int, more: int, crowd: dict[Sector, int]
) -> None:
    candidates = Candidates(sum(crowd.values()), crowd, Known.REGISTER, TODAY)
    less, rich = (
        reckoned(
            Scenario(asked.first_month, asked.months, asked.shares, asked.programs, money=one), candidates
        )
        for one in (money, money + more)
    )
    assert less.people <= rich.people <= candidates.count
    for found in (less, rich):
        assert found.spare is not None
        assert found.spare >= 0


@given(shares(), st.integers(1, 100))
def test_shares_of_more_than_a_hundred_percent_are_refused(given: dict[FundKind, int], more: int) -> None:
    rest = 100 - sum(given.values())
    other = next(kind for kind in FundKind if kind not in given)
    with pytest.raises(ScenarioError) as refused:
        reckoned(scenario("2027-01", 1, {**given, other: rest + more}, people=1))
    assert refused.value.fault is Fault.ABOVE_WHOLE
    assert refused.value.total == 100 + more


# -- three side by side


def test_beside_a_scenario_stand_half_its_months_and_other_payers() -> None:
    asked = scenario("2027-01", 12, {REGENCY: 100}, money=1)
    first, shorter, shared = variants(asked)
    assert (first, shorter.months, shared.shares) == (asked, 6, {REGENCY: 60, VILLAGE: 40})
    assert variants(shared)[2].shares == {REGENCY: 100}
    assert variants(scenario("2027-01", 1, {VILLAGE: 100}))[2].shares == {VILLAGE: 60, REGENCY: 40}
    assert variants(scenario("2027-01", 1, {VILLAGE: 100}))[1].months == 1


@pytest.mark.parametrize(
    ("sectors", "shown"),
    [
        ({Sector.FARMER: 9, Sector.RIVER: 4, Sector.OTHER: 1}, {Sector.FARMER: 9, Sector.OTHER: 5}),
        ({Sector.FARMER: 9}, {Sector.FARMER: 9}),
        (
            {Sector.FARMER: 9, Sector.TRANSPORT: 6, Sector.RIVER: 2},  # two alone would be known
            {Sector.FARMER: 9, Sector.OTHER: 8},
        ),
        ({Sector.RIVER: 2}, {Sector.OTHER: 2}),
        ({}, {}),
    ],
)
def test_small_sectors_count_as_other_work(sectors: dict[Sector, int], shown: dict[Sector, int]) -> None:
    assert folded(sectors, 5) == shown
