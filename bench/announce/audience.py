"""Who gets the announcement of a run, and what it says: the server that judges and the bots agree on it."""

from __future__ import annotations

TEXT = "Besok petugas kami ada di pasar."
FIRST_CHAT = 2_000_001
_BLOCKED_OF, _BLOCKED = 20, 7  # one chat in twenty has blocked the bot
_MOST_WORKERS = 20


def chats(count: int) -> range:
    """Return the ids of all recipients; the first of them is the member of staff who announces."""
    return range(FIRST_CHAT, FIRST_CHAT + count)


def has_blocked(chat_id: int) -> bool:
    """Tell whether a chat has blocked the bot."""
    return chat_id % _BLOCKED_OF == _BLOCKED


def workers(count: int) -> list[int]:
    """Return recipients, spread over all, who write to the bot meanwhile."""
    reachable = [chat_id for chat_id in chats(count)[1:] if not has_blocked(chat_id)]
    return reachable[:: max(1, len(reachable) // _MOST_WORKERS)][:_MOST_WORKERS]
