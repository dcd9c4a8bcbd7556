"""Branches summed up: right sums, no number that a branch hides, nothing of a district or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.small_numbers import LEAST
from bot.errors import RequestError
from bot.figures.merging import Branch, Part, check, merged, part_of, shown_of
from bot.figures.numbers import NOWHERE, TOTAL, Counted, Kind, Line
from bot.figures.sections import coverage, desk, funding, funnel
from bot.figures.shown import Shown
from bot.figures.words import Words
from bot.months import month_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.section import Section
    from bot.resources import Resources

REGENCIES = ("61.05", "61.06", "61.10")


@pytest.fixture(scope="module")
def words(resources: Resources) -> Words:
    return Words(resources.catalogues["id"], resources, month_in("2026-11"))


def shown(section: Section, words: Words, lines: Sequence[Line]) -> Shown:
    return Shown(section, Counted(tuple(lines)), words)


def branch(number: int, section: Section, part: Part, month: str = "2026-11") -> Branch:
    return Branch("internal", REGENCIES[number], "Kantor", month, "2026-11-30", {section.name: part})


def together(section: Section, words: Words, *tables: Sequence[Line]) -> Shown:
    """Sum up what branches send of a section, and show it."""
    parts = [part_of(shown(section, words, lines)) for lines in tables]
    found = merged([branch(number, section, part) for number, part in enumerate(parts)])
    return shown_of(found, words)[section.name]


def way(*counts: int) -> list[Line]:
    codes = (funnel.OPENED, funnel.CONSENTED, funnel.SUBMITTED, "accepted", "registered", funnel.ACTIVE)
    return [Line(code, (count, count)) for code, count in zip(codes, counts, strict=True)]


def districts(active: Sequence[int], regency: str) -> list[Line]:
    lines = [Line(f"{regency}.{at:02}", (count, 0, 0, None, None)) for at, count in enumerate(active, 1)]
    return [*lines, Line(TOTAL, (sum(active), 0, 0, None, 1000))]


def test_lines_of_branches_are_summed(words: Words) -> None:
    found = together(funnel.SECTION, words, way(100, 90, 80, 70, 60, 50), way(10, 9, 8, 7, 6, 5))
    assert [line.values[0] for line in found.numbers.lines] == [110, 99, 88, 77, 66, 55]
    assert not found.hides


def test_a_table_of_districts_becomes_a_line_for_each_branch(words: Words) -> None:
    tables = [districts((50, 60), "61.05"), districts((70, 80), "61.06")]
    found = together(coverage.SECTION, words, *tables)
    assert [(line.code, line.values[0]) for line in found.numbers.lines] == [
        ("61.05", 110), ("61.06", 150), (TOTAL, 260),
    ]  # fmt: skip
    assert found.value(TOTAL, coverage.POTENTIAL) == 2000
    assert [found.name(line) for line in found.numbers.lines] == [
        "Kabupaten Sintang", "Kabupaten Kapuas Hulu", words.place(TOTAL),
    ]  # fmt: skip


def test_a_branch_sends_no_district_and_nobody_from_nowhere(words: Words) -> None:
    lines = [
        *districts((50, 60), "61.05")[:-1],
        Line(NOWHERE, (7, 0, 0, None, None)),
        Line(TOTAL, (117, 0, 0, 0, 9)),
    ]
    part = part_of(shown(coverage.SECTION, words, lines))
    assert [line.code for line in part.lines] == [TOTAL]


def test_what_one_branch_hides_is_not_told_by_the_sum_less_what_the_others_publish(words: Words) -> None:
    found = together(funnel.SECTION, words, way(100, 90, 80, 70, 60, 3), way(50, 40, 30, 20, 10, 9))
    assert found.value(funnel.ACTIVE) is None
    assert found.value(funnel.SUBMITTED) == 110


def test_two_small_numbers_may_be_told_together_once_they_are_no_small_one(words: Words) -> None:
    small, others = way(100, 90, 80, 70, 60, 4), way(50, 40, 30, 20, 10, 2)
    assert together(funnel.SECTION, words, small, small).value(funnel.ACTIVE) == 8
    assert together(funnel.SECTION, words, small, others).value(funnel.ACTIVE) == 6
    assert together(funnel.SECTION, words, others, others).value(funnel.ACTIVE) is None


def test_waits_are_no_sums_and_stay_away(words: Words) -> None:
    lines = [Line(desk.DECIDED, (20, 10)), Line(desk.LOOKED_HALF, (3, 2), Kind.DAYS)]
    found = together(desk.SECTION, words, lines, lines)
    assert found.value(desk.DECIDED) == 40
    assert found.value(desk.LOOKED_HALF) is None


def test_what_one_branch_does_not_know_is_not_known_of_all(words: Words) -> None:
    unknown = [Line(funnel.OPENED, (None, None)), *way(100, 90, 80, 70, 60, 50)[1:]]
    found = together(funnel.SECTION, words, unknown, way(100, 90, 80, 70, 60, 50))
    assert found.value(funnel.OPENED) is None
    assert found.value(funnel.CONSENTED) == 180


def test_money_is_told_of_all_and_not_of_one(words: Words) -> None:
    lines = [Line(TOTAL, (10, 10, 10, 10, 10, 50, 500_000))]
    found = together(funding.SECTION, words, lines, lines)
    assert found.value("61.05", funding.RUPIAH) is None
    assert found.value(TOTAL, funding.RUPIAH) == 1_000_000


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=3), min_size=2, max_size=3))
def test_nobody_who_reads_all_branches_and_the_sum_learns_a_number_that_is_hidden(
    resources: Resources, tables: list[list[int]]
) -> None:
    """A hidden sum of a branch stays unknown: no other, together with what is shown, leaves it alone."""
    words = Words(resources.catalogues["id"], resources, month_in("2026-11"))
    sent = [districts(active, code) for active, code in zip(tables, REGENCIES, strict=False)]
    own = [shown(coverage.SECTION, words, lines) for lines in sent]
    found = together(coverage.SECTION, words, *sent)
    hidden = [sum(active) for active, one in zip(tables, own, strict=True) if one.value(TOTAL) is None]
    if found.value(TOTAL) is not None:
        assert len(hidden) != 1
        assert not 0 < sum(hidden) < LEAST
    for one, line in zip(own, found.numbers.lines, strict=False):
        if one.value(TOTAL) is None:
            assert found.value(line.code) is None


def test_two_files_of_a_branch_mixed_months_and_a_single_file_are_refused(words: Words) -> None:
    part = part_of(shown(funnel.SECTION, words, way(9, 9, 9, 9, 9, 9)))
    one, other = (branch(number, funnel.SECTION, part) for number in range(2))
    check([one, other])
    with pytest.raises(RequestError, match=r"same branch: 61\.05"):
        check([one, one, other])
    with pytest.raises(RequestError, match="several months: 2026-10, 2026-11"):
        check([one, branch(1, funnel.SECTION, part, "2026-10")])
    with pytest.raises(RequestError, match="two branches or more"):
        check([one])
