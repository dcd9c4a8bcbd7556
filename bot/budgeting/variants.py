"""Other ways to spend the same budget, to lay beside the one that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bot.budgeting.shares import WHOLE
from bot.scheme.funding import FundKind

if TYPE_CHECKING:
    from bot.budgeting.scenario import Scenario

_HALVES: Final = 2
_VILLAGE: Final = 40  # percent


def variants(scenario: Scenario) -> tuple[Scenario, Scenario, Scenario]:
    """Return the scenario, one of half the months, and one in which others pay.

    Who pays alone is helped by the villages (a village by the regency); who does not, pays alone.
    """
    shorter = replace(scenario, months=max(1, scenario.months // _HALVES))
    return scenario, shorter, replace(scenario, shares=_shared(scenario))


def _shared(scenario: Scenario) -> dict[FundKind, int]:
    asker = scenario.asker
    if scenario.shares != {asker: WHOLE}:
        return {asker: WHOLE}
    helper = FundKind.APBD_REGENCY if asker is FundKind.VILLAGE else FundKind.VILLAGE
    return {asker: WHOLE - _VILLAGE, helper: _VILLAGE}
