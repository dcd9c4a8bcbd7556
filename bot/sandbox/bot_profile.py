"""What a bot says of itself: name, descriptions, commands, menu button."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.people import Json


@dataclass(slots=True)
class BotProfile:
    """The bot's account; texts are kept per language, commands per scope and language."""

    id: int
    username: str
    first_name: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    card: Json = field(init=False)

    def __post_init__(self) -> None:
        self.card = {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }

    def as_me(self) -> Json:
        """Return the `User` object of `getMe`."""
        return {
            **self.card,
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def commands_for(self, chat_id: int, language: str) -> list[Json]:
        """Return the commands a person sees, in Telegram's order of scopes."""
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if found := self.commands.get((scope, code)):
                    return found
        return []


def in_language(texts: dict[str, str], language: str, default: str = "") -> str:
    """Return a text in this language, or the one for everybody else."""
    return texts.get(language) or texts.get("", default)


def scope_key(scope: Json | None) -> str:
    """Return a `BotCommandScope` as one word: `default`, `chat:1001`, `chat_member:-5:7`."""
    if not scope:
        return "default"
    parts = [scope.get("type", "default"), scope.get("chat_id"), scope.get("user_id")]
    return ":".join(str(part) for part in parts if part is not None)
