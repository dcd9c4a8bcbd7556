"""The command staff: a member of staff invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands._common import resources_of, say
from bot.errors import RequestError
from bot.settings import Environment
from bot.staff.invitations import invite
from bot.store.meta import BOT_NAME, Meta
from bot.store.opening import transaction
from bot.terms.roles import Role

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

SUMMARY = "invite a member of staff"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("action", choices=["invite"])
    command.add_argument(
        "--role", type=Role, choices=list(Role), required=True, metavar="ROLE", help=", ".join(Role)
    )


def run(options: Namespace) -> None:
    """Print a one-time link that makes whoever opens it staff."""
    environment = Environment()
    limits = resources_of(environment).limits
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    with transaction(database, keys, clock) as tx:
        name = Meta(tx).get(BOT_NAME)
        if not name:
            raise RequestError("the bot's name is not known yet: start `payung run` once, then invite")
        payload = invite(tx, options.role, limits.invitation_hours)
    say(f"https://t.me/{name}?start={payload}")
