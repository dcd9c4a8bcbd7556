"""Pairs weighed in bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from bot.linkage import weights
from bot.linkage.comparing import levels_beside, name_levels
from bot.linkage.levels import Compared, NameLevel, NikLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from bot.linkage.columns import Columns
    from bot.linkage.levels import Beside, Bits, Levels, Rows

_AT_ONCE: Final = 50_000  # pairs: some megabytes of levels
_MOST_OF_NAME: Final = weights.NAME[NameLevel.SAME].most


class Scored(NamedTuple):
    """Pairs of rows, how they agree, and the bits of each."""

    a: Rows
    b: Rows
    levels: Compared
    bits: Bits


def scored(columns: Columns, a: Rows, b: Rows, at_least: float) -> Scored:
    """Weigh pairs, and return those that have so many bits."""
    parts = [
        _part(columns, a[start : start + _AT_ONCE], b[start : start + _AT_ONCE], at_least)
        for start in range(0, max(len(a), 1), _AT_ONCE)
    ]
    levels = Compared(*(np.concatenate(column) for column in zip(*(p.levels for p in parts), strict=True)))
    one, other, bits = (np.concatenate([getattr(p, name) for p in parts]) for name in ("a", "b", "bits"))
    return Scored(one, other, levels, bits)


def _part(columns: Columns, a: Rows, b: Rows, at_least: float) -> Scored:
    """Weigh all but the names first: most pairs cannot get far enough whatever they are."""
    beside = levels_beside(columns, a, b)
    bits = _of_all_beside(beside)
    able = bits + _MOST_OF_NAME >= at_least
    a, b, bits, beside = a[able], b[able], bits[able], beside.only(able)
    name, shared = name_levels(columns, a, b)
    bits += _of_name(name, shared, columns, a, b)
    enough = bits >= at_least
    levels = Compared(beside.nik, name, *beside[1:])
    return Scored(a[enough], b[enough], levels.only(enough), bits[enough])


def _of_all_beside(levels: Beside) -> Bits:
    """Return what all but the name weighs."""
    same = levels.nik == NikLevel.SAME
    bits = np.full(len(same), weights.PRIOR)
    bits += _weight(weights.NIK)[levels.nik]
    bits += _of_birth(levels)
    bits += np.where(same, 0.0, _weight(weights.ONE_SOURCE)[levels.one_source])
    bits += _weight(weights.PLACE)[levels.place]
    bits += _weight(weights.PHONE)[levels.phone]
    bits += _weight(weights.SEX)[levels.sex]
    return bits


def _of_birth(levels: Beside) -> Bits:
    """Return what birth dates weigh: a NIK that is the same, or all but its last digit, holds one, too."""
    rounded = (levels.nik == NikLevel.ROUNDED) | (levels.nik == NikLevel.BOTH_ROUNDED)
    return np.where(
        levels.nik == NikLevel.SAME,
        _weight(weights.BIRTH_BESIDE_SAME_NIK)[levels.birth],
        np.where(
            rounded,
            _weight(weights.BIRTH_BESIDE_ROUNDED)[levels.birth],
            _weight(weights.BIRTH)[levels.birth],
        ),
    )


def _of_name(level: Levels, shared: Bits, columns: Columns, a: Rows, b: Rows) -> Bits:
    """Return what names weigh: by the words that both have, where they are alike as a whole by the fewer."""
    whole = np.minimum(columns.name_bits[a], columns.name_bits[b])
    of_words = np.where(level == NameLevel.PART, shared, whole)
    of_words = np.where(level >= NameLevel.SOMEWHAT, shared, of_words)
    share, more, most = (
        _weight({key: getattr(value, name) for key, value in weights.NAME.items()})[level]
        for name in ("share", "more", "most")
    )
    bits: Bits = np.minimum(share * of_words + more, most)
    return bits


def _weight(weights_of: Mapping[int, float]) -> npt.NDArray[np.float64]:
    return np.array([weights_of[level] for level in sorted(weights_of)])
