"""What each row of a list would do: a new person, one who is known, one who may be, or nothing. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self

from bot.linkage.judge import judge
from bot.linkage.profile import Profile
from bot.lists.faults import Fault
from bot.people.nik import Sex
from bot.register.comparing import Known as Said
from bot.register.comparing import contradicts, differing
from bot.register.links import new_id
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.linkage.judge import Verdict
    from bot.lists.listed import Listed
    from bot.register.content import Content, Place
    from bot.register.statements import Known as Stored


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
_LIST: Final = 1  # all rows stand in one list
_NOT_TAKEN: Final = frozenset({Outcome.WRONG, Outcome.ERASED})
_CHANGES: Final = tuple(one for one in Said if one is not Said.COVERED)


@dataclass(slots=True, repr=False)
class Row:
    """A row with what it comes to: `statement` is an id, `person` whose it is, `fields` what differs.

    `anchor` is a statement about the same person: known before, where the row names a registration.
    """

    number: int
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

    @property
    def profile(self) -> Profile:
        """As much of it as matching needs."""
        return _profile(self.statement, self.content, self.place, source=_LIST)


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """As much of a statement as planning needs: there may be very many. `over`: it is no longer said."""

    profile: Profile
    digest: bytes
    life: str
    over: bool

    @classmethod
    def of(cls, known: Stored) -> Self:
        """Return it of a statement."""
        one = known.statement
        profile = _profile(one.id, one.content, one.place, person=known.person)
        return cls(profile, known.digest, one.content.life, bool(one.until))

    @property
    def id(self) -> int:
        """The id of the statement."""
        return self.profile.id

    @property
    def person(self) -> int:
        """The person whom it is about."""
        return self.profile.person or 0


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """Two statements that an officer is to look at."""

    one: int
    other: int
    bits: float
    reasons: tuple[str, ...]


@dataclass(slots=True, repr=False)
class Plan:
    """All rows, the pairs that are unsure, and the statements about whom the agency's list no longer has."""

    rows: list[Row] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

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
    bits that spoke for one; `say` gives what a statement says.
    """

    def __init__(
        self,
        known: Sequence[Known],
        current: Iterable[int],
        apart: Mapping[tuple[int, int], float],
        say: Callable[[int], tuple[Content, Place] | None],
    ) -> None:
        self._known, self._apart, self._say = known, apart, say
        self._by_id = {one.id: one for one in known}
        self._first = {one.person: one.id for one in reversed(known)}
        self._by_digest = {one.digest: one for one in known}
        self._current = frozenset(current)

    def plan(self, rows: Sequence[Row]) -> Plan:
        """Say of each row what it comes to; those that are wrong or erased are told so already."""
        taken = [row for row in rows if row.outcome is Outcome.NEW]
        unknown = self._known_again(taken)
        judged = judge(
            [row.profile for row in unknown],
            self._different(),
            not_same=self._kept_apart(),
        )
        for row, verdict in zip(unknown, judged.verdicts, strict=True):
            self._join(row, verdict)
        _name_new(unknown, judged.verdicts)
        pairs = [Pair(one.profile, one.other, one.bits, tuple(one.reasons)) for one in judged.pairs]
        self._tell(taken, {one.one for one in pairs})
        people = {row.person for row in taken}
        gone = [one for one in self._current if one in self._by_id and self._by_id[one].person not in people]
        return Plan(list(rows), pairs, sorted(gone))

    def _different(self) -> list[Profile]:
        """Return what is known of people, without what several lists say of one in the same words."""
        return list({(one.person, one.profile.told): one.profile for one in reversed(self._known)}.values())

    def _known_again(self, rows: Iterable[Row]) -> list[Row]:
        """Find the rows that the agency has said before, or twice in this list; return the others."""
        met: dict[bytes, Row] = {}
        unknown: list[Row] = []
        for row in rows:
            known, before = self._by_digest.get(row.digest), met.get(row.digest)
            if row.anchor in self._by_id:
                row.person = self._by_id[row.anchor].person
            elif known:
                row.statement, row.person, row.is_there = known.id, known.person, True
            elif before:
                row.statement, row.is_there, row.outcome = before.statement, True, Outcome.REPEATED
            else:
                met[row.digest] = row
                unknown.append(row)
        return unknown

    def _kept_apart(self) -> list[tuple[int, int]]:
        pairs = [(self._first.get(one), self._first.get(other)) for one, other in self._apart]
        return [(one, other) for one, other in pairs if one and other]

    def _join(self, row: Row, verdict: Verdict) -> None:
        row.person = verdict.person or 0
        row.bits, row.reasons = verdict.bits, tuple(verdict.reasons)
        if verdict.person:
            by = verdict.by or 0
            row.anchor = by if by in self._by_id else self._first[verdict.person]

    def _tell(self, rows: Sequence[Row], unsure: set[int]) -> None:
        """Say what each row comes to."""
        of_person: dict[int, list[Known]] = defaultdict(list)
        wanted = {row.person for row in rows}
        for one in self._known:
            if one.person in wanted:
                of_person[one.person].append(one)
        met: set[int] = set()
        by_statement = {row.statement: row.person for row in rows if row.person}
        for row in rows:
            row.person = row.person or by_statement[row.statement]
            if row.person in met or row.outcome is Outcome.REPEATED:
                row.outcome = Outcome.REPEATED
                continue
            met.add(row.person)
            row.outcome, row.fields = self._outcome(row, of_person.get(row.person, ()))
            if row.outcome is Outcome.NEW and row.statement in unsure:
                row.outcome = Outcome.MAYBE

    def _outcome(self, row: Row, others: Sequence[Known]) -> tuple[Outcome, list[Said]]:
        if row.is_there and row.statement in self._current:
            return Outcome.SAME, []
        if not others:
            return Outcome.NEW, []
        mine = (row.content, row.place)
        own = [one for one in others if one.id in self._current]
        foreign = [said for one in others if one.id not in self._current and not one.over
                   and (said := self._say(one.id))]  # fmt: skip
        clashes = [field for said in foreign for field in contradicts(mine, said)]
        if clashes:
            return Outcome.CONFLICT, list(dict.fromkeys(clashes))
        before = self._say(own[0].id) if own else None
        return (Outcome.CHANGED, differing(mine, before, _CHANGES)) if before else (Outcome.KNOWN, [])


def _name_new(rows: Sequence[Row], verdicts: Sequence[Verdict]) -> None:
    """Give each group of rows that are about one new person an id for that person."""
    ids: dict[int, int] = defaultdict(new_id)
    for row, verdict in zip(rows, verdicts, strict=True):
        if not verdict.person:
            row.person = ids[verdict.group]


def outcome_of_fault(one: Listed, content: Content, place: Place) -> Outcome:
    """Return WRONG for a row that is not taken: no name, a child, nothing beside a name; else NEW.

    What BPJS says of a registration, or of whoever has a card, needs no name.
    """
    names_a_record = content.registration or (content.nik and (content.result or content.kpj))
    beside = content.nik or content.stem or content.born or content.phone or place.village
    lacks = not beside or not _NO_NAME.isdisjoint(one.faults)
    is_child = Fault.UNDER_17 in one.faults
    return Outcome.WRONG if is_child or (lacks and not names_a_record) else Outcome.NEW


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
        district=intern(place.district),
        village=intern(place.village),
        phone=content.phone,
        source=source,
        person=person,
    )
