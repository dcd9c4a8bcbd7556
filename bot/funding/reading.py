"""People with all that decides about their months: the register, the ledger, what they pay themselves."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.cover.shares import Insured, Leaving, OwnCover, Parting
from bot.ledger.entries import Ledger, Lines
from bot.ledger.programmes import FundingProgrammes
from bot.months import month_of
from bot.register.comparing import Known
from bot.registration.steps.costs import PAYS_ALONE, PROGRAMS
from bot.registration.store import Registrations
from bot.residents.person import Origin
from bot.residents.reading import Reading
from bot.residents.store import Old
from bot.scheme.contributions import COMPULSORY, Payer, Sector
from bot.terms.occupations import sector_by_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.register.statements import LiveRow
    from bot.registration.registration import Protection
    from bot.residents.person import Person
    from bot.resources import Resources
    from bot.store.transaction import Transaction

_LEAVES: Final = {"dead": Leaving.DIED, "moved": Leaving.MOVED}


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person. `number`, `person`: as the register knows them; 0 and None where only the ledger does.

    `who` are keyed hashes of their NIKs; `lines` what programmes promised and paid, `insured` all of it.
    """

    number: int
    person: Person | None = field(repr=False)
    who: tuple[bytes, ...] = field(repr=False)
    district: str
    village: str
    lines: Lines
    insured: Insured


class CoverReading:
    """Reads people in one transaction."""

    def __init__(self, tx: Transaction, resources: Resources) -> None:
        self._tx = tx
        self._reading = Reading(tx, resources.lists.civil_register)
        self._offers = FundingProgrammes(tx).offers(resources)

    def everybody(self, until: int | None = None) -> Iterator[Somebody]:
        """Give everybody of the register, then whom only the ledger knows. For a look beside the turns.

        `until`: as the ledger was before that entry.
        """
        ledger, confirmed = Ledger(self._tx).people(self._offers, until), Old(self._tx).confirmed()
        own: dict[bytes, list[Protection]] = defaultdict(list)
        for one in Registrations(self._tx).protected():
            own[one.nik_hash].append(one)
        for number, rows in self._reading.people():
            person = self._reading.opened(number, rows, confirmed)
            who = _hashes(rows)
            lines = Lines()
            for each in who:
                lines.add(ledger.pop(each, Lines()))
            yield _somebody(person, who, lines, [one for each in who for one in own.get(each, ())])
        for each, lines in ledger.items():
            yield Somebody(
                0, None, (each,), lines.district, lines.village, lines, lines.insured(Sector.OTHER)
            )

    def with_nik(self, nik_hash: bytes) -> Lines:
        """Return what the ledger says of whoever has a NIK."""
        return Ledger(self._tx).person([nik_hash], self._offers)

    def one(self, number: int) -> Somebody | None:
        """Return one person of the register."""
        person = self._reading.person(number)
        if person is None:
            return None
        niks = {one.statement.content.nik for one in person.live if one.statement.content.nik}
        who = tuple(self._tx.keys.lookup("nik", nik) for nik in sorted(niks))
        own = [one for each in who for one in Registrations(self._tx).protected_with(each)]
        return _somebody(person, who, Ledger(self._tx).person(who, self._offers), own)


def _hashes(rows: Sequence[LiveRow]) -> tuple[bytes, ...]:
    return tuple(sorted({row.nik_hash for row in rows if row.nik_hash}))


def _somebody(
    person: Person, who: tuple[bytes, ...], lines: Lines, protections: Iterable[Protection]
) -> Somebody:
    held = person.held(Known.VILLAGE)
    live = person.live
    place = held.said.statement.place if held else live[0].statement.place
    confirmed = tuple(_confirmed(person))
    insured = lines.insured(
        sector_of_person(person), own=tuple(_own(person, protections, confirmed)), confirmed=confirmed
    )
    return Somebody(person.id, person, who, place.district, place.village, lines, _with_life(insured, person))


def sector_of_person(person: Person) -> Sector:
    """Return the sector by which somebody's months are priced."""
    held = person.held(Known.OCCUPATION)
    work = held.said.value(Known.OCCUPATION) if held else ""
    return sector_by_list(work)


def _confirmed(person: Person) -> Iterator[tuple[int, int]]:
    """Give spans of months that BPJS Ketenagakerjaan confirms."""
    for one in person.live:
        content = one.statement.content
        if one.origin is Origin.INSURER and content.covered_until:
            first = content.covered_from or one.day
            yield month_of(min(first, content.covered_until)), month_of(content.covered_until)


def _own(
    person: Person, protections: Iterable[Protection], confirmed: Sequence[tuple[int, int]]
) -> Iterator[OwnCover]:
    """Give months that somebody pays: those recorded, and those confirmed that no one else pays."""
    income = _income(person)
    for one in protections:
        if not one.payer or Payer(one.payer) in PAYS_ALONE:
            programs = frozenset(PROGRAMS.get(one.programs, COMPULSORY))
            first, last = month_of(min(one.since, one.until)), month_of(one.until)
            yield OwnCover(first, last, programs, income)
    for first, last in confirmed:
        yield OwnCover(first, last, COMPULSORY, income, only_if_nobody=True)


def _income(person: Person) -> int:
    held = person.held(Known.INCOME)
    said = held.said.value(Known.INCOME) if held else ""
    return int(said) if said.isdigit() else 0


def _with_life(insured: Insured, person: Person) -> Insured:
    """Return it with the parting of whom lists name dead or moved, unless the ledger says so already."""
    held = person.held(Known.LIFE)
    reason = _LEAVES.get(held.said.value(Known.LIFE)) if held else None
    if held is None or reason is None or insured.is_gone(month_of(held.said.day) + 1):
        return insured
    parting = Parting(0, month_of(held.said.day) + 1, reason)
    return Insured(
        insured.sector, insured.promises, insured.payments, (*insured.partings, parting), insured.own,
        insured.confirmed,
    )  # fmt: skip
