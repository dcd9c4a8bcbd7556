"""The command figures: what is done and what is left, as text, JSON, workbook, pictures and a report."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, month_option, resources_of, say
from bot.commands._figures_merge import Sum, letter, make_keys, summed
from bot.commands._files import OPEN, told, write
from bot.drawing.render import to_png
from bot.errors import ConfigurationError, RequestError
from bot.figures.counting import counted, shown_of, this_month
from bot.figures.files import workbook
from bot.figures.looking import Look
from bot.figures.report import report
from bot.figures.shown import as_lines, legend, picture, source_of, sources
from bot.figures.words import Words
from bot.months import written
from bot.settings import Environment
from bot.store.connection import look
from bot.store.opening import transaction
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.clock import Clock
    from bot.figures.shown import Shown
    from bot.resources import Resources
    from bot.store.transaction import Transaction

SUMMARY = "print figures of a month, or write them as a workbook, pictures, a report; no number below 5"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument(
        "--month", type=month_option, metavar="YYYY-MM", help="by default the one that goes on"
    )
    command.add_argument("--json", action="store_true")
    command.add_argument("--xlsx", type=Path, metavar="FILE", help="all figures, a sheet for each kind")
    command.add_argument("--png", type=Path, metavar="FOLDER", help="a picture for each kind")
    command.add_argument("--report", type=Path, metavar="FILE.pdf", help="two pages for the regent")
    command.add_argument(
        "--for-merge", type=Path, metavar="FILE", help="whole numbers, for the province only"
    )
    command.add_argument(
        "--merge", type=Path, nargs="+", metavar="FILE", help="sum such files of branches up"
    )
    command.add_argument(
        "--province-key",
        type=Path,
        metavar="FILE",
        help="the public one, for --for-merge; the other to --merge",
    )
    command.add_argument("--province-keys", type=Path, metavar="FOLDER", help="make both keys of a province")


def run(options: Namespace) -> None:
    """Count everything of a month, and write what was asked for; without a file print it as text.

    What is printed and written is meant to leave the office: small numbers are hidden everywhere, but in a
    file for the province, which only the province can open, and which hides them where it sums branches up.
    """
    if options.province_keys:
        make_keys(options.province_keys)
        return
    if (options.for_merge or options.merge) and not options.province_key:
        raise ConfigurationError("--province-key", "is needed with --for-merge and --merge")
    environment = Environment()
    resources = resources_of(environment)
    if options.merge:
        _tell_sum(summed(options.merge, options.province_key, resources), environment.clock(), options)
        return
    database, keys, clock = existing_store(environment)
    with transaction(database, keys, clock) as tx:
        tx.audit("cli", "figures")
    made = asyncio.run(look(database, keys, clock, lambda tx: _Made(tx, resources, options.month)))
    if options.for_merge:
        month = written(made.month)
        _write(
            options.for_merge,
            "--for-merge",
            letter(made.shown, resources, month, made.day, options.province_key),
        )
    if options.xlsx:
        _write(options.xlsx, "--xlsx", workbook(list(made.shown.values()), made.name, made.day, made.at))
    if options.png:
        _draw(made, options.png)
    if options.report:
        _write(options.report, "--report", made.report)
    if options.json:
        say(json.dumps(_document(made), indent=2))
    elif not (options.xlsx or options.png or options.report or options.for_merge):
        say("\n".join(_text(made)))


def _tell_sum(found: Sum, clock: Clock, options: Namespace) -> None:
    """Write the sum of several branches as a workbook, or print it."""
    shown, words = found.shown, found.words
    day = min(date.fromisoformat(one.until) for one in found.branches)
    if options.xlsx:
        _write(options.xlsx, "--xlsx", workbook(list(shown.values()), words.month_name, day, clock.now()))
    elif options.json:
        document = {
            "month": found.branches[0].month,
            "branches": {one.regency: {"office": one.office, "until": one.until} for one in found.branches},
            "sections": {name: _section(one) for name, one in shown.items()},
        }
        say(json.dumps(document, indent=2))
    else:
        names = ", ".join(words.place(one.regency) for one in found.branches)
        say(words.bare("angka.merged", month=words.month_name, names=names))
        say("\n".join(_sections(shown, words)))
        say(words.bare("angka.source", day=words.texts.date(day)))


class _Made:
    """What was counted, without small numbers; the report, made while the store can still be read."""

    def __init__(self, tx: Transaction, resources: Resources, month: int | None) -> None:
        at = Look(tx, resources, this_month(tx) if month is None else month)
        words = Words(resources.catalogues[DEFAULT_LANGUAGE], resources, at.month)
        if at.month > this_month(tx):
            raise RequestError(f"{written(at.month)} has not begun")
        self.shown: Mapping[str, Shown] = shown_of(counted(at), words)
        self.month, self.name, self.words = at.month, words.month_name, words
        self.day: date = at.day
        self.at: datetime = tx.clock.now()
        self.report = report(self.shown, at)


def _document(made: _Made) -> dict[str, object]:
    """Return the figures; a number that is hidden is "hidden", one that is not known null."""
    return {
        "month": written(made.month),
        "until": made.day.isoformat(),
        "sections": {name: _section(shown) for name, shown in made.shown.items()},
    }


def _section(shown: Shown) -> dict[str, object]:
    columns = [one.label.rpartition(".")[2] for one in shown.section.columns]
    return {
        line.code: {
            column: "hidden" if shown.is_hidden(row, at) else line.values[at]
            for at, column in enumerate(columns)
        }
        for row, line in enumerate(shown.numbers.lines)
    }


def _text(made: _Made) -> Iterator[str]:
    yield made.name
    yield from _sections(made.shown, made.words)
    yield from sources(made.words, made.day)


def _sections(found: Mapping[str, Shown], words: Words) -> Iterator[str]:
    for shown in found.values():
        yield f"\n{words.bare(shown.section.title)}"
        yield from (f"  {line}" for line in [*as_lines(shown), legend(shown)] if line)
    yield ""
    yield words.bare("angka.hidden")


def _draw(made: _Made, folder: Path) -> None:
    with told("--png"):
        folder.mkdir(parents=True, exist_ok=True)
    for name, shown in made.shown.items():
        if shown.drawn:
            svg = picture(shown, source_of(shown, made.day))
            _write(folder / f"{name}-{written(made.month)}.png", "--png", to_png(svg))


def _write(path: Path, option: str, content: bytes) -> None:
    write(path, option, content, OPEN)
    say(path)
