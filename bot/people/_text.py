"""What all readers of typed text share: one form of digits, dashes and spaces."""

import unicodedata
from itertools import pairwise

_INVISIBLE = frozenset({"Cf", "Cc", "Mn", "Me"})


def plain(text: str) -> str:
    """Return the text with ASCII digits, hyphens and single spaces, without invisible characters.

    Full-width and Arabic-Indic digits become 0-9. Superscripts and circled digits are left alone:
    nobody types a number with them.
    """
    return " ".join("".join(map(_plain_char, text)).split())


def _plain_char(char: str) -> str:
    if char.isascii():
        return char
    value = unicodedata.decimal(char, None)
    if value is not None:
        return str(value)
    category = unicodedata.category(char)
    if category in _INVISIBLE:
        return ""
    if category == "Pd" or char == "−":
        return "-"
    return " " if category.startswith("Z") else char


def repeats(digits: str, longest: int) -> bool:
    """Tell whether the digits are one block of at most `longest` digits, said again and again."""
    return any(digits[size:] == digits[:-size] for size in range(1, longest + 1))


def runs(digits: str) -> bool:
    """Tell whether each digit follows the one before, upwards or downwards (9 and 0 are neighbours)."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return steps in ({1}, {9})
