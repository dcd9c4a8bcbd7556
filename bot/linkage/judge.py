"""Judging new statements: whose they surely are, and about whom an officer is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.linkage.candidates import candidates
from bot.linkage.columns import Columns
from bot.linkage.groups import Groups
from bot.linkage.guards import guarded, settled_by_nik
from bot.linkage.reasons import Reason, reasons_of
from bot.linkage.scoring import scored
from bot.linkage.weights import CUTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.linkage.commonness import Commonness
    from bot.linkage.profile import Profile
    from bot.linkage.scoring import Scored
    from bot.linkage.weights import Cuts

_TOLD: Final = 2  # things that a row tells at least, to be known again as the same row


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whose a new profile is by rule: of a known `person`, else of those new ones that have its `group`.

    `group` is the smallest id of the profiles in it, the own one where it is alone. `bits` and `reasons` are
    of the best pair that holds it there, with the profile `by`; 0, none and None where it is alone.
    """

    profile: int
    person: int | None
    group: int
    bits: float = 0.0
    reasons: tuple[Reason, ...] = ()
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A new profile, and another that may be of the same person: for an officer, with what speaks for it."""

    profile: int
    other: int
    bits: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict for each new profile, in their order, and pairs to be looked at, best first."""

    verdicts: tuple[Verdict, ...]
    pairs: tuple[Pair, ...]


def judge(
    new: Sequence[Profile],
    known: Sequence[Profile] = (),
    *,
    not_same: Iterable[tuple[int, int]] = (),
    commonness: Commonness | None = None,
    cuts: Cuts = CUTS,
) -> Judgement:
    """Judge new profiles against known ones and among themselves. Raise ValueError where two have one id.

    `not_same` are pairs of profiles that somebody decided upon: neither they nor whom they are joined to are
    ever brought together or proposed. Who only judges a few profiles hands in how common names are.
    The order of rows changes nothing.
    """
    profiles = [*new, *known]
    if len({one.id for one in profiles}) < len(profiles):
        raise ValueError("two profiles have one id")
    return _Judging(profiles, len(new), not_same, cuts).judged(commonness)


