"""The stages of a registration."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Stage(StrEnum):
    """Where a registration stands."""

    DRAFT = "draft"  # the worker is still answering
    SUBMITTED = "submitted"  # sent; nobody has looked at it
    IN_REVIEW = "in_review"  # the office has taken it: the worker can no longer change it
    NEEDS_CORRECTION = "needs_correction"  # something is to be put right by the worker
    ACCEPTED = "accepted"  # the office has looked at it, and all is well
    HANDED_OVER = "handed_over"  # on a list that went to BPJS Ketenagakerjaan
    REGISTERED = "registered"  # entered with BPJS Ketenagakerjaan; the first contribution is to be paid
    ACTIVE = "active"  # the first contribution is paid: protection has begun
    LAPSED = "lapsed"  # protection has ended, since a contribution was not paid
    ENDED = "ended"  # over: what was wanted is done, or not wanted any more
    REJECTED = "rejected"  # cannot be accepted, and why was told
    DUPLICATE = "duplicate"  # the same person was registered once more: another one counts

    @classmethod
    def _missing_(cls, value: object) -> Stage | None:
        """Return what stands today for the name that was used before 0012."""
        return cls.ENDED if value == "closed" else None


WAITING = frozenset({Stage.SUBMITTED, Stage.IN_REVIEW})  # for the office to look at
CHANGEABLE = frozenset({Stage.SUBMITTED, Stage.NEEDS_CORRECTION})  # by the worker
OVER = frozenset({Stage.ENDED, Stage.REJECTED, Stage.DUPLICATE})  # nothing follows by itself
WITH_REASON = frozenset({Stage.NEEDS_CORRECTION, Stage.REJECTED, Stage.DUPLICATE})  # the worker reads why
HALTS = WITH_REASON | {Stage.LAPSED}  # nothing that went well

_BACK = (Stage.IN_REVIEW,)
NEXT = {  # where the office may move a registration
    Stage.SUBMITTED: (
        Stage.ACCEPTED, Stage.IN_REVIEW, Stage.REGISTERED, *sorted(WITH_REASON), Stage.ENDED,
    ),
    Stage.IN_REVIEW: (Stage.ACCEPTED, Stage.REGISTERED, *sorted(WITH_REASON), Stage.ENDED),
    Stage.NEEDS_CORRECTION: (Stage.IN_REVIEW, *sorted(WITH_REASON), Stage.ENDED),
    Stage.ACCEPTED: (Stage.HANDED_OVER, Stage.REGISTERED, *_BACK, *sorted(WITH_REASON), Stage.ENDED),
    Stage.HANDED_OVER: (Stage.REGISTERED, *sorted(WITH_REASON), Stage.ENDED),
    Stage.REGISTERED: (Stage.ACTIVE, Stage.REGISTERED, Stage.LAPSED, Stage.ENDED),
    Stage.ACTIVE: (Stage.ACTIVE, Stage.LAPSED, Stage.ENDED),
    Stage.LAPSED: (Stage.ACTIVE, Stage.ENDED),
    Stage.ENDED: _BACK,
    Stage.REJECTED: _BACK,
    Stage.DUPLICATE: _BACK,
}  # fmt: skip
_RANKS = {  # how far a registration has come
    Stage.DRAFT: 0, Stage.SUBMITTED: 1, Stage.NEEDS_CORRECTION: 1, Stage.IN_REVIEW: 2, Stage.ACCEPTED: 3,
    Stage.HANDED_OVER: 4, Stage.REGISTERED: 5, Stage.ACTIVE: 6, Stage.LAPSED: 6, Stage.ENDED: 7,
    Stage.REJECTED: 7, Stage.DUPLICATE: 7,
}  # fmt: skip

NAMES = {
    Stage.DRAFT: key("stage.draft"),
    Stage.SUBMITTED: key("stage.submitted"),
    Stage.IN_REVIEW: key("stage.in_review"),
    Stage.NEEDS_CORRECTION: key("stage.needs_correction"),
    Stage.ACCEPTED: key("stage.accepted"),
    Stage.HANDED_OVER: key("stage.handed_over"),
    Stage.REGISTERED: key("stage.registered"),
    Stage.ACTIVE: key("stage.active"),
    Stage.LAPSED: key("stage.lapsed"),
    Stage.ENDED: key("stage.ended"),
    Stage.REJECTED: key("stage.rejected"),
    Stage.DUPLICATE: key("stage.duplicate"),
}
NEWS = {
    Stage.SUBMITTED: key("stage_news.submitted"),
    Stage.IN_REVIEW: key("stage_news.in_review"),
    Stage.NEEDS_CORRECTION: key("stage_news.needs_correction"),
    Stage.ACCEPTED: key("stage_news.accepted"),
    Stage.HANDED_OVER: key("stage_news.handed_over"),
    Stage.REGISTERED: key("stage_news.registered"),
    Stage.ACTIVE: key("stage_news.active"),
    Stage.LAPSED: key("stage_news.lapsed"),
    Stage.ENDED: key("stage_news.ended"),
    Stage.REJECTED: key("stage_news.rejected"),
    Stage.DUPLICATE: key("stage_news.duplicate"),
}
NEWS_OF_OTHER = {
    Stage.SUBMITTED: key("stage_news_other.submitted"),
    Stage.IN_REVIEW: key("stage_news_other.in_review"),
    Stage.NEEDS_CORRECTION: key("stage_news_other.needs_correction"),
    Stage.ACCEPTED: key("stage_news_other.accepted"),
    Stage.HANDED_OVER: key("stage_news_other.handed_over"),
    Stage.REGISTERED: key("stage_news_other.registered"),
    Stage.ACTIVE: key("stage_news_other.active"),
    Stage.LAPSED: key("stage_news_other.lapsed"),
    Stage.ENDED: key("stage_news_other.ended"),
    Stage.REJECTED: key("stage_news_other.rejected"),
    Stage.DUPLICATE: key("stage_news_other.duplicate"),
}
TO_DO = {
    Stage.SUBMITTED: key("to_do.submitted"),
    Stage.IN_REVIEW: key("to_do.in_review"),
    Stage.NEEDS_CORRECTION: key("to_do.needs_correction"),
    Stage.ACCEPTED: key("to_do.accepted"),
    Stage.HANDED_OVER: key("to_do.handed_over"),
    Stage.REGISTERED: key("to_do.registered"),
    Stage.ACTIVE: key("to_do.active"),
    Stage.LAPSED: key("to_do.lapsed"),
    Stage.ENDED: key("to_do.ended"),
    Stage.REJECTED: key("to_do.rejected"),
    Stage.DUPLICATE: key("to_do.duplicate"),
}
_WAY = (Stage.SUBMITTED, Stage.ACCEPTED, Stage.REGISTERED, Stage.ACTIVE)  # of whom nothing was wrong


def way(stage: Stage, passed: Sequence[Stage]) -> list[Stage]:
    """Return the stages to show in order: those passed until now, and those that usually follow."""
    before = [one for one in passed if one is not stage]
    if stage in OVER:
        return [*before, stage]
    reached = max(_RANKS[one] for one in (stage, *before)) if stage is not Stage.NEEDS_CORRECTION else 1
    return [*before, stage, *(one for one in _WAY if _RANKS[one] > reached and one not in passed)]


def goes_back(stage: Stage, passed: Iterable[Stage]) -> bool:
    """Tell whether a stage lies behind one that was reached already."""
    return any(_RANKS[one] > _RANKS[stage] for one in passed)
