"""What `payung check` looks at in config/answers/: everything that would only show when somebody asks."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from bot.answers.details import Details
from bot.answers.figures import COMPUTED, CONDITIONS
from bot.answers.reply import LONGEST, reply
from bot.errors import PayungError
from bot.scheme.contributions import Payer, Sector
from bot.texts import DEFAULT_LANGUAGE, PLACEHOLDER, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.matching.library import Entry
    from bot.resources import Resources

_FEWEST_WORDINGS = 30  # for each kind of question, in the default language
_LONGEST_ASK = 36  # characters on a button
_ASKED_FOR = frozenset({"", "income", "sector", "age", "unpaid"})
# Askers whose answers are tried: little known, much known, the odd ones.
_CASES = (
    Details(),
    Details(income=2_500_000, sector=Sector.FARMER, payer=Payer.SELF),
    Details(income=20_500_000, sector=Sector.TRANSPORT, months=5, age=70),
    Details(payer=Payer.APBD, age=30),
    Details(sector=Sector.RIVER, months=2),
    Details(payer=Payer.VILLAGE, income=500_000, sector=Sector.FISHER),
    Details(income=4_000_000, months=14, sector=Sector.TRADER),
    Details(income=18_500_000, unpaid=4, paid=1, sector=Sector.FARMER),
    Details(income=18_500_000, people=300, sector=Sector.TRANSPORT),
    Details(amount=374_000, months=120, sector=Sector.DOMESTIC),
    Details(people=30, payer=Payer.APBD, sector=Sector.EMPLOYER),
)


def faults(resources: Resources, today: date) -> Iterator[str]:
    """Return what is wrong with the answers as of a day, as "file: reason"."""
    for entry in resources.library.entries.values():
        found = list(_faults_of(entry, resources)) or list(_wrong_answers(entry, resources, today))
        yield from (f"{entry.label}.toml: {fault}" for fault in found)
    yield from _wrong_wordings(resources)


def missing(resources: Resources) -> Iterator[str]:
    """Return, for each language that has not all answers, which people get in the default one."""
    entries = resources.library.entries.values()
    for language in resources.catalogues.languages:
        labels = [entry.label for entry in entries if language not in entry.variants]
        which = "any answer" if len(labels) == len(entries) else f"an answer for {', '.join(labels)}"
        if labels:
            yield f"{language}: without {which}: given in {DEFAULT_LANGUAGE}"


def _languages_of(entry: Entry, resources: Resources) -> list[str]:
    return [language for language in resources.catalogues.languages if language in entry.variants]


def _faults_of(entry: Entry, resources: Resources) -> Iterator[str]:
    entries, facts = resources.library.entries, resources.facts
    known = {ground.id for ground in facts.all()}
    yield from (f"next: {one} is no kind of question" for one in entry.next if one not in entries)
    own = entry.variants[DEFAULT_LANGUAGE]
    rules = [*entry.rests_on, *(one for variant in own for one in variant.rests_on)]
    yield from (f"rests_on: {one} is no fact and no rule" for one in rules if one not in known)
    for language in _languages_of(entry, resources):
        if len(entry.ask[language]) > _LONGEST_ASK:
            yield f"{language}: ask has more than {_LONGEST_ASK} characters"
        if [(one.when, one.ask_for) for one in entry.variants[language]] != [
            (o.when, o.ask_for) for o in own
        ]:
            yield f"{language}: other variants than in {DEFAULT_LANGUAGE}"
        for variant in entry.variants[language]:
            yield from _wrong_names(variant.text, variant.when, variant.ask_for, resources, language, known)


def _wrong_names(  # noqa: PLR0913, PLR0917 - everything that a template may name
    text: str, when: tuple[str, ...], ask_for: str, resources: Resources, language: str, known: set[str]
) -> Iterator[str]:
    constant = resources.catalogues[language].constant
    yield from (f"{language}: when: {one} is no condition" for one in when if one not in CONDITIONS)
    if ask_for not in _ASKED_FOR:
        yield f"{language}: ask_for: {ask_for} cannot be asked for"
    names = PLACEHOLDER.findall(text)
    wrong = (one for one in names if one not in COMPUTED and one not in known and constant(one) is None)
    yield from (f"{language}: {{{one}}} is no figure" for one in wrong)
    if any(char.isdigit() for char in PLACEHOLDER.sub("", text)):
        yield f"{language}: holds a digit: figures stand in config/scheme/"


def _wrong_answers(entry: Entry, resources: Resources, today: date) -> Iterator[str]:
    found = {}
    for language, case in product(_languages_of(entry, resources), _CASES):
        try:
            made = reply(entry, resources.tariff, resources.catalogues[language], today, case)
        except (PayungError, KeyError) as error:
            found[f"{language}: cannot be answered today: {error}"] = True
            continue
        if len(made.plain) > LONGEST:
            found[f"{language}: is longer than {LONGEST} characters"] = True
        if not made.laws:
            found[f"{language}: names no law"] = True
    yield from found


def _wrong_wordings(resources: Resources) -> Iterator[str]:
    labels: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for text, label in resources.library.wordings:
        labels[plain(text)].add(label)
        counts[label] += 1
    for text, several in labels.items():
        if len(several) > 1:
            yield f"{' and '.join(sorted(several))}: the same wording: {text}"
    for label in resources.library.entries:
        if counts[label] < _FEWEST_WORDINGS:
            yield f"{label}.toml: has fewer than {_FEWEST_WORDINGS} wordings"
