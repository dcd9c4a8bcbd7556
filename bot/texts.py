"""Texts for people: gettext catalogues read from the .po files at start, formats by Babel.

A message id is a stable key such as "nik.question"; the words of every language, Indonesian too, stand in
locales/<lang>/LC_MESSAGES/payung.po, and whatever folder holds one is a language. Values put into a text are
escaped for Telegram's HTML.
"""

from __future__ import annotations

import html
import re
from copy import copy
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_currency, format_decimal

from bot.clock import OFFICE_ZONE
from bot.errors import ConfigurationError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

DEFAULT_LANGUAGE = "id"
MOST_TEXT, MOST_CAPTION = 4096, 1024  # units without the markup (Bot API, sendMessage and sendPhoto)
PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TAG = re.compile(r"<[^>]*>")
_NOT_A_WORD = re.compile(r"[\W_]+")
_PLURALS = ("zero", "one", "two", "few", "many", "other")  # CLDR's, in the order of the forms in a catalogue
_COUNTS = 200  # the numbers below it need every form that texts have

__all__ = ["DEFAULT_LANGUAGE", "Catalogues", "Html", "Texts", "key", "language_of", "plain"]

Entry = str | tuple[str, ...]


class Html(str):
    """A text that is Telegram HTML already and is not escaped again."""

    __slots__ = ()


def key(message_id: str) -> str:
    """Mark a message id for extraction where it is named, to be said later."""
    return message_id


def example_of(name: str) -> str:
    """Return the placeholder that stands for the example of an answer."""
    return f"example_{name}"


def bare(text: str) -> str:
    """Return a Telegram HTML text without its markup."""
    return html.unescape(_TAG.sub("", text))


def units(text: str) -> int:
    """Return how long a text is as Telegram counts: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def plain(text: str) -> str:
    """Return a text as compared between a button's label and what was typed: letters and digits only."""
    return _NOT_A_WORD.sub(" ", text).strip().casefold()


@lru_cache(maxsize=2048)
def plain_label(label: str) -> str:
    """Return `plain` of a button's label. Remembered: for words of ours only, never for a person's."""
    return plain(label)


def languages_in(folder: Path) -> tuple[str, ...]:
    """Return the languages: the folders that hold a catalogue, the default one first."""
    found = {path.name for path in folder.glob("*") if catalogue_path(folder, path.name).is_file()}
    return (DEFAULT_LANGUAGE, *sorted(found - {DEFAULT_LANGUAGE}))


def language_of(code: str | None, languages: Collection[str]) -> str:
    """Return the language for a language code (IETF) of Telegram's; the office's first where it is none."""
    language = (code or "").partition("-")[0].lower()
    return language if language in languages else next(iter(languages), DEFAULT_LANGUAGE)


