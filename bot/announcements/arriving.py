"""An announcement as it arrives with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.screen import Button, Media, Screen
from bot.front.ways import Calculate, Enrol, Mute
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.message import Message
    from bot.dialogue.data import Data
    from bot.dialogue.screen import Rows
    from bot.terms.news import NewsKind
    from bot.texts import Catalogues

WAYS = {"enrol": key("menu.enrol"), "calculate": key("menu.calculate")}  # buttons of the bot's own
_WAY_DATA: Mapping[str, Data] = {"enrol": Enrol(), "calculate": Calculate()}


def screen(
    message: Message, kind: NewsKind, language: str, values: Mapping[str, str], catalogues: Catalogues
) -> Screen:
    """Return the message for one person; the last button is the way out. A file without words is signed."""
    texts, content = catalogues[language], message.content(language)
    media = Media(content.kind, content.file_id) if content.kind else None
    is_bare = media is not None and not content.bare.strip()
    words = texts("announce.signature") if is_bare else message.filled(language, values)
    return Screen(words, _buttons(message, kind, language, catalogues), media=media)


def _buttons(message: Message, kind: NewsKind, language: str, catalogues: Catalogues) -> Rows:
    texts = catalogues[language]
    ways = [(Button(texts(WAYS[way]), _WAY_DATA[way].pack()),) for way in message.ways]
    links = [(Button(link.label, url=link.url),) for link in message.links]
    return (*links, *ways, (Button(texts("mute.button"), Mute(kind).pack()),))
