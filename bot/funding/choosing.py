"""Whom a programme might pay for: who fits its terms, in the order of need, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.cover.shares import GONE
from bot.ledger.terms import Need
from bot.months import last_day, month_of
from bot.people.dates import age_on
from bot.register.comparing import Known
from bot.registration.steps.costs import PAYS_ALONE
from bot.residents.person import Origin
from bot.scheme.contributions import Payer
from bot.scheme.eligibility import too_old

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.funding.reading import Somebody
    from bot.ledger.terms import FundingProgramme, Terms
    from bot.residents.person import Person
    from bot.scheme.facts import Facts
    from bot.scheme.funding import FundRule

_UNKNOWN: Final = 99  # in the place of a decile: after those that are known


class Group(StrEnum):
    """What becomes of somebody."""

    FITS = "fits"
    CAN_PAY = "can_pay"  # said to pay themselves: set apart
    STALE = "stale"  # nobody has said anything of them for long: the village is asked first
    OUT = "out"  # does not fit


class Ground(StrEnum):
    """What speaks for somebody, or against."""

    POOR = "poor"  # the decile of welfare is within what is wanted
    WORKS = "works"  # the occupation is one that is wanted
    LISTED = "listed"  # in a list that is wanted
    UNCOVERED = "uncovered"  # nobody pays for a month of the programme
    DECILE_UNKNOWN = "decile_unknown"
    CONTRADICTED = "contradicted"  # sources differ, and nobody has settled it
    STALE = "stale"
    CAN_PAY = "can_pay"
    DECILE_HIGH = "decile_high"
    WORKS_OTHERWISE = "works_otherwise"  # in another occupation than is wanted, or than the law allows
    LIVES_ELSEWHERE = "lives_elsewhere"
    AGE = "age"  # outside of the ages of the programme, or of the law
    AGE_UNKNOWN = "age_unknown"
    NOT_LISTED = "not_listed"
    COVERED = "covered"  # another programme pays for a month of this one
    INSURED = "insured"  # BPJS Ketenagakerjaan, or the office, has them protected in the first month
    NO_NIK = "no_nik"  # cannot be enrolled
    GONE = "gone"  # said to be dead, or to have moved away
    IN_PROGRAMME = "in_programme"  # of this programme already


_KEEPS_OUT: Final = frozenset({
    Ground.DECILE_HIGH, Ground.WORKS_OTHERWISE, Ground.LIVES_ELSEWHERE, Ground.AGE, Ground.NOT_LISTED,
    Ground.COVERED, Ground.INSURED, Ground.NO_NIK, Ground.GONE, Ground.IN_PROGRAMME,
})  # fmt: skip
FOR: Final = (Ground.POOR, Ground.WORKS, Ground.LISTED, Ground.UNCOVERED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody as a programme sees them. `need`: who comes first has the lesser one."""

    somebody: Somebody = field(repr=False)
    group: Group
    grounds: tuple[Ground, ...]
    need: tuple[int, ...]
    decile: int  # 0: not known
    newest: date


