"""Which recorded text stands on a screen. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.texts import Texts

_LEAST = 12  # characters of a text without its placeholders, by which it is known


def key_on(text: str, texts: Texts, keys: Iterable[str]) -> str:
    """Return the id, among these, of the longest text that stands on a screen; "" where none does."""
    found = ((_known(text, wording), one) for one in keys for wording in texts.forms(one))
    length, key = max(found, default=(0, ""))
    return key if length >= _LEAST else ""


def _known(text: str, wording: str) -> int:
    """Return how many characters of a wording stand in a text, in order; 0 where one is missing."""
    place, pieces = 0, PLACEHOLDER.split(wording)[::2]
    for piece in pieces:
        found = text.find(piece, place)
        if found < 0:
            return 0
        place = found + len(piece)
    return sum(map(len, pieces))
