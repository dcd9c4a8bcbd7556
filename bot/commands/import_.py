"""The command import: what a list of people holds; read on trial, or put in force."""

from __future__ import annotations

import asyncio
import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, resources_of, say
from bot.commands._files import write
from bot.errors import RequestError
from bot.exchange.at_once import AtOnce, Named
from bot.exchange.screens import letters
from bot.lists.choosing import likeliest
from bot.lists.opening import open_list
from bot.lists.refusals import ListFileError
from bot.lists.rows import read_rows
from bot.lists.table import find_table
from bot.lists.verdict import summary_of, verdicts_of, with_verdicts
from bot.lists.words import Codes, Headings
from bot.lists.writing import csv_of, workbook_of
from bot.register.content import Place
from bot.settings import Environment
from bot.store.connection import Store
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.exchange.frames import Planned
    from bot.lists.cells import Sheet
    from bot.lists.columns import Column
    from bot.lists.table import Table
    from bot.lists.verdict import Summary

SUMMARY = "read a list of people: what is in it, what it would do, and put it in force with --apply"
_WRITERS: Mapping[str, Callable[[Iterable[Sequence[str]]], bytes]] = {".xlsx": workbook_of, ".csv": csv_of}


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("file", type=Path, help="xlsx, xls, ods, csv or tsv; of any agency, as it came")
    command.add_argument(
        "--sheet", type=int, metavar="N", help="which sheet; by default the first visible one with people"
    )
    command.add_argument("--agency", help="whose list it is: lists of one name replace each other")
    command.add_argument(
        "--as-of", type=_day, metavar="YYYY-MM-DD", help="the day on which it was true; today"
    )
    command.add_argument(
        "--village", default="", metavar="CODE", help="where everybody lives, such as 61.06.01.2004"
    )
    command.add_argument("--apply", action="store_true", help="put it in force")
    command.add_argument("--json", action="store_true", help="columns and counts only: nothing of a person")
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write the rows back with a column Hasil: FILE.xlsx or FILE.csv",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("is a day such as 2026-12-31") from None


def run(options: Namespace) -> None:
    """Print what was read, and done. Raise RequestError for a file that is no list."""
    if options.out and options.out.suffix.lower() not in _WRITERS:
        raise RequestError("--out: must end in .xlsx or .csv")
    if options.out and options.out.resolve() == options.file.resolve():
        raise RequestError("--out: is the list itself")
    environment = Environment()
    if options.agency:
        _read_in(environment, options)
        return
    if options.apply:
        raise RequestError("--apply: needs --agency")
    config, resources = environment.config(), resources_of(environment)
    codes, divisions, texts = Codes.load(config), resources.divisions, resources.catalogues[DEFAULT_LANGUAGE]
    try:
        sheets = open_list(options.file.read_bytes(), options.file.name)
    except ListFileError as error:
        raise RequestError(texts.bare(error.text)) from None
    headings = Headings.load(config)
    number = options.sheet or likeliest(sheets, headings, codes, divisions) + 1
    sheet = _numbered(sheets, number)
    table = find_table(sheet, headings, codes, divisions)
    reading = read_rows(table, environment.clock().today(), codes, divisions)
    summary = summary_of(reading)
    if options.out:
        rows = with_verdicts(sheet, table.heading, reading, verdicts_of(reading, texts), texts)
        write(options.out, "--out", _WRITERS[options.out.suffix.lower()](rows))
    if options.json:
        say(json.dumps(_document(number, sheets, table, summary), indent=2, ensure_ascii=False))
    else:
        say("\n".join(_lines(number, sheets, table, summary)))


def _read_in(environment: Environment, options: Namespace) -> None:
    """Hold a list against all that is known of people, and put it in force where that is asked for."""
    database, keys, clock = existing_store(environment)
    resources = resources_of(environment)
    region = resources.regions.get(options.village)
    if options.village and (region is None or not resources.regions.villages(region.parent)):
        raise RequestError("--village: there is no village with this code")
    usual = Place(region.parent, region.code) if region else Place()
    as_of = options.as_of or clock.today()
    named = Named(options.file.name, options.agency.strip(), as_of, options.sheet or 0, usual)

    async def read_in() -> Planned:
        async with Store(database, keys, clock) as store:
            content = options.file.read_bytes()
            return await AtOnce(store, resources).read_in(content, named, apply=options.apply)

    planned = asyncio.run(read_in())
    if options.out:
        write(options.out, "--out", planned.file)
    if options.json:
        say(json.dumps({"counts": planned.counts, "faults": planned.faults}, indent=2))
    else:
        say("\n".join(f"{count:>8}  {kind}" for kind, count in (planned.counts | planned.faults).items()))
        say("The list is in force." if options.apply else "Nothing was stored.")


def _numbered(sheets: Sequence[Sheet], number: int) -> Sheet:
    """Return the sheet with a number, from 1. Raise RequestError where there is none."""
    if not 1 <= number <= len(sheets):
        raise RequestError(f"--sheet: there are {len(sheets)}")
    return sheets[number - 1]


def _document(number: int, sheets: Sequence[Sheet], table: Table, summary: Summary) -> dict[str, object]:
    return {
        "sheet": number,
        "sheets": [
            {"rows": len(one.rows), "hidden": one.is_hidden, "hidden_rows": one.hidden_rows} for one in sheets
        ],
        "heading_rows": list(table.heading),
        "columns": [
            {"column": letters(one.place), "heading": one.heading, "field": one.field, "why": one.why}
            for one in table.columns
        ],
        "doubts": list(table.doubts),
        "rows": summary.rows,
        "people": summary.people,
        "fates": dict(summary.fates),
        "faults": dict(summary.faults),
        "skipped": dict(summary.skipped),
    }


def _lines(number: int, sheets: Sequence[Sheet], table: Table, summary: Summary) -> Iterator[str]:
    sheet = sheets[number - 1]
    hidden = f", {sheet.hidden_rows} of them hidden" if sheet.hidden_rows else ""
    yield f"sheet {number} of {len(sheets)}: {len(sheet.rows)} rows{hidden}"
    yield f"heading: {_heading(table)}"
    yield from map(_column_line, table.columns)
    yield from (f"! {doubt}" for doubt in table.doubts)
    yield f"{summary.rows} rows of {summary.people} people"
    for counts in (summary.fates, summary.faults, summary.skipped):
        yield from (f"{count:>8}  {kind}" for kind, count in counts.items())
    yield "Nothing was stored."


def _heading(table: Table) -> str:
    return f"row {' and '.join(map(str, table.heading))}" if table.heading else "none"


def _column_line(column: Column) -> str:
    known = f"{column.field} ({column.why})" if column.field else "-"
    return f"  {letters(column.place):<3} {known:<34} {column.heading}".rstrip()
