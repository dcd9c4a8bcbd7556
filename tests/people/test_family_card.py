from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.divisions import Divisions
from bot.people.family_card import EARLIEST, FamilyCard, FamilyCardError, FamilyCardReason, read_family_card
from tests.people.conftest import REGION_FILES

TODAY = date(2026, 11, 22)
DIVISIONS = Divisions.load(REGION_FILES)
GOOD = "6106011203159001"


def read(text: str, today: date = TODAY) -> FamilyCard:
    return read_family_card(text, today, DIVISIONS)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "6106 0112 0315 9001",
        "6106.01.120315.9001",
        "KK: 6106011203159001",
        "no. kk saya 6106011203159001",
        "Nomor Kartu Keluarga 6106-01-120315-9001.",
        "６１０６０１１２０３１５９００１",
    ],
)
def test_the_ways_people_write_it_are_one_number(text: str) -> None:
    card = read(text)
    assert (card.value, card.issued) == (GOOD, date(2015, 3, 12))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", FamilyCardReason.LENGTH),
        ("610601120315900", FamilyCardReason.LENGTH),
        ("61060112031590011", FamilyCardReason.LENGTH),
        ("tidak ada", FamilyCardReason.LETTERS),
        ("6106O11203159001", FamilyCardReason.LETTERS),
        ("6106²11203159001", FamilyCardReason.LETTERS),
        ("1111111111111111", FamilyCardReason.REPEAT),
        ("1234567890123456", FamilyCardReason.REPEAT),
        ("6106010161060101", FamilyCardReason.REPEAT),
        ("9906011203159001", FamilyCardReason.PROVINCE),
        ("6100011203159001", FamilyCardReason.REGENCY),
        ("6106001203159001", FamilyCardReason.REGENCY),
        ("6106015203159001", FamilyCardReason.BIRTH_DATE),
        ("6106011708809001", FamilyCardReason.BIRTH_DATE),
        ("6106013112899001", FamilyCardReason.BIRTH_DATE),
        ("6106013203159001", FamilyCardReason.DATE),
        ("6106019903159001", FamilyCardReason.DATE),
        ("6106010013159001", FamilyCardReason.DATE),
        ("6106013104159001", FamilyCardReason.DATE),
        ("6106011203150000", FamilyCardReason.SERIAL),
        ("6.10601E+15", FamilyCardReason.SERIAL),
    ],
)
def test_what_is_no_family_card_is_refused_with_its_reason(text: str, reason: FamilyCardReason) -> None:
    with pytest.raises(FamilyCardError) as caught:
        read(text)
    assert caught.value.reason is reason
    assert str(caught.value) == reason.value


def test_a_card_is_issued_today_at_the_latest_and_in_1990_at_the_earliest() -> None:
    assert read("6106012211269001").issued == TODAY
    assert read("6106010101909001").issued == EARLIEST
    with pytest.raises(FamilyCardError):
        read("6106012211269001", date(2026, 11, 21))


def test_it_is_shown_masked_or_in_fours() -> None:
    card = read(GOOD)
    assert card.masked == "6106••••••••••01"
    assert card.grouped == "6106 0112 0315 9001"
    for shown in (repr(card), str(card)):
        assert "0315" not in shown


@pytest.mark.parametrize(("value", "issued"), [("610601", date(2015, 3, 12)), (GOOD, date(2015, 3, 13))])
def test_a_card_that_contradicts_itself_cannot_be_made(value: str, issued: date) -> None:
    with pytest.raises(ValueError, match="family card"):
        FamilyCard(value, issued)


@given(st.dates(EARLIEST, TODAY), st.integers(9000, 9999), st.sampled_from(["610601", "317401", "910101"]))
def test_every_well_formed_number_is_read_back_whole(issued: date, serial: int, place: str) -> None:
    number = f"{place}{issued:%d%m%y}{serial}"
    card = read(f"KK {number[:6]} {number[6:12]} {number[12:]}")
    assert (card.value, card.issued) == (number, issued)
    assert read(card.value) == card


@given(st.text(max_size=40) | st.text("0123456789", min_size=16, max_size=16))
def test_any_text_is_a_family_card_or_its_error(text: str) -> None:
    with suppress(FamilyCardError):
        assert EARLIEST <= read(text).issued <= TODAY
