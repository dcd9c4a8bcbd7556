"""What a screen promises on a day is what the scheme asks for the month in which the office can act."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from bot.dialogue.form import Asking
from bot.registration.paying import estimate
from bot.registration.steps.costs import PROGRAMS, Costs
from bot.scheme.contributions import Payer
from bot.terms.occupations import sector_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.resources import Resources

FIRST, LAST = dt.date(2026, 11, 15), dt.date(2027, 4, 15)
CLOSED = {dt.date(2026, 12, 25), dt.date(2027, 1, 1)}
SUMS = re.compile(r"Rp([\d.]+)")


def days() -> Iterator[dt.date]:
    return (FIRST + dt.timedelta(days=count) for count in range((LAST - FIRST).days + 1))


def month_of_acting(day: dt.date) -> dt.date:
    """Return the first of the month for which the office enrols whoever sends a registration on a day."""
    if day.day >= 20:
        return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    acts = day + dt.timedelta(days=1)
    while acts.isoweekday() > 5 or acts in CLOSED:
        acts += dt.timedelta(days=1)
    return acts.replace(day=1)


def asked(
    resources: Resources, day: dt.date, answers: dict[str, str], programs: str, months: int
) -> list[int]:
    """Return what the scheme asks in each month, in rupiah."""
    priced = resources.tariff.calculate(
        int(answers["income"]), PROGRAMS[programs], sector_of(answers["occupation"]), Payer(answers["payer"]),
        month_of_acting(day), months,
    )  # fmt: skip
    return [month.total for month in priced.months]


def rupiah(label: str) -> list[int]:
    return [int(found.replace(".", "")) for found in SUMS.findall(label)]


@pytest.mark.parametrize("occupation", ["farmer", "driver", "boatman", "domestic"])
@pytest.mark.parametrize("payer", ["self", "apbd", "village"])
def test_every_price_on_a_button_is_that_of_the_scheme(
    resources: Resources, occupation: str, payer: str
) -> None:
    costs = Costs(resources.tariff, resources.office_days)
    answers = {"occupation": occupation, "payer": payer, "income": "2500000"}
    for day in days():
        asking = Asking(resources.catalogues["id"], resources.catalogues, day, answers)
        for choice in costs.program_choices(asking):
            now, *later = rupiah(choice.label)
            year = asked(resources, day, answers, choice.id, 12)
            assert now == year[0], day
            changed = [one for one in year if one != now]
            assert later == changed[:1], (day, choice.label)
        for programs in PROGRAMS:
            within = Asking(asking.texts, asking.catalogues, day, {**answers, "programs": programs})
            for choice in costs.month_choices(within):
                [total] = rupiah(choice.label)
                assert total == sum(asked(resources, day, answers, programs, int(choice.id))), day


@pytest.mark.parametrize("programs", list(PROGRAMS))
def test_what_is_told_of_the_first_payment_is_what_the_button_said(
    resources: Resources, programs: str
) -> None:
    answers = {
        "occupation": "farmer",
        "payer": "self",
        "income": "1500000",
        "programs": programs,
        "months": "3",
    }
    for day in days():
        assert estimate(resources, answers, day) == sum(asked(resources, day, answers, programs, 3)), day
