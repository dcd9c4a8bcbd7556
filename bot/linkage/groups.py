"""Profiles joined to persons, best pair first, so that no chain brings together what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.linkage.keys import born
from bot.linkage.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bot.linkage.profile import Profile


class Groups:
    """Groups of profiles by their rows; known ones begin with their person."""

    def __init__(self, profiles: Sequence[Profile], not_same: Mapping[int, Collection[int]]) -> None:
        self._profiles, self._not_same = profiles, not_same
        self._group = list(range(len(profiles)))
        self._members: dict[int, list[int]] = {}
        first: dict[int, int] = {}
        for row, profile in enumerate(profiles):
            if profile.person is not None:
                self._merge(first.setdefault(profile.person, row), row)

    def of(self, row: int) -> int:
        """Return the group of a row."""
        return self._group[row]

    def members(self, row: int) -> Sequence[int]:
        """Return the rows of the group of a row, itself too."""
        group = self._group[row]
        return self._members.get(group, [group])

    def person(self, row: int) -> int | None:
        """Return the known person of a group, if it has one."""
        return self._profiles[self._group[row]].person

    def join(self, a: int, b: int) -> None:
        """Make one group of two; of `refusal` and `are_apart` neither may speak against it."""
        one, other = self._group[a], self._group[b]
        if one == other:
            return
        # A known person leads; else it does not matter who.
        lead, follow = (one, other) if self._profiles[other].person is None else (other, one)
        self._merge(lead, follow)

    def are_apart(self, a: int, b: int) -> bool:
        """Tell whether somebody decided that two groups are not the same person."""
        if not self._not_same:
            return False
        others = {self._profiles[row].id for row in self.members(b)}
        return any(
            not others.isdisjoint(self._not_same.get(self._profiles[row].id, ())) for row in self.members(a)
        )

    def are_two_persons(self, a: int, b: int) -> bool:
        """Tell whether both are known, and not as one person."""
        one, other = self.person(a), self.person(b)
        return one is not None and other is not None and one != other

    def refusal(self, a: int, b: int) -> Reason | None:
        """Return why two groups must not become one by a rule, if so."""
        if self._niks_differ(a, b):
            return Reason.PERSON_NIK_OTHER
        return Reason.PERSON_BIRTH_OTHER if self._births_differ(a, b) else None

    def _niks_differ(self, a: int, b: int) -> bool:
        """Tell whether they have more NIKs together than one has: these are a person's by decision."""
        one, other = set(self._niks(a)), set(self._niks(b))
        if len(one | other) > max(len(one), len(other), 1):
            return True
        stems, others = set(self._stems(a)), set(self._stems(b))
        return len(stems | others) > max(len(stems), len(others), 1)

    def _niks(self, row: int) -> Iterator[str]:
        return (nik for one in self.members(row) if (nik := self._profiles[one].nik))

    def _stems(self, row: int) -> Iterator[str]:
        return (digits for one in self.members(row) if (digits := self._profiles[one].digits))

    def _births_differ(self, a: int, b: int) -> bool:
        """Tell whether some of their birth dates have not even the year in common, and no NIK says why."""
        niks = set(self._niks(a))
        if niks and niks == set(self._niks(b)):
            return False
        years, others = self._years(a), self._years(b)
        return bool(years and others) and years.isdisjoint(others)

    def _years(self, row: int) -> set[int]:
        days = (born(self._profiles[one]) for one in self.members(row))
        return {day.year for day in days if day}

    def _merge(self, lead: int, follow: int) -> None:
        if lead == follow:
            return
        members = self._members.setdefault(lead, [lead])
        for row in self._members.pop(follow, [follow]):
            self._group[row] = lead
            members.append(row)
