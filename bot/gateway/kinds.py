"""The kinds of updates that are asked of Telegram: nothing else is delivered, or read."""

from __future__ import annotations

from typing import Final

# Bot API, getUpdates: allowed_updates.
ALLOWED_UPDATES: Final = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]
