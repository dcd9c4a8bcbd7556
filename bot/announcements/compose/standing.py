"""Which draft is open: what its writer types then belongs to it, never to the answers for workers.

A draft is open from when one of its screens was shown: until it is confirmed or dropped, until something else
is begun that is typed, such as an enrolment or an answer to a question, until its writer says that a text is
no part of it, or until `desk_minutes` have passed. It stands in the position of the chat, as open forms do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.announcements.compose.entry import ANNOUNCE, OF
from bot.dialogue.position import Position

if TYPE_CHECKING:
    from bot.announcements.announcement import Announcement
    from bot.turns.turn import Turn

_AT, _SINCE = "at", "since"


class Place(StrEnum):
    """The screen of a draft that was shown last."""

    DESK = "desk"
    TIME = "time"
    AUDIENCE = "audience"


@dataclass(frozen=True, slots=True)
class Standing:
    """Which draft is open, and at which of its screens."""

    number: int
    place: Place


def stand(turn: Turn, one: Announcement, place: Place = Place.DESK) -> None:
    """Note that a screen of a draft is shown; not in the middle of a form of another feature."""
    if turn.in_form and turn.position.form != ANNOUNCE:
        return
    turn.leave_form()
    scratch = {_AT: place.value, OF: str(one.id), _SINCE: turn.now.isoformat()}
    turn.position = replace(turn.position, scratch=scratch)


def standing(turn: Turn) -> Standing | None:
    """Return which draft is open."""
    scratch = turn.position.scratch
    if turn.position.form or _AT not in scratch:
        return None
    lasts = timedelta(minutes=turn.resources.announcements.desk_minutes)
    if turn.now > datetime.fromisoformat(scratch[_SINCE]) + lasts:
        return None
    return Standing(int(scratch[OF]), Place(scratch[_AT]))


def walk_away(turn: Turn) -> None:
    """Note that no draft is open any more."""
    if not turn.position.form:
        turn.position = Position(start_link=turn.position.start_link)
