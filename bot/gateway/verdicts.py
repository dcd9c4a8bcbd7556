"""From what Telegram or the network said of a call to one verdict. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.gateway.request import LateAnswerError, NotSentError
from bot.terms.verdicts import (
    ChatGone,
    Done,
    Gone,
    Lost,
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
_MOST_QUOTED = 120  # characters of what Telegram says
_GONE = {
    "user is deactivated": Gone.DEACTIVATED,
    "chat not found": Gone.NOT_FOUND,
    "user not found": Gone.NOT_FOUND,
    "peer_id_invalid": Gone.NOT_FOUND,
    "can't initiate conversation": Gone.NEVER_STARTED,
    "bot was kicked": Gone.REMOVED,
}
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
            return ChatGone(_gone(said.message) or Gone.BLOCKED, _quoted(said))
        case BadRequest():
            return _refusal(said)
        case InvalidToken() | Conflict():
            return Unserved()
        case NotSentError():
            return NotSent()
        case TelegramError():
            return Unknown(_lost(said))
        case _:
            return Done(said.get("message_id", 0), _file_in(said)) if isinstance(said, dict) else Done()


def _file_in(message: Mapping[str, Any]) -> str:
    """Return the id under which Telegram keeps the voice note of a message, or its picture in full size."""
    sizes = message.get("photo")
    file = message.get("voice") or (sizes[-1] if isinstance(sizes, list) and sizes else None)
    found = file.get("file_id") if isinstance(file, dict) else None
    return found if isinstance(found, str) else ""


def _refusal(error: BadRequest) -> Verdict:
    if gone := _gone(error.message):
        return ChatGone(gone, _quoted(error))
    words = error.message.lower()
    why = next((why for saying, why in _SAYINGS.items() if saying in words), Why.OTHER)
    return Refused(why, _quoted(error))


def _gone(words: str) -> Gone | None:
    return next((why for saying, why in _GONE.items() if saying in words.lower()), None)


def _quoted(error: TelegramError) -> str:
    """Return Telegram's words, which name nobody, as far as they are kept."""
    return " ".join(error.message.split())[:_MOST_QUOTED]


def _lost(error: TelegramError) -> Lost:
    match error:
        case LateAnswerError():
            return Lost.LATE
        case TimedOut():
            return Lost.CUT
        case NetworkError():
            return Lost.SERVER
        case _:
            return Lost.UNREADABLE


def _seconds_to_wait(error: RetryAfter) -> float:
    """Return what a 429 asks for, in seconds; a few where that cannot be read."""
    try:
        wait = error.retry_after
        return max(0.0, float(wait) if isinstance(wait, int) else wait.total_seconds())
    except (AttributeError, TypeError, ValueError):
        return _UNREADABLE_WAIT
