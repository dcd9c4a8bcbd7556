"""An answer, made out of its template and the figures of the day."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from bot.answers.figures import Figures
from bot.scheme.laws import without_asides
from bot.texts import DEFAULT_LANGUAGE, PLACEHOLDER, Html, bare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.answers.details import Details
    from bot.matching.library import Entry, Variant
    from bot.scheme.tariff import Tariff
    from bot.texts import Texts

LONGEST = 450  # characters that somebody reads on an old phone before the buttons
_ROW = re.compile(r" row \d+")
_LAW = re.compile(r"(\w+(?: \w+)* \d+/\d{4})(.*)")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as Telegram HTML, the laws it rests on, and what it asks for on buttons ("": nothing)."""

    text: Html
    laws: tuple[str, ...]
    ask_for: str

    @property
    def plain(self) -> str:
        """The answer without markup."""
        return bare(self.text)


def reply(entry: Entry, tariff: Tariff, texts: Texts, today: date, details: Details) -> Reply:
    """Return the answer to a question of one kind. Raise NoFactError where a figure is missing that day."""
    if entry.amount_is_income and details.income is None:
        details = structs.replace(details, income=details.amount)
    figures = Figures(tariff, texts, today, details)
    variant = variant_for(entry, figures)
    own = entry.variants[DEFAULT_LANGUAGE][entry.variants[texts.language].index(variant)]
    body = PLACEHOLDER.sub(lambda match: figures.value(match[1]), variant.text)
    for ground in (*entry.rests_on, *own.rests_on):
        figures.rest_on(ground)
    unsettled = [texts("figure.unsettled")] if figures.unsettled else []
    text = Html("\n\n".join([body, *unsettled]))
    return Reply(text, tuple(figures.laws), variant.ask_for)


def named_laws(laws: Iterable[str], texts: Texts, today: date) -> Html:
    """Return the laws that something stated rests on, a line each, and the day for which it is good."""
    lines = Html("\n".join(f"• {law}" for law in _named(laws, texts)))
    return texts("answer.source", laws=lines, day=texts.date(today))


def variant_for(entry: Entry, figures: Figures) -> Variant:
    """Return the first way to answer whose conditions all hold."""
    variants = entry.variants[figures.texts.language]
    return next(one for one in variants if all(map(figures.holds, one.when)))


def _named(laws: Iterable[str], texts: Texts) -> Iterable[str]:
    """Return laws as people read them, each once: with its article where only one is meant."""
    places: dict[str, dict[str, None]] = {}
    for law in laws:
        for one in _ROW.sub("", without_asides(law)).split("; "):
            match = _LAW.match(one)
            name, place = (match[1], match[2].strip()) if match else (one, "")
            places.setdefault(name, {}).setdefault(place)
    article = html.unescape(texts("law.article"))
    for name, found in places.items():
        parts = [part for part in found if part]
        yield f"{name} {parts[0].replace('art.', article)}" if len(parts) == 1 else name
