"""What readers of names share, be they of people or of places: spacing, capitals, letters that a card has."""

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))
_LINK = re.compile(r"https?:|www\.|t\.me/|\.(?:com|id|net|org)\b", re.IGNORECASE)
_PART = re.compile(r"(?:^|(?<=[\s.\-]))[^\W\d_]")


def straightened(text: str) -> str:
    """Return the text with composed letters, plain apostrophes and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_APOSTROPHES).split())


def capitalised(text: str) -> str:
    """Return the text with a capital at the start of each word and of each part after a dot or hyphen."""
    return _PART.sub(lambda first: first[0].title(), text.lower())


def in_one_case(text: str) -> bool:
    """Tell whether all letters are small, or all are capitals, so that capitals may be set anew."""
    return text in {text.lower(), text.upper()}


def holds_link(text: str) -> bool:
    """Tell whether there is an address of the web in the text."""
    return bool(_LINK.search(text))


def is_latin(letter: str) -> bool:
    """Tell whether a letter is a Latin one, no ligature, and with one small form; no card has others."""
    plain = unicodedata.normalize("NFKC", letter) == letter and len(letter.lower()) == 1
    return plain and unicodedata.name(letter, "").startswith("LATIN")


def is_number(char: str) -> bool:
    """Tell whether a character is a digit or another number."""
    return unicodedata.category(char).startswith("N")