class Choosing:
    """Judges people by the terms of a programme, and by what the law lets its kind of money pay for."""

    def __init__(
        self, programme: FundingProgramme, rule: FundRule, facts: Facts, *, today: date, stale_days: int
    ) -> None:
        self._programme, self._rule, self._facts, self._today = programme, rule, facts, today
        days = programme.terms.fresh_days or stale_days
        self._fresh_from = today - timedelta(days=days)

    def candidates(self, people: Iterable[Somebody]) -> list[Candidate]:
        """Return everybody of the register, those who fit first, in the order of need."""
        found = [self.judge(one) for one in people if one.person]
        groups = list(Group)
        return sorted(found, key=lambda one: (groups.index(one.group), one.need, one.somebody.number))

    def judge(self, one: Somebody) -> Candidate:
        """Return what is to be said of somebody."""
        person = one.person
        if person is None:
            raise ValueError("the register does not know them")
        grounds = tuple(dict.fromkeys(self._grounds(one, person)))
        decile = _decile(person)
        need = tuple(self._need(each, person, decile) for each in self._programme.terms.order)
        return Candidate(one, _group(grounds), grounds, need, decile, person.newest)

    def _grounds(self, one: Somebody, person: Person) -> Iterator[Ground]:
        yield from self._by_decile(person)
        yield from self._by_work(person)
        yield from self._by_place(one)
        yield from self._by_age(person)
        yield from self._by_list(person)
        yield from self._by_cover(one)
        if not person.has_nik:
            yield Ground.NO_NIK
        if person.contradictions:
            yield Ground.CONTRADICTED
        if person.newest < self._fresh_from:
            yield Ground.STALE
        if _can_pay(person):
            yield Ground.CAN_PAY

    def _by_decile(self, person: Person) -> Iterator[Ground]:
        highest, decile = self._terms.decile, _decile(person)
        if not decile:
            yield Ground.DECILE_UNKNOWN
        elif highest:
            yield Ground.POOR if decile <= highest else Ground.DECILE_HIGH

    def _by_work(self, person: Person) -> Iterator[Ground]:
        held = person.held(Known.OCCUPATION)
        work = held.said.value(Known.OCCUPATION) if held else ""
        named = " ".join(one.statement.content.occupation for one in person.live)
        if not self._rule.allows_work(named) or (self._terms.works and work not in self._terms.works):
            yield Ground.WORKS_OTHERWISE
        elif self._terms.works or self._rule.work_words:
            yield Ground.WORKS

    def _by_place(self, one: Somebody) -> Iterator[Ground]:
        places = {*self._terms.districts, *self._terms.villages}
        if places and not places & {one.district, one.village}:
            yield Ground.LIVES_ELSEWHERE

    def _by_age(self, person: Person) -> Iterator[Ground]:
        held = person.held(Known.BORN)
        born = held.said.statement.content.born if held else None
        if born is None:
            yield Ground.AGE_UNKNOWN
            return
        day, terms = last_day(self._terms.first), self._terms
        age = age_on(born, day)
        if age < terms.age_from or (terms.age_to and age > terms.age_to) or too_old(age, self._facts, day):
            yield Ground.AGE

    def _by_list(self, person: Person) -> Iterator[Ground]:
        if self._terms.agencies:
            agencies = {one.agency for one in person.live}
            yield Ground.LISTED if agencies & set(self._terms.agencies) else Ground.NOT_LISTED

    def _by_cover(self, one: Somebody) -> Iterator[Ground]:
        months = range(self._terms.first, self._terms.last + 1)
        paying = {offer.programme for month in months for offer in one.insured.promised_in(month)}
        if any(each.reason in GONE for each in one.insured.partings):
            yield Ground.GONE
        if self._programme.id in paying:
            yield Ground.IN_PROGRAMME
        elif paying:
            yield Ground.COVERED
        elif one.insured.own_in(self._terms.first) or one.insured.is_confirmed(self._terms.first):
            yield Ground.INSURED
        else:
            yield Ground.UNCOVERED

    @property
    def _terms(self) -> Terms:
        return self._programme.terms

    def _need(self, need: Need, person: Person, decile: int) -> int:
        return _NEEDS[need](person, decile or _UNKNOWN)


def _group(grounds: tuple[Ground, ...]) -> Group:
    if _KEEPS_OUT & set(grounds):
        return Group.OUT
    if Ground.CAN_PAY in grounds:
        return Group.CAN_PAY
    return Group.STALE if Ground.STALE in grounds else Group.FITS


def _decile(person: Person) -> int:
    held = person.held(Known.DECILE)
    return held.said.statement.content.decile or 0 if held else 0


def _can_pay(person: Person) -> bool:
    """Tell whether somebody says themselves that they pay, or their family does."""
    held = person.held(Known.PAYER)
    if held is None or held.said.origin is not Origin.OWN:
        return False
    said = held.said.value(Known.PAYER)
    return said in set(Payer) and Payer(said) in PAYS_ALONE


def _born(person: Person) -> date:
    held = person.held(Known.BORN)
    born = held.said.statement.content.born if held else None
    return born or date.max


_NEEDS: Final[dict[Need, Callable[[Person, int], int]]] = {
    Need.POOREST: lambda _, decile: decile,
    Need.OLDEST: lambda person, _: _born(person).toordinal(),
    Need.FRESHEST: lambda person, _: -person.newest.toordinal(),
}


def first_month(today: date) -> int:
    """Return the month that a programme entered today usually begins with: the next one."""
    return month_of(today) + 1
