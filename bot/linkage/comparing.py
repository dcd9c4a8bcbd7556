"""Comparing many pairs of profiles at once, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cpdist

from bot.linkage.levels import Beside, BirthLevel, Level, NameLevel, NikLevel, PlaceLevel

if TYPE_CHECKING:
    import numpy.typing as npt

    from bot.linkage.columns import Columns
    from bot.linkage.levels import Bits, Levels, Rows

_SERIAL: Final = 10**4
_OF_TWELVE: Final = 10**3  # a stem without these is the first 12 digits
_DIGITS: Final = 16
_TYPO: Final = 2  # digits that differ at most: one, or two that changed places
_COMMON_DAYS: Final = ((7, 1), (12, 31))  # month and day that stand where the day was not known
_MIDDLE: Final = 15


def levels_beside(columns: Columns, a: Rows, b: Rows) -> Beside:
    """Compare all but the names."""
    birth = birth_levels(columns, a, b)
    return Beside(
        nik_levels(columns, a, b, birth),
        birth,
        place_levels(columns, a, b),
        equal_levels(columns.phone, a, b),
        equal_levels(columns.sex, a, b),
        equal_levels(columns.source, a, b),
    )


def nik_levels(columns: Columns, a: Rows, b: Rows, birth: Levels) -> Levels:
    """Compare NIKs; `birth` are the levels of the birth dates beside them."""
    one, other, stem, other_stem = columns.nik[a], columns.nik[b], columns.stem[a], columns.stem[b]
    whole = (one != 0) & (other != 0)
    same_stem = stem == other_stem
    born_so = (birth == BirthLevel.SAME) | (birth == BirthLevel.COMMON)
    typo = whole & born_so & (one % _SERIAL == other % _SERIAL)
    typo[typo] = _differing(one[typo], other[typo]) <= _TYPO
    return np.select(
        [
            (stem == 0) | (other_stem == 0),
            whole & (one == other),
            ~whole & same_stem & (one + other != 0),
            ~whole & same_stem,
            typo,
            stem // _OF_TWELVE == other_stem // _OF_TWELVE,
        ],
        [
            NikLevel.MISSING,
            NikLevel.SAME,
            NikLevel.ROUNDED,
            NikLevel.BOTH_ROUNDED,
            NikLevel.TYPO,
            NikLevel.SAME_DAY,
        ],
        NikLevel.OTHER,
    ).astype(np.int8)


def _differing(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> Levels:
    """Return in how many of their digits numbers differ."""
    count = np.zeros(len(one), np.int8)
    for place in range(_DIGITS):
        digit = 10**place
        count += one // digit % 10 != other // digit % 10
    return count


def birth_levels(columns: Columns, a: Rows, b: Rows) -> Levels:
    """Compare birth dates."""
    one, other = columns.born[a], columns.born[b]
    alike = one == other
    swapped = alike[:, 0] & (one[:, 1] == other[:, 2]) & (one[:, 2] == other[:, 1])
    count = alike.sum(axis=1)
    return np.select(
        [
            (one[:, 1] == 0) | (other[:, 1] == 0),
            (count == one.shape[1]) & ~_is_common(one),
            count == one.shape[1],
            swapped,
            count == one.shape[1] - 1,
            alike[:, 0],
        ],
        [
            BirthLevel.MISSING,
            BirthLevel.SAME,
            BirthLevel.COMMON,
            BirthLevel.SWAPPED,
            BirthLevel.TWO,
            BirthLevel.YEAR,
        ],
        BirthLevel.OTHER,
    ).astype(np.int8)


def _is_common(born: npt.NDArray[np.int16]) -> npt.NDArray[np.bool_]:
    month, day = born[:, 1], born[:, 2]
    common: npt.NDArray[np.bool_] = day == _MIDDLE
    for of_month, of_day in _COMMON_DAYS:
        common = common | ((month == of_month) & (day == of_day))
    return common


def place_levels(columns: Columns, a: Rows, b: Rows) -> Levels:
    """Compare villages, and districts where these are not known or not the same."""
    village, other_village = columns.village[a], columns.village[b]
    district, other_district = columns.district[a], columns.district[b]
    villages = (village != 0) & (other_village != 0)
    districts = (district != 0) & (other_district != 0)
    return np.select(
        [
            villages & (village == other_village),
            districts & (district == other_district) & villages,
            districts & (district == other_district),
            districts | villages,
        ],
        [PlaceLevel.VILLAGE, PlaceLevel.NEIGHBOUR, PlaceLevel.DISTRICT, PlaceLevel.OTHER],
        PlaceLevel.MISSING,
    ).astype(np.int8)


def equal_levels(column: npt.NDArray[np.int64], a: Rows, b: Rows) -> Levels:
    """Compare what is the same or not."""
    one, other = column[a], column[b]
    known = (one != 0) & (other != 0)
    return np.select([known & (one == other), known], [Level.SAME, Level.OTHER], Level.MISSING).astype(
        np.int8
    )


def name_levels(columns: Columns, a: Rows, b: Rows) -> tuple[Levels, Bits]:
    """Compare names; return also what the words tell that both have."""
    one, other = columns.spelling[a], columns.spelling[b]
    likeness = cpdist(one, other, scorer=ratio, dtype=np.uint8)
    sounds = (columns.whole[a] == columns.whole[b]) | (columns.joined[a] == columns.joined[b])
    sounds |= (columns.whole[a] == columns.joined[b]) | (columns.joined[a] == columns.whole[b])
    shared, part = _shared(columns, a, b)
    levels = np.select(
        [
            (columns.whole[a] == 0) | (columns.whole[b] == 0),
            one == other,
            sounds,
            likeness >= 90,  # noqa: PLR2004 - the name of the level
            part,
            likeness >= 80,  # noqa: PLR2004
            likeness >= 65,  # noqa: PLR2004
        ],
        list(NameLevel)[:-1],
        NameLevel.OTHER,
    ).astype(np.int8)
    return levels, shared


def _shared(columns: Columns, a: Rows, b: Rows) -> tuple[Bits, npt.NDArray[np.bool_]]:
    """Return the bits of words that both names have, and whether one has all words of the other."""
    one, other = columns.words[a], columns.words[b]
    found = (one[:, :, None] == other[:, None, :]) & (one != 0)[:, :, None]
    in_other, in_one = found.any(axis=2), found.any(axis=1)
    part = (in_other | (one == 0)).all(axis=1) | (in_one | (other == 0)).all(axis=1)
    bits = np.where(in_other, columns.word_bits[one], 0.0).sum(axis=1)
    back = np.where(in_one, columns.word_bits[other], 0.0).sum(axis=1)
    return np.minimum(bits, back), part
