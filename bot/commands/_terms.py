"""One word for one thing: locales/terms.toml, held against what people read in the default language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.documents import Text, read_toml
from bot.texts import DEFAULT_LANGUAGE, bare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.matching.library import Library
    from bot.texts import Catalogues

FILE = "terms.toml"
_TYPED = "words."  # what people may type


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """The word to use, what it is in English, what it means, and the words that stand for it nowhere."""

    use: Text
    english: Text
    meaning: Text
    instead_of: tuple[Text, ...]


class _Document(Struct, frozen=True):
    term: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """The glossary."""

    terms: tuple[Term, ...]

    @classmethod
    def load(cls, locales: Path) -> Terms:
        """Read locales/terms.toml. Raise ConfigurationError with file, key and reason."""
        return cls(read_toml(locales / FILE, _Document).term)

    def faults(self, catalogues: Catalogues, library: Library) -> Iterator[str]:
        """Give a line for each text that says a thing in another word."""
        for place, text in _read_by_people(catalogues, library):
            for term in self.terms:
                if found := _said(text, term.instead_of):
                    yield f"{place}: says {found}; the word for it is {term.use} (locales/{FILE})"


def _read_by_people(catalogues: Catalogues, library: Library) -> Iterator[tuple[str, str]]:
    for message_id, forms in catalogues[DEFAULT_LANGUAGE].entries.items():
        if not message_id.startswith(_TYPED):
            for form in [forms] if isinstance(forms, str) else forms:
                yield f"locales: {DEFAULT_LANGUAGE}: {message_id}", str(form)
    for entry in library.entries.values():
        for variant in entry.variants[DEFAULT_LANGUAGE]:
            yield f"config/answers/{DEFAULT_LANGUAGE}/{entry.label}", variant.text


def _said(text: str, words: tuple[str, ...]) -> str:
    """Return the first of some words that a text says; "" where it says none."""
    plain = bare(text).casefold()
    return next((word for word in words if re.search(rf"\b{re.escape(word.casefold())}\b", plain)), "")
