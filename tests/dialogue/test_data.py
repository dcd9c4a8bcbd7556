"""What buttons say, on the wire and back."""

from __future__ import annotations

from enum import StrEnum

import pytest

from bot.dialogue.data import Data, OutdatedError, action_of


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Paint(Data, action="t_paint"):
    number: int
    colour: Colour = Colour.RED
    words: str = ""


class Bare(Data, action="t_bare"):
    pass


@pytest.mark.parametrize(
    ("data", "packed"),
    [
        (Bare(), "m1|t_bare"),
        (Paint(7), "m1|t_paint|7"),
        (Paint(7, Colour.BLUE), "m1|t_paint|7|blue"),
        (Paint(7, Colour.RED, "a.b"), "m1|t_paint|7|red|a.b"),
    ],
)
def test_data_are_packed_without_the_defaults_at_their_end_and_come_back_as_they_were(
    data: Data, packed: str
) -> None:
    assert data.pack() == packed
    assert type(data).unpack(packed) == data
    assert action_of(packed) == data.action


@pytest.mark.parametrize(
    "packed",
    [
        "m1|t_paint",
        "m1|t_paint|",
        "m1|t_paint|-1",
        "m1|t_paint|1e3",
        "m1|t_paint|²",
        "m1|t_paint|9999999999999999",
        "m1|t_paint|7|green",
    ],
)
def test_data_that_say_nothing_are_outdated(packed: str) -> None:
    with pytest.raises(OutdatedError):
        Paint.unpack(packed)


def test_what_stands_behind_the_last_field_is_passed_over() -> None:
    assert Paint.unpack("m1|t_paint|7|blue|x|y|z") == Paint(7, Colour.BLUE, "x")


def test_data_that_telegram_would_not_carry_fail_when_the_button_is_made() -> None:
    with pytest.raises(ValueError, match="t_paint"):
        Paint(7, Colour.RED, "x" * 60).pack()
    with pytest.raises(ValueError, match="t_paint"):
        Paint(7, Colour.RED, "a|b").pack()


def test_data_of_forms_and_of_nobody_have_no_action() -> None:
    assert action_of("f1|nik|_yes") == ""
    assert action_of("") == ""
