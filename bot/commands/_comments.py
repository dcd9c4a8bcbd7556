"""What translators are told of each text: locales/comments.toml, and the `#.` lines made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po, write_po

from bot.documents import read_toml
from bot.texts import DEFAULT_LANGUAGE, catalogue_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

    from bot.texts import Catalogues

FILE = "comments.toml"
_WHERE, _ANY, _PLACEHOLDERS = "_where", "any", "placeholders"
WIDTH = 110  # of a line in a catalogue


@dataclass(frozen=True, slots=True)
class Comments:
    """Tables by the first part of the ids, of which two are special: [any] and [placeholders]."""

    tables: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, locales: Path) -> Comments:
        """Read locales/comments.toml. Raise ConfigurationError with file, key and reason."""
        return cls(read_toml(locales / FILE, dict[str, dict[str, str]]))

    def of(self, message_id: str, placeholders: tuple[str, ...]) -> list[str]:
        """Return the comment of a text: where it stands, and a line for each placeholder."""
        group, _, name = message_id.partition(".")
        table = self.tables.get(group, {})
        own = table.get(name) or self.tables.get(_ANY, {}).get(name, "")
        where = " ".join(part for part in (table.get(_WHERE, ""), own) if part)
        held = [f"{{{one}}}: {self._meaning(group, one)}" for one in dict.fromkeys(placeholders)]
        return [line for line in (where, *held) if line]

    def _meaning(self, group: str, placeholder: str) -> str:
        meanings = self.tables.get(_PLACEHOLDERS, {})
        return meanings.get(f"{group}.{placeholder}") or meanings.get(placeholder, "")

    def faults(self, catalogues: Catalogues) -> Iterator[str]:
        """Return which texts and placeholders are not explained, and which lines explain nothing."""
        texts = catalogues[DEFAULT_LANGUAGE]
        used = {one: set(texts.placeholders(one)) for one in sorted(texts.own)}
        for message_id, placeholders in used.items():
            group = message_id.partition(".")[0]
            if not self.tables.get(group, {}).get(_WHERE):
                yield f"{FILE}: {message_id}: [{group}] has no {_WHERE}"
            unexplained = (one for one in sorted(placeholders) if not self._meaning(group, one))
            yield from (f"{FILE}: {message_id}: {{{one}}} is not explained" for one in unexplained)
        yield from (f"{FILE}: {line}: there is no such text" for line in self._stray(used))

    def _stray(self, used: Mapping[str, set[str]]) -> Iterator[str]:
        known = {one for placeholders in used.values() for one in placeholders}
        known |= {f"{one.partition('.')[0]}.{each}" for one, found in used.items() for each in found}
        yield from (f"placeholders.{one}" for one in self.tables.get(_PLACEHOLDERS, {}) if one not in known)
        for group, table in self.tables.items():
            if group not in {_ANY, _PLACEHOLDERS}:
                yield from (
                    f"{group}.{one}" for one in table if one != _WHERE and f"{group}.{one}" not in used
                )

    def stale(self, catalogues: Catalogues) -> Iterator[str]:
        """Return, for each language, how many of its texts bear other comments than this file says."""
        texts = catalogues[DEFAULT_LANGUAGE]
        for language in catalogues.languages:
            wrong = [
                name
                for message in _messages(_read(catalogue_path(catalogues.folder, language)))
                if (name := _id_of(message)) in texts.own
                # A long line is written as several.
                and " ".join(message.auto_comments) != " ".join(self.of(name, texts.placeholders(name)))
            ]
            if wrong:
                yield (
                    f"{language}: {len(wrong)} comments, such as that of {wrong[0]}, are not those of "
                    f"{FILE}: `make i18n` writes them"
                )

    def write_into(self, template: Path, catalogues: Catalogues) -> None:
        """Put the comments into a template of catalogues, out of which they come into every language."""
        texts, found = catalogues[DEFAULT_LANGUAGE], _read(template)
        for message in _messages(found):
            name = _id_of(message)
            # A new text has no words yet, and so no placeholders: the next `make i18n` knows them.
            placeholders = texts.placeholders(name) if name in texts.entries else ()
            message.auto_comments = self.of(name, placeholders)
        with template.open("wb") as file:
            write_po(file, found, width=WIDTH, no_location=True, omit_header=True, sort_output=True)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _id_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
