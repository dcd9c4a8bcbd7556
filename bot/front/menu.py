"""The menu of commands, out of the commands that have a line in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.front.handlers import Command
from bot.terms.roles import may

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.front.handlers import Handler
    from bot.terms.roles import Role
    from bot.texts import Texts


class Menu:
    """What Telegram shows of the commands."""

    def __init__(self, handlers: Iterable[Handler]) -> None:
        shown = [one for one in handlers if isinstance(one, Command) and one.label]
        self.commands = tuple(sorted(shown, key=lambda one: one.order))

    def lines(self, texts: Texts, role: Role | None = None) -> tuple[tuple[str, str], ...]:
        """Return commands with descriptions: what staff of a role have on top of everybody's."""
        return tuple(
            (one.name, texts(one.label)) for one in self.commands if one.right is None or may(role, one.right)
        )
