"""Whom a budget may reach, out of lists and registrations; where these hold nobody, the branch's figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.budgeting.candidates import Candidates, folded, some
from bot.budgeting.candidates import Known as HowKnown
from bot.budgeting.who import NO_DECILE, Person
from bot.desk.small_numbers import LEAST
from bot.ledger.entries import Ledger
from bot.ledger.programmes import FundingProgrammes
from bot.months import first_day
from bot.people.dates import age_on
from bot.register.comparing import Known, value_of
from bot.residents.reading import Reading, day_of
from bot.residents.store import Old
from bot.scheme.contributions import Sector
from bot.scheme.eligibility import too_old
from bot.terms.occupations import sector_by_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.register.statements import LiveRow
    from bot.resources import Resources
    from bot.scheme.facts import Facts
    from bot.store.transaction import Transaction

_AHEAD = 12  # months
_ASKED = (Known.DECILE, Known.BORN, Known.OCCUPATION, Known.LIFE, Known.COVERED)


@dataclass
class Pool:
    """Who could be enrolled, and their work; how many others there are, and why they cannot."""

    people: list[Person] = field(default_factory=list)
    sectors: Counter[Sector] = field(default_factory=Counter)
    without_nik: int = 0
    too_old: int = 0
    covered: int = 0

    def candidates(self, day: date) -> Candidates:
        """Return how many those are; kinds of work of few people count as other work."""
        return Candidates(
            len(self.people), folded(dict(self.sectors), LEAST), HowKnown.REGISTER, day,
            self.without_nik, self.too_old, self.covered,
        )  # fmt: skip


def potential(resources: Resources) -> Candidates | None:
    """Return whom the branch knows to be without protection, by number alone; None where it does not."""
    known = resources.potential
    if known is None:
        return None
    found = some(known.without, HowKnown.POTENTIAL, known.as_of)
    return Candidates(
        found.count, found.sectors, found.known, found.as_of, workers=known.workers, active=known.active
    )


def candidates_of(pool: Pool, resources: Resources, day: date) -> Candidates:
    """Return whom lists and registrations know; where these are few, whom the branch knows by number."""
    few = potential(resources) if len(pool.people) < LEAST else None
    return few or pool.candidates(day)


def read_pool(tx: Transaction, resources: Resources, first_month: int) -> Pool:
    """Return the pool for a span that begins with a month (`bot.months`). Who is dead or moved is left out.

    It unseals what is said of everybody, and keeps no name.
    """
    pool, begin, facts = Pool(), first_day(first_month), resources.tariff.facts
    paid_for = _paid_for(tx, resources, first_month)
    for rows, said, heard in _everybody(tx, resources.lists.civil_register):
        if said[Known.LIFE]:
            continue
        if any(row.nik_hash in paid_for for row in rows):
            pool.covered += 1
        else:
            _add(pool, rows, said, heard, (begin, facts))
    return pool


def _paid_for(tx: Transaction, resources: Resources, month: int) -> set[bytes]:
    """Return for whom a programme of the ledger pays a month, or one of the year that it begins."""
    offers, months = FundingProgrammes(tx).offers(resources), range(month, month + _AHEAD)
    ledger = {who: lines.insured(Sector.OTHER) for who, lines in Ledger(tx).people(offers).items()}
    return {who for who, insured in ledger.items() if any(map(insured.promised_in, months))}


def _everybody(
    tx: Transaction, civil_words: Sequence[str]
) -> Iterator[tuple[Sequence[LiveRow], Mapping[Known, str], date]]:
    """Give of everybody what is said, what holds of it, and the day of the newest word."""
    reading, confirmed = Reading(tx, civil_words), Old(tx).confirmed()
    for person, rows in reading.people():
        heard = max(day_of(row, confirmed) for row in rows)
        yield rows, _held(reading, person, rows, confirmed), heard


def _held(
    reading: Reading, person: int, rows: Sequence[LiveRow], confirmed: dict[str, datetime]
) -> Mapping[Known, str]:
    said = _said(rows)
    if all(map(_is_plain, said.items())):
        return {one: max(values) for one, values in said.items()}
    opened = reading.opened(person, rows, confirmed)
    held = {one: opened.held(one) for one in _ASKED}
    return {one: found.said.value(one) if found else "" for one, found in held.items()}


def _said(rows: Sequence[LiveRow]) -> Mapping[Known, set[str]]:
    """Return what is said of each field; "" where somebody says nothing of it."""
    statements = [row.open() for row in rows]
    return {one: {value_of(one, said.content, said.place) for said in statements} for one in _ASKED}


def _is_plain(said: tuple[Known, set[str]]) -> bool:
    """Tell whether nobody contradicts anybody: that somebody is dead or gone is denied by silence, too."""
    known, values = said
    return len(values if known is Known.LIFE else values - {""}) <= 1


def _add(
    pool: Pool, rows: Sequence[LiveRow], said: Mapping[Known, str], heard: date, when: tuple[date, Facts]
) -> None:
    begin, facts = when
    born = date.fromisoformat(said[Known.BORN]) if said[Known.BORN] else None
    covered = said[Known.COVERED]
    if covered and date.fromisoformat(covered) >= begin:
        pool.covered += 1
    elif born and too_old(age_on(born, begin), facts, begin):
        pool.too_old += 1
    elif not any(row.nik_hash for row in rows):
        pool.without_nik += 1
    else:
        pool.sectors[sector_by_list(said[Known.OCCUPATION])] += 1
        pool.people.append(
            Person(
                int(said[Known.DECILE] or NO_DECILE), born.toordinal() if born else 0, heard.toordinal(),
                next((row.place.district for row in rows if row.place.district), ""),
            )
        )  # fmt: skip
