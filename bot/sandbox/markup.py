"""Telegram's HTML: a text with tags becomes a plain text with entities."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox.refusals import unparsable

if TYPE_CHECKING:
    from bot.sandbox.people import Json

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SURROGATES = range(0xD800, 0xE000)
LAST_BMP = "\uffff"

_piece = re.compile(r"<|&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,8})|(lt|gt|amp|quot))(?:;|\b)")
_tag_name = re.compile(r"[^\s>/]*")
_attribute = re.compile(r"""\s*([a-zA-Z-]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


@dataclass(slots=True)
class _Open:
    """A start tag whose end tag has not come yet."""

    tag: str
    attributes: dict[str, str]
    offset: int
    position: int


def units(text: str) -> int:
    """Return the length of a text as Telegram counts offsets: in UTF-16 units."""
    if not text or text.isascii() or max(text) <= LAST_BMP:
        return len(text)
    return len(text) + sum(character > LAST_BMP for character in text)


def parse_html(html: str) -> tuple[str, list[Json]]:
    """Plain text and entities of `parse_mode=HTML`; Telegram's refusal where tags do not fit."""
    if "<" not in html and "&" not in html:
        return html, []
    return _Parser(html).run()


class _Parser:
    """Walks over one text; offsets are counted as the plain text grows."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.plain: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        position = 0
        while found := _piece.search(self.html, position):
            self.write(self.html[position : found.start()])
            if found.group() == "<":
                position = self.tag(found.start())
            else:
                self.write(_character(found))
                position = found.end()
        self.write(self.html[position:])
        if self.open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.plain), self.entities

    def write(self, text: str) -> None:
        self.plain.append(text)
        self.offset += units(text)

    def tag(self, start: int) -> int:
        """Read the tag at this position; the position after it."""
        if self.html.startswith("</", start):
            return self.end_tag(start)
        named = _tag_name.match(self.html, start + 1)
        name = named.group().lower() if named else ""
        if name not in KINDS:
            raise unparsable(f'Unsupported start tag "{name}" at byte offset {self.byte(start)}')
        attributes, end = self.attributes(start, start + 1 + len(name))
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(start)}')
        self.open.append(_Open(name, attributes, self.offset, start))
        return end

    def attributes(self, start: int, position: int) -> tuple[dict[str, str], int]:
        found: dict[str, str] = {}
        while match := _attribute.match(self.html, position):
            found[match[1].lower()] = _plain(_unquoted(match[2] or ""))
            position = match.end()
        rest = self.html[position:].lstrip().removeprefix("/").lstrip()
        if not rest.startswith(">"):
            raise unparsable(f"Unclosed start tag at byte offset {self.byte(start)}")
        return found, len(self.html) - len(rest) + 1

    def end_tag(self, start: int) -> int:
        if not self.open:
            raise unparsable(f"Unexpected end tag at byte offset {self.byte(start)}")
        end = self.html.find(">", start)
        if end < 0:
            raise unparsable(f"Unclosed end tag at byte offset {self.byte(start)}")
        opened, name = self.open.pop(), self.html[start + 2 : end].strip().lower()
        if name not in {"", opened.tag}:
            where = f"Unmatched end tag at byte offset {self.byte(start)}"
            raise unparsable(f'{where}, expected "</{opened.tag}>", found "</{name}>"')
        self.close(opened)
        return end + 1

    def close(self, opened: _Open) -> None:
        """Add the entity of a tag that is complete, unless it is empty."""
        length = self.offset - opened.offset
        if length <= 0:
            return
        entity: Json = {"offset": opened.offset, "length": length, "type": KINDS[opened.tag]}
        if opened.tag == "a" and not _link(entity, opened.attributes.get("href") or self.since(opened)):
            return
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        if opened.tag in {"pre", "code"} and self.joins_language(entity, opened):
            return
        self.entities.append(entity)

    def joins_language(self, entity: Json, opened: _Open) -> bool:
        """`<pre><code class="language-x">` is one entity, not two."""
        language = opened.attributes.get("class", "").removeprefix("language-")
        inside = bool(self.open) and self.open[-1].tag == "pre" and self.open[-1].offset == opened.offset
        if opened.tag == "code" and inside and language:
            self.open[-1].attributes["class"] = f"language-{language}"
            return True
        if opened.tag == "pre" and language:
            entity["language"] = language
        return False

    def since(self, opened: _Open) -> str:
        """Return the plain text since a tag was opened."""
        encoded = "".join(self.plain).encode("utf-16-le")
        return encoded[opened.offset * 2 :].decode("utf-16-le")

    def byte(self, position: int) -> int:
        return len(self.html[:position].encode())


def _link(entity: Json, url: str) -> bool:
    if url.startswith("tg://user?id="):
        entity["type"] = "text_mention"
        entity["user"] = {"id": int(url.removeprefix("tg://user?id=")), "is_bot": False, "first_name": ""}
        return True
    if not url.startswith(("http://", "https://", "tg://", "mailto:", "tel:")):
        if "." not in url or " " in url:
            return False
        url = f"http://{url}"
    entity["url"] = url
    return True


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name:
        return NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code <= sys.maxunicode and code not in SURROGATES else found.group()


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in {'"', "'"} else value


def _plain(value: str) -> str:
    return _piece.sub(lambda found: "<" if found.group() == "<" else _character(found), value)
