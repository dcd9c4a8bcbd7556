"""Months as numbers."""

from datetime import date

import pytest

from bot.months import first_day, last_day, month_in, month_of, written


@pytest.mark.parametrize(
    ("day", "first", "last", "text"),
    [
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31), "2026-12"),
        (date(2027, 2, 14), date(2027, 2, 1), date(2027, 2, 28), "2027-02"),
        (date(2028, 2, 1), date(2028, 2, 1), date(2028, 2, 29), "2028-02"),
    ],
)
def test_a_month_knows_its_days_and_how_it_is_written(day: date, first: date, last: date, text: str) -> None:
    month = month_of(day)
    assert (first_day(month), last_day(month), written(month), month_in(text)) == (first, last, text, month)


def test_the_month_after_december_is_january() -> None:
    assert month_of(date(2027, 1, 1)) - month_of(date(2026, 12, 1)) == 1


@pytest.mark.parametrize("text", ["2026", "2026-13", "26-12", "2026-1", "2026-01-01", ""])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        month_in(text)
