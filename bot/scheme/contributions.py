"""Contributions in the scheme's own words: programmes, sectors, payers, and what a calculation comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.scheme.facts import Confidence


class Program(StrEnum):
    """The programmes for workers without a wage, in the order in which they are shown."""

    JKK = "jkk"  # work accident insurance
    JKM = "jkm"  # death insurance
    JHT = "jht"  # old age savings


class Sector(StrEnum):
    """Kinds of work, as far as contributions differ by them."""

    FARMER = "farmer"  # also gardens, livestock, rubber
    FISHER = "fisher"  # also fish ponds
    TRADER = "trader"  # also stalls and selling online
    TRANSPORT = "transport"  # drivers, ojek, couriers, with or without a platform
    RIVER = "river"  # boatmen: whether that is transport, the branch decides
    DOMESTIC = "domestic"  # in others' houses: since UU 2/2026 the office says in which class
    EMPLOYER = "employer"  # has people whom he pays: the discount does not name him, and JHT is compulsory
    OTHER = "other"  # every other work


class Payer(StrEnum):
    """Who pays the contributions."""

    SELF = "self"  # the worker
    FAMILY = "family"  # a relative, out of their own pocket
    APBN = "apbn"  # the budget of the state
    APBD = "apbd"  # the budget of a province or regency
    VILLAGE = "village"  # the budget of a village (APBDes)
    COMPANY = "company"  # a company, for people around it
    DONOR = "donor"  # anybody else


class Caution(StrEnum):
    """What a reader of a calculation must be told with it."""

    BELOW_FLOOR = "below_floor"  # the income is less than may be declared: the first tier was taken
    PROGRAMS_INCOMPLETE = "programs_incomplete"  # JKK and JKM are compulsory together
    UNSETTLED = "unsettled"  # an amount has low confidence: the office confirms it
    DISPUTED_TIER = "disputed_tier"  # sources give different tariffs for this income
    DISCOUNT_BEGINS = "discount_begins"  # earlier months of the period are without it
    DISCOUNT_ENDS = "discount_ends"  # later months of the period are without it


# Permenaker 5/2021 art. 31-32: for workers without a wage these two go together; JHT is of free choice.
COMPULSORY = frozenset({Program.JKK, Program.JKM})


@dataclass(frozen=True, slots=True)
class Line:
    """What one programme costs in one month, in rupiah.

    `alternatives` are the other amounts that may turn out to be right, rising; `law` is everything the amount
    rests on, `confidence` the weakest of it.
    """

    program: Program
    amount: int
    law: str
    confidence: Confidence
    alternatives: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What one month costs, in rupiah; `month` is its first day."""

    month: date
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Calculation:
    """What several months cost, in rupiah, and what must be said with it."""

    months: tuple[Month, ...]
    total: int
    warnings: tuple[Caution, ...]
