"""The answers as they stand in config/answers/: wordings, templates, what is asked next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.documents import Text, read_toml
from bot.errors import ConfigurationError
from bot.folders import part
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
        folder = part(config, FOLDER)
        files = {language: _files(folder / language) for language in _languages_in(folder)}
        own = files[DEFAULT_LANGUAGE]
        wordings = [
            (text, label)
            for in_language in files.values()
            for label, file in in_language.items()
            for text in file.wordings
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
    words = read_toml(path, _Words)
    meaning = {word: name for name, meant in words.meanings.items() for word in meant.split()}
    fillers = frozenset(words.fillers.split())
    return Vocabulary(tuple(words.spelling.items()), tuple(meaning.items()), fillers)


class _Variant(Struct, forbid_unknown_fields=True):
    text: Text
    when: tuple[Text, ...] = ()
    ask_for: str = ""
    rests_on: tuple[Text, ...] = ()


class _File(Struct, forbid_unknown_fields=True):
    """One file of answers; what is not ours has wordings only."""

    ask: str = ""
    next: tuple[Text, ...] = ()
    rests_on: tuple[Text, ...] = ()
    amount_is_income: bool = False
    wordings: tuple[Text, ...] = ()
    answer: tuple[_Variant, ...] = ()

    def variants(self) -> tuple[Variant, ...]:
        """Return the ways to answer, the one for everybody else last."""
        return tuple(Variant(one.text.strip(), one.when, one.ask_for, one.rests_on) for one in self.answer)


class _Words(Struct):
    spelling: dict[str, str]
    meanings: dict[str, str]
    fillers: str = ""


def _read(path: Path) -> _File:
    """Return a file of answers. Raise ConfigurationError with file, key and reason."""
    file = read_toml(path, _File)
    if path.stem == OUT_OF_SCOPE:
        return file
    if not file.ask.strip():
        raise ConfigurationError("ask", "must be a text that is not empty", str(path))
    if not file.answer:
        raise ConfigurationError("answer", "must be tables [[answer]]", str(path))
    if file.answer[-1].when or not all(one.when for one in file.answer[:-1]):
        raise ConfigurationError("answer", "the last one, and only that, must be without when", str(path))
    return file


def _languages_in(folder: Path) -> list[str]:
    """Return the folders of answers: the default language always, and first."""
    others = {path.name for path in folder.glob("*") if path.is_dir()} - {DEFAULT_LANGUAGE}
    return [DEFAULT_LANGUAGE, *sorted(others)]


def _files(folder: Path) -> dict[str, _File]:
    return {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}


def _entry(label: str, files: Mapping[str, Mapping[str, _File]]) -> Entry:
    known = {language: found[label] for language, found in files.items() if label in found}
    own = known[DEFAULT_LANGUAGE]
    return Entry(
        label,
        {language: file.ask for language, file in known.items()},
        own.next,
        own.rests_on,
        own.amount_is_income,
        {language: file.variants() for language, file in known.items()},
    )
