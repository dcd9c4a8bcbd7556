"""Numbers as they were counted: lines of a table, without words."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

TOTAL: Final = "total"  # code of the line that sums up the others
NOWHERE: Final = "-"  # code of the line of those whose district is not known


class Kind(StrEnum):
    """What a number is of."""

    PEOPLE = "people"  # a small one is hidden: somebody might be known by it
    THINGS = "things"
    DAYS = "days"  # on which the office works
    SECONDS = "seconds"
    RUPIAH = "rupiah"


class Line(Struct, frozen=True):
    """One line of a table: its code, a number for each column (None: not known, or there is none)."""

    code: str
    values: tuple[int | None, ...]
    kind: Kind = Kind.PEOPLE


class Counted(Struct, frozen=True):
    """What a section has counted; `as_of`: the day of what it rests on, where that is another one."""

    lines: tuple[Line, ...]
    as_of: str = ""

    def line(self, code: str) -> Line | None:
        """Return a line by its code."""
        return next((one for one in self.lines if one.code == code), None)

    def value(self, code: str, column: int = 0) -> int | None:
        """Return one number."""
        line = self.line(code)
        return line.values[column] if line else None
