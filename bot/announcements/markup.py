"""From a message's entities to Telegram HTML, so that the message itself is not needed again. Pure."""

from __future__ import annotations

import html
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Bot API, MessageEntity: what staff may format with. Links and mentions in the text find themselves.
_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ("<tg-spoiler>", "</tg-spoiler>"),
    "code": ("<code>", "</code>"),
    "pre": ("<pre>", "</pre>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
}


def to_html(text: str, entities: Sequence[Mapping[str, Any]]) -> str:
    """Return a message's text as Telegram HTML. Offsets and lengths of entities count UTF-16 units."""
    units = text.encode("utf-16-le")
    spans = sorted(_spans(entities, len(units) // 2), key=lambda span: (span[0], -span[1]))
    edges = sorted({0, len(units) // 2, *(edge for start, end, _ in spans for edge in (start, end))})
    pieces: list[str] = []
    open_now: list[tuple[int, int, tuple[str, str]]] = []
    for start, end in pairwise(edges):
        _turn_to(open_now, [span for span in spans if span[0] <= start < span[1]], pieces)
        pieces.append(html.escape(units[2 * start : 2 * end].decode("utf-16-le", "ignore"), quote=False))
    _turn_to(open_now, [], pieces)
    return "".join(pieces)


def _turn_to(
    open_now: list[tuple[int, int, tuple[str, str]]],
    wanted: list[tuple[int, int, tuple[str, str]]],
    pieces: list[str],
) -> None:
    """Close what ends here, and whatever stands inside of it; open what begins here."""
    same = 0
    while same < min(len(open_now), len(wanted)) and open_now[same] == wanted[same]:
        same += 1
    while len(open_now) > same:
        pieces.append(open_now.pop()[2][1])
    for span in wanted[same:]:
        open_now.append(span)
        pieces.append(span[2][0])


def _spans(entities: Sequence[Mapping[str, Any]], most: int) -> list[tuple[int, int, tuple[str, str]]]:
    spans = []
    for entity in entities:
        tags = _tags(entity)
        start, length = entity.get("offset"), entity.get("length")
        if tags and isinstance(start, int) and isinstance(length, int):
            start, end = max(0, start), min(most, start + length)
            if start < end:
                spans.append((start, end, tags))
    return spans


def _tags(entity: Mapping[str, Any]) -> tuple[str, str] | None:
    if entity.get("type") == "text_link":
        return f'<a href="{html.escape(str(entity.get("url", "")))}">', "</a>"
    if entity.get("type") == "pre" and entity.get("language"):
        language = html.escape(str(entity["language"]))
        return f'<pre><code class="language-{language}">', "</code></pre>"
    return _TAGS.get(str(entity.get("type")))
