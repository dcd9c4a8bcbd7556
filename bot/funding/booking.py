"""What an entry says of whom, worked out from what the ledger held before it: each time the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.cover.entries import EntryKind
from bot.cover.pricing import Pricing
from bot.cover.shares import Insured, Leaving, Promise
from bot.funding.reading import CoverReading
from bot.ledger.entries import Ledger, Paid, Parted, Promised
from bot.ledger.programmes import FundingProgrammes, offer_of
from bot.lists.words import Field
from bot.register.sources import Sources
from bot.register.statements import Statements
from bot.scheme.contributions import Sector
from bot.terms.occupations import sector_by_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.cover.shares import Offer
    from bot.ledger.entries import Booked, Line, Lines
    from bot.ledger.terms import FundingProgramme
    from bot.register.statements import Statement
    from bot.resources import Resources
    from bot.store.transaction import Transaction

_ROWS_AT_ONCE = 500


class LeftOut(StrEnum):
    """Why a row of a list does not make somebody a member."""

    REFUSED = "refused"  # the list says that the decree does not name them
    UNDECIDED = "undecided"  # it has decisions, and none for them that is understood
    NO_NIK = "no_nik"
    GONE = "gone"  # the list says that they are dead or moved away
    NOT_ALLOWED = "not_allowed"  # the law does not let this kind of money pay for their work
    MEMBER = "member"  # of the programme already, for these months
    TWICE = "twice"  # the same NIK stands in the list before
    PARTED = "parted"  # was taken out of the programme from that month on, or a later one


@dataclass(slots=True)
class Joining:
    """Whom a list brings into a programme, whom it does not and why, and whom it no longer names."""

    lines: dict[bytes, Promised] = field(default_factory=dict)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    missing: list[bytes] = field(default_factory=list)
    members: int = 0
    rupiah: int = 0  # that the new ones cost the programme in all
    promised: int = 0  # that it has promised before
    elsewhere: int = 0  # new ones for whom another programme pays a month of these, too


class Booking:
    """Works out lines in one transaction: for a look beside the turns, since it reads the whole ledger."""

    def __init__(self, tx: Transaction, resources: Resources) -> None:
        self._tx, self._resources = tx, resources
        self._pricing = Pricing(resources.tariff)

    # -- joining

    def joining(
        self, programme: FundingProgramme, source_id: str, span: tuple[int, int], until: int | None = None
    ) -> Joining:
        """Return what a list brings a programme for some months; `until`: as it was before that entry."""
        offer = offer_of(programme, self._resources)
        found = Joining()
        members, parted, elsewhere = self._members(programme, offer, span, until)
        found.members = len(members)
        found.promised = sum(self._owed(offer, lines.insured(Sector.OTHER)) for lines in members.values())
        named: set[bytes] = set()
        decides = self._decides(source_id)
        for one in self._rows(source_id):
            who = self._tx.keys.lookup("nik", one.content.nik) if one.content.nik else b""
            why = self._why_not(programme, one, who, named)
            if decides and not one.content.decision:
                why = LeftOut.UNDECIDED
            if why is None and who in members:
                why = LeftOut.MEMBER
            elif why is None and who in parted:
                why = LeftOut.PARTED
            if who and why not in {LeftOut.REFUSED, LeftOut.UNDECIDED}:
                named.add(who)
            if why:
                found.left_out[why] += 1
            else:
                found.lines[who] = _promised(one, who, span)
        found.missing = sorted(set(members) - named)
        found.elsewhere = len(elsewhere & set(found.lines))
        found.rupiah = self._cost(offer, found.lines.values())
        return found

    def _decides(self, source_id: str) -> bool:
        """Tell whether a list has a column with decisions."""
        source = Sources(self._tx).get(source_id)
        columns = source.reading.columns if source else ()
        told = dict(source.reading.told) if source else {}
        return any(told.get(one.place, one.field) is Field.DECISION for one in columns)

    def _rows(self, source_id: str) -> Iterator[Statement]:
        row, statements = 0, Statements(self._tx)
        while rows := statements.rows_after(source_id, row, _ROWS_AT_ONCE):
            yield from (statement for _, statement in rows)
            row = rows[-1][0]

    def _why_not(
        self, programme: FundingProgramme, one: Statement, who: bytes, named: set[bytes]
    ) -> LeftOut | None:
        content = one.content
        rule = self._resources.tariff.funds.on(programme.terms.kind, programme.at.date())
        reasons = (
            (LeftOut.REFUSED, content.decision == "no"),
            (LeftOut.NO_NIK, not who),
            (LeftOut.GONE, bool(content.life)),
            (LeftOut.TWICE, who in named),
            (LeftOut.NOT_ALLOWED, not rule.allows_work(content.occupation)),
        )
        return next((reason for reason, holds in reasons if holds), None)

    def _members(
        self, programme: FundingProgramme, offer: Offer, span: tuple[int, int], until: int | None
    ) -> tuple[dict[bytes, Lines], set[bytes], set[bytes]]:
        """Return members to the end of a programme, who was taken out too late, whom another one pays for."""
        offers = FundingProgrammes(self._tx).offers(self._resources)
        members: dict[bytes, Lines] = {}
        parted: set[bytes] = set()
        elsewhere: set[bytes] = set()
        for who, lines in Ledger(self._tx).people(offers, until).items():
            insured = lines.insured(Sector.OTHER)
            if offer in insured.promised_in(programme.terms.last):
                members[who] = lines
            elif any(
                one.programme in {0, programme.id} and one.from_month >= span[0] for one in lines.partings
            ):
                parted.add(who)
            months = range(span[0], span[1] + 1)
            if {one.programme for month in months for one in insured.promised_in(month)} - {programme.id}:
                elsewhere.add(who)
        return members, parted, elsewhere

    def _cost(self, offer: Offer, lines: Iterable[Promised]) -> int:
        alike = Counter((one.first, one.last, one.sector) for one in lines)
        return sum(
            times * self._owed(offer, Insured(sector, (Promise(offer, first, last),)))
            for (first, last, sector), times in alike.items()
        )

    def _owed(self, offer: Offer, insured: Insured) -> int:
        return sum(self._pricing.promised_by(offer, insured, month) for month in _months(insured, offer))

    # -- paying

    def due(
        self, programme: FundingProgramme, first: int, last: int, until: int | None = None
    ) -> dict[bytes, list[tuple[int, int]]]:
        """Return what a programme owes and has not paid, by person: months with rupiah."""
        offer, months = offer_of(programme, self._resources), range(first, last + 1)
        found: dict[bytes, list[tuple[int, int]]] = {}
        alike: dict[Insured, list[tuple[int, int]]] = {}
        for one in CoverReading(self._tx, self._resources).everybody(until):
            if one.who and one.insured.promises:
                if one.insured not in alike:
                    owed = ((month, self._unpaid(offer, one.insured, month)) for month in months)
                    alike[one.insured] = [(month, rupiah) for month, rupiah in owed if rupiah]
                if alike[one.insured]:
                    found[one.who[0]] = alike[one.insured]
        return found

    def _unpaid(self, offer: Offer, insured: Insured, month: int) -> int:
        paid = sum(rupiah for each, rupiah in insured.paid_in(month) if each.programme == offer.programme)
        return max(0, self._pricing.promised_by(offer, insured, month) - paid)

    # -- the lines of an entry

    def lines(self, entry: Booked) -> list[Line]:
        """Return the lines of an entry, in the order of who they are about."""
        programme = FundingProgrammes(self._tx).get(entry.programme)
        if programme is None or entry.about:  # what is said about another entry has no lines
            return []
        found: Iterable[Line]
        if entry.kind is EntryKind.PAID:
            found = shared(entry.rupiah, self.due(programme, entry.first, entry.last, entry.id))
        else:
            joining = self.joining(programme, entry.source_id, (entry.first, entry.last), entry.id)
            found = (
                joining.lines.values()
                if entry.kind is EntryKind.PROMISED
                else (Parted(who, entry.first, Leaving.REPLACED) for who in joining.missing)
            )
        return sorted(found, key=lambda one: one.who)


def _promised(one: Statement, who: bytes, span: tuple[int, int]) -> Promised:
    sector = sector_by_list(one.content.work)
    return Promised(who, *span, one.place.district, one.place.village, sector)


def _months(insured: Insured, offer: Offer) -> range:
    own = [one for one in insured.promises if one.offer == offer]
    return range(min(one.first for one in own), max(one.last for one in own) + 1) if own else range(0)


def shared(total: int, due: dict[bytes, list[tuple[int, int]]]) -> list[Paid]:
    """Return what a payment pays for whom: all that is due, or the same part of it of everybody.

    The parts add up to the rupiah; what is paid beyond all that is due stays with nobody.
    """
    whole = sum(rupiah for owed in due.values() for _, rupiah in owed)
    total, lines, before = min(total, whole), [], 0
    for who in sorted(due):
        parts = []
        for month, rupiah in due[who]:
            after = before + rupiah
            parts.append((month, total * after // whole - total * before // whole))
            before = after
        lines += _runs(who, parts)
    return lines


def _runs(who: bytes, parts: Sequence[tuple[int, int]]) -> list[Paid]:
    """Return months that follow one another with the same sum as one line."""
    runs: list[Paid] = []
    for month, rupiah in parts:
        last = runs[-1] if runs else None
        if last and last.rupiah == rupiah and last.month + last.months == month:
            runs[-1] = Paid(who, last.month, last.months + 1, rupiah)
        elif rupiah:
            runs.append(Paid(who, month, 1, rupiah))
    return runs
