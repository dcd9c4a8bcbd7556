"""What keeps a pair from joining by itself, however many bits it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.linkage.levels import BirthLevel, NameLevel, NikLevel

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from bot.linkage.levels import Compared


def guarded(levels: Compared) -> npt.NDArray[np.bool_]:
    """Tell which pairs an officer has to see for what they say themselves.

    Two NIKs that differ. Rounded NIKs that are the same beside names that are not, or birth dates. Whole ones
    that are, beside names that are not alike, or birth dates that are not: the number of a family card stands
    there for a NIK. Without two NIKs, names that do not sound the same: so twins are called.
    """
    name = levels.name
    differ = levels.nik >= NikLevel.TYPO
    rounded = (levels.nik == NikLevel.ROUNDED) | (levels.nik == NikLevel.BOTH_ROUNDED)
    not_so_named = (name > NameLevel.SOUNDS) | (name == NameLevel.MISSING)
    not_so_born = (levels.birth == BirthLevel.OTHER) | (levels.birth == BirthLevel.YEAR)
    same_but_unlike = (levels.nik == NikLevel.SAME) & ((name >= NameLevel.SOMEWHAT) | not_so_born)
    without = levels.nik == NikLevel.MISSING
    rounded_but = rounded & (not_so_named | not_so_born)
    guard: npt.NDArray[np.bool_] = differ | rounded_but | same_but_unlike | (without & not_so_named)
    return guard


def settled_by_nik(levels: Compared) -> npt.NDArray[np.bool_]:
    """Tell which pairs no other person comes near: a whole NIK is the same."""
    settled: npt.NDArray[np.bool_] = levels.nik == NikLevel.SAME
    return settled
