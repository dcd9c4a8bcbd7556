"""What a sheet is, whatever file it came out of: rows of texts, numbers and days."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 256  # what stands further to the right is passed over
_MOST_SHARED: Final = 20_000
Cell = str | int | float | date
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


class Row(NamedTuple):
    """A row: its number as a spreadsheet shows it, from 1, and its cells; an empty cell is an empty text."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """A sheet: its rows without those of which nothing is stored.

    `is_hidden` and `hidden_rows` tell what somebody who opens the file does not see; `tall` the last row of
    cells that were merged downwards, by row and column of the first.
    """

    name: str
    rows: Sequence[Row]
    is_hidden: bool = False
    hidden_rows: int = 0
    tall: Mapping[tuple[int, int], int] = field(default_factory=dict)


class Shared:
    """Keeps a text that stands in many cells once: villages, crops, sizes of gardens."""

    def __init__(self) -> None:
        self._seen: dict[Cell, Cell] = {}

    def row(self, cells: list[Cell]) -> list[Cell]:
        """Return the cells of a row, texts that were met before as they were then."""
        if len(self._seen) > _MOST_SHARED:
            self._seen.clear()
        return [self._seen.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells]


def unwrapped(text: str) -> str:
    """Return what ="6106…" shows: so Excel is kept from cutting digits off."""
    return text[2:-1] if text.startswith('="') and text.endswith('"') else text


def text_of(cell: Cell) -> str:
    """Return a cell as it is read: single spaces, no leading apostrophe, whole numbers without a dot."""
    if isinstance(cell, str):
        return unwrapped(" ".join(_INVISIBLE.sub("", cell).split())).removeprefix("'").strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
