"""A numbered list of registrations as a workbook, as /ekspor makes it in the chat."""

from __future__ import annotations

import asyncio
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.commands._common import existing_store, resources_of, say
from bot.commands._files import written
from bot.errors import RequestError
from bot.exports.chosen import CRITERIA, Chosen
from bot.exports.export import CLI, ExportState, actor_of, subject_of
from bot.exports.layouts import load_layouts
from bot.exports.store import Exports
from bot.exports.work import ExportWork
from bot.store.connection import Store
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bot.exports.export import Export
    from bot.exports.layouts import Layout
    from bot.resources import Resources
    from bot.settings import Environment
    from bot.store.transaction import Transaction

_OPTIONS: Final = ("out", "layout", "since_last", "again", "sent_from", "sent_to")


def add_options(command: ArgumentParser) -> None:
    """Add the options of a numbered list."""
    group = command.add_argument_group("with --format xlsx")
    group.add_argument("--out", type=Path, metavar="FILE", help="where to write it, for its owner only")
    group.add_argument("--layout", metavar="NAME", help="a file of config/lists/exports; the first")
    group.add_argument(
        "--since-last", action="store_true", help="whoever was accepted since the last such list"
    )
    group.add_argument("--again", type=int, metavar="NUMBER", help="the same list once more")
    for one in CRITERIA:
        group.add_argument(
            f"--{one.name}", action="append", metavar="VALUE", default=[], help="may be given several times"
        )
    for name in ("--sent-from", "--sent-to"):
        group.add_argument(name, type=_day, metavar="YYYY-MM-DD")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("is a day such as 2026-12-31") from None


def refuse(options: Namespace) -> None:
    """Raise RequestError where an option was given that only a numbered list has."""
    for name in (*_OPTIONS, *(one.name for one in CRITERIA)):
        if getattr(options, name):
            raise RequestError(f"--{name.replace('_', '-')}: goes with --format xlsx")


def run(environment: Environment, options: Namespace) -> None:
    """Write a list. Raise RequestError."""
    if options.out is None:
        raise RequestError("--out: names the file to write")
    resources = resources_of(environment)
    asked, layout = _asked(options), _layout(options, resources)
    database, keys, clock = existing_store(environment)

    async def make() -> tuple[Export, bytes]:
        async with Store(database, keys, clock) as store:
            number = await store.run(lambda tx: _fixed(tx, resources, asked, layout))
            work = ExportWork(store, resources)
            export = await work.complete(number)
            return export, await work.workbook(export)

    with written(options.out, "--out") as file:
        export, content = asyncio.run(make())
        file.write(content)
    say(f"list {export.number}: {export.rows} rows")


def _asked(options: Namespace) -> Chosen | int:
    """Return what is asked for: registrations, or the number of a list that went out."""
    wanted = {one.name: tuple(getattr(options, one.name)) for one in CRITERIA if getattr(options, one.name)}
    chosen = Chosen(wanted=wanted, first=options.sent_from, last=options.sent_to)
    if options.since_last + (options.again is not None) + (chosen != Chosen()) > 1:
        raise RequestError("--since-last, --again and what registrations are chosen by exclude each other")
    if options.again is not None:
        return int(options.again)
    return Chosen(since_last=True) if options.since_last else chosen


def _layout(options: Namespace, resources: Resources) -> Layout:
    layouts = load_layouts(resources)
    name = options.layout or next(iter(layouts))
    if name not in layouts:
        raise RequestError(f"--layout: must be one of {', '.join(layouts)}")
    return layouts[name]


def _fixed(tx: Transaction, resources: Resources, asked: Chosen | int, layout: Layout) -> int:
    """Return the number of the list, made in this unit of work or before."""
    exports = Exports(tx)
    if isinstance(asked, int):
        export = exports.get(asked)
        if export is None:
            raise RequestError(f"there is no list {asked}")
        if export.state is ExportState.GATHERING:
            raise RequestError(f"list {asked} holds nobody yet: make another")
        tx.audit(actor_of(CLI), "export again", subject_of(asked))
        return asked
    _check(tx, resources, asked)
    export = exports.make_since_last(layout, CLI) if asked.since_last else exports.make(asked, layout, CLI)
    if export is None:
        raise RequestError("nobody was accepted since the last list")
    return export.number


def _check(tx: Transaction, resources: Resources, chosen: Chosen) -> None:
    """Raise RequestError where a value is none of those that can be chosen."""
    within = {"district": tuple(one.code for one in resources.regions.districts)}
    for criterion in CRITERIA:
        known = {*criterion.values(tx, resources, within)} - {Stage.DRAFT}
        if unknown := {*chosen.wanted.get(criterion.name, ())} - known:
            raise RequestError(f"--{criterion.name}: there is no {min(unknown)}")
