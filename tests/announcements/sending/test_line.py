"""How many calls a line bears, and when it has fallen silent: by the times of its answers."""

from __future__ import annotations

import pytest

from bot.announcements.sending.line import Line


def line_of(rate: float, *times: float) -> Line:
    """Return a line that answered after these times, one call after the other."""
    line, now = Line(rate), 0.0
    for seconds in times:
        line.called(now)
        line.answered(now + seconds, now)
        now += seconds
    return line


@pytest.mark.parametrize(
    ("rate", "times", "most"),
    [
        (28, (), 4),
        (28, (0.01,), 4),
        (28, (0.15,), 8),
        (28, (0.6,), 34),
        (28, (0.15, 0.15, 30.0), 8),
        (1000, (0.08,), 180),
        (1000, (1.0,), 300),
        (0, (0.1,), 300),
    ],
)
def test_twice_as_many_are_under_way_as_the_rate_needs_at_the_median(
    rate: float, times: tuple[float, ...], most: int
) -> None:
    assert line_of(rate, *times).most == most


def test_what_answered_long_ago_is_forgotten() -> None:
    assert line_of(28, *[5.0] * 30, *[0.15] * 25).most == 8


@pytest.mark.parametrize(("usual", "longest"), [(0.02, 0.3), (0.15, 0.6), (0.6, 2.4)])
def test_it_is_silent_once_nothing_was_answered_for_four_times_as_long_as_usual(
    usual: float, longest: float
) -> None:
    line = line_of(28, usual)
    begun = 100.0
    line.called(begun)
    line.called(begun + longest / 2)
    assert not line.is_silent(begun + longest - 0.001)
    assert line.is_silent(begun + longest + 0.001)


def test_each_answer_begins_the_silence_anew() -> None:
    line = line_of(28, *[0.15] * 5)
    line.called(10.0)
    line.called(10.1)
    line.answered(10.5, 10.0)
    assert not line.is_silent(11.0)
    assert line.is_silent(11.2)


def test_a_line_on_which_nothing_is_under_way_is_never_silent() -> None:
    line = line_of(28, 0.15)
    assert not line.is_silent(1000.0)
    line.called(1000.0)
    assert line.is_silent(1001.0)
    line.lost()
    assert not line.is_silent(1002.0)


def test_before_the_first_answer_it_is_soon_silent() -> None:
    line = Line(28)
    line.called(0.0)
    assert not line.is_silent(0.25)
    assert line.is_silent(0.35)


@pytest.mark.parametrize(("seconds", "most"), [(0.15, 10), (0.08, 10)])
def test_a_line_that_hangs_strands_few(seconds: float, most: int) -> None:
    """At 28 a second: what is under way when it begins to hang, and what still goes out."""
    line = line_of(28, *[seconds] * 25)
    now, under_way = 100.0, 0
    while not line.is_silent(now) and under_way < line.most:
        line.called(now)
        under_way += 1
        now += 1 / 28
    assert under_way <= most
