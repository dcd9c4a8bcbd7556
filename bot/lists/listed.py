"""A person as a row of a list has them, and what else rows are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.lists.faults import BLOCKING, ONLY_SAID, Fault
from bot.lists.titles import NOWHERE, Above

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.lists.words import Field
    from bot.people.family_card import FamilyCard
    from bot.people.nik import Nik, Sex


class NoPerson(StrEnum):
    """Why a row is no person."""

    HEADING = "heading"  # repeated, or one that counts the columns
    FAMILY = "family"  # a line that tells the family of those below it
    NOTE = "note"  # a total, a remark, a signature
    END = "end"  # ### and whatever follows


class Fate(StrEnum):
    """What can be done with a row that is a person."""

    USABLE = "usable"
    LOOK = "look"  # usable, after somebody has looked at it
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """What a row says of a person; whatever it does not say, or not readably, is None or empty.

    `row` is its number in the sheet, `nik_stem` the first 15 digits of a NIK that was rounded, `phone` E.164;
    `more` holds the other columns that are known, as they stand there. `first_row` is the row in which the
    same person stood first, the own one as a rule. `above` is where a line above says that
    the people below it live.
    """

    row: int
    nik: Nik | None = None
    nik_stem: str = ""
    family_card: FamilyCard | None = None
    name: str = ""
    sex: Sex | None = None
    birth_date: date | None = None
    birth_place: str = ""
    occupation: str = ""
    phone: str = ""
    marital: str = ""
    decile: int | None = None
    more: Mapping[Field, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    first_row: int = 0
    above: Above = NOWHERE

    @property
    def fate(self) -> Fate:
        """What can be done with it."""
        if not BLOCKING.isdisjoint(self.faults):
            return Fate.BLOCKED
        return Fate.LOOK if set(self.faults) - ONLY_SAID else Fate.USABLE


@dataclass(frozen=True, slots=True, repr=False)
class Reading:
    """What the rows of a table are: people, and by row number why a row is none."""

    people: Sequence[Listed]
    skipped: Mapping[int, NoPerson]
