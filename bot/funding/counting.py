"""Looks through register and ledger: what a programme owes, whom it might take, what ends when."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.cover.entries import EntryKind
from bot.cover.pricing import MonthState, PersonMonth, Pricing
from bot.cover.shares import GONE
from bot.cover.totals import Sums, Totals
from bot.dialogue.errand import Errand
from bot.funding.booking import Booking, LeftOut
from bot.funding.choosing import Choosing, Ground, Group
from bot.funding.reading import CoverReading
from bot.ledger.entries import Ledger
from bot.ledger.programmes import FundingProgrammes, offer_of
from bot.months import month_of
from bot.register.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cover.shares import Insured, Offer
    from bot.funding.reading import Somebody
    from bot.resources import Resources
    from bot.store.transaction import Transaction

NOWHERE: Final = "-"


class LookProgramme(Errand, frozen=True, tag="pr_look"):
    """Count what a programme has promised and paid."""

    number: int
    over: int = 0


class LookJoining(Errand, frozen=True, tag="pr_joining"):
    """Count whom a list in force would bring a programme, for some months.

    `then`: 1 to take them as soon as they are counted, 2 to let those go as well whom it no longer names.
    """

    number: int
    source: str
    first: int
    last: int
    over: int = 0
    then: int = 0


class LookDue(Errand, frozen=True, tag="pr_due"):
    """Work out what a programme owes for some months."""

    number: int
    first: int
    last: int
    chat_id: int = 0


class LookCandidates(Errand, frozen=True, tag="pr_candidates"):
    """Count whom a programme might pay for."""

    number: int
    over: int = 0


class LookMonths(Errand, frozen=True, tag="pr_months"):
    """Count months by who pays them: everywhere by district, or the villages `of` one."""

    first: int
    last: int
    of: str = ""
    over: int = 0


class LookEnds(Errand, frozen=True, tag="pr_ends"):
    """Count whose cover ends in some months, by village."""

    first: int
    last: int
    over: int = 0


class MonthOfProgramme(Struct, frozen=True):
    """One month of a programme: people, and rupiah that it owes and has paid."""

    month: int
    people: int
    owed: int
    paid: int


class ProgrammeFigures(Struct, frozen=True):
    """What a programme comes to, in rupiah: all months, those paid, what is paid and stays with nobody.

    `double`: person-months that another programme pays as well. `gone`: members whom lists name dead or moved
    away. `lost`: rupiah paid for months of whoever had died or moved. `went_on`, `fell`: once it is over, how
    many are paid for in the month after, or have BPJS Ketenagakerjaan confirm it; and how many are not.
    """

    people: int
    months: tuple[MonthOfProgramme, ...]
    unassigned: int
    double: int
    gone: int
    lost: int
    went_on: int = 0
    fell: int = 0
    unpaid: int = 0  # rupiah: what is owed and not paid, of each person and month

    @property
    def owed(self) -> int:
        """What it has promised in all."""
        return sum(one.owed for one in self.months)

    @property
    def paid(self) -> int:
        """What it has paid in all."""
        return sum(one.paid for one in self.months) + self.unassigned + self.lost


class JoiningFigures(Struct, frozen=True):
    """Whom a list brings: new members, their cost in rupiah, rows left out and why, members it misses."""

    agency: str
    new: int
    members: int
    missing: int
    rupiah: int
    promised: int
    left_out: dict[LeftOut, int]
    elsewhere: int = 0


class DueFigures(Struct, frozen=True):
    """What is due: for so many people, in rupiah."""

    people: int
    rupiah: int


class CandidateFigures(Struct, frozen=True):
    """How many people by what becomes of them, and by what speaks for or against them."""

    groups: dict[Group, int]
    grounds: dict[Ground, int]


class MonthFigures(Struct, frozen=True):
    """Months by who pays them, by place and by month; and rupiah paid for who is dead or gone."""

    by_place: dict[str, Sums]
    by_month: dict[int, Sums]
    people: int
    lost: int


class EndFigures(Struct, frozen=True):
    """Whose cover ends: by month and village how many fall, and how many the next programme takes over."""

    falls: dict[int, dict[str, int]]
    taken_over: dict[int, int]
    reachable: dict[int, int]


class Looks:
    """Looks through a store."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    # -- a programme

    def programme(self, tx: Transaction, errand: LookProgramme) -> ProgrammeFigures | None:
        """Return what a programme comes to; None where there is no such one."""
        programme = FundingProgrammes(tx).get(errand.number)
        if programme is None:
            return None
        offer, pricing = offer_of(programme, self._resources), Pricing(self._resources.tariff)
        everybody = list(CoverReading(tx, self._resources).everybody())
        members = Counter(one.insured for one in everybody if _months_with(one.insured, offer))
        months: dict[int, list[int]] = {
            month: [0, 0, 0] for month in range(programme.terms.first, programme.terms.last + 1)
        }
        people = double = lost = went_on = fell = unpaid = 0
        gone = sum(_is_gone_by_a_list(one, offer) for one in everybody)
        now = min(max(month_of(tx.clock.today()), programme.terms.first), programme.terms.last)
        for insured, times in members.items():
            people += times * any(
                pricing.promised_by(offer, insured, month)
                for month in _months_with(insured, offer)
                if month >= now
            )
            if programme.terms.last < month_of(tx.clock.today()):
                for on in _went_on(insured, pricing, programme.terms.last):
                    went_on, fell = went_on + times * on, fell + times * (not on)
            for month in _months_with(insured, offer):
                sums = months.setdefault(month, [0, 0, 0])
                priced = pricing.month(insured, month)
                paid = _paid(insured, offer, month)
                owed = pricing.promised_by(offer, insured, month)
                unpaid += times * max(0, owed - paid)
                sums[0] += times * bool(owed)
                sums[1] += times * owed
                if priced is None:
                    lost += times * paid
                else:
                    sums[2] += times * paid
                    double += times * priced.is_double
        figures = tuple(MonthOfProgramme(month, *sums) for month, sums in sorted(months.items()))
        assigned = sum(one.paid for one in figures) + lost
        unassigned = max(0, _paid_in_all(tx, programme.id) - assigned)
        return ProgrammeFigures(people, figures, unassigned, double, gone, lost, went_on, fell, unpaid)

    def joining(self, tx: Transaction, errand: LookJoining) -> JoiningFigures | None:
        """Count whom a list would bring; None where the programme or the list is gone."""
        programme, source = FundingProgrammes(tx).get(errand.number), Sources(tx).get(errand.source)
        if programme is None or source is None:
            return None
        found = Booking(tx, self._resources).joining(programme, source.id, (errand.first, errand.last))
        return JoiningFigures(
            source.agency, len(found.lines), found.members, len(found.missing), found.rupiah,
            found.promised, dict(found.left_out), found.elsewhere,
        )  # fmt: skip

    def due(self, tx: Transaction, errand: LookDue) -> DueFigures | None:
        """Return what is due; None where there is no such programme."""
        programme = FundingProgrammes(tx).get(errand.number)
        if programme is None:
            return None
        due = Booking(tx, self._resources).due(programme, errand.first, errand.last)
        return DueFigures(len(due), sum(rupiah for owed in due.values() for _, rupiah in owed))

    def candidates(self, tx: Transaction, errand: LookCandidates) -> CandidateFigures | None:
        """Count candidates; None where there is no such programme."""
        choosing = self.choosing(tx, errand.number)
        if choosing is None:
            return None
        groups: Counter[Group] = Counter()
        grounds: Counter[Ground] = Counter()
        for one in choosing.candidates(CoverReading(tx, self._resources).everybody()):
            groups[one.group] += 1
            grounds.update(one.grounds)
        return CandidateFigures(dict(groups), dict(grounds))

    def choosing(self, tx: Transaction, number: int) -> Choosing | None:
        """Return what judges people for a programme; None where there is no such one."""
        programme = FundingProgrammes(tx).get(number)
        if programme is None:
            return None
        rule = self._resources.tariff.funds.on(programme.terms.kind, programme.at.date())
        return Choosing(
            programme, rule, self._resources.tariff.facts, today=tx.clock.today(),
            stale_days=self._resources.lists.stale_days,
        )  # fmt: skip

    # -- everybody

    def months(self, tx: Transaction, errand: LookMonths) -> MonthFigures:
        """Count months by who pays them."""
        totals = Totals(Pricing(self._resources.tariff), errand.first, errand.last)
        people = [
            (_place(one, errand.of), one.insured)
            for one in CoverReading(tx, self._resources).everybody()
            if not errand.of or (one.district or NOWHERE) == errand.of
        ]
        totals.add(people)
        by_place = {str(name): sums for name, sums in totals.by_group.items()}
        there = sum(not insured.is_gone(errand.first) for _, insured in people)
        return MonthFigures(by_place, totals.by_month, there, totals.lost)

    def ends(self, tx: Transaction, errand: LookEnds) -> EndFigures:
        """Count whose cover ends."""
        falls: dict[int, Counter[str]] = defaultdict(Counter)
        taken_over: Counter[int] = Counter()
        reachable: Counter[int] = Counter()
        for one in CoverReading(tx, self._resources).everybody():
            for month in range(errand.first, errand.last + 1):
                if not ends_in(one, month):
                    continue
                if goes_on_after(one, month):
                    taken_over[month] += 1
                else:
                    falls[month][one.village or one.district or NOWHERE] += 1
                    reachable[month] += bool(one.person and one.person.registration_id)
        return EndFigures({month: dict(by) for month, by in falls.items()}, dict(taken_over), dict(reachable))


