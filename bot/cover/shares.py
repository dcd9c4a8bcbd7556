"""One person as the ledger tells of them: what programmes promised and paid for which months. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.scheme.contributions import Payer, Program, Sector


class Leaving(StrEnum):
    """Why a programme pays for somebody no longer."""

    DIED = "died"
    MOVED = "moved"  # away from the regency
    REPLACED = "replaced"  # a newer list does not name them
    OTHER = "other"


GONE = frozenset({Leaving.DIED, Leaving.MOVED})  # nobody here pays for them any more


@dataclass(frozen=True, slots=True)
class Offer:
    """What a programme pays of a month: `share` percent of these insurances, at the tariff of an income."""

    programme: int
    payer: Payer
    programs: frozenset[Program]
    share: int = 100
    income: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """An offer for one person, from one month to another (both counted)."""

    offer: Offer
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Payment:
    """What a programme has paid for one person: `rupiah` for each month from `first` to `last`."""

    offer: Offer
    first: int
    last: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class Parting:
    """A programme (0: every one) pays no longer, from a month on."""

    programme: int
    from_month: int
    reason: Leaving


@dataclass(frozen=True, slots=True)
class OwnCover:
    """Months that somebody pays themselves: for these insurances, of this income in rupiah.

    `only_if_nobody`: only where no programme promised or paid the month: then who is insured pays themselves.
    """

    first: int
    last: int
    programs: frozenset[Program]
    income: int = 0
    only_if_nobody: bool = False


@dataclass(frozen=True, slots=True)
class Insured:
    """One person. `confirmed`: spans of months in which BPJS Ketenagakerjaan itself says to protect them."""

    sector: Sector
    promises: tuple[Promise, ...] = ()
    payments: tuple[Payment, ...] = ()
    partings: tuple[Parting, ...] = ()
    own: tuple[OwnCover, ...] = ()
    confirmed: tuple[tuple[int, int], ...] = ()

    def is_gone(self, month: int) -> bool:
        """Tell whether somebody had died or moved away before a month."""
        return any(one.reason in GONE and one.from_month <= month for one in self.partings)

    def promised_in(self, month: int) -> list[Offer]:
        """Return what programmes promised for a month, each once, in the order of their numbers."""
        offers = {
            one.offer
            for one in self.promises
            if one.first <= month <= one.last and not self._has_left(one, month)
        }
        return sorted(offers, key=_in_order)

    def _has_left(self, promise: Promise, month: int) -> bool:
        """Tell whether a promise was ended before a month: a parting ends those that had begun by its month.

        Who comes back is promised months that begin later, in whatever order that is written.
        """
        return any(
            one.from_month <= month and promise.first <= one.from_month
            for one in self.partings
            if one.reason not in GONE and one.programme in {0, promise.offer.programme}
        )

    def paid_in(self, month: int) -> list[tuple[Offer, int]]:
        """Return what programmes paid for a month, in rupiah."""
        paid: dict[Offer, int] = {}
        for one in self.payments:
            if one.first <= month <= one.last:
                paid[one.offer] = paid.get(one.offer, 0) + one.rupiah
        return [(offer, paid[offer]) for offer in sorted(paid, key=_in_order)]

    def own_in(self, month: int) -> OwnCover | None:
        """Return what somebody pays themselves in a month; of several the dearest income."""
        funded = bool(self.promised_in(month) or self.paid_in(month))
        own = [
            one for one in self.own if one.first <= month <= one.last and not (one.only_if_nobody and funded)
        ]
        return max(own, key=lambda one: (one.income, len(one.programs), one.first), default=None)

    def is_confirmed(self, month: int) -> bool:
        """Tell whether BPJS Ketenagakerjaan confirms a month."""
        return any(first <= month <= last for first, last in self.confirmed)


def _in_order(offer: Offer) -> tuple[object, ...]:
    return (offer.programme, offer.share, offer.income, sorted(offer.programs), offer.payer)
