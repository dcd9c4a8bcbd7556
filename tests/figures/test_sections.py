"""What sections make of what the store holds, and that nothing small is in what they show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.figures.numbers import NOWHERE, TOTAL, Counted, Kind, Line
from bot.figures.section import Column, Section
from bot.figures.sections import ALL, coverage, desk, stops
from bot.figures.sections.desk import Waited, of_all, waits
from bot.figures.shown import HIDDEN, Shown, as_lines, picture, rows
from bot.figures.words import Words
from bot.months import month_in
from bot.terms.stages import Stage
from bot.texts import key

if TYPE_CHECKING:
    from bot.resources import Resources

_BEGIN = datetime(2026, 11, 2, 3, tzinfo=UTC)


def at(days: int) -> datetime:
    return _BEGIN + timedelta(days=days)


@pytest.fixture
def words(resources: Resources) -> Words:
    return Words(resources.catalogues["id"], resources, month_in("2026-11"))


def test_a_wait_begins_anew_for_whoever_corrects_something() -> None:
    changes = [
        ("a", Stage.SUBMITTED, at(0)), ("a", Stage.IN_REVIEW, at(1)), ("a", Stage.NEEDS_CORRECTION, at(2)),
        ("a", Stage.SUBMITTED, at(5)), ("a", Stage.ACCEPTED, at(6)), ("a", Stage.ACTIVE, at(9)),
        ("b", Stage.SUBMITTED, at(3)),
    ]  # fmt: skip
    assert waits(changes) == [Waited(at(0), at(1), at(2)), Waited(at(5), at(6), at(6))]


@pytest.mark.parametrize(
    ("numbers", "half", "most"), [([1] * 4, None, None), ([1, 2, 3, 4, 5], 3, 5), (list(range(1, 11)), 5, 9)]
)
def test_of_too_few_nobody_says_how_long_they_waited(
    numbers: list[int], half: int | None, most: int | None
) -> None:
    assert (of_all(numbers, 0.5), of_all(numbers, 0.9)) == (half, most)


def test_who_stopped_is_hidden_with_who_answered(words: Words) -> None:
    found = Counted((Line("nik", (52, 50, 2, 1, 20)), Line("name", (50, 40, 10, 9, None))))
    lines = rows(Shown(stops.SECTION, found, words))
    assert lines[1][1:] == [52, HIDDEN, HIDDEN, HIDDEN, 20]
    assert lines[2][1:] == [50, 40, 10, 9, "–"]


def test_one_small_district_takes_a_second_with_it_where_there_is_a_sum(words: Words) -> None:
    found = Counted(
        (
            Line("61.06.01", (3, 0, 7, None, None)),
            Line("61.06.02", (9, 0, 8, None, None)),
            Line("61.06.10", (20, 0, 9, None, None)),
            Line(TOTAL, (32, 0, 24, None, 48343)),
        )
    )
    shown = rows(Shown(coverage.SECTION, found, words))
    assert [line[1] for line in shown[1:]] == [HIDDEN, HIDDEN, 20, 32]
    assert [line[3] for line in shown[1:]] == [7, 8, 9, 24]


def test_numbers_of_things_and_days_are_never_hidden(words: Words) -> None:
    found = Counted((Line(desk.DECIDED_HALF, (1, 2), Kind.DAYS), Line(desk.DECIDED, (40, 41))))
    assert as_lines(Shown(desk.SECTION, found, words))[0].endswith("1 hari kerja (sebelumnya 2 hari kerja)")


def test_a_picture_shows_no_hidden_number_and_says_where_it_is_from(words: Words) -> None:
    found = Counted((Line("61.06.01", (3, 0, 44, None, None)), Line(TOTAL, (3, 0, 44, None, 48343))))
    svg = picture(Shown(coverage.SECTION, found, words, small=False), ["Sumber: Payung"])
    assert ">44<" in svg
    assert ">3<" not in svg
    assert "Sumber: Payung" in svg


def test_whoever_may_see_small_numbers_sees_them(words: Words) -> None:
    found = Counted((Line(desk.DECIDED, (3, 1)),))
    assert as_lines(Shown(desk.SECTION, found, words, small=True)) == [
        "Yang sudah diputuskan: 3 (sebelumnya 1)"
    ]


def test_another_section_needs_nothing_but_itself(words: Words) -> None:
    section = Section(
        "money", key("angka.desk"), key("angka.desk_button"), key("angka.desk_about"),
        (Column(key("angka.this_month"), Kind.THINGS),),
        lambda _: Counted((Line("a", (2,)),)), lambda _, code: code.upper(), draws=Kind.THINGS,
    )  # fmt: skip
    shown = Shown(section, section.count(None), words)  # type: ignore[arg-type]
    assert rows(shown) == [["", "November 2026"], ["A", 2]]
    assert ">A<" in picture(shown, [])


def test_names_of_sections_are_their_own() -> None:
    assert len({one.name for one in ALL}) == len(ALL)


def test_the_report_tells_where_most_people_stop_and_nothing_where_it_is_hidden(words: Words) -> None:
    found = Counted((Line("nik", (52, 40, 12, 1, 20)), Line("name", (40, 33, 7, 9, None))))
    shown = Shown(stops.SECTION, found, words)
    assert list(stops.SECTION.tells(shown)) == ["Paling banyak berhenti di pertanyaan “NIK”: 12 orang."]
    few = Counted((Line("nik", (52, 50, 2, 1, 20)),))
    assert not stops.SECTION.tells(Shown(stops.SECTION, few, words))


def test_the_report_says_what_is_not_known(words: Words) -> None:
    found = Counted((Line(TOTAL, (30, 20, 44, None, 48343)),))
    told = coverage.SECTION.leaves_open(Shown(coverage.SECTION, found, words))
    assert len(told) == 3
    assert "4 Juni 2024" in told[0]
    assert "belum dimasukkan" in told[2]
    listed = Counted((Line(TOTAL, (30, 20, 44, 900, 48343)),), "2026-11-14")
    assert "14 November 2026" in coverage.SECTION.leaves_open(Shown(coverage.SECTION, listed, words))[2]


def test_the_line_of_no_known_place_is_shown_wherever_it_helps_to_hide_another(words: Words) -> None:
    found = Counted(
        (
            Line("61.06.01", (3, 0, 44, None, None)),
            Line("61.06.02", (30, 0, 50, None, None)),
            Line(NOWHERE, (0, 9, 0, None, None)),
            Line(TOTAL, (33, 9, 94, None, 48343)),
        )
    )
    shown = Shown(coverage.SECTION, found, words)
    assert [shown.cell(row, coverage.ACTIVE) for row in range(4)] == [HIDDEN, "30", HIDDEN, "33"]
    assert "Tidak diketahui" in picture(shown, [])
    assert any(line.startswith("Tidak diketahui") for line in as_lines(shown))
