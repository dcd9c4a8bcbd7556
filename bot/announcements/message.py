"""What an announcement says: words, a file, buttons, placeholders and what stands in for them. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from bot.dialogue.words import holds_number
from bot.texts import DEFAULT_LANGUAGE, MOST_CAPTION, MOST_TEXT, bare, units

MOST_LABEL = 40  # of a link's button
_MOST_VALUE = 64  # UTF-16 units that a placeholder is filled with
_PLACEHOLDER = re.compile(r"\{([^{}\n]{0,40})\}")
_TAG = re.compile(r"<[^>]*>")
_TAG_OR_PLACEHOLDER = re.compile(f"{_TAG.pattern}|{_PLACEHOLDER.pattern}")  # none stands in an address

NAME, DISTRICT, VILLAGE = "nama", "kecamatan", "desa"
PLACEHOLDERS = {
    NAME: NAME, "name": NAME, DISTRICT: DISTRICT, "district": DISTRICT, VILLAGE: VILLAGE, "village": VILLAGE,
}  # fmt: skip
MEDIA = frozenset({"photo", "video", "animation", "document", "voice", "audio"})


class Content(Struct, frozen=True):
    """The words in one language as Telegram HTML, and the file they belong to: its kind, its file_id."""

    html: str = ""
    kind: str = ""
    file_id: str = ""

    @property
    def bare(self) -> str:
        """The words without markup."""
        return bare(self.html)

    @property
    def length(self) -> int:
        """The greatest length it may have when it is filled, as Telegram counts it: in UTF-16 units."""
        return units(_PLACEHOLDER.sub("x" * _MOST_VALUE, self.bare))

    @property
    def most(self) -> int:
        """The greatest length that Telegram takes."""
        return MOST_CAPTION if self.kind else MOST_TEXT

    def placeholders(self) -> list[str]:
        """Return the placeholders that are filled, each once, in order."""
        names = [PLACEHOLDERS.get(name.strip().casefold(), "") for name in self._written()]
        return list(dict.fromkeys(name for name in names if name))

    def _written(self) -> list[str]:
        found = _TAG_OR_PLACEHOLDER.finditer(self.html)
        return [html.unescape(match[1]) for match in found if match[1] is not None]

    def unknown(self) -> list[str]:
        """Return what stands in braces and is no placeholder, as it was written."""
        whole = set(self._written())  # markup inside of braces splits the name
        return [
            name
            for name in _PLACEHOLDER.findall(self.bare)
            if name.strip().casefold() not in PLACEHOLDERS or name not in whole
        ]


class Link(Struct, frozen=True):
    """A button that opens an address."""

    label: str
    url: str


class Message(Struct, frozen=True):
    """What is sent: in each language it was written in, with the same buttons."""

    contents: Mapping[str, Content] = {}  # by language
    fallbacks: Mapping[str, str] = {}  # by "language placeholder"
    links: tuple[Link, ...] = ()
    ways: tuple[str, ...] = ()  # buttons of the bot's own: actions of its menu

    def content(self, language: str) -> Content:
        """Return what people of a language get: the default language where it was not written in theirs."""
        return self.contents[self.language(language)]

    def language(self, language: str) -> str:
        """Return the language in which people of `language` get it."""
        return language if language in self.contents else DEFAULT_LANGUAGE

    def with_content(self, language: str, content: Content) -> Message:
        """Return it with other words in one language; what stands in for placeholders is asked anew."""
        kept = {key: words for key, words in self.fallbacks.items() if key.partition(" ")[0] != language}
        return replace(self, contents={**self.contents, language: content}, fallbacks=kept)

    def reworded(self, language: str, content: Content) -> Message:
        """Return it with one language mended; words for placeholders that are still there stay."""
        still = {f"{language} {name}" for name in content.placeholders()}
        kept = {
            key: words
            for key, words in self.fallbacks.items()
            if key.partition(" ")[0] != language or key in still
        }
        return replace(self, contents={**self.contents, language: content}, fallbacks=kept)

    def with_fallback(self, language: str, name: str, words: str) -> Message:
        """Return it with words for people of whom a placeholder's value is not known."""
        return replace(self, fallbacks={**self.fallbacks, f"{language} {name}": words})

    def missing_fallback(self) -> tuple[str, str] | None:
        """Return the first language and placeholder that nothing stands in for."""
        return next(
            (
                (language, name)
                for language, content in self.contents.items()
                for name in content.placeholders()
                if f"{language} {name}" not in self.fallbacks
            ),
            None,
        )

    @property
    def holds_number(self) -> bool:
        """Whether a number as long as a NIK stands in it, which everybody would read."""
        return any(holds_number(content.bare) for content in self.contents.values())

    def is_personal(self, language: str) -> bool:
        """Tell whether it needs something about the person."""
        return bool(self.content(language).placeholders())

    def filled(self, language: str, values: Mapping[str, str]) -> str:
        """Return the words for one person as Telegram HTML; `values` by placeholder, as far as known."""
        written = self.language(language)

        def value(match: re.Match[str]) -> str:
            if match[1] is None:
                return match[0]
            name = PLACEHOLDERS.get(match[1].strip().casefold(), "")
            words = values.get(name) or self.fallbacks.get(f"{written} {name}", "")
            return html.escape(_cut(words), quote=False)

        return _TAG_OR_PLACEHOLDER.sub(value, self.contents[written].html)


def _cut(words: str) -> str:
    """Return what of a value has room, in UTF-16 units."""
    return words.encode("utf-16-le")[: 2 * _MOST_VALUE].decode("utf-16-le", "ignore")
