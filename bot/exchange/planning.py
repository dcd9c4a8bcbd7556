"""What each row of a list would do: a new person, one who is known, one who may be, or nothing. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.linkage.judge import judge
from bot.linkage.profile import Profile
from bot.lists.faults import Fault
from bot.people.nik import Sex
from bot.register.comparing import Known as Said
from bot.register.comparing import contradicts, differing
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.linkage.judge import Verdict
    from bot.lists.listed import Listed
    from bot.register.content import Content, Place
    from bot.register.statements import Known


class Outcome(StrEnum):
    """What a row comes to."""

    NEW = "new"  # nobody knew of this person
    KNOWN = "known"  # another list, or a registration, does
    SAME = "same"  # the agency said the very same before
    CHANGED = "changed"  # the agency said something else before
    CONFLICT = "conflict"  # known, and cannot be true beside what others say
    MAYBE = "maybe"  # an officer is to say whether this is somebody who is known
    REPEATED = "repeated"  # another row of this list is about the same person
    WRONG = "wrong"  # not taken
    ERASED = "erased"  # asked to be forgotten: not taken


GONE: Final = "gone"  # counted beside: whom the agency's list before had, and this one has not
OUTCOMES: Mapping[Outcome, str] = MappingProxyType({
    Outcome.NEW: key("outcome.new"),
    Outcome.KNOWN: key("outcome.known"),
    Outcome.SAME: key("outcome.same"),
    Outcome.CHANGED: key("outcome.changed"),
    Outcome.CONFLICT: key("outcome.conflict"),
    Outcome.MAYBE: key("outcome.maybe"),
    Outcome.REPEATED: key("outcome.repeated"),
    Outcome.WRONG: key("outcome.wrong"),
    Outcome.ERASED: key("outcome.erased"),
})  # fmt: skip
_NO_NAME: Final = frozenset({Fault.NAME_MISSING, Fault.NAME_UNREAD, Fault.HEAD_ONLY})
_NOT_TAKEN: Final = frozenset({Outcome.WRONG, Outcome.ERASED})
_CHANGES: Final = tuple(one for one in Said if one is not Said.COVERED)


@dataclass(slots=True, repr=False)
class Row:
    """A row with what it comes to: `statement` is an id, `person` whose it is, `fields` what differs."""

    listed_row: int
    content: Content
    place: Place
    digest: bytes
    statement: int
    outcome: Outcome = Outcome.NEW
    is_there: bool = False  # the statement is in the store
    person: int = 0
    anchor: int = 0
    bits: float = 0.0
    reasons: tuple[str, ...] = ()
    fields: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """Two statements that an officer is to look at."""

    one: int
    other: int
    bits: float
    reasons: tuple[str, ...]


@dataclass(slots=True, repr=False)
class Plan:
    """All rows, the pairs that are unsure, and whom the agency's list no longer has."""

    rows: list[Row] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)

    @property
    def taken(self) -> list[Row]:
        """The rows that are written."""
        return [row for row in self.rows if row.outcome not in _NOT_TAKEN]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows come to what."""
        found = Counter(row.outcome.value for row in self.rows)
        return {**{one.value: found[one.value] for one in Outcome if found[one.value]}, GONE: len(self.gone)}


class Planner:
    """Plans one list against all that is known.

    `current` are the statements of the agency's list in force, `apart` pairs of people that are two, with the
    bits that spoke for one.
    """

    def __init__(
        self,
        known: Sequence[Known],
        current: Iterable[int],
        apart: Mapping[tuple[int, int], float],
        new_id: Callable[[], int],
    ) -> None:
        self._known = known
        self._by_id = {one.statement.id: one for one in known}
        self._first = {one.person: one.statement.id for one in reversed(known)}
        self._by_digest = {one.digest: one for one in known}
        self._current = frozenset(current)
        self._apart = apart
        self._new_id = new_id

    def plan(self, rows: Sequence[Row]) -> Plan:
        """Say of each row what it comes to; those that are wrong or erased are told so already."""
        taken = [row for row in rows if row.outcome is Outcome.NEW]
        unknown = self._known_again(taken)
        judged = judge(
            [_profile(row.statement, row.content, row.place, source=1) for row in unknown],
            [self._known_profile(one) for one in self._known],
            not_same=self._kept_apart(),
        )
        for row, verdict in zip(unknown, judged.verdicts, strict=True):
            self._join(row, verdict)
        self._name_new(unknown, judged.verdicts)
        pairs = [Pair(one.profile, one.other, one.bits, tuple(one.reasons)) for one in judged.pairs]
        self._tell(taken, {one.one for one in pairs})
        people = {row.person for row in taken}
        gone = [self._by_id[one] for one in self._current if one in self._by_id]
        return Plan(list(rows), pairs, [one for one in gone if one.person not in people])

    def _known_again(self, rows: Iterable[Row]) -> list[Row]:
        """Find the rows that the agency has said before, or twice in this list; return the others."""
        met: dict[bytes, Row] = {}
        unknown: list[Row] = []
        for row in rows:
            known, before = self._by_digest.get(row.digest), met.get(row.digest)
            if known:
                row.statement, row.person, row.is_there = known.statement.id, known.person, True
            elif before:
                row.statement, row.is_there, row.outcome = before.statement, True, Outcome.REPEATED
            else:
                met[row.digest] = row
                unknown.append(row)
        return unknown

    def _known_profile(self, one: Known) -> Profile:
        statement = one.statement
        return _profile(statement.id, statement.content, statement.place, person=one.person)

    def _kept_apart(self) -> list[tuple[int, int]]:
        first = self._first
        pairs = [(first.get(one), first.get(other)) for one, other in self._apart]
        return [(one, other) for one, other in pairs if one and other]

    def _join(self, row: Row, verdict: Verdict) -> None:
        row.person = verdict.person or 0
        row.bits, row.reasons = verdict.bits, tuple(verdict.reasons)
        if verdict.person:
            by = verdict.by or 0
            row.anchor = by if by in self._by_id else self._first[verdict.person]

    def _name_new(self, rows: Sequence[Row], verdicts: Sequence[Verdict]) -> None:
        """Give each group of rows that are about one new person an id for that person."""
        ids: dict[int, int] = defaultdict(self._new_id)
        for row, verdict in zip(rows, verdicts, strict=True):
            if not verdict.person:
                row.person = ids[verdict.group]

    def _tell(self, rows: Sequence[Row], unsure: set[int]) -> None:
        """Say what each row comes to."""
        of_person: dict[int, list[Known]] = defaultdict(list)
        for one in self._known:
            of_person[one.person].append(one)
        met: dict[int, int] = {}
        by_statement = {row.statement: row for row in rows if row.person}
        for row in rows:
            row.person = row.person or by_statement[row.statement].person
            if row.person in met or row.outcome is Outcome.REPEATED:
                row.outcome = Outcome.REPEATED
                continue
            met[row.person] = row.statement
            row.outcome, row.fields = self._outcome(row, of_person[row.person])
            if row.outcome is Outcome.NEW and row.statement in unsure:
                row.outcome = Outcome.MAYBE

    def _outcome(self, row: Row, others: Sequence[Known]) -> tuple[Outcome, list[Said]]:
        if row.is_there and row.statement in self._current:
            return Outcome.SAME, []
        if not others:
            return Outcome.NEW, []
        mine = (row.content, row.place)
        own = [one for one in others if one.statement.id in self._current]
        foreign = [one for one in others if one.statement.id not in self._current and not one.statement.until]
        clashes = [said for one in foreign for said in contradicts(mine, _said(one))]
        if clashes:
            return Outcome.CONFLICT, list(dict.fromkeys(clashes))
        if own:
            return Outcome.CHANGED, differing(mine, _said(own[0]), _CHANGES)
        return Outcome.KNOWN, []


def outcome_of_fault(one: Listed, content: Content, place: Place) -> Outcome:
    """Return WRONG for a row that is not taken: no name, a child, nothing beside a name; else NEW."""
    beside = content.nik or content.stem or content.born or content.phone or place.village
    if not _NO_NAME.isdisjoint(one.faults) or Fault.UNDER_17 in one.faults or not beside:
        return Outcome.WRONG
    return Outcome.NEW


def _said(one: Known) -> tuple[Content, Place]:
    return one.statement.content, one.statement.place


def _profile(
    statement: int, content: Content, place: Place, *, person: int | None = None, source: int | None = None
) -> Profile:
    return Profile(
        id=statement,
        name=content.name,
        nik=content.nik,
        stem="" if content.nik else content.stem,
        birth_date=content.born,
        sex=Sex(content.sex) if content.sex else None,
        district=place.district,
        village=place.village,
        phone=content.phone,
        source=source,
        person=person,
    )