@lru_cache
def formats_of(language: str) -> Locale:
    """Return how a language writes numbers and dates and counts: as the default where Babel knows nothing."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT_LANGUAGE)


@lru_cache
def _forms_of(locale: Locale) -> tuple[str, ...]:
    """Return the names of the forms that a counted text has in a language."""
    needed = {locale.plural_form(count) for count in range(_COUNTS)}
    return tuple(form for form in _PLURALS if form in needed)


class Texts:
    """One language's texts. Chosen once per turn."""

    def __init__(
        self, language: str, own: Mapping[str, Entry], constants: Mapping[str, str],
        model: Mapping[str, Entry] | None = None,
    ) -> None:  # fmt: skip
        self.language, self.own = language, own
        # What is not translated yet is said in the default language, rather than not at all.
        self.entries = {**(model or {}), **{name: entry for name, entry in own.items() if _is_whole(entry)}}
        self._constants = {name: html.escape(value, quote=False) for name, value in constants.items()}
        self._locale = formats_of(language)

    def __call__(self, message_id: str, /, **values: object) -> Html:
        """Return the text of `message_id` with its placeholders filled, as Telegram HTML."""
        return self._filled(str(self.entries[message_id]), values)

    def forms(self, message_id: str) -> tuple[str, ...]:
        """Return the text of `message_id` as the catalogue has it, in each of its forms; none: nothing."""
        return _forms_in(self.entries[message_id]) if message_id in self.entries else ()

    def placeholders(self, message_id: str) -> tuple[str, ...]:
        """Return the names of the placeholders of a text."""
        return _pieces(str(self.entries[message_id]))[1::2]

    def example(self, name: str) -> str:
        """Return the example for an answer in this language; empty where config has none."""
        return html.unescape(self._constants.get(example_of(name), ""))

    def constant(self, name: str) -> Html | None:
        """Return the value out of config that any text may name; None where there is none of that name."""
        value = self._constants.get(name)
        return None if value is None else Html(value)

    def bare(self, message_id: str, /, **values: object) -> str:
        """Return the text of `message_id` without markup, as for a picture or a file."""
        return bare(self(message_id, **values))

    def counted(self, message_id: str, /, *, count: int, **values: object) -> Html:
        """Return the text of `message_id` in the form that goes with `count`, which it may name."""
        forms, place = self.entries[message_id], _place_of(count, self.language)
        text = forms[place] if place < len(forms) else forms[-1]  # fewer in the default language
        return self._filled(text, {"count": self.number(count), **values})

    def name_of(self, other: Texts) -> str:
        """Return what a language is called in this one; in its own words where Babel knows no name."""
        return self._locale.languages.get(other.language) or other.bare("language.name")

    def _filled(self, text: str, values: Mapping[str, object]) -> Html:
        pieces = _pieces(text)
        if len(pieces) == 1:
            return Html(text)
        filled = list(pieces)
        filled[1::2] = [
            _escaped(values[name]) if name in values else self._constant(name) for name in pieces[1::2]
        ]
        return Html("".join(filled))

    def _constant(self, name: str) -> str:
        """Return a value out of config; of a missing example nothing: `payung check` names it."""
        return self._constants.get(name, "") if name.startswith(example_of("")) else self._constants[name]

    def missing_examples(self) -> list[str]:
        """Return the examples that a text names and config does not have."""
        named = {name for entry in self.entries.values() for name in _placeholders(entry)}
        return sorted(
            name for name in named if name.startswith(example_of("")) and name not in self._constants
        )

    def money(self, rupiah: int) -> Html:
        """Return an amount of whole rupiah, as read in this language."""
        return _money(rupiah, self.language)

    def number(self, value: int) -> Html:
        """Return a count."""
        return _number(value, self.language)

    def date(self, day: dt.date) -> Html:
        """Return a day, such as 17 Agustus 1980."""
        return Html(format_date(day, "d MMMM y", locale=self._locale))

    def short_date(self, day: dt.date) -> Html:
        """Return a day for a narrow line, such as 17 Agu 1980."""
        return Html(format_date(day, "d MMM y", locale=self._locale))

    def weekday(self, day: dt.date) -> Html:
        """Return a day with its name, such as Rabu, 2 Desember 2026."""
        return Html(format_date(day, "EEEE, d MMMM y", locale=self._locale))

    def month(self, day: dt.date) -> Html:
        """Return a month, such as Desember 2026."""
        return Html(format_date(day, "MMMM y", locale=self._locale))

    def moment(self, moment: dt.datetime) -> Html:
        """Return day and time at the office."""
        return Html(format_datetime(moment, "d MMMM y, HH.mm", tzinfo=OFFICE_ZONE, locale=self._locale))


class _HeardTexts(Texts):
    """Texts of which somebody hears each one that is said."""

    def __init__(self, texts: Texts, hear: Callable[[str, str, str], None]) -> None:
        vars(self).update(vars(texts))
        self._hear = hear

    def __call__(self, message_id: str, /, **values: object) -> Html:
        said = super().__call__(message_id, **values)
        self._hear(self.language, message_id, said)
        return said

    def counted(self, message_id: str, /, *, count: int, **values: object) -> Html:
        said = super().counted(message_id, count=count, **values)
        self._hear(self.language, message_id, said)
        return said


@cache
def _pieces(text: str) -> tuple[str, ...]:
    """Return a text of the catalogue cut at its placeholders: words and names by turns."""
    return tuple(PLACEHOLDER.split(text))


@lru_cache(maxsize=1024)
def _place_of(count: int, language: str) -> int:
    """Return which of its forms a counted text has for a count."""
    locale = formats_of(language)
    forms, form = _forms_of(locale), locale.plural_form(count)
    return forms.index(form) if form in forms else len(forms) - 1  # as a million in French: the last


