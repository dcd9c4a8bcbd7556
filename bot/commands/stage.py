"""The command stage: a registration moved to a stage."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, say
from bot.commands._finding import registration_with
from bot.registration.store import Recorded, Registrations
from bot.reminders.own_messages import note_stage
from bot.settings import Environment
from bot.store.opening import transaction
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bot.registration.store import Registration

_FIELDS = ("sum", "pay_until", "kpj", "protected_until", "grace_until")
_MOST_RUPIAH = 1_000_000_000
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
    if not (text.isdecimal() and 0 < int(text) < _MOST_RUPIAH):
        raise ArgumentTypeError("is a whole number of rupiah, without dots")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("is a day such as 2026-12-31") from None


def _kpj(text: str) -> str:
    if not re.fullmatch(r"[0-9]{11}", text):
        raise ArgumentTypeError("has 11 digits")
    return text


def _recorded(registration: Registration, options: Namespace) -> Recorded:
    """Return what is recorded from now on: a new stage, or new protection, settles the old payment."""
    before = registration.recorded
    if registration.stage is not options.stage or options.protected_until:
        before = replace(before, sum=None, pay_until=None)
    if options.protected_until:
        before = replace(before, grace_until=None)
    given = {name: getattr(options, name) for name in _FIELDS}
    return replace(before, **{name: value for name, value in given.items() if value is not None})


def run(options: Namespace) -> None:
    """Move a registration; the person is told by the bot that runs, or by its next run."""
    database, keys, clock = existing_store(Environment())
    with transaction(database, keys, clock) as tx:
        registration = registration_with(tx, options.number)
        recorded = _recorded(registration, options)
        if registration.stage is options.stage and recorded == registration.recorded:
            say(f"already {options.stage}")
            return
        Registrations(tx).record(registration.id, recorded)
        Registrations(tx).set_stage(registration.id, options.stage, "cli")
        note_stage(tx, registration)
    say(f"moved to {options.stage}")
