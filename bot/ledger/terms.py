"""What a programme that pays contributions has agreed to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - a field
from enum import StrEnum

from msgspec import Struct

from bot.cover.shares import Offer
from bot.scheme.contributions import Payer, Program
from bot.scheme.funding import FundKind


class ProgrammeState(StrEnum):
    """How far a programme has come."""

    DRAFT = "draft"  # it is being put together: nobody is told of it
    CONFIRMED = "confirmed"  # it pays
    ENDED = "ended"  # it is over, or was not wanted


class Need(StrEnum):
    """By what candidates are put in order, those first who need it most."""

    POOREST = "poorest"  # the lowest decile of welfare; unknown ones last
    OLDEST = "oldest"
    FRESHEST = "freshest"  # of whom the data are newest


class Terms(Struct, frozen=True, omit_defaults=True):
    """What a programme pays, for whom, from which month to which (year * 12 + month - 1, both counted).

    `money` and `fund` in rupiah: what it may spend, and the fund that this is a part of; `places` people; 0:
    no limit is known. `share` percent of the price at the tariff of an `income`. `works`, `districts`,
    `villages`, `agencies` empty: any. `decile` the highest that counts, 0: any. `age_from`, `age_to` years,
    both counted. `fresh_days`: how old what lists say may be, 0: any. `document`: decree or letter.
    """

    name: str
    kind: FundKind
    first: int
    last: int
    money: int = 0
    fund: int = 0
    places: int = 0
    programs: tuple[Program, ...] = (Program.JKK, Program.JKM)
    share: int = 100
    income: int = 0
    works: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    age_from: int = 0
    age_to: int = 0
    decile: int = 0
    agencies: tuple[str, ...] = ()
    fresh_days: int = 0
    order: tuple[Need, ...] = (Need.POOREST, Need.OLDEST)
    document: str = ""

    @property
    def months(self) -> int:
        """For how many months it pays."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class FundingProgramme:
    """A programme as it stands in the store; `contact` is whom to ask."""

    id: int
    state: ProgrammeState
    terms: Terms
    contact: str = field(repr=False)
    entered_by: int
    at: datetime
    changed_at: datetime

    def offer(self, payer: Payer) -> Offer:
        """Return what it pays of a month; `payer` as the law of its kind of money has it."""
        return Offer(self.id, payer, frozenset(self.terms.programs), self.terms.share, self.terms.income)
