"""What Telegram shows of the bot: commands, description, short description, in every language."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

if TYPE_CHECKING:
    from bot.front.menu import Menu
    from bot.gateway.bot_api import ApiBot
    from bot.texts import Catalogues

log = logging.getLogger(__name__)

_CODE = 2  # Bot API, setMyCommands: letters of a language's code, so none for Iban (iba)


async def publish(bot: ApiBot, catalogues: Catalogues, menu: Menu) -> None:
    """Set commands and descriptions. The bot works without; a failure is only logged."""
    for method, params in _calls(catalogues, menu):
        try:
            await bot.call(method, params)
        except TelegramError as error:
            log.warning("%s failed: %s", method, type(error).__name__)


def _calls(catalogues: Catalogues, menu: Menu) -> list[tuple[str, dict[str, Any]]]:
    calls: list[tuple[str, dict[str, Any]]] = []
    listed = [language for language in catalogues.languages if len(language) == _CODE]
    for language in ("", *listed):  # "": for every language that is not listed
        texts = catalogues[language or catalogues.languages[0]]
        code = {"language_code": language} if language else {}
        items = [{"command": command, "description": text} for command, text in menu.lines(texts)]
        calls += [
            ("setMyCommands", {"commands": items, **code}),
            ("setMyDescription", {"description": texts("profile.description"), **code}),
            ("setMyShortDescription", {"short_description": texts("profile.short_description"), **code}),
        ]
    return calls
