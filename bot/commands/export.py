"""The command export: all registrations that were sent, as CSV."""

from __future__ import annotations

import asyncio
import csv
import sys
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, resources_of
from bot.registration.form import enrolment
from bot.registration.store import Registration, Registrations
from bot.settings import Environment
from bot.sheets import disarmed
from bot.store.connection import look
from bot.store.opening import transaction

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping, Sequence

    from bot.store.transaction import Transaction

SUMMARY = "print all registrations"
# What stands before the answers, a column for each step.
COLUMNS: Mapping[str, Callable[[Registration], str]] = {
    "registration": lambda one: one.number.spoken if one.number else "",
    "chat_id": lambda one: str(one.chat_id),
    "stage": lambda one: one.stage,
    "submitted_at": lambda one: one.submitted_at.isoformat() if one.submitted_at else "",
}


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("--format", choices=["csv"], default="csv")


def run(_: Namespace) -> None:
    """Print a row for each registration; cells that a spreadsheet would run are disarmed."""
    environment = Environment()
    steps = [step.id for step in enrolment(resources_of(environment)).steps]
    database, keys, clock = existing_store(environment)
    writer = csv.writer(sys.stdout)
    with transaction(database, keys, clock) as tx:
        tx.audit("cli", "export")
    writer.writerow([*COLUMNS, *steps])

    def write(tx: Transaction) -> None:
        registrations = Registrations(tx)
        for registration in registrations.submitted():
            writer.writerow(_row(registration, registrations.answers(registration.id), steps))

    asyncio.run(look(database, keys, clock, write))


def _row(registration: Registration, answers: Mapping[str, str], steps: Sequence[str]) -> list[str]:
    own = [cell(registration) for cell in COLUMNS.values()]
    return [*own, *(disarmed(answers.get(step, "")) for step in steps)]
