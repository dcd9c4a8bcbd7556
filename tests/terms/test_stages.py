"""The way of a registration, as it is shown, and which stage may follow which."""

from __future__ import annotations

import pytest

from bot.terms.stages import NAMES, NEWS, NEWS_OF_OTHER, NEXT, OVER, TO_DO, Stage, goes_back, way

SENT, REVIEWED, BACK, KNOWN = Stage.SUBMITTED, Stage.IN_REVIEW, Stage.NEEDS_CORRECTION, Stage.REGISTERED
WELL, ACTIVE = Stage.ACCEPTED, Stage.ACTIVE


@pytest.mark.parametrize(
    ("stage", "passed", "shown"),
    [
        (SENT, [SENT], [SENT, WELL, KNOWN, ACTIVE]),
        (KNOWN, [SENT, KNOWN], [SENT, KNOWN, ACTIVE]),  # what was left out does not come any more
        (REVIEWED, [SENT, REVIEWED], [SENT, REVIEWED, WELL, KNOWN, ACTIVE]),
        (BACK, [SENT, REVIEWED, BACK], [SENT, REVIEWED, BACK, WELL, KNOWN, ACTIVE]),
        (Stage.HANDED_OVER, [SENT, WELL, Stage.HANDED_OVER], [SENT, WELL, Stage.HANDED_OVER, KNOWN, ACTIVE]),
        (Stage.LAPSED, [SENT, KNOWN, ACTIVE, Stage.LAPSED], [SENT, KNOWN, ACTIVE, Stage.LAPSED]),
        (Stage.ENDED, [SENT, REVIEWED, Stage.ENDED], [SENT, REVIEWED, Stage.ENDED]),  # nothing follows
        (Stage.DUPLICATE, [SENT, Stage.DUPLICATE], [SENT, Stage.DUPLICATE]),
    ],
)
def test_what_was_passed_comes_first_and_then_what_usually_follows(
    stage: Stage, passed: list[Stage], shown: list[Stage]
) -> None:
    assert way(stage, passed) == shown


def test_the_name_of_before_is_still_understood() -> None:
    assert Stage("closed") is Stage.ENDED
    with pytest.raises(ValueError, match="open"):
        Stage("open")


def test_every_stage_after_sending_has_its_words_and_its_ways_on() -> None:
    sent = set(Stage) - {Stage.DRAFT}
    assert NAMES.keys() == set(Stage)
    assert NEWS.keys() == NEWS_OF_OTHER.keys() == TO_DO.keys() == NEXT.keys() == sent


def test_whatever_is_over_can_only_be_looked_at_again() -> None:
    assert {NEXT[one] for one in OVER} == {(Stage.IN_REVIEW,)}


@pytest.mark.parametrize(
    ("stage", "passed", "back"),
    [
        (SENT, [SENT, KNOWN, ACTIVE], True),
        (REVIEWED, [SENT, Stage.REJECTED], True),
        (ACTIVE, [SENT, KNOWN, ACTIVE, Stage.LAPSED], False),
        (BACK, [SENT], False),
        (BACK, [SENT, WELL], True),
        (KNOWN, [SENT], False),
    ],
)
def test_a_stage_behind_one_that_was_reached_is_told(
    stage: Stage, passed: list[Stage], *, back: bool
) -> None:
    assert goes_back(stage, passed) is back
