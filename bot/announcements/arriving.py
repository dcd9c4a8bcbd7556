"""An announcement as it arrives with somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.announcements.taps import Way
from bot.dialogue.screen import Button, Media, Screen
from bot.front.ways import Mute
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.announcements.message import Message
    from bot.dialogue.screen import Rows
    from bot.terms.news import NewsKind
    from bot.texts import Catalogues

ENROL, CALCULATE = "enrol", "calculate"
WAYS = {ENROL: key("menu.enrol"), CALCULATE: key("menu.calculate")}  # buttons of the bot's own


def screen(  # noqa: PLR0913, PLR0917 - all that a message is made of
    message: Message,
    kind: NewsKind,
    language: str,
    values: Mapping[str, str],
    catalogues: Catalogues,
    number: int = 0,
) -> Screen:
    """Return the message for one person; the last button is the way out. A file without words is signed.

    `number`: of the announcement whose buttons are counted; 0: of none.
    """
    texts, content = catalogues[language], message.content(language)
    media = Media(content.kind, content.file_id) if content.kind else None
    is_bare = media is not None and not content.bare.strip()
    words = texts("announce.signature") if is_bare else message.filled(language, values)
    return Screen(words, _buttons(message, kind, language, catalogues, number), media=media)


def _buttons(message: Message, kind: NewsKind, language: str, catalogues: Catalogues, number: int) -> Rows:
    texts = catalogues[language]
    ways = [(Button(texts(WAYS[way]), Way(number, way).pack()),) for way in message.ways]
    links = [(Button(link.label, url=link.url),) for link in message.links]
    return (*links, *ways, (Button(texts("mute.button"), Mute(kind).pack()),))
