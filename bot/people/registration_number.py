"""The number a person is given for a registration: nine digits that survive being read out.

The ninth is a Damm check digit (H. M. Damm, *Total anti-symmetrische Quasigruppen*, dissertation, Marburg
2004). It finds every single wrong digit and every exchange of two neighbours, the two slips people make most.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.people._text import plain

LENGTH: Final = 9
_FIRST: Final = 10_000_000  # no leading zero: spreadsheets drop it
_COUNT: Final = 90_000_000
_QUASIGROUP: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_LEAD_IN = re.compile(r"^[^\d]*")
_BETWEEN = re.compile(r"[\s.\-/]")


class NumberReason(StrEnum):
    """Why a text is not a registration number."""

    LENGTH = "length"  # not nine digits
    CHECK = "check"  # mistyped: the check digit does not fit, or it begins with 0


class NumberError(ValueError):
    """The text is not a registration number; `reason` says why."""

    def __init__(self, reason: NumberReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """Nine digits of which the last is the check digit; raises NumberError for any other value."""

    value: str

    def __post_init__(self) -> None:
        if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", self.value):
            raise NumberError(NumberReason.LENGTH)
        if self.value.startswith("0") or check_digit(self.value) != "0":
            raise NumberError(NumberReason.CHECK)

    @property
    def spoken(self) -> str:
        """In threes, as it is shown and read out: "123-456-789"."""
        return "-".join(self.value[start : start + 3] for start in range(0, LENGTH, 3))


def new_number(randbelow: Callable[[int], int] = secrets.randbelow) -> RegistrationNumber:
    """Draw a number; `randbelow(n)` returns 0 to n - 1. The caller makes sure that it is not yet taken."""
    drawn = str(_FIRST + randbelow(_COUNT))
    return RegistrationNumber(drawn + check_digit(drawn))


def read_number(text: str) -> RegistrationNumber:
    """Read a number from typed text, with or without words before it; raises NumberError."""
    return RegistrationNumber(_BETWEEN.sub("", _LEAD_IN.sub("", plain(text))).rstrip("!?,;:"))


def check_digit(digits: str) -> str:
    """Return the Damm check digit of a string of digits; "0" if the string ends in its own."""
    state = 0
    for digit in digits:
        state = int(_QUASIGROUP[state][int(digit)])
    return str(state)
