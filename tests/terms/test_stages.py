"""The way of a registration, as it is shown."""

from __future__ import annotations

import pytest

from bot.terms.stages import Stage, way

SENT, REVIEWED, BACK, KNOWN = Stage.SUBMITTED, Stage.IN_REVIEW, Stage.NEEDS_CORRECTION, Stage.REGISTERED


@pytest.mark.parametrize(
    ("stage", "passed", "shown"),
    [
        (SENT, [SENT], [SENT, REVIEWED, KNOWN, Stage.ACTIVE]),
        (KNOWN, [SENT, KNOWN], [SENT, KNOWN, Stage.ACTIVE]),  # what was left out does not come any more
        (BACK, [SENT, REVIEWED, BACK], [SENT, REVIEWED, BACK, KNOWN, Stage.ACTIVE]),
        (Stage.CLOSED, [SENT, REVIEWED, Stage.CLOSED], [SENT, REVIEWED, Stage.CLOSED]),  # nothing follows
    ],
)
def test_what_was_passed_comes_first_and_then_what_usually_follows(
    stage: Stage, passed: list[Stage], shown: list[Stage]
) -> None:
    assert way(stage, passed) == shown
