"""The command stage: a registration moved to a stage."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, say, warn
from bot.commands._finding import registration_with
from bot.registration.store import Registrations
from bot.reminders.moving import FIELDS, KPJ, MOST_RUPIAH, move
from bot.settings import Environment
from bot.store.opening import transaction
from bot.terms.stages import Stage, goes_back

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "move a registration to a stage"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    stages = [one for one in Stage if one is not Stage.DRAFT]
    command.add_argument("number")
    command.add_argument("stage", type=Stage, choices=stages, metavar="STAGE", help=", ".join(stages))
    command.add_argument("--sum", type=_rupiah, metavar="RUPIAH", help="what is to be paid")
    command.add_argument("--pay-until", type=_day, metavar="YYYY-MM-DD", help="last day to pay it")
    command.add_argument("--kpj", type=_kpj, metavar="NUMBER", help="number of the insurance card")
    command.add_argument("--protected-until", type=_day, metavar="YYYY-MM-DD", help="last day of protection")
    command.add_argument(
        "--grace-until", type=_day, metavar="YYYY-MM-DD", help="last day to pay what is late"
    )


def _rupiah(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < MOST_RUPIAH):
        raise ArgumentTypeError("is a whole number of rupiah, without dots")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("is a day such as 2026-12-31") from None


def _kpj(text: str) -> str:
    if not re.fullmatch(KPJ, text):
        raise ArgumentTypeError("has 11 digits")
    return text


def run(options: Namespace) -> None:
    """Move a registration; the person is told by the bot that runs, or by its next run."""
    database, keys, clock = existing_store(Environment())
    given = {name: getattr(options, name) for name in FIELDS}
    with transaction(database, keys, clock) as tx:
        registration = registration_with(tx, options.number)
        passed = [stage for stage, _ in Registrations(tx).history(registration.id)]
        moved = move(tx, registration, options.stage, given, "cli")
    if moved and goes_back(options.stage, passed):
        warn(
            f"{options.stage} lies behind what was reached ({registration.stage}): the person reads that, too"
        )
    say(f"moved to {options.stage}" if moved else f"already {options.stage}")
