"""What the engine answers to an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.dialogue.position import Position
    from bot.dialogue.screen import Act


class Outcome(Enum):
    """What the feature that owns the form has to do."""

    COMPLETED = "completed"  # all answered, or *Send* tapped on the summary
    CANCELLED = "cancelled"  # the person said yes to throwing the draft away
    DECLINED = "declined"  # no consent
    PAUSED = "paused"  # goes on another time
    QUESTION = "question"  # `Reaction.text` is a question, or a remark, made at `Reaction.step`
    WANTS_HELP = "wants_help"  # a person should help with the step `Reaction.step`


ASIDE = frozenset({Outcome.QUESTION, Outcome.WANTS_HELP})  # answered beside the form, which stays open


@dataclass(frozen=True, slots=True)
class Fetch:
    """A picture to be fetched for a step before it is an answer."""

    file_id: str
    step: str
    message_id: int


@dataclass(slots=True)
class Reaction:
    """The result: the new position, answers to save (None takes one back), what to show, what happened."""

    position: Position
    saved: dict[str, str | None] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    outcome: Outcome | None = None
    step: str = ""
    text: str = ""
    remark: str = ""  # which; "": none
    fetch: Fetch | None = None
