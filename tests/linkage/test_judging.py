"""Many people at once: how well they are found, and what may never happen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.linkage.lists import DESCRIBED, HARSH
from bench.linkage.measuring import Figures, figures, population
from bot.linkage.candidates import candidates
from bot.linkage.columns import Columns
from bot.linkage.judge import judge
from bot.linkage.keys import keys_of
from bot.linkage.profile import Profile
from bot.people.nik import Sex

if TYPE_CHECKING:
    from random import Random

_SEED = 101


@pytest.fixture(scope="module")
def found() -> Figures:
    rows, persons = population(_SEED, 6000, DESCRIBED)
    return figures(rows, persons, judge(rows))


def test_who_joins_by_itself_is_hardly_ever_somebody_else(found: Figures) -> None:
    assert 1000 * found.wrong <= 2 * found.joined


def test_who_has_a_nik_is_found(found: Figures) -> None:
    assert 100 * found.found_with >= 97 * found.with_nik


def test_who_has_none_is_found_mostly(found: Figures) -> None:
    assert 100 * found.found_without >= 90 * found.without


def test_an_officer_is_asked_about_few(found: Figures) -> None:
    assert 10 * found.asked <= found.rows


def test_also_in_a_crowd_hardly_anybody_joins_somebody_else() -> None:
    rows, persons = population(_SEED, 6000, HARSH)
    found = figures(rows, persons, judge(rows))
    assert found.joined > 1000
    assert 1000 * found.wrong <= 2 * found.joined


def test_the_same_list_again_makes_no_new_person_and_asks_nothing() -> None:
    rows = [replace(row, series=1) for row in population(_SEED, 1200, HARSH)[0]]
    first = judge(rows)
    group = {one.profile: one.group for one in first.verdicts}
    known = [replace(row, person=group[row.id]) for row in rows]
    again = [replace(row, id=row.id + 1_000_000) for row in rows]
    second = judge(again, known)
    persons = {frozenset(row.told): set[int]() for row in known}
    for row in known:
        persons[frozenset(row.told)].add(group[row.id])
    for verdict, row in zip(second.verdicts, again, strict=True):
        assert verdict.person in persons[frozenset(row.told)]
    assert not second.pairs


def test_all_pairs_that_have_a_key_in_common_are_compared() -> None:
    rows = population(_SEED, 240, HARSH)[0]
    new = 100
    keys = [keys_of(row) for row in rows]
    expected = {(a, b) for a in range(new) for b in range(a + 1, len(rows)) if keys[a] & keys[b]}
    a, b = candidates(Columns(rows, new))
    assert set(zip(a.tolist(), b.tolist(), strict=True)) == expected


_PEOPLE = st.builds(
    Profile,
    id=st.just(0),
    name=st.sampled_from(["Siti Rohana", "Rohana", "St. Rohanah", "Siti Rohani", "Yohanes", "Yohana", ""]),
    nik=st.sampled_from(["", "", "6106015708809001", "6106015708809002", "6106011708809003"]),
    birth_date=st.sampled_from([None, date(1980, 8, 17), date(1980, 7, 1), date(1955, 8, 17)]),
    sex=st.sampled_from([None, Sex.MALE, Sex.FEMALE]),
    district=st.sampled_from(["", "61.06.01"]),
    village=st.sampled_from(["", "61.06.01.2004", "61.06.01.2005"]),
    phone=st.sampled_from(["", "+6281234567890"]),
    source=st.sampled_from([None, 1, 2]),
    series=st.sampled_from([None, 1]),
)


def _numbered(people: list[Profile]) -> list[Profile]:
    """Give each an id of its own, and round some of their NIKs."""
    rows = [replace(one, id=number) for number, one in enumerate(people)]
    return [replace(row, nik="", stem=row.nik[:15]) if row.id % 4 == 3 else row for row in rows]


@given(st.lists(_PEOPLE, max_size=14), st.integers(0, 14), st.randoms(use_true_random=False))
@pytest.mark.long
def test_the_order_of_rows_changes_nothing(people: list[Profile], split: int, chance: Random) -> None:
    rows = _numbered(people)
    new, known = rows[:split], [replace(row, person=row.id % 5) for row in rows[split:]]
    one = judge(new, known)
    chance.shuffle(new)
    chance.shuffle(known)
    other = judge(new, known)
    assert {verdict.profile: verdict for verdict in other.verdicts} == {
        verdict.profile: verdict for verdict in one.verdicts
    }
    assert other.pairs == one.pairs


@given(st.lists(_PEOPLE, max_size=20))
def test_a_rule_never_gives_a_person_two_niks(people: list[Profile]) -> None:
    rows = _numbered(people)
    niks: dict[int, set[str]] = defaultdict(set)
    stems: dict[int, set[str]] = defaultdict(set)
    for verdict, row in zip(judge(rows).verdicts, rows, strict=True):
        niks[verdict.group] |= {row.nik} - {""}
        stems[verdict.group] |= {row.digits} - {""}
    assert all(len(one) <= 1 for one in (*niks.values(), *stems.values()))
