"""Quiet hours, by the clock of Putussibau."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.front.quiet import QuietHours


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{text}+07:00")


@pytest.mark.parametrize(
    ("hours", "moment", "over"),
    [
        ("20:00-07:00", "01T19:59:59.999999", None),
        ("20:00-07:00", "01T20:00", "02T07:00"),
        ("20:00-07:00", "01T23:59", "02T07:00"),
        ("20:00-07:00", "02T00:00", "02T07:00"),
        ("20:00-07:00", "02T06:59:59.999999", "02T07:00"),
        ("20:00-07:00", "02T07:00", None),
        ("20:00-07:00", "02T12:00", None),
        ("20:00-07:00", "30T21:30", "31T07:00"),
        ("12:00-13:30", "01T11:59", None),
        ("12:00-13:30", "01T12:00", "01T13:30"),
        ("12:00-13:30", "01T13:29", "01T13:30"),
        ("12:00-13:30", "01T13:30", None),
        ("00:00-07:00", "01T00:00", "01T07:00"),
        ("00:00-07:00", "01T23:59", None),
        ("20:00-00:00", "01T20:00", "02T00:00"),
        ("20:00-00:00", "01T00:00", None),
        ("off", "01T03:00", None),
        ("off", "01T00:00", None),
    ],
)
def test_what_is_quiet_is_held_until_it_is_over(hours: str, moment: str, over: str | None) -> None:
    quiet = QuietHours.of(hours)
    assert quiet.over_at(at(moment)) == at(over or moment)
    assert quiet.hold(at(moment)) == bool(over)


def test_the_clock_is_the_offices_whatever_zone_a_moment_is_given_in() -> None:
    quiet = QuietHours.of("20:00-07:00")
    assert quiet.hold(datetime(2026, 12, 1, 13, 0, tzinfo=UTC))
    assert quiet.over_at(datetime(2026, 12, 1, 13, 0, tzinfo=UTC)) == datetime(2026, 12, 2, tzinfo=UTC)
    assert not quiet.hold(datetime(2026, 12, 1, 12, 59, tzinfo=UTC))
    assert not quiet.hold(datetime(2026, 12, 1, 0, 0, tzinfo=UTC))


@pytest.mark.parametrize("hours", ["20:00-07:00", "12:00-13:30", "00:00-23:59", "23:59-00:00"])
def test_after_its_end_it_is_quiet_no_longer(hours: str) -> None:
    quiet = QuietHours.of(hours)
    for minute in range(24 * 60):
        over = quiet.over_at(at(f"01T{minute // 60:02}:{minute % 60:02}"))
        assert not quiet.hold(over)