@lru_cache(maxsize=1024)
def _number(value: int, language: str) -> Html:
    return Html(format_decimal(value, locale=formats_of(language)))


@lru_cache(maxsize=1024)
def _money(rupiah: int, language: str) -> Html:
    text = format_currency(rupiah, "IDR", locale=formats_of(language), format="¤#,##0", currency_digits=False)
    return Html(text.replace("IDR", "Rp"))


def _escaped(value: object) -> str:
    return value if isinstance(value, Html) else html.escape(str(value), quote=False)


class Catalogues:
    """All languages. `constants` are the values out of config that any text may name, by language."""

    def __init__(self, folder: Path, constants: Mapping[str, Mapping[str, str]]) -> None:
        self.folder = folder
        read = {language: _read(folder, language) for language in constants}
        model = read.get(DEFAULT_LANGUAGE, {})
        self._texts = {
            language: Texts(language, read[language], named, model) for language, named in constants.items()
        }

    def __getitem__(self, language: str) -> Texts:
        # The default for a chat whose language is no longer there.
        return self._texts.get(language) or self._texts[DEFAULT_LANGUAGE]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that people can choose, the default one first."""
        return tuple(self._texts)

    def heard_by(self, hear: Callable[[str, str, str], None]) -> Catalogues:
        """Return the same catalogues; of each text that they say, `hear` gets language, id and words."""
        heard = copy(self)
        heard._texts = {name: _HeardTexts(texts, hear) for name, texts in self._texts.items()}  # noqa: SLF001
        return heard

    def faults(self) -> list[str]:
        """Return what is missing or differs between the languages, as "language: message id: reason"."""
        model = self._texts[DEFAULT_LANGUAGE].own
        found = []
        for language, texts in self._texts.items():
            ids = model.keys() | texts.own.keys()
            found += [
                f"{language}: {one}: is missing"
                for one in sorted(ids)
                if not _is_whole(texts.own.get(one, ""))
            ]
            found += [
                f"{language}: {one}: other placeholders than in {DEFAULT_LANGUAGE}"
                for one in sorted(model.keys() & texts.own.keys())
                if _placeholders(texts.own[one]) != _placeholders(model[one])
            ]
        return found

    @property
    def everything(self) -> list[str]:
        """Every text, in every language, as it stands in the catalogues."""
        entries = [entry for texts in self._texts.values() for entry in texts.own.values()]
        return [text for entry in entries for text in _forms_in(entry)]

    @cached_property
    def typed(self) -> frozenset[str]:
        """All words that people may type for a button, in every language, as `plain` gives them."""
        return frozenset[str]().union(*self._words.values())

    def said(self, message_id: str) -> frozenset[str]:
        """Return the words, in every language, that a comma-separated entry lists (for what people type)."""
        return self._words[message_id]

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {
            message_id: frozenset(
                plain(word)
                for texts in self._texts.values()
                for word in str(texts.entries[message_id]).split(",")
            )
            for message_id in self._texts[DEFAULT_LANGUAGE].entries
            if message_id.startswith("words.")
        }


def _forms_in(entry: Entry) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else entry


def _is_whole(entry: Entry) -> bool:
    return all(_forms_in(entry))


def _placeholders(entry: Entry) -> set[str]:
    return set(PLACEHOLDER.findall("".join(_forms_in(entry))))


def catalogue_path(folder: Path, language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return folder / language / "LC_MESSAGES" / "payung.po"


def _read(folder: Path, language: str) -> dict[str, Entry]:
    path = catalogue_path(folder, language)
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=formats_of(language), domain="payung", abort_invalid=True)
    except (OSError, ValueError, PoFileError) as error:
        raise ConfigurationError("catalogue", type(error).__name__, str(path)) from None
    entries: dict[str, Entry] = {}
    count = len(_forms_of(formats_of(language)))
    for message in catalogue:
        if message.id:
            name, words = message.id, "" if message.fuzzy else message.string
            if isinstance(name, str):
                entries[name] = str(words)
            else:  # a text with plural forms; Babel gives a single form as a plain text
                forms = (words,) if isinstance(words, str) else tuple(words or ())
                entries[name[0]] = (*forms, *[""] * count)[:count]
    return entries
