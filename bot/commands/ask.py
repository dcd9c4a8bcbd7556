"""The command ask: what the bot answers, and what it could not."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.answers.details import Details
from bot.answers.reply import named_laws
from bot.answers.respond import Responder
from bot.answers.store import Gaps
from bot.commands._common import existing_store, resources_of, say
from bot.dialogue.words import hide_numbers
from bot.errors import ConfigurationError
from bot.folders import ROOT
from bot.matching.matcher import Decision
from bot.scheme.contributions import Payer, Sector
from bot.settings import Environment
from bot.store.opening import transaction
from bot.texts import DEFAULT_LANGUAGE, bare, languages_in
from bot.tickets.store import Tickets

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answers.respond import Response
    from bot.matching.matcher import Matcher
    from bot.resources import Resources

SUMMARY = "answer questions as the bot does"
_ALIKE = 70  # percent of likeness from which two questions are one gap
_MOST_ANSWERS = 100
_RUPIAH = re.compile(r"[0-9]{1,12}")


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command; whatever they refuse is wrong use."""
    command.add_argument("question", nargs="*", help="without any: lines on standard input, each on its own")
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    command.add_argument(
        "--sector", type=Sector, choices=list(Sector), metavar="SECTOR", help=", ".join(Sector)
    )
    command.add_argument("--paid-by", type=Payer, choices=list(Payer), metavar="PAYER", help=", ".join(Payer))
    command.add_argument("--income", type=_income, metavar="RUPIAH", help="of a month")
    command.add_argument("--lang", choices=languages_in(ROOT / "locales"), default=DEFAULT_LANGUAGE)
    command.add_argument("--gaps", action="store_true", help="list what people asked and nobody could answer")


def _income(text: str) -> int:
    if not _RUPIAH.fullmatch(text):
        raise ArgumentTypeError("an income is whole rupiah a month, such as 2500000")
    return int(text)


def run(options: Namespace) -> None:
    """Print the answer to each question, or with --gaps what could not be answered."""
    if options.gaps:
        _show_gaps()
        return
    if options.question and not " ".join(options.question).strip():
        raise ConfigurationError("question", "is empty")
    environment = Environment()
    resources = resources_of(environment)
    texts, today = resources.catalogues[options.lang], environment.clock().today()
    responder = Responder(resources, texts, today)
    known = Details(income=options.income, sector=options.sector, payer=options.paid_by)
    for question in options.question or _lines(sys.stdin):
        response = responder.respond(hide_numbers(question), known)
        if options.json:
            say(_document(question, response))
        else:
            laws = [bare(named_laws(response.laws, texts, today))] if response.laws else []
            say("\n".join([bare(response.text), *_to_choose(response, resources, options.lang), *laws]))


def _lines(source: Iterable[str]) -> Iterator[str]:
    return (line.rstrip("\r\n") for line in source if line.strip())


def _to_choose(response: Response, resources: Resources, language: str) -> Iterator[str]:
    """Return what the asker would choose from, in the asker's words."""
    if response.match.decision is Decision.CHOOSE:
        yield from (
            f"- {resources.library.entries[one].asked_in(language)}" for one in response.match.choices
        )


def _document(question: str, response: Response) -> str:
    match = response.match
    return json.dumps(
        {
            "question": question,
            "outcome": match.decision,
            "label": match.label,
            "score": round(match.score, 4),
            "choices": match.choices,
            "danger": response.danger,
            "answer": bare(response.text),
            "sources": response.laws,
        },
        ensure_ascii=False,
    )


# -- gaps


def _show_gaps() -> None:
    environment = Environment()
    resources = resources_of(environment)
    database, keys, clock = existing_store(environment)
    with transaction(database, keys, clock) as tx:
        tx.audit("cli", "read gaps")
        asked = Gaps(tx).all()
        answered = [(one.question, one.reply) for one in Tickets(tx).replies(_MOST_ANSWERS)]
    for group in grouped(asked):
        say("\n".join(_as_wordings(group, resources.matcher)))
    for question, answer in answered:
        say(
            "\n".join(
                ["# answered by staff, may be used again:", *_as_wordings([question], resources.matcher)]
            )
        )
        say("\n".join(f"#   {line}" for line in answer.splitlines()))


def grouped(texts: Iterable[str]) -> list[list[str]]:
    """Return texts in groups that are alike, the largest group first."""
    groups: list[list[str]] = []
    for text in texts:
        home = next((one for one in groups if fuzz.token_set_ratio(text, one[0]) >= _ALIKE), None)
        if home is None:
            groups.append([text])
        else:
            home.append(text)
    return sorted(groups, key=len, reverse=True)


def _as_wordings(group: Sequence[str], matcher: Matcher) -> Iterator[str]:
    """Return a group as lines to be pasted into the wordings of one of the kinds that are named."""
    yield f"# {len(group)} times, nearest: {', '.join(matcher.judge(group[0]).choices)}"
    yield from (f"    {json.dumps(text, ensure_ascii=False)}," for text in dict.fromkeys(group))
