"""What came of one call of the Bot API, in the words in which the program decides what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Why(Enum):
    """Why Telegram refuses a call."""

    ALREADY = "already"  # there is nothing to do: it is as it should be, or gone, as it should be
    TOO_OLD = "too_old"  # it deletes and edits only what is younger
    MESSAGE_GONE = "message_gone"  # the message to be changed is no longer there
    OTHER = "other"  # it will not do it, now or later


class Gone(Enum):
    """Why a chat cannot be written to."""

    BLOCKED = "blocked"  # it has blocked the bot
    DEACTIVATED = "deactivated"  # the account is no more
    NOT_FOUND = "not_found"  # Telegram knows no such chat
    NEVER_STARTED = "never_started"  # it never wrote to the bot, or took that back
    REMOVED = "removed"  # the bot was taken out of a group


class Lost(Enum):
    """Which answer never came, or could not be read."""

    LATE = "late"  # none came in time
    CUT = "cut"  # the connection ended first
    SERVER = "server"  # Telegram says that it failed
    UNREADABLE = "unreadable"  # what came is no answer of Telegram's


@dataclass(frozen=True, slots=True)
class Done:
    """Telegram did it; `message_id` of a new message, `file_id` of its voice or picture; 0, "": none."""

    message_id: int = 0
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class TryAfter:
    """Not now: the same call again after some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has another id now."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class ChatGone:
    """The chat has blocked the bot, or is no more. `said` are Telegram's words."""

    why: Gone = Gone.BLOCKED
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will not do it. `said` are its words."""

    why: Why = Why.OTHER
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unserved:
    """Telegram takes no calls with this token just now, or knows no such method: nothing was done."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The call surely did not reach Telegram."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The call left, no readable answer came: done or not, nobody can tell."""

    lost: Lost = Lost.CUT


Verdict = Done | TryAfter | Moved | ChatGone | Refused | Unserved | NotSent | Unknown
