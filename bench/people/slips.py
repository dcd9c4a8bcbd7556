"""What happens to a text between the head and the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_BESIDE = {
    "a": "sq", "b": "vn", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl", "l": "k",
    "m": "n", "n": "bm", "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry", "u": "yi",
    "w": "qe", "y": "tu",
}  # fmt: skip


def slipped(text: str, chance: Random) -> str:
    """Return a text with one slip of the thumb in one of its longer words."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
    if not long:
        return text
    place = chance.choice(long)
    words[place] = _in_word(words[place], chance)
    return " ".join(words)


def _in_word(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    way = chance.choice(("drop", "double", "swap", "beside"))
    if way == "drop":
        return word[:at] + word[at + 1 :]
    if way == "double":
        return word[:at] + word[at] + word[at:]
    if way == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + chance.choice(_BESIDE.get(word[at].lower(), word[at])) + word[at + 1 :]


def spaced(text: str) -> str:
    """Return a text with spaces where nobody wants them."""
    return "  " + text.replace(" ", "   ") + " "
