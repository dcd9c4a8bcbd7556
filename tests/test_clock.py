"""The clock: what the store writes of a moment is what it reads again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from bot.clock import moment_of, stamp


def test_a_stamped_moment_is_read_back_as_the_same_moment() -> None:
    at_the_office = datetime(2026, 1, 5, 8, 30, 15, 250, tzinfo=timezone(timedelta(hours=7)))
    read = moment_of(stamp(at_the_office))
    assert read == at_the_office
    assert read is not None
    assert read.tzinfo == UTC


def test_no_stamp_is_no_moment() -> None:
    assert moment_of(None) is None