def _is_gone_by_a_list(one: Somebody, offer: Offer) -> bool:
    """Tell whether lists name a member dead or moved away, and the ledger does not know it."""
    listed = any(each.reason in GONE for each in one.insured.partings)
    known = any(each.reason in GONE for each in one.lines.partings)
    return listed and not known and bool(_months_with(one.insured, offer))


def _went_on(insured: Insured, pricing: Pricing, last: int) -> list[bool]:
    """Return whether anybody pays the month after; nothing for whoever had died or moved away."""
    month = pricing.month(insured, last + 1)
    return [month.state is not MonthState.OPEN or month.confirmed] if month else []


def ends_in(one: Somebody, month: int) -> bool:
    """Tell whether a programme pays a month of somebody, and not the next."""
    if one.insured.is_gone(month + 1):
        return False
    now = {offer.programme for offer in one.insured.promised_in(month)}
    return bool(now - {offer.programme for offer in one.insured.promised_in(month + 1)})


def goes_on_after(one: Somebody, month: int) -> bool:
    """Tell whether a programme pays the month after, or the worker does."""
    return bool(one.insured.promised_in(month + 1) or one.insured.own_in(month + 1))


def _place(one: Somebody, of: str) -> str:
    return (one.village if of else one.district) or NOWHERE


def _months_with(insured: Insured, offer: Offer) -> list[int]:
    """Return the months for which a programme promised or paid."""
    spans = [range(each.first, each.last + 1) for each in insured.promises if each.offer == offer]
    spans += [range(each.first, each.last + 1) for each in insured.payments if each.offer == offer]
    return sorted({month for span in spans for month in span})


def _paid(insured: Insured, offer: Offer, month: int) -> int:
    return sum(rupiah for each, rupiah in insured.paid_in(month) if each.programme == offer.programme)


def _paid_in_all(tx: Transaction, programme: int) -> int:
    ledger = Ledger(tx)
    counting = ledger.counting()
    paid = [one for one in ledger.everything() if one.kind is EntryKind.PAID and one.id in counting]
    return sum(one.rupiah for one in paid if one.programme == programme)


def months_of(one: Somebody, pricing: Pricing, first: int, last: int) -> Iterator[PersonMonth]:
    """Give the months of one person, until they die or move away."""
    for month in range(first, last + 1):
        priced = pricing.month(one.insured, month)
        if priced:
            yield priced
