"""How two profiles agree: a level for number, name, birth date, place, telephone and sex."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.int32]
    Levels = npt.NDArray[np.int8]
    Bits = npt.NDArray[np.float64]


class NikLevel(IntEnum):
    """What two NIKs have in common."""

    MISSING = 0  # one has none
    SAME = 1
    ROUNDED = 2  # a whole one, and the first 15 digits
    BOTH_ROUNDED = 3
    TYPO = 4  # a slip before the serial, which is the same, as is the birth date beside it
    SAME_DAY = 5  # only the 12 digits that all have who were born on one day in one district
    OTHER = 6


class NameLevel(IntEnum):
    """What two names have in common."""

    MISSING = 0
    SAME = 1
    SOUNDS = 2
    NEARLY = 3  # 90 of 100
    PART = 4  # one has all words of the other, and more
    ALIKE = 5  # 80
    SOMEWHAT = 6  # 65
    OTHER = 7


class BirthLevel(IntEnum):
    """What two birth dates have in common."""

    MISSING = 0
    SAME = 1
    COMMON = 2  # the same, but 1 July, 31 December or the 15th: recorded where nobody knew the day
    SWAPPED = 3  # day and month
    TWO = 4  # of day, month and year
    YEAR = 5
    OTHER = 6


class PlaceLevel(IntEnum):
    """What two places have in common."""

    MISSING = 0
    VILLAGE = 1
    DISTRICT = 2  # and one village is not known
    NEIGHBOUR = 3  # the district, but another village
    OTHER = 4


class Level(IntEnum):
    """Whether two telephones, or sexes, are the same."""

    MISSING = 0
    SAME = 1
    OTHER = 2


class Beside(NamedTuple):
    """The levels of many pairs, but for the name."""

    nik: Levels
    birth: Levels
    place: Levels
    phone: Levels
    sex: Levels
    one_source: Levels

    def only(self, which: npt.NDArray[np.bool_]) -> Beside:
        """Return those of some pairs."""
        return Beside(*(level[which] for level in self))


class Compared(NamedTuple):
    """The levels of many pairs."""

    nik: Levels
    name: Levels
    birth: Levels
    place: Levels
    phone: Levels
    sex: Levels
    one_source: Levels

    def only(self, which: npt.NDArray[np.bool_]) -> Compared:
        """Return those of some pairs."""
        return Compared(*(level[which] for level in self))
