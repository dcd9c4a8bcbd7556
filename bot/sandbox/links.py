"""Entities Telegram finds by itself: commands, links, mentions, addresses; and cutting texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.sandbox.markup import units

if TYPE_CHECKING:
    from bot.sandbox.people import Json

_found_alone = re.compile(
    r"(?P<url>\b(?:https?://|tg://)[^\s<>\"]+|\b(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|id|me|io)\b(?:/[^\s<>\"]*)?)"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/<>])(?P<bot_command>/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[a-zA-Z]\w{3,31})"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)",
)
TRAILING = ".,;:!?)'\""


def detect(text: str) -> list[Json]:
    """Find the entities of a plain text."""
    if not any(sign in text for sign in "/@.#"):
        return []
    return [_entity(text, found) for found in _found_alone.finditer(text)]


def _entity(text: str, found: re.Match[str]) -> Json:
    kind = found.lastgroup
    matched = found.group().rstrip(TRAILING) if kind == "url" else found.group()
    return {"offset": units(text[: found.start()]), "length": units(matched), "type": kind}


def with_detected(text: str, entities: list[Json]) -> list[Json]:
    """Entities of the markup and those found outside of links and code."""
    detected = detect(text)
    if not entities or not detected:
        return entities or detected
    closed = [entity for entity in entities if entity["type"] in {"text_link", "text_mention", "code", "pre"}]
    free = [entity for entity in detected if not any(_overlap(entity, other) for other in closed)]
    return sorted(entities + free, key=lambda entity: (entity["offset"], -entity["length"]))


def _overlap(one: Json, other: Json) -> bool:
    starts_before_end: bool = one["offset"] < other["offset"] + other["length"]
    return starts_before_end and bool(other["offset"] < one["offset"] + one["length"])


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without the space around, as Telegram stores every text."""
    if not text or not (text[0].isspace() or text[-1].isspace()):
        return text, entities
    left = units(text) - units(text.lstrip())
    text = text.strip()
    end = units(text)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - left)
        length = min(end, entity["offset"] - left + entity["length"]) - start
        if length > 0:
            moved.append({**entity, "offset": start, "length": length})
    return text, moved
