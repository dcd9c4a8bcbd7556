import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.registration_number import (
    NumberError,
    NumberReason,
    RegistrationNumber,
    check_digit,
    new_number,
    read_number,
)

numbers = st.integers(0, 89_999_999).map(lambda drawn: new_number(lambda _: drawn))


def reason_for(text: str) -> NumberReason:
    with pytest.raises(NumberError) as caught:
        read_number(text)
    return caught.value.reason


def test_the_check_digit_is_that_of_the_published_example() -> None:
    assert check_digit("572") == "4"
    assert check_digit("5724") == "0"


def test_a_new_number_has_nine_digits_and_no_leading_zero() -> None:
    drawn = {new_number().value for _ in range(200)}
    assert len(drawn) == 200
    assert all(len(value) == 9 and value[0] != "0" for value in drawn)


def test_it_is_spoken_in_threes() -> None:
    assert new_number(lambda _: 2_345_678).spoken.startswith("123-456-78")


@given(numbers, st.sampled_from(["{}", "No. {}", "nomor pendaftaran: {}", " {} ", "PYG-{}"]))
def test_it_is_read_with_words_before_it_and_dashes_within(number: RegistrationNumber, around: str) -> None:
    assert read_number(around.format(number.spoken)) == number
    assert read_number(around.format(number.spoken.replace("-", " "))) == number


@given(numbers)
def test_every_single_wrong_digit_is_found(number: RegistrationNumber) -> None:
    for place, right in enumerate(number.value):
        for wrong in set("0123456789") - {right}:
            typed = number.value[:place] + wrong + number.value[place + 1 :]
            assert reason_for(typed) is NumberReason.CHECK


@given(numbers)
def test_every_exchange_of_neighbours_is_found(number: RegistrationNumber) -> None:
    for place in range(8):
        first, second = number.value[place], number.value[place + 1]
        if first != second:
            typed = number.value[:place] + second + first + number.value[place + 2 :]
            assert reason_for(typed) is NumberReason.CHECK


@pytest.mark.parametrize(
    "text", ["", "nomor saya", "12345678", "1234567890", "123-456-78x", "123456789 dan 1"]
)
def test_another_length_is_refused(text: str) -> None:
    assert reason_for(text) is NumberReason.LENGTH


def test_nine_zeros_are_no_number_though_their_check_digit_fits() -> None:
    assert reason_for("000-000-000") is NumberReason.CHECK
