"""The report of what is held; and what is over for long is erased by the tick."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.privacy.forgetting import stores
from bot.privacy.holding import NOBODYS, Kept

if TYPE_CHECKING:
    from tests.conversation import Conversation, Town


def test_the_report_counts_what_is_held_since_when_and_how_long(town: Town, siti: Conversation) -> None:
    number = siti.registers()
    told = town.payung("privacy", "report")
    document = json.loads(town.payung("privacy", "report", "--json"))
    held = {one["table"]: one for one in document["held"]}
    declared = {
        one.table
        for kind in stores()
        for one in kind.holdings
        if not (isinstance(one.erased, Kept) and one.erased.why == NOBODYS)
    }
    assert held.keys() == declared
    assert held["registrations"]["rows"] == 1
    assert held["registrations"]["since"] == town.settings.clock.now().date().isoformat()
    assert held["turns"]["days"] == town.resources.limits.turn_days
    assert document["notice"] == town.resources.notice_version
    assert "registrations: 1 rows" in told
    for hidden in (number, "Siti", "6106", "1001"):
        assert hidden not in told + json.dumps(document)


def test_what_was_erased_is_counted_by_month_and_by_whose_doing(town: Town, siti: Conversation) -> None:
    town.is_now("2026-10-05T09:00:00+07:00")
    town.payung("erase", siti.registers())
    assert "2026-10: 1 by the command line" in town.payung("privacy", "report")


@pytest.mark.parametrize("stage", ["ended", "rejected", "duplicate"])
def test_a_registration_that_is_over_is_erased_after_two_years_by_itself(
    town: Town, siti: Conversation, stage: str
) -> None:
    number = siti.registers()
    town.payung("stage", number, stage)
    town.is_now("2028-10-01T09:00:00+07:00")
    town.grows_old()
    assert len(town.exported()) == 1
    town.is_now("2028-12-05T09:00:00+07:00")
    town.grows_old()
    assert not town.exported()
    assert "1 by the tick" in town.payung("privacy", "report")


def test_a_registration_that_goes_on_is_kept_however_old(town: Town, siti: Conversation) -> None:
    town.payung("stage", siti.registers(), "active")
    town.is_now("2031-12-05T09:00:00+07:00")
    town.grows_old()
    assert len(town.exported()) == 1
