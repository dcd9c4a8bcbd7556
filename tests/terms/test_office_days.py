"""On which day the office answers, and from which month it enrols."""

from __future__ import annotations

from datetime import date

import pytest

from bot.terms.office_days import Holiday, OfficeDays

HOLIDAYS = Holiday(date(2026, 12, 25), "Natal", "x"), Holiday(date(2027, 1, 1), "x", "x")
DAYS = OfficeDays(3, (1, 2, 3, 4, 5), HOLIDAYS)


@pytest.mark.parametrize(
    ("asked", "days", "day"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday: Monday
        (date(2026, 11, 22), 1, date(2026, 11, 23)),  # Sunday: Monday
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # before a holiday on a Friday
        (date(2026, 12, 23), 3, date(2026, 12, 29)),
    ],
)
def test_the_office_works_on_weekdays_that_are_no_holidays(asked: date, days: int, day: date) -> None:
    assert DAYS.after(asked, days) == day


@pytest.mark.parametrize(
    ("asked", "month"),
    [
        (date(2026, 11, 15), date(2026, 11, 15)),
        (date(2026, 11, 19), date(2026, 11, 19)),
        (date(2026, 11, 20), date(2026, 12, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 31), date(2027, 2, 1)),
    ],
)
def test_the_first_month_is_one_in_which_the_office_can_still_act(asked: date, month: date) -> None:
    assert DAYS.first_month(asked) == month


def test_an_office_works_on_some_day_of_the_week() -> None:
    with pytest.raises(ValueError, match="working_days"):
        OfficeDays(3, (8,), ())
