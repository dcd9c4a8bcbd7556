"""Names of people, as printed on the identity card (KTP-el).

Since Permendagri 73/2022 art. 4 a name that is newly registered has at least two words and at most 60 letters
with spaces. Names registered before stay as they are, so one word is enough here, and one letter.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.people._letters import capitalised, holds_link, in_one_case, is_latin, is_number, straightened

LONGEST: Final = 60

_LONGEST_DEGREE: Final = 4  # letters, as in SKom
_LONGEST_PART: Final = 5  # letters after the dot, as in S.Kesos
_DEGREES: Final = frozenset({"psikolog"})
_VOWELS: Final = frozenset("aeiou")


class NameReason(StrEnum):
    """Why a text is not a name."""

    EMPTY = "empty"
    LONG = "long"  # more than 60 characters
    DIGITS = "digits"
    SYMBOLS = "symbols"  # emoji, @, question marks and other signs
    LINK = "link"
    COMMAND = "command"  # begins with a slash
    SCRIPT = "script"  # letters other than Latin ones, which no card has
    SEVERAL = "several"  # two answers at once: what follows the comma is no degree
    NO_NAME = "no_name"  # words that are none: "lihat KTP"


class PersonNameError(ValueError):
    """The text is not a name; `reason` says why. The text itself is not kept."""

    def __init__(self, reason: NameReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class PersonName:
    """A name, 1 to 60 characters: Latin letters, spaces, apostrophes, dots, hyphens, commas."""

    value: str

    def __post_init__(self) -> None:
        if fault := _fault(self.value):
            raise PersonNameError(fault)

    @property
    def masked(self) -> str:
        """The first letter of each word, without degrees: "S••• A•••••"."""
        words = self.value.partition(",")[0].split()
        return " ".join(word[0] + "•" * (len(word) - 1) for word in words)

    def __repr__(self) -> str:
        return f"PersonName({self.masked})"


def read_name(text: str) -> PersonName:
    """Read a text that is a name and nothing else; raises PersonNameError.

    Only degrees may follow a comma: "Budi Jaya, Semitau" is two answers. Capitals are set only where the text
    has none, or nothing else.
    """
    typed = straightened(text)
    if typed.startswith("/"):
        raise PersonNameError(NameReason.COMMAND)
    name = re.sub(r"\s*,\s*", ", ", typed).strip(" ,-:;!")
    if in_one_case(name):
        name = _with_capitals(name)
    person = PersonName(name)
    if not all(map(_is_degree, name.partition(",")[2].replace(",", " ").split())):
        raise PersonNameError(NameReason.SEVERAL)
    return person


def _with_capitals(name: str) -> str:
    person, comma, degrees = name.partition(",")
    titles = [capitalised(word) if "." in word else word.upper() for word in degrees.split()]
    return capitalised(person) + comma + "".join(f" {title}" for title in titles)


def _is_degree(word: str) -> bool:
    """Tell whether a word looks like S.Pd., S.Kesos or SE; places have more letters or more vowels."""
    first, *more = [part for part in re.split(r"[.\-]", word.lower()) if part] or [""]
    if len(first) == 1 and more:
        return max(map(len, more)) <= _LONGEST_PART
    return word.lower() in _DEGREES or all(map(_is_short, (first, *more)))


def _is_short(part: str) -> bool:
    return len(part) <= _LONGEST_DEGREE and sum(letter in _VOWELS for letter in part) <= 1


def _fault(name: str) -> NameReason | None:
    if not name:
        return NameReason.EMPTY
    if holds_link(name):
        return NameReason.LINK
    if fault := next(filter(None, map(_char_fault, name)), None):
        return fault
    if not any(map(str.isalpha, name)):
        return NameReason.EMPTY
    return NameReason.LONG if len(name) > LONGEST else None


def _char_fault(char: str) -> NameReason | None:
    if char in " '.-,":
        return None
    if is_number(char):
        return NameReason.DIGITS
    if not char.isalpha():
        return NameReason.SYMBOLS
    return None if is_latin(char) else NameReason.SCRIPT
