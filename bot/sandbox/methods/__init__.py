"""The methods of the Bot API, by theme; importing this package fills the registry."""

from bot.sandbox.methods import chats, editing, fetching, media, moving, profile, sending
from bot.sandbox.registry import METHODS

__all__ = ["METHODS", "chats", "editing", "fetching", "media", "moving", "profile", "sending"]
