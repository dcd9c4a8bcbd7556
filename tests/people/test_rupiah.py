"""Sums of money as staff type them."""

import pytest

from bot.people.rupiah import read_rupiah


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("500 juta", 500_000_000),
        ("500jt", 500_000_000),
        ("1,2 miliar", 1_200_000_000),
        ("Rp 840.000", 840_000),
        ("Rp840.000", 840_000),
        ("rp. 1.008.000.000", 1_008_000_000),
        ("570326400", 570_326_400),
        ("16800", 16_800),
        ("dua setengah juta", 2_500_000),
        ("1,2 M", 1_200_000_000),
        ("1.200 juta", 1_200_000_000),
        ("1 triliun", 1_000_000_000_000),
        ("Rp. 10.000.000,-", 10_000_000),
        ("Rp10.000.000,00", 10_000_000),
    ],
)
def test_a_sum_is_read(text: str, rupiah: int) -> None:
    assert read_rupiah(text) == rupiah


@pytest.mark.parametrize(
    "text",
    [
        "",
        "banyak",
        "5 sampai 6 juta",
        "0",
        "x" * 200,
        "99999999999999",
        "12",
        "-500jt",
        "- 500 juta",
        "-Rp 5.000.000",
    ],
)
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no sum"):
        read_rupiah(text)
