"""What each level weighs, in bits: by how much more often it is so with one person than with two.

Set by knowledge (how lists come about, Kapuas Hulu's 265,000 people, 23 districts, 282 villages), not learnt:
no list tells who is who. A bit more is twice as likely. `bench/linkage.py` measures what comes of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.linkage.levels import BirthLevel, Level, NameLevel, NikLevel, PlaceLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

# Two rows taken at random out of two lists of some ten thousand are one person's about once in 2^17.
PRIOR: Final = -17.0

# Beside the birth date, which is weighed by itself: a NIK holds it, and what is one fact counts once.
NIK: Final[Mapping[int, float]] = MappingProxyType({
    NikLevel.MISSING: 0.0,
    NikLevel.SAME: 26.0,  # the birth date is in it
    NikLevel.ROUNDED: 3.0,  # the district of first registration, and that the serial is low, as most are
    NikLevel.BOTH_ROUNDED: 2.5,
    NikLevel.TYPO: 2.0,
    NikLevel.SAME_DAY: -6.0,  # who were born on one day in one district differ so: not a slip
    NikLevel.OTHER: -10.0,
})  # fmt: skip
BIRTH: Final[Mapping[int, float]] = MappingProxyType({
    BirthLevel.MISSING: 0.0,
    BirthLevel.SAME: 12.5,
    BirthLevel.COMMON: 7.0,
    BirthLevel.SWAPPED: 8.5,
    BirthLevel.TWO: 2.5,
    BirthLevel.YEAR: -1.5,
    BirthLevel.OTHER: -7.0,
})  # fmt: skip
BIRTH_BESIDE_SAME_NIK: Final[Mapping[int, float]] = MappingProxyType(
    {**dict.fromkeys(BirthLevel, 0.0), BirthLevel.YEAR: -1.0, BirthLevel.OTHER: -4.0}
)
BIRTH_BESIDE_ROUNDED: Final[Mapping[int, float]] = MappingProxyType({
    BirthLevel.MISSING: BIRTH[BirthLevel.SAME],
    BirthLevel.SAME: BIRTH[BirthLevel.SAME],
    BirthLevel.COMMON: BIRTH[BirthLevel.COMMON],
    BirthLevel.SWAPPED: 11.0,
    BirthLevel.TWO: 10.5,
    BirthLevel.YEAR: 9.0,
    BirthLevel.OTHER: 7.0,
})  # fmt: skip
PLACE: Final[Mapping[int, float]] = MappingProxyType({
    PlaceLevel.MISSING: 0.0,
    PlaceLevel.VILLAGE: 5.0,
    PlaceLevel.DISTRICT: 3.0,
    PlaceLevel.NEIGHBOUR: -1.0,
    PlaceLevel.OTHER: -4.0,
})  # fmt: skip
PHONE: Final[Mapping[int, float]] = MappingProxyType(
    {Level.MISSING: 0.0, Level.SAME: 4.0, Level.OTHER: -0.5}
)  # families share one
SEX: Final[Mapping[int, float]] = MappingProxyType({Level.MISSING: 0.0, Level.SAME: 0.9, Level.OTHER: -5.0})
# A list has most people once: two rows of it are rather two people.
ONE_SOURCE: Final[Mapping[int, float]] = MappingProxyType(
    {Level.MISSING: 0.0, Level.SAME: -3.0, Level.OTHER: 0.0}
)


@dataclass(frozen=True, slots=True)
class NameWeight:
    """What a level of names weighs: a share of the bits of their words, and more or less; `most` at most."""

    share: float
    more: float
    most: float


NAME: Final[Mapping[int, NameWeight]] = MappingProxyType({
    NameLevel.MISSING: NameWeight(0, 0, 0),
    NameLevel.SAME: NameWeight(0.8, 0, 14),
    NameLevel.SOUNDS: NameWeight(0.8, -1, 13),
    NameLevel.NEARLY: NameWeight(0.7, -2, 10),
    NameLevel.PART: NameWeight(0.7, -1.5, 10),
    NameLevel.ALIKE: NameWeight(0.4, -1.5, 6),
    NameLevel.SOMEWHAT: NameWeight(0.4, -3.5, 2),
    NameLevel.OTHER: NameWeight(0.4, -7, -2),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cuts:
    """From how many bits a pair joins by itself, and from how many an officer is asked.

    `reach`: another who is not more bits away than this is within reach. `most`: pairs shown for a profile.
    """

    join: float
    ask: float
    reach: float
    most: int


# Set on invented people (`make bench-linkage`): from 5 bits on, pairs that join by themselves are wrong less
# than once in 1,000, also among people who are harder to tell apart than those of a register. From -3 bits on
# the queue stays below a tenth of the rows.
CUTS: Final = Cuts(join=5.0, ask=-3.0, reach=6.0, most=3)
