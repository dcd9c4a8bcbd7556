"""An announcement as it stands in the store. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.announcements.states import Action
from bot.clock import stamp
from bot.documents import canonical

if TYPE_CHECKING:
    from datetime import datetime

    from bot.announcements.audience import Audience
    from bot.announcements.message import Message
    from bot.announcements.states import State, Trouble
    from bot.terms.news import NewsKind


class Draft(Struct, frozen=True):
    """What only matters while an announcement is written."""

    tested: str = ""  # seal of the message that its writer has seen as it arrives
    arrived: tuple[str, ...] = ()  # the languages in which Telegram took it
    album: str = ""  # the album that was refused last, so that it is refused once
    expires_at: str = ""  # of a confirmation that a second member of staff is asked for
    sources: Mapping[str, int] = {}  # by language: the message of its writer that became it
    allowed: str = ""  # seal of the message whose long number, as a NIK, its writer wants in it


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement as it stands in the store."""

    id: int
    action: Action
    original_id: int | None
    kind: NewsKind
    state: State
    message: Message
    audience: Audience
    draft: Draft
    people: int | None
    written_by: int
    confirmed_by: int | None
    seconded_by: int | None
    paused_by: int | None
    stopped_by: int | None
    created_at: datetime
    confirmed_at: datetime | None
    seconded_at: datetime | None
    due_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    loud: bool
    repeats: bool  # goes to whoever got the same message of late, too
    gathered: bool
    trouble: Trouble | None
    said: str  # by Telegram, when it was halted
    card_id: int

    @property
    def is_unquiet(self) -> bool:
        """Whether it goes out in quiet hours too: deleting and editing wakes nobody."""
        return self.loud or self.action is not Action.SEND

    @property
    def fingerprint(self) -> str:
        """What a confirmation is bound to: message, kind, audience, time."""
        due = stamp(self.due_at) if self.due_at else ""
        return f"{self.shown}\n{self.audience.dump()}\n{due}\n{self.loud}\n{self.repeats}"

    @property
    def shown(self) -> str:
        """What a test is bound to: the message as it arrives."""
        return f"{self.action}\n{self.kind}\n{canonical(self.message)}"


@dataclass(frozen=True, slots=True)
class Follower:
    """What recalls or corrects an announcement."""

    id: int
    action: Action
    state: State


@dataclass(frozen=True, slots=True)
class Gathering:
    """How far the recipients of an announcement are noted."""

    state: State
    original_id: int | None
    gathered: bool
    gathered_to: int  # the last chat that was looked at
