"""The command erase: a registration erased for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, say
from bot.commands._finding import registration_with
from bot.registration.store import Registrations
from bot.settings import Environment
from bot.store.backup import journal_of_store
from bot.store.opening import transaction

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "erase a registration for good"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("number")


def run(options: Namespace) -> None:
    """Erase a registration; a restore will erase it again."""
    database, keys, clock = existing_store(Environment())
    with transaction(database, keys, clock) as tx:
        Registrations(tx).erase(registration_with(tx, options.number).id, "cli")
    if isinstance(database, Path):
        say(f"erased; noted in {journal_of_store(database)}, to be kept with the backups")
    else:
        say("erased; backups that pg_dump made before still hold it")
