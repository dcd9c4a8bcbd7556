"""What a cell above says: merged downwards, or repeated with a ditto mark, as villages are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.lists.cells import MOST_COLUMNS, Row, text_of
from bot.lists.words import Field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bot.lists.cells import Cell

# What may hold for several people. A number or a name never does: it is that of the first of them.
SHARED: Final = frozenset({
    Field.VILLAGE, Field.VILLAGE_CODE, Field.DISTRICT, Field.REGENCY, Field.HAMLET, Field.RT, Field.RW,
    Field.RT_RW, Field.ADDRESS, Field.FAMILY_CARD, Field.GROUP,
})  # fmt: skip
_DITTO: Final = frozenset({'"', "''", "”", "〃", '-"-', "-”-", "sda", "s.d.a", "idem"})
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})")


def tall_in(reference: str) -> tuple[tuple[int, int], int] | None:
    """Return beginning and last row of a reference such as B2:C5; None for one row, or none at all."""
    found = _REFERENCE.fullmatch(reference)
    if not found or int(found[3]) <= int(found[2]):
        return None
    place = column_of(found[1])
    return ((int(found[2]), place), int(found[3])) if place < MOST_COLUMNS else None


def column_of(letters: str) -> int:
    """Return the column, from 0, of letters such as AB."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def filled_down(
    rows: Iterable[Row], tall: Mapping[tuple[int, int], int], places: Collection[int]
) -> Iterator[Row]:
    """Give the rows, in these columns with what a cell above says: merged down, or repeated."""
    reaching: dict[int, tuple[int, Cell]] = {}
    before: dict[int, Cell] = {}
    for row in rows:
        cells = list(row.cells)
        for place in places:
            written = cells[place] if place < len(cells) else ""
            last = tall.get((row.number, place))
            if last:
                reaching[place] = (last, written)
            until, said = reaching.get(place, (0, ""))
            if place >= len(cells):
                continue
            if row.number <= until and not text_of(written):
                cells[place] = said
            elif text_of(written).lower().strip(". ") in _DITTO:
                cells[place] = before.get(place, "")
            before[place] = cells[place]
        yield Row(row.number, cells)
