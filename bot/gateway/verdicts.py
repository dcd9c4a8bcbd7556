"""From what Telegram or the network said of a call to one verdict. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.gateway.request import NotSentError
from bot.terms.verdicts import (
    ChatGone,
    Done,
    Moved,
    NotSent,
    Refused,
    TryAfter,
    Unknown,
    Unserved,
    Verdict,
    Why,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNREADABLE_WAIT = 5.0  # seconds, where a 429 does not say how many
_GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated")
# What refusals say, in small letters: the Bot API has one code for all of them.
_SAYINGS = {
    "message is not modified": Why.ALREADY,
    "message to delete not found": Why.ALREADY,
    "can't be deleted": Why.TOO_OLD,
    "can't be edited": Why.TOO_OLD,
    "message to edit not found": Why.MESSAGE_GONE,
}


def verdict_of(said: object) -> Verdict:  # noqa: PLR0911 - a case each
    """Return the verdict on what a call brought: its result, or the error of telegram.error it ended in."""
    match said:
        case RetryAfter():
            return TryAfter(_seconds_to_wait(said))
        case ChatMigrated():
            return Moved(said.new_chat_id)
        case Forbidden():
            return ChatGone()
        case BadRequest():
            return _refusal(said.message.lower())
        case InvalidToken() | Conflict():
            return Unserved()
        case NotSentError():
            return NotSent()
        case TelegramError():
            return Unknown()
        case _:
            return Done(said.get("message_id", 0), _file_in(said)) if isinstance(said, dict) else Done()


def _file_in(message: Mapping[str, Any]) -> str:
    """Return the id under which Telegram keeps the voice note of a message, or its picture in full size."""
    sizes = message.get("photo")
    file = message.get("voice") or (sizes[-1] if isinstance(sizes, list) and sizes else None)
    found = file.get("file_id") if isinstance(file, dict) else None
    return found if isinstance(found, str) else ""


def _refusal(words: str) -> Verdict:
    if any(one in words for one in _GONE):
        return ChatGone()
    return Refused(next((why for saying, why in _SAYINGS.items() if saying in words), Why.OTHER))


def _seconds_to_wait(error: RetryAfter) -> float:
    """Return what a 429 asks for, in seconds; a few where that cannot be read."""
    try:
        wait = error.retry_after
        return max(0.0, float(wait) if isinstance(wait, int) else wait.total_seconds())
    except (AttributeError, TypeError, ValueError):
        return _UNREADABLE_WAIT