class _Judging:
    """One judging: rows are places in `profiles`, of which the first `new` are new."""

    def __init__(
        self, profiles: Sequence[Profile], new: int, not_same: Iterable[tuple[int, int]], cuts: Cuts
    ) -> None:
        self._profiles, self._new, self._cuts = profiles, new, cuts
        self._ids = [one.id for one in profiles]
        self._groups = Groups(profiles, _both_ways(not_same))
        self._near: dict[int, dict[int, float]] = defaultdict(dict)
        self._held: dict[int, tuple[float, tuple[Reason, ...], int]] = {}
        self._again: set[int] = set()

    def judged(self, commonness: Commonness | None) -> Judgement:
        """Return what comes of it."""
        self._join_same_rows()
        columns = Columns(self._profiles, self._new, commonness)
        found = scored(columns, *candidates(columns), self._cuts.ask)
        del columns
        unsure = self._join(found)
        verdicts = tuple(self._verdict(row) for row in range(self._new))
        return Judgement(verdicts, self._asked(found, unsure))

    # -- the same row in a newer list

    def _join_same_rows(self) -> None:
        """Join rows that an agency's newer list has again."""
        rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for row, profile in enumerate(self._profiles):
            if profile.series is not None and sum(map(bool, profile.told)) >= _TOLD:
                rows[profile.series, *profile.told].append(row)
        for same in rows.values():
            # Two persons that are known have this row: nobody can tell which of them it is.
            if len({self._groups.of(row) for row in same if row >= self._new}) <= 1:
                self._join_same(sorted(same, key=lambda row: (row < self._new, self._ids[row])))

    def _join_same(self, rows: Sequence[int]) -> None:
        """Join new rows to the first one, which is a known one if there is any."""
        lead, *others = rows
        for row in others:
            if row < self._new and not self._groups.are_apart(lead, row):
                self._groups.join(lead, row)
                self._hold(row, lead, 0.0, (Reason.SAME_ROW,))
                self._again.add(row)

    # -- pairs that are sure

    def _join(self, found: Scored) -> list[tuple[int, Reason | None]]:
        """Join what is sure, best first; return the places of other pairs, and what kept them apart."""
        able = (found.bits >= self._cuts.join) & ~guarded(found.levels)
        settled = settled_by_nik(found.levels)
        self._remember_near(found)
        unsure: list[tuple[int, Reason | None]] = []
        a, b, bits = found.a.tolist(), found.b.tolist(), found.bits.tolist()
        for place in self._best_first(found):
            if not able[place]:
                unsure.append((place, None))
                continue
            kept = self._kept_apart(a[place], b[place], bits[place], settled=bool(settled[place]))
            if kept:
                unsure.append((place, kept))
            elif not self._groups.are_apart(a[place], b[place]):
                self._groups.join(a[place], b[place])
                self._hold(a[place], b[place], bits[place], reasons_of(_levels(found, place)))
        return unsure

    def _best_first(self, found: Scored) -> Sequence[int]:
        """Return the places of pairs, best first; of equal ones by their ids, not by how rows came."""
        ids = np.array(self._ids, np.int64)
        one, other = ids[found.a], ids[found.b]
        order = np.lexsort((np.maximum(one, other), np.minimum(one, other), -found.bits))
        places: Sequence[int] = order.tolist()
        return places

    def _remember_near(self, found: Scored) -> None:
        """Remember who is near whom, as far as it may matter to a pair that joins."""
        near = found.bits >= self._cuts.join - self._cuts.reach
        for a, b, bits in zip(
            found.a[near].tolist(), found.b[near].tolist(), found.bits[near].tolist(), strict=True
        ):
            self._near[a][b] = self._near[b][a] = bits

    def _kept_apart(self, a: int, b: int, bits: float, *, settled: bool) -> Reason | None:
        groups = self._groups
        if groups.of(a) == groups.of(b):
            return None
        if reason := groups.refusal(a, b):
            return reason
        if groups.are_two_persons(a, b):
            return Reason.OTHER_NEAR
        near = not settled and (self._has_rival(a, b, bits) or self._has_rival(b, a, bits))
        return Reason.OTHER_NEAR if near else None

    def _has_rival(self, row: int, other: int, bits: float) -> bool:
        """Tell whether somebody else than `other` fits a row nearly as well, and may be who it is."""
        group, fits = self._groups.of(other), self._near[other]
        own = self._groups.of(row)
        return any(
            near >= bits - self._cuts.reach
            and rival != other
            and self._groups.of(rival) not in {group, own}
            and not self._groups.are_apart(row, rival)
            and (fits.get(rival, 0.0) < self._cuts.join or self._groups.refusal(rival, other) is not None)
            for rival, near in self._near[row].items()
        )

    def _hold(self, a: int, b: int, bits: float, reasons: tuple[Reason, ...]) -> None:
        self._held.setdefault(a, (bits, reasons, b))
        self._held.setdefault(b, (bits, reasons, a))

    def _verdict(self, row: int) -> Verdict:
        person = self._groups.person(row)
        group = min(self._ids[one] for one in self._groups.members(row))
        if row not in self._held:
            return Verdict(self._ids[row], person, group)
        bits, reasons, by = self._held[row]
        return Verdict(self._ids[row], person, group, round(bits, 1), reasons, self._ids[by])

    # -- pairs for an officer

    def _asked(self, found: Scored, unsure: Iterable[tuple[int, Reason | None]]) -> tuple[Pair, ...]:
        """Return the best pair of each two groups, and few for each new profile."""
        asked: list[Pair] = []
        seen: set[tuple[int, int]] = set()
        count: dict[int, int] = defaultdict(int)
        for place, kept in unsure:
            a, b = self._new_first(int(found.a[place]), int(found.b[place]))
            groups = sorted((self._groups.of(a), self._groups.of(b)))
            if groups[0] == groups[1] or (groups[0], groups[1]) in seen or not self._again.isdisjoint((a, b)):
                continue
            if count[a] >= self._cuts.most or self._groups.are_apart(a, b):
                continue
            seen.add((groups[0], groups[1]))
            count[a] += 1
            reasons = (*reasons_of(_levels(found, place)), *((kept,) if kept else ()))
            asked.append(Pair(self._ids[a], self._ids[b], round(float(found.bits[place]), 1), reasons))
        return tuple(asked)

    def _new_first(self, a: int, b: int) -> tuple[int, int]:
        """Return the rows of a pair, a new one first; of two the one with the smaller id."""
        return (b, a) if b < self._new and self._ids[b] < self._ids[a] else (a, b)


def _levels(found: Scored, place: int) -> tuple[int, ...]:
    return tuple(int(column[place]) for column in found.levels)


def _both_ways(pairs: Iterable[tuple[int, int]]) -> Mapping[int, Collection[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found
