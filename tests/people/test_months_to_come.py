"""Months as staff type them."""

from datetime import date

import pytest

from bot.months import month_in
from bot.people.months_to_come import read_month

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Januari 2027", "2027-01"),
        ("januari", "2027-01"),
        ("November", "2026-11"),
        ("bulan Desember", "2026-12"),
        ("jan 27", "2027-01"),
        ("2027-03", "2027-03"),
        ("3/2027", "2027-03"),
        ("03-2027", "2027-03"),
        ("agst 2027", "2027-08"),
        ("January 2027", "2027-01"),
        ("bulan depan", "2026-12"),
        ("bulan ini", "2026-11"),
    ],
)
def test_a_month_is_read(text: str, month: str) -> None:
    assert read_month(text, TODAY) == month_in(month)


@pytest.mark.parametrize("text", ["", "nanti", "13/2027", "2027", "31 Januari 2027", "secepatnya"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no month"):
        read_month(text, TODAY)
