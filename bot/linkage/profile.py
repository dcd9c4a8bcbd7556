"""What one statement tells of a person, as far as it helps to find the person again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from bot.people.nik import Sex

STEM: Final = 15  # the digits of a NIK that a spreadsheet keeps
_NIK: Final = re.compile(r"[0-9]{16}")
_STEM: Final = re.compile(r"[0-9]{15}")


@dataclass(frozen=True, slots=True, repr=False)
class Profile:
    """One statement: whatever it does not say is None or empty.

    `id` is the caller's, and each has its own. `nik` has 16 digits; `stem` the first 15 where the last was
    lost, else nothing. `district` and `village` are codes, of which no two districts or villages share one;
    `phone` is E.164. `source` tells the list it stands in, and `series` the lists that an agency brings out
    anew: the same row in a newer one is the same person. `person` is who the statement is known to be of.

    Raises ValueError where a number has another form.
    """

    id: int
    name: str = ""
    nik: str = ""
    stem: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    district: str = ""
    village: str = ""
    phone: str = ""
    source: int | None = None
    series: int | None = None
    person: int | None = None

    def __post_init__(self) -> None:
        if self.nik and not _NIK.fullmatch(self.nik):
            raise ValueError("a NIK has 16 digits")
        if self.stem and not _STEM.fullmatch(self.stem):
            raise ValueError("the stem of a NIK has 15 digits")
        if self.nik and self.stem:
            raise ValueError("a NIK is whole or rounded, not both")

    @property
    def digits(self) -> str:
        """What is sure of the NIK: 15 digits, or nothing."""
        return self.nik[:STEM] or self.stem

    @property
    def told(self) -> tuple[object, ...]:
        """All that the statement tells: two rows with this in common are one row twice."""
        place = self.village or self.district
        return (self.nik, self.stem, self.name, self.birth_date, self.sex, place, self.phone)

    def __repr__(self) -> str:
        return f"Profile({self.id})"
