import re
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.people.phone import PhoneError, PhoneNumber, PhoneReason, read_phone

ONE = "+6281234567878"


@pytest.mark.parametrize(
    "text",
    [
        "081234567878",
        "0812-3456-7878",
        "0812 3456 7878",
        "(0812) 3456.7878",
        "+62 812-3456-7878",
        "+62 0812 3456 7878",
        "6281234567878",
        "0062 812 3456 7878",
        "81234567878",
        "+62‑812‑3456‑7878",
        "０８１２３４５６７８７８",
        "HP: 0812 3456 7878",
        "no wa saya 081234567878",
    ],
)
def test_all_spellings_are_one_number(text: str) -> None:
    assert read_phone(text).e164 == ONE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", PhoneReason.EMPTY),
        ("hp", PhoneReason.EMPTY),
        ("08123456789O", PhoneReason.LETTERS),
        ("0812-CALL-NOW", PhoneReason.LETTERS),
        ("tidak punya", PhoneReason.LETTERS),
        ("081234567878#", PhoneReason.LETTERS),
        ("08123+4567878", PhoneReason.LETTERS),
        ("081234567878 / 081345678787", PhoneReason.SEVERAL),
        ("081234567", PhoneReason.LENGTH),
        ("08123456789012", PhoneReason.LENGTH),
        ("0123456789", PhoneReason.PREFIX),
        ("5551234", PhoneReason.PREFIX),
        ("+62 804 200 9016", PhoneReason.PREFIX),
        ("0842-0000-9016", PhoneReason.PREFIX),
        ("0807 1 200 900", PhoneReason.PREFIX),
        ("081111111111", PhoneReason.REPEAT),
        ("080000000000", PhoneReason.REPEAT),
        ("081212121212", PhoneReason.REPEAT),
        ("081208120812", PhoneReason.REPEAT),
        ("0567 21234", PhoneReason.LANDLINE),
        ("(0567) 21234", PhoneReason.LANDLINE),
        ("+62 567 21234", PhoneReason.LANDLINE),
        ("+1 202 555 0100", PhoneReason.FOREIGN),
        ("0065 8123 4567", PhoneReason.FOREIGN),
        ("+60 3 2161 1234", PhoneReason.FOREIGN),
        ("+60 12 345", PhoneReason.LENGTH),
    ],
)
def test_what_is_no_mobile_number_is_refused_with_its_reason(text: str, reason: PhoneReason) -> None:
    with pytest.raises(PhoneError) as caught:
        read_phone(text)
    assert caught.value.reason is reason


@pytest.mark.parametrize("text", ["+60 12-345 6789", "0060123456789", "60123456789", "+60 012-345 6789"])
def test_a_malaysian_mobile_number_is_taken(text: str) -> None:
    assert read_phone(text).e164 == "+60123456789"


@pytest.mark.parametrize("text", ["+60 11-1111 1111", "+60 12-2222 2222"])
def test_a_malaysian_number_of_one_digit_is_refused(text: str) -> None:
    with pytest.raises(PhoneError) as caught:
        read_phone(text)
    assert caught.value.reason is PhoneReason.REPEAT


def test_it_is_shown_masked_or_as_it_is_dialled() -> None:
    number = read_phone("081234567878")
    assert number.masked == "+62 812-••••-••78"
    assert number.local == "081234567878"
    assert read_phone("+60123456789").local == "+60123456789"


def test_neither_repr_nor_str_nor_the_error_shows_the_number() -> None:
    assert "345678" not in repr(read_phone("081234567878")) + str(read_phone("081234567878"))
    with pytest.raises(PhoneError) as caught:
        read_phone("08123456789O")
    assert "0812" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize("value", ["081234567878", "+6221555123", "+62812", "+1202555010000"])
def test_a_number_of_another_form_cannot_be_made(value: str) -> None:
    with pytest.raises(ValueError, match=r"E\.164"):
        PhoneNumber(value)


@given(
    st.from_regex(r"08[1-35-9][0-9]{7,10}", fullmatch=True), st.sampled_from(["0", "62", "+62", "0062", ""])
)
def test_any_number_is_the_same_under_each_prefix(national: str, prefix: str) -> None:
    assume(not re.search(r"(.)\1{7}|(..)\2{3}|^(....)\3", national))
    number = read_phone(national)
    assert number.local == national
    assert read_phone(prefix + national[1:]) == number
    assert read_phone(number.e164) == number


@given(st.text(max_size=30) | st.text("0123456789+-() ", max_size=20))
def test_any_text_is_a_number_or_a_phone_error(text: str) -> None:
    with suppress(PhoneError):
        assert read_phone(text).e164.startswith(("+628", "+601"))
