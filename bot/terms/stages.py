"""The stages of a registration."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence


class Stage(StrEnum):
    """Where a registration stands."""

    DRAFT = "draft"  # the worker is still answering
    SUBMITTED = "submitted"  # sent; nobody has looked at it
    IN_REVIEW = "in_review"  # the office has taken it: the worker can no longer change it
    NEEDS_CORRECTION = "needs_correction"  # something is to be put right by the worker
    REGISTERED = "registered"  # entered with BPJS Ketenagakerjaan; the first contribution is to be paid
    ACTIVE = "active"  # the first contribution is paid: protection has begun
    CLOSED = "closed"  # cannot be processed


CHANGEABLE = frozenset({Stage.SUBMITTED, Stage.NEEDS_CORRECTION})

NAMES = {
    Stage.DRAFT: key("stage.draft"),
    Stage.SUBMITTED: key("stage.submitted"),
    Stage.IN_REVIEW: key("stage.in_review"),
    Stage.NEEDS_CORRECTION: key("stage.needs_correction"),
    Stage.REGISTERED: key("stage.registered"),
    Stage.ACTIVE: key("stage.active"),
    Stage.CLOSED: key("stage.closed"),
}
NEWS = {
    Stage.SUBMITTED: key("stage_news.submitted"),
    Stage.IN_REVIEW: key("stage_news.in_review"),
    Stage.NEEDS_CORRECTION: key("stage_news.needs_correction"),
    Stage.REGISTERED: key("stage_news.registered"),
    Stage.ACTIVE: key("stage_news.active"),
    Stage.CLOSED: key("stage_news.closed"),
}
NEWS_OF_OTHER = {
    Stage.SUBMITTED: key("stage_news_other.submitted"),
    Stage.IN_REVIEW: key("stage_news_other.in_review"),
    Stage.NEEDS_CORRECTION: key("stage_news_other.needs_correction"),
    Stage.REGISTERED: key("stage_news_other.registered"),
    Stage.ACTIVE: key("stage_news_other.active"),
    Stage.CLOSED: key("stage_news_other.closed"),
}
TO_DO = {
    Stage.SUBMITTED: key("to_do.submitted"),
    Stage.IN_REVIEW: key("to_do.in_review"),
    Stage.NEEDS_CORRECTION: key("to_do.needs_correction"),
    Stage.REGISTERED: key("to_do.registered"),
    Stage.ACTIVE: key("to_do.active"),
    Stage.CLOSED: key("to_do.closed"),
}
_WAY = (Stage.SUBMITTED, Stage.IN_REVIEW, Stage.REGISTERED, Stage.ACTIVE)


def way(stage: Stage, passed: Sequence[Stage]) -> list[Stage]:
    """Return the stages to show in order: those passed until now, and those that usually follow."""
    before = [one for one in passed if one is not stage]
    to_come = (
        [one for one in _WAY if one not in passed and one is not stage] if stage is not Stage.CLOSED else []
    )
    if stage in _WAY:
        to_come = [one for one in to_come if _WAY.index(one) > _WAY.index(stage)]
    return [*before, stage, *to_come]
