"""What came of one call of the Bot API, in the words in which the program decides what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Why(Enum):
    """Why Telegram refuses a call."""

    ALREADY = "already"  # there is nothing to do: it is as it should be, or gone, as it should be
    TOO_OLD = "too_old"  # it deletes and edits only what is younger
    MESSAGE_GONE = "message_gone"  # the message to be changed is no longer there
    OTHER = "other"  # it will not do it, now or later


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
    """The chat has blocked the bot, or is no more."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will not do it."""

    why: Why = Why.OTHER


@dataclass(frozen=True, slots=True)
class Unserved:
    """Telegram takes no calls with this token just now, or knows no such method: nothing was done."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The call surely did not reach Telegram."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """The call left, no readable answer came: done or not, nobody can tell."""


Verdict = Done | TryAfter | Moved | ChatGone | Refused | Unserved | NotSent | Unknown
