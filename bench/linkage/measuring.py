"""What judging made of rows whose people are known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from bench.linkage.lists import Lists
from bench.linkage.people import World

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.linkage.lists import Noise
    from bot.linkage.judge import Judgement
    from bot.linkage.profile import Profile

_LISTS = 6
_TRUE_PAIRS = 1.3  # people for each row, at which 20,000 rows in six lists have about 10,600 true pairs


@dataclass(frozen=True)
class Figures:
    """Counts of pairs; `joined` and `wrong` are those in one group, through others too."""

    rows: int
    joined: int
    wrong: int
    with_nik: int
    found_with: int
    joined_with: int
    without: int
    found_without: int
    joined_without: int
    asked: int
    asked_true: int

    def __add__(self, other: Figures) -> Figures:
        return Figures(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))


def population(seed: int, rows: int, noise: Noise) -> tuple[list[Profile], Mapping[int, int]]:
    """Return rows of several lists, and who stands in each."""
    chance = Random(seed)  # noqa: S311 - people that are the same again
    people = World(chance, crowded=noise.crowded).fill(int(rows / _TRUE_PAIRS))
    lists = Lists(chance, noise)
    found = [row for source in range(_LISTS) for row in lists.written(people, source, rows // _LISTS)]
    return found, lists.persons


def figures(rows: Sequence[Profile], persons: Mapping[int, int], judged: Judgement) -> Figures:
    """Count what was joined, asked and overlooked."""
    group = {one.profile: one.group for one in judged.verdicts}
    asked = {frozenset((group[one.profile], group[one.other])) for one in judged.pairs}
    numbered = {row.id for row in rows if row.digits}
    joined, wrong = _joined(group, persons)
    counts: dict[tuple[bool, str], int] = defaultdict(int)
    of_person: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        of_person[persons[row.id]].append(row.id)
    for same in of_person.values():
        for a, b in combinations(same, 2):
            both = a in numbered and b in numbered
            counts[both, "true"] += 1
            counts[both, "joined"] += group[a] == group[b]
            counts[both, "found"] += group[a] == group[b] or frozenset((group[a], group[b])) in asked
    return Figures(
        len(rows), joined, wrong,
        counts[True, "true"], counts[True, "found"], counts[True, "joined"],
        counts[False, "true"], counts[False, "found"], counts[False, "joined"],
        len(judged.pairs), sum(persons[one.profile] == persons[one.other] for one in judged.pairs),
    )  # fmt: skip


def _joined(group: Mapping[int, int], persons: Mapping[int, int]) -> tuple[int, int]:
    members: dict[int, list[int]] = defaultdict(list)
    for row, leader in group.items():
        members[leader].append(persons[row])
    pairs = [pair for rows in members.values() for pair in combinations(rows, 2)]
    return len(pairs), sum(a != b for a, b in pairs)
