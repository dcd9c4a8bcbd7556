"""The answers as they stand in config/answers/: wordings, templates, what is asked next."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigurationError
from bot.matching.matcher import Matcher
from bot.matching.vocabulary import Vocabulary
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.matching.matcher import Thresholds

FOLDER = "answers"
OUT_OF_SCOPE = "out_of_scope"  # questions that are not ours: wordings, but no answer
_WORDS_FILE = "words.toml"
_KEYS = frozenset({"ask", "next", "rests_on", "amount_is_income", "wordings", "answer"})
_ANSWER_KEYS = frozenset({"when", "ask_for", "rests_on", "text"})


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to answer: its template, when it fits, what it asks for on buttons ("": nothing).

    `rests_on` are the ids of rules that only this way to answer states.
    """

    text: str
    when: tuple[str, ...] = ()
    ask_for: str = ""
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything about one kind of question.

    `ask` is the question in the asker's words, by language, as it stands on a button; `next` are the labels
    of what is asked next; `rests_on` are the ids of rules that no template names. `ask` and `variants` have
    the languages in which there is an answer: the default one always.
    """

    label: str
    ask: Mapping[str, str]
    next: tuple[str, ...]
    rests_on: tuple[str, ...]
    amount_is_income: bool
    variants: Mapping[str, tuple[Variant, ...]]

    def language_for(self, language: str) -> str:
        """Return the language in which people of `language` get it."""
        return language if language in self.variants else DEFAULT_LANGUAGE

    def asked_in(self, language: str) -> str:
        """Return the question on a button for people of `language`."""
        return self.ask[self.language_for(language)]


@dataclass(frozen=True, slots=True)
class Library:
    """All answers, by label; the wordings to learn from as (text, label); and how people spell."""

    entries: Mapping[str, Entry]
    wordings: tuple[tuple[str, str], ...]
    vocabulary: Vocabulary

    def matcher(self, thresholds: Thresholds) -> Matcher:
        """Return what tells the questions apart; learnt once, since the same files always give the same."""
        return _learnt(self.wordings, self.vocabulary, thresholds)

    @classmethod
    def load(cls, config: Path) -> Library:
        """Read config/answers/. Raise ConfigurationError with file, key and reason."""
        folder = config / FOLDER
        files = {language: _files(folder / language) for language in _languages_in(folder)}
        own = files[DEFAULT_LANGUAGE]
        wordings = [
            (text, label)
            for in_language in files.values()
            for label, file in in_language.items()
            for text in file.strings("wordings")
        ]
        if stray := next((one for file in files.values() for one in file if one not in own), ""):
            raise ConfigurationError(stray, f"has no file for {DEFAULT_LANGUAGE}", str(folder))
        entries = {label: _entry(label, files) for label in own if label != OUT_OF_SCOPE}
        asked = [(text, one.label) for one in entries.values() for text in one.ask.values()]
        return cls(entries, (*wordings, *asked), load_vocabulary(folder / _WORDS_FILE))


@lru_cache(maxsize=2)
def _learnt(wordings: tuple[tuple[str, str], ...], vocabulary: Vocabulary, thresholds: Thresholds) -> Matcher:
    return Matcher.learn(wordings, vocabulary, thresholds, OUT_OF_SCOPE)


def load_vocabulary(path: Path) -> Vocabulary:
    """Return how people spell and which words mean the same. Raise ConfigurationError."""
    document = _read(path)
    spelling: Any = document.get("spelling")
    meanings: Any = document.get("meanings")
    if not all(isinstance(one, dict) and all(map(_is_text, one.values())) for one in (spelling, meanings)):
        raise ConfigurationError("spelling", "must be tables [spelling] and [meanings] of texts", str(path))
    meaning = {word: name for name, words in meanings.items() for word in words.split()}
    fillers = frozenset(str(document.get("fillers", "")).split())
    return Vocabulary(tuple(spelling.items()), tuple(meaning.items()), fillers)


class _File:
    """One file of answers, whose every fault names the key."""

    def __init__(self, path: Path) -> None:
        self._path, self._document = path, _read(path)
        for name in self._document:
            if name not in _KEYS:
                raise self._fault(name, "is not known")

    def _fault(self, name: str, reason: str) -> ConfigurationError:
        return ConfigurationError(name, reason, str(self._path))

    def strings(self, name: str) -> tuple[str, ...]:
        values = self._document.get(name, [])
        if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
            raise self._fault(name, "must be a list of texts")
        return tuple(values)

    def string(self, name: str) -> str:
        value = self._document.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._fault(name, "must be a text")
        return value

    def flag(self, name: str) -> bool:
        value = self._document.get(name, False)
        if not isinstance(value, bool):
            raise self._fault(name, "must be true or false")
        return value

    def variants(self) -> tuple[Variant, ...]:
        tables = self._document.get("answer")
        if not isinstance(tables, list) or not tables:
            raise self._fault("answer", "must be tables [[answer]]")
        variants = tuple(self._variant(table) for table in tables)
        if variants[-1].when or not all(one.when for one in variants[:-1]):
            raise self._fault("answer", "the last one, and only that, must be without when")
        return variants

    def _variant(self, table: dict[str, Any]) -> Variant:
        if not isinstance(table, dict) or not _ANSWER_KEYS.issuperset(table) or "text" not in table:
            keys = ", ".join(sorted(_ANSWER_KEYS))
            raise self._fault("answer", f"must have text, and of {keys} nothing else")
        lists = [table.get("when", []), table.get("rests_on", [])]
        inside = [one for some in lists if isinstance(some, list) for one in some]
        texts = [table["text"], table.get("ask_for", ""), *inside]
        if not all(isinstance(some, list) for some in lists) or not all(
            isinstance(one, str) for one in texts
        ):
            raise self._fault("answer", "text and ask_for must be texts, when and rests_on lists of texts")
        when, rests_on = (tuple(some) for some in lists)
        return Variant(table["text"].strip(), when, table.get("ask_for", ""), rests_on)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError("file", str(error) or type(error).__name__, str(path)) from None


def _languages_in(folder: Path) -> list[str]:
    """Return the folders of answers: the default language always, and first."""
    others = {path.name for path in folder.glob("*") if path.is_dir()} - {DEFAULT_LANGUAGE}
    return [DEFAULT_LANGUAGE, *sorted(others)]


def _files(folder: Path) -> dict[str, _File]:
    return {path.stem: _File(path) for path in sorted(folder.glob("*.toml"))}


def _entry(label: str, files: Mapping[str, Mapping[str, _File]]) -> Entry:
    known = {language: found[label] for language, found in files.items() if label in found}
    own = known[DEFAULT_LANGUAGE]
    return Entry(
        label,
        {language: file.string("ask") for language, file in known.items()},
        own.strings("next"),
        own.strings("rests_on"),
        own.flag("amount_is_income"),
        {language: file.variants() for language, file in known.items()},
    )
