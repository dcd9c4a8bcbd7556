"""Money, people and shares as planners type them."""

from __future__ import annotations

import pytest

from bot.budgeting.scenario import Fault, ScenarioError
from bot.budgeting.typed import Size, read_shares, read_size
from bot.scheme.funding import FundKind

REGENCY, PROVINCE, VILLAGE = FundKind.APBD_REGENCY, FundKind.APBD_PROVINCE, FundKind.VILLAGE
NAMES = {
    "kabupaten": REGENCY, "apbd": REGENCY, "apbd provinsi": PROVINCE, "provinsi": PROVINCE, "desa": VILLAGE,
    "dana desa": VILLAGE,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("500 juta", Size(500_000_000)),
        ("Rp 1.250.000.000", Size(1_250_000_000)),
        ("1,5 miliar", Size(1_500_000_000)),
        ("500000000", Size(500_000_000)),
        ("2.000 orang", Size(None, 2_000)),
        ("2000", Size(None, 2_000)),
        ("2 ribu orang", Size(None, 2_000)),
        ("untuk 350 pekerja", Size(None, 350)),
        ("500 juta untuk 2.000 orang", Size(500_000_000, 2_000)),
        ("3.000 orang dengan 1 miliar", Size(1_000_000_000, 3_000)),
    ],
)
def test_a_size_is_read(text: str, size: Size) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize(
    "text",
    [
        "",
        "entah",
        "banyak",
        "500.000",
        "0",
        "0 orang",
        "5 juta atau 7 juta",
        "-500 juta",
        "Rp -5 juta",
        "-2000",
        "-2.000 orang",
    ],
)
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError):
        read_size(text)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("60 30 10", {REGENCY: 60, PROVINCE: 30, VILLAGE: 10}),
        ("60", {REGENCY: 60}),
        ("kabupaten 60 desa 40", {REGENCY: 60, VILLAGE: 40}),
        ("60 % kabupaten, 40 % desa", {REGENCY: 60, VILLAGE: 40}),
        ("Desa 100%", {VILLAGE: 100}),
        ("desa", {VILLAGE: 100}),
        ("dana desa 30 dan APBD provinsi 70", {VILLAGE: 30, PROVINCE: 70}),
        ("apbd_provinsi 50", {PROVINCE: 50}),
        ("kabupaten 100 desa 0", {REGENCY: 100}),
    ],
)
def test_shares_are_read_in_the_order_in_which_they_are_said(text: str, shares: dict[FundKind, int]) -> None:
    found = read_shares(text, NAMES.get)
    assert list(found.items()) == list(shares.items())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.NO_PAYER),
        ("siapa saja", Fault.NO_PAYER),
        ("kabupaten desa", Fault.NO_PAYER),
        ("10 20 30 40", Fault.NO_PAYER),
        ("0", Fault.SHARE),
        ("60 50", Fault.ABOVE_WHOLE),
        ("kabupaten 101", Fault.ABOVE_WHOLE),
    ],
)
def test_shares_that_make_no_sense_are_refused(text: str, fault: Fault) -> None:
    with pytest.raises(ScenarioError) as refused:
        read_shares(text, NAMES.get)
    assert refused.value.fault is fault
