"""The command stage: a registration moved to a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands._common import existing_store, say
from bot.commands._finding import registration_with
from bot.registration.store import Registrations
from bot.reminders.own_messages import note_stage
from bot.settings import Environment
from bot.store.opening import transaction
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "move a registration to a stage"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    stages = [one for one in Stage if one is not Stage.DRAFT]
    command.add_argument("number")
    command.add_argument("stage", type=Stage, choices=stages, metavar="STAGE", help=", ".join(stages))


def run(options: Namespace) -> None:
    """Move a registration; the person is told by the bot that runs, or by its next run."""
    database, keys, clock = existing_store(Environment())
    with transaction(database, keys, clock) as tx:
        registration = registration_with(tx, options.number)
        if registration.stage is options.stage:
            say(f"already {options.stage}")
            return
        Registrations(tx).set_stage(registration.id, options.stage, "cli")
        note_stage(tx, registration)
    say(f"moved to {options.stage}")
