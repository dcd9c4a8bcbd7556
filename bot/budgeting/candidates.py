"""Whom a budget may reach: how many there are, of which sectors, and how that is known."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from bot.scheme.contributions import Sector


class Known(StrEnum):
    """How it is known."""

    REGISTER = "register"  # from lists and registrations
    POTENTIAL = "potential"  # from the figures of the branch, in config/
    GIVEN = "given"  # a planner says so


class Candidates(Struct, frozen=True):
    """How many could be enrolled, as of a day, and the same by sector; the others are left out.

    `workers`, `active`: the figures of the branch that a potential was worked out from.
    """

    count: int
    sectors: dict[Sector, int]
    known: Known
    as_of: date
    without_nik: int = 0  # lack a NIK
    too_old: int = 0
    covered: int = 0  # have protection when the span begins
    workers: int = 0
    active: int = 0


def some(count: int, known: Known, as_of: date) -> Candidates:
    """Return candidates of whose work nothing is known."""
    return Candidates(count, {Sector.OTHER: count}, known, as_of)


def folded(sectors: dict[Sector, int], least: int) -> dict[Sector, int]:
    """Return counts by sector without small ones, which count as `other`: a few are known by their number.

    Where that is still small itself, the next smallest counts as `other`, too.
    """
    found = {sector: count for sector, count in sectors.items() if count}
    small = [sector for sector, count in found.items() if count < least and sector is not Sector.OTHER]
    for sector in small:
        found[Sector.OTHER] = found.get(Sector.OTHER, 0) + found.pop(sector)
    if 0 < found.get(Sector.OTHER, 0) < least and len(found) > 1:
        next_smallest = min(found.keys() - {Sector.OTHER}, key=lambda sector: found[sector])
        found[Sector.OTHER] += found.pop(next_smallest)
    return found
