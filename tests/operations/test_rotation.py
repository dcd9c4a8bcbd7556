"""Which backups are kept, and when the next is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.clock import OFFICE_ZONE
from bot.operations.rotation import kept, last_due, moment_in, name_of

if TYPE_CHECKING:
    from bot.office_settings import OperationSettings
    from bot.resources import Resources

NIGHT = datetime(2026, 11, 30, 2, 0, tzinfo=OFFICE_ZONE)


@pytest.fixture
def limits(resources: Resources) -> OperationSettings:
    return replace(resources.operations, backup_days=7, backup_weeks=5, backup_months=12)


def test_a_name_tells_its_moment_at_the_office() -> None:
    assert name_of(NIGHT) == "payung-20261130-020000.backup"
    assert moment_in(name_of(NIGHT)) == NIGHT


@pytest.mark.parametrize(
    "name", ["payung.db", "payung-2026.backup", "payung-20261130-020000.backup.erasures", "foto.jpg", ""]
)
def test_other_files_of_the_folder_are_none_of_ours(name: str) -> None:
    assert moment_in(name) is None


@pytest.mark.parametrize(
    ("now", "due"), [("2026-11-30T02:00", 30), ("2026-11-30T01:59", 29), ("2026-11-30T23:59", 30)]
)
def test_a_backup_is_due_each_night(now: str, due: int) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=OFFICE_ZONE)
    assert last_due(moment, "02:00") == NIGHT.replace(day=due)


def test_after_two_years_of_nights_there_are_days_weeks_and_months(limits: OperationSettings) -> None:
    nights = [NIGHT - timedelta(days=day) for day in range(730)]
    stay = kept(nights, limits)
    assert {NIGHT - timedelta(days=day) for day in range(7)} <= stay
    assert len({one.isocalendar()[:2] for one in stay}) >= 5
    assert len({(one.year, one.month) for one in stay}) == 12
    assert len(stay) <= 7 + 5 + 12


def test_rotating_each_night_ends_with_the_same_as_rotating_once(limits: OperationSettings) -> None:
    there: set[datetime] = set()
    for day in range(730, -1, -1):
        there = kept({*there, NIGHT - timedelta(days=day)}, limits)
    assert {NIGHT - timedelta(days=day) for day in range(7)} <= there
    assert len({(one.year, one.month) for one in there}) == 12


@given(st.sets(st.integers(0, 3000), max_size=60), st.integers(0, 3000))
def test_the_newest_is_always_kept_and_nothing_comes_from_nowhere(hours: set[int], newest: int) -> None:
    from bot.folders import ROOT  # noqa: PLC0415
    from bot.resources import Resources  # noqa: PLC0415

    moments = {NIGHT - timedelta(hours=one) for one in {*hours, newest}}
    stay = kept(moments, Resources.load(ROOT / "config").operations)
    assert max(moments) in stay
    assert stay <= moments


def test_a_bot_that_was_off_for_a_month_keeps_what_there_was(limits: OperationSettings) -> None:
    old = [NIGHT - timedelta(days=60 + day) for day in range(7)]
    assert kept([*old, NIGHT], limits) == {*old[:6], NIGHT} | set(old[:6])
