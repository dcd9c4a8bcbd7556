"""The command export: all registrations that were sent, as CSV; or a numbered list of some, as a workbook."""

from __future__ import annotations

import asyncio
import csv
import io
import sys
from typing import TYPE_CHECKING

from bot.commands import _export_list
from bot.commands._common import existing_store, resources_of
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.settings import Environment
from bot.sheets import disarmed, for_excel
from bot.store.connection import look
from bot.store.opening import transaction

if TYPE_CHECKING:
    from _csv import Writer
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping, Sequence

    from bot.registration.registration import Registration
    from bot.store.transaction import Transaction

EXCEL = "excel-csv"  # for a double click, where commas part the digits: as in Indonesia
XLSX = "xlsx"  # a numbered list, in the columns of config/lists/exports
SUMMARY = "print all registrations, or write a numbered list of some of them"
# What stands before the answers, a column for each step.
COLUMNS: Mapping[str, Callable[[Registration], str]] = {
    "registration": lambda one: one.number.spoken if one.number else "",
    "chat_id": lambda one: str(one.chat_id),
    "stage": lambda one: one.stage,
    "submitted_at": lambda one: one.submitted_at.isoformat() if one.submitted_at else "",
}


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--format", choices=["csv", EXCEL, XLSX], default="csv")
    _export_list.add_options(command)


def run(arguments: Namespace) -> None:
    """Print a row for each registration; cells that a spreadsheet would run are disarmed."""
    environment = Environment()
    if arguments.format == XLSX:
        _export_list.run(environment, arguments)
        return
    _export_list.refuse(arguments)
    steps = [step.id for step in enrolment(resources_of(environment)).steps]
    database, keys, clock = existing_store(environment)
    excel = arguments.format == EXCEL
    with transaction(database, keys, clock) as tx:
        tx.audit("cli", "export")
    writer = _excel_writer() if excel else csv.writer(sys.stdout)
    writer.writerow([*COLUMNS, *steps])

    def write(tx: Transaction) -> None:
        registrations = Registrations(tx)
        for registration in registrations.submitted():
            own = [cell(registration) for cell in COLUMNS.values()]
            answers = registrations.answers(registration.id)
            writer.writerow(_row(own, [answers.get(step, "") for step in steps], excel=excel))

    asyncio.run(look(database, keys, clock, write))


def _row(own: Sequence[str], answers: Sequence[str], *, excel: bool) -> list[str]:
    return [for_excel(cell) for cell in (*own, *answers)] if excel else [*own, *map(disarmed, answers)]


def _excel_writer() -> Writer:
    """Return what writes UTF-8 with a mark, by which Excel knows it, with semicolons, and CRLF."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.write("\ufeff")
    return csv.writer(sys.stdout, delimiter=";")
