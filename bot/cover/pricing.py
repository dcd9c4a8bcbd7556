"""A month of one person: its price, who pays how much of it, and what nobody pays. Pure.

In rupiah, price = paid + promised + own + open; what is promised or paid beyond the price is told apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.scheme.contributions import COMPULSORY, Payer, Program
from bot.scheme.mixture import price_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.cover.shares import Insured, Offer, OwnCover
    from bot.scheme.contributions import Sector
    from bot.scheme.mixture import Price
    from bot.scheme.tariff import Tariff

_HUNDRED_PERCENT: Final = 100


class MonthState(StrEnum):
    """What a month is: the first of these that fits."""

    PAID = "paid"  # programmes have paid the whole price
    PROMISED = "promised"  # what is not paid yet is promised
    PART_PAID = "part_paid"  # programmes pay a part, and nobody, or the worker, the rest
    OWN = "own"  # the worker pays
    OPEN = "open"  # nobody does


@dataclass(frozen=True, slots=True)
class PersonMonth:
    """One month of one person, in rupiah.

    `dearer_than`: other prices that may turn out to be right. `over`: promised or paid beyond the price,
    which is double cover. `programmes`: the numbers of those that pay. `confirmed`: by BPJS Ketenagakerjaan.
    """

    month: int
    state: MonthState
    price: int
    paid: int
    promised: int
    own: int
    open: int
    over: int
    dearer_than: tuple[int, ...]
    programmes: tuple[int, ...]
    is_double: bool
    confirmed: bool


@dataclass(slots=True)
class Pricing:
    """Prices months by a tariff. What people have in common is worked out once."""

    tariff: Tariff
    _months: dict[object, PersonMonth] = field(default_factory=dict)

    def month(self, one: Insured, month: int) -> PersonMonth | None:
        """Return a month of somebody; None once they have died or moved away."""
        if one.is_gone(month):
            return None
        case = (
            tuple(one.promised_in(month)), tuple(one.paid_in(month)), one.own_in(month), one.sector, month,
            one.is_confirmed(month),
        )  # fmt: skip
        if case not in self._months:
            self._months[case] = self._work_out(*case)
        return self._months[case]

    def _work_out(  # noqa: PLR0913, PLR0917 - the sides of a case
        self,
        promised: Sequence[Offer],
        paid: Sequence[tuple[Offer, int]],
        own: OwnCover | None,
        sector: Sector,
        month: int,
        confirmed: bool,  # noqa: FBT001
    ) -> PersonMonth:
        payers = {one.payer for one in (*promised, *(offer for offer, _ in paid))}
        offers = [*promised, *(offer for offer, _ in paid)]
        programs = _programs(offers, own)
        income = max((one.income for one in offers), default=own.income if own else 0)
        payers |= {Payer.SELF} if own or not payers else set()
        prices = {one: self._price(payers, one, sector, income, month) for one in programs}
        due = _due(promised, {one: price.amount for one, price in prices.items()})
        return _month(_Sums(month, prices, due, _by_programme(paid), own is not None, confirmed))

    def _price(
        self, payers: Iterable[Payer], program: Program, sector: Sector, income: int, month: int
    ) -> Price:
        return price_of(self.tariff, frozenset(payers), {program}, sector, income, month)

    def promised_by(self, offer: Offer, one: Insured, month: int) -> int:
        """Return what a programme owes for a month of somebody, in rupiah, whatever is paid already."""
        found = self.month(one, month)
        promised = one.promised_in(month)
        if found is None or offer not in promised:
            return 0
        payers = {each.payer for each in (*promised, *(paid for paid, _ in one.paid_in(month)))}
        payers |= {Payer.SELF} if one.own_in(month) else set()
        income = max(each.income for each in promised)
        prices = {
            each: self._price(payers, each, one.sector, income, month).amount
            for each in _programs(promised, None)
        }
        return _due(promised, prices)[offer.programme]


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a month is made of; `due` and `paid` in rupiah by programme."""

    month: int
    prices: dict[Program, Price]
    due: dict[int, int]
    paid: dict[int, int]
    has_own: bool
    confirmed: bool


def _programs(offers: Iterable[Offer], own: OwnCover | None) -> list[Program]:
    wanted = {program for one in offers for program in one.programs}
    wanted |= set(own.programs) if own else set()
    return [program for program in Program if program in (wanted or COMPULSORY)]


def _by_programme(paid: Sequence[tuple[Offer, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for offer, rupiah in paid:
        found[offer.programme] = found.get(offer.programme, 0) + rupiah
    return found


def _due(promised: Sequence[Offer], prices: dict[Program, int]) -> dict[int, int]:
    """Return what each programme owes of the prices, by its share; shares of a hundred leave nothing."""
    due: dict[int, int] = {}
    for program, price in prices.items():
        before = 0
        for offer in promised:
            if program in offer.programs:
                after = before + offer.share
                owed = price * after // _HUNDRED_PERCENT - price * before // _HUNDRED_PERCENT
                due[offer.programme] = due.get(offer.programme, 0) + owed
                before = after
    return due


def _month(sums: _Sums) -> PersonMonth:
    price = sum(one.amount for one in sums.prices.values())
    given = sum(sums.paid.values())
    outstanding = sum(max(0, owed - sums.paid.get(programme, 0)) for programme, owed in sums.due.items())
    paid = min(price, given)
    promised = min(price - paid, outstanding)
    rest = price - paid - promised
    own = rest if sums.has_own else 0
    programmes = tuple(sorted({*sums.due, *sums.paid}))
    over = given + outstanding - paid - promised
    return PersonMonth(
        month=sums.month, state=_state(price, paid, promised, own), price=price, paid=paid, promised=promised,
        own=own, open=rest - own, over=over, dearer_than=_others(sums.prices, price), programmes=programmes,
        is_double=over > 0 and len(programmes) > 1, confirmed=sums.confirmed,
    )  # fmt: skip


def _state(price: int, paid: int, promised: int, own: int) -> MonthState:
    if paid + promised == price:
        return MonthState.PROMISED if promised else MonthState.PAID
    if paid + promised:
        return MonthState.PART_PAID
    return MonthState.OWN if own else MonthState.OPEN


def _others(prices: dict[Program, Price], price: int) -> tuple[int, ...]:
    """Return what the month would cost where every unsettled question is decided the same other way."""
    others = {
        sum(one.alternatives[at] if at < len(one.alternatives) else one.amount for one in prices.values())
        for at in range(max((len(one.alternatives) for one in prices.values()), default=0))
    }
    return tuple(sorted(others - {price}))
