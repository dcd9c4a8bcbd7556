"""Every answer of the library, in each of its variants, worked out for an invented asker of today."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from bot.answers.details import Details
from bot.answers.figures import Figures
from bot.answers.reply import reply, variant_for
from bot.errors import PayungError
from bot.scheme.contributions import Payer, Sector

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.matching.library import Entry
    from bot.resources import Resources
    from bot.scheme.tariff import Tariff
    from bot.texts import Texts

_INCOMES, _AGES = (None, 500_000, 2_500_000, 20_500_000), (None, 30, 70)
_MONTHS, _UNPAID, _PAID = (None, 2, 14), (None, 4), (None, 1, 40)  # months


@dataclass(frozen=True, slots=True)
class Answer:
    """One variant: where it stands, when it fits, and its words by language."""

    label: str
    number: int
    when: tuple[str, ...]
    asked: Mapping[str, str]
    words: Mapping[str, str]  # Telegram HTML; the bare template where no asker was found for it
    message_ids: tuple[str, ...]  # of the texts of the catalogues that they hold


def askers() -> Iterator[Details]:
    """Return invented askers: those of whom little is known first."""
    yield Details()
    sectors, payers = (None, *Sector), (None, *Payer)
    for income, sector, payer in product(_INCOMES, sectors, payers):
        yield Details(income=income, sector=sector, payer=payer)
    for age, months, unpaid, paid in product(_AGES, _MONTHS, _UNPAID, _PAID):
        yield Details(age=age, months=months, unpaid=unpaid, paid=paid)
    yield Details(amount=20_000, months=120)
    yield Details(people=3)


def answers(resources: Resources, today: date) -> Iterator[Answer]:
    """Return every variant of every answer."""
    said: dict[str, str] = {}
    catalogues = resources.catalogues.heard_by(lambda _, message_id, words: said.update({message_id: words}))
    for entry in resources.library.entries.values():
        for number, variant in enumerate(next(iter(entry.variants.values()))):
            said.clear()
            words = {
                language: _words(entry, number, resources.tariff, catalogues[language], today)
                for language in catalogues.languages
                if language in entry.variants
            }
            ids = [one for one, part in said.items() if any(part in whole for whole in words.values())]
            yield Answer(entry.label, number, variant.when, entry.ask, words, tuple(sorted(ids)))


def _words(entry: Entry, number: int, tariff: Tariff, texts: Texts, today: date) -> str:
    wanted = entry.variants[texts.language][number]
    for details in askers():
        try:
            if variant_for(entry, Figures(tariff, texts, today, details)) is wanted:
                return reply(entry, tariff, texts, today, details).text
        except PayungError:  # no figure for such an asker today
            continue
    return wanted.text
