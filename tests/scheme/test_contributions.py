"""What contributions come to: by month, sector and payer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.folders import ROOT
from bot.scheme.contributions import Calculation, Caution, Payer, Program, Sector
from bot.scheme.facts import Confidence
from bot.scheme.tariff import Tariff, lowest_contribution
from bot.scheme.tiers import NoTariffError
from tests.scheme.annex import MONTHS, edges, expected

TARIFF = Tariff.load(ROOT / "config" / "scheme")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
TWO = (Program.JKK, Program.JKM)
UNSURE_PAYERS = (Payer.VILLAGE, Payer.COMPANY, Payer.DONOR)
incomes = st.integers(0, 30_000_000)
first_months = st.dates(date(2025, 6, 1), date(2027, 6, 1))
choices = st.sets(st.sampled_from(Program), min_size=1)
sectors, payers = st.sampled_from(Sector), st.sampled_from(Payer)


def priced(
    income: int = 1_000_000,
    *,
    programs: tuple[Program, ...] = tuple(Program),
    sector: Sector = Sector.FARMER,
    payer: Payer = Payer.SELF,
    first: date = DECEMBER,
    months: int = 1,
) -> Calculation:
    return TARIFF.calculate(income, programs, sector, payer, first, months)


@pytest.mark.parametrize("payer", Payer)
@pytest.mark.parametrize("sector", Sector)
def test_every_edge_of_every_tier_costs_what_the_annexes_say(sector: Sector, payer: Payer) -> None:
    for income in edges():
        calculation = priced(income, sector=sector, payer=payer, first=date(2025, 12, 1), months=len(MONTHS))
        assert [f"{month.month:%Y-%m}" for month in calculation.months] == MONTHS
        for month in calculation.months:
            name = f"{month.month:%Y-%m}"
            wanted = [expected(program, income, sector, payer, name) for program in ("jkk", "jkm", "jht")]
            found = [(line.amount, line.alternatives, line.confidence) for line in month.lines]
            assert found == wanted, (income, name)
            assert month.total == sum(one.amount for one in wanted)


def test_three_months_across_the_end_of_the_discount_are_priced_one_by_one() -> None:
    calculation = priced(2_500_000, months=3)
    assert [month.total for month in calculation.months] == [68_400, 84_800, 84_800]
    assert calculation.total == 238_000
    assert calculation.warnings == (Caution.DISCOUNT_ENDS,)


def test_a_line_names_the_row_of_the_tariff_and_where_there_is_one_the_discount() -> None:
    december, january = priced(2_500_000, months=2).months
    assert [line.law for line in december.lines] == [
        "PP 44/2015 Lampiran II row 9; PP 50/2025 art. 4",
        "PP 44/2015; PP 50/2025 art. 4",
        "PP 46/2015 Lampiran row 9",
    ]
    assert not any("PP 50/2025" in line.law for line in january.lines)


def test_lines_are_in_one_order_whatever_was_asked_first() -> None:
    lines = priced(programs=(Program.JHT, Program.JKM, Program.JKK)).months[0].lines
    assert [line.program for line in lines] == list(Program)


@pytest.mark.parametrize("payer", [Payer.APBN, Payer.APBD])
@pytest.mark.parametrize("sector", Sector)
def test_where_the_state_pays_there_is_no_discount_and_no_doubt(sector: Sector, payer: Payer) -> None:
    calculation = priced(sector=sector, payer=payer, first=date(2026, 6, 1))
    assert calculation.total == 36_800
    assert calculation.warnings == ()
    assert not any(line.alternatives for line in calculation.months[0].lines)


@pytest.mark.parametrize("payer", UNSURE_PAYERS)
def test_what_the_regulation_leaves_open_costs_the_full_tariff_and_says_so(payer: Payer) -> None:
    jkk, jkm, jht = priced(payer=payer).months[0].lines
    assert (jkk.amount, jkk.alternatives, jkk.confidence) == (10_000, (5_000,), Confidence.LOW)
    assert (jkm.amount, jkm.alternatives, jkm.confidence) == (6_800, (3_400,), Confidence.LOW)
    assert (jht.amount, jht.alternatives, jht.confidence) == (20_000, (), Confidence.MEDIUM)
    assert priced(payer=payer).warnings == (Caution.UNSETTLED,)


def test_a_boatman_has_the_discount_while_both_readings_give_it_and_is_unsettled_around() -> None:
    calculation = priced(sector=Sector.RIVER, first=date(2025, 12, 1), months=17)
    unsettled = [bool(month.lines[0].alternatives) for month in calculation.months]
    assert unsettled == [False, *[True] * 3, *[False] * 9, *[True] * 3, False]
    assert calculation.total == 8 * 36_800 + 9 * 28_400
    assert Caution.UNSETTLED in calculation.warnings


def test_a_disputed_tier_multiplies_with_an_unsettled_discount() -> None:
    (line,) = priced(18_200_000, programs=(Program.JKK,), payer=Payer.DONOR).months[0].lines
    assert (line.amount, line.alternatives) == (187_000, (91_000, 93_500, 182_000))


@pytest.mark.parametrize(
    ("income", "cautions"),
    [
        (999_999, [Caution.BELOW_FLOOR]),
        (1_000_000, []),
        (18_199_999, []),
        (18_200_000, [Caution.UNSETTLED, Caution.DISPUTED_TIER]),
        (20_199_999, [Caution.UNSETTLED, Caution.DISPUTED_TIER]),
        (20_200_000, [Caution.UNSETTLED]),
    ],
)
def test_what_must_be_said_depends_on_the_income(income: int, cautions: list[Caution]) -> None:
    assert priced(income, first=date(2027, 1, 1)).warnings == tuple(cautions)


@pytest.mark.parametrize(
    ("programs", "incomplete"),
    [((Program.JHT,), True), ((Program.JKK, Program.JHT), True), (TWO, False), (tuple(Program), False)],
)
def test_programmes_that_cannot_be_had_alone_are_priced_with_a_word(
    programs: tuple[Program, ...], *, incomplete: bool
) -> None:
    assert (Caution.PROGRAMS_INCOMPLETE in priced(programs=programs).warnings) is incomplete


@pytest.mark.parametrize(
    ("first", "months", "cautions"),
    [
        (date(2026, 3, 1), 1, ()),
        (date(2026, 3, 1), 2, (Caution.DISCOUNT_BEGINS,)),
        (date(2026, 4, 1), 9, ()),
        (date(2026, 4, 1), 10, (Caution.DISCOUNT_ENDS,)),
        (date(2026, 3, 31), 11, (Caution.DISCOUNT_BEGINS, Caution.DISCOUNT_ENDS)),
    ],
)
def test_a_discount_that_begins_or_ends_inside_the_period_is_said(
    first: date, months: int, cautions: tuple[Caution, ...]
) -> None:
    assert priced(first=first, months=months).warnings == cautions
    assert priced(first=first, months=months, programs=(Program.JHT,)).warnings == (
        Caution.PROGRAMS_INCOMPLETE,
    )


def test_before_the_first_tariff_there_is_no_amount() -> None:
    assert priced(first=date(2015, 7, 1)).total == 36_800
    with pytest.raises(NoTariffError, match="jkk is valid in 2015-06"):
        priced(first=date(2015, 6, 1), months=2)


@pytest.mark.parametrize(
    ("sector", "payer", "month", "until"),
    [
        (Sector.FARMER, Payer.SELF, date(2026, 3, 31), None),
        (Sector.FARMER, Payer.SELF, date(2026, 11, 22), date(2026, 12, 31)),
        (Sector.FARMER, Payer.SELF, date(2027, 1, 1), None),
        (Sector.TRANSPORT, Payer.FAMILY, date(2027, 3, 31), date(2027, 3, 31)),
        (Sector.TRANSPORT, Payer.APBD, date(2026, 11, 22), None),
        (Sector.TRANSPORT, Payer.DONOR, date(2026, 11, 22), None),
        (Sector.RIVER, Payer.SELF, date(2026, 11, 22), date(2026, 12, 31)),
        (Sector.RIVER, Payer.SELF, date(2027, 1, 22), None),
        (Sector.DOMESTIC, Payer.SELF, date(2026, 11, 22), None),
        (Sector.EMPLOYER, Payer.SELF, date(2026, 11, 22), None),
    ],
)
def test_until_when_a_discount_runs_is_said_only_where_it_certainly_does(
    sector: Sector, payer: Payer, month: date, until: date | None
) -> None:
    assert TARIFF.discount_until(sector, payer, month) == until


@pytest.mark.parametrize(
    ("day", "now", "until"),
    [
        (date(2026, 3, 31), 16_800, None),
        (date(2026, 4, 1), 8_400, date(2026, 12, 31)),
        (date(2026, 12, 31), 8_400, date(2026, 12, 31)),
        (date(2027, 1, 1), 16_800, None),
    ],
)
def test_the_lowest_contribution_follows_the_discount_by_itself(
    day: date, now: int, until: date | None
) -> None:
    cost = lowest_contribution(TARIFF, day)
    assert (cost.now, cost.full, cost.discount_until) == (now, 16_800, until)
    assert any("PP 50/2025" in fact.law for fact in cost.facts) is (until is not None)


@given(incomes, choices, sectors, payers, first_months, st.integers(1, 24))
def test_several_months_are_the_sum_of_single_ones(
    income: int, programs: set[Program], sector: Sector, payer: Payer, first: date, months: int
) -> None:
    together = TARIFF.calculate(income, programs, sector, payer, first, months)
    alone = [
        TARIFF.calculate(income, programs, sector, payer, month.month, 1).months[0]
        for month in together.months
    ]
    assert together.months == tuple(alone)
    assert together.total == sum(month.total for month in alone)


@given(incomes, sectors, payers, first_months)
def test_old_age_savings_are_never_discounted(income: int, sector: Sector, payer: Payer, first: date) -> None:
    today, before = (
        TARIFF.calculate(income, {Program.JHT}, sector, payer, day, 1).months[0].lines
        for day in (first, date(2020, 1, 1))
    )
    assert today == before


@given(incomes, sectors, payers, first_months)
def test_a_discount_halves_to_the_rupiah_or_does_nothing(
    income: int, sector: Sector, payer: Payer, first: date
) -> None:
    for program in TWO:
        (line,) = TARIFF.calculate(income, {program}, sector, payer, first, 1).months[0].lines
        full = TARIFF.tiers.on(program, income, first).value
        assert line.amount in {full, full / 2}
        assert line.amount not in line.alternatives
        assert list(line.alternatives) == sorted(set(line.alternatives))


@given(incomes, incomes, choices, sectors, payers, first_months)
def test_who_earns_more_never_pays_less(
    one: int, other: int, programs: set[Program], sector: Sector, payer: Payer, first: date
) -> None:
    less, more = (
        TARIFF.calculate(income, programs, sector, payer, first, 1).total for income in sorted((one, other))
    )
    assert less <= more
