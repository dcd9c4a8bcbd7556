"""The command restore: a backup brought back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import say, warn
from bot.errors import RequestError
from bot.privacy.forgetting import settle_restored
from bot.register.statements import NOTED, Statements
from bot.registration.store import Registrations
from bot.settings import Environment
from bot.store.address import file_of
from bot.store.opening import only_process
from bot.store.restoring import Restoring, Settling, journals_for

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bot.store.transaction import Transaction

_INSTEAD = ": restore into a file, and take it there with `payung move`"
SUMMARY = "bring a backup back into an empty store"


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("file", type=Path)
    command.add_argument("--erasures", type=Path, metavar="FILE", help="a journal of erasures kept elsewhere")
    command.add_argument(
        "--replace", action="store_true", help="set the store aside that is there, whatever it holds"
    )


def run(options: Namespace) -> None:
    """Bring a backup back, and erase again what was erased since.

    A store that is there is only replaced where that is said, once it was told what would be lost. A journal
    of erasures that lies neither beside the backup nor beside the store is named by an option.
    """
    source, erasures = options.file, options.erasures
    environment = Environment()
    database, keys, clock = file_of(environment.database(), _INSTEAD), environment.keys(), environment.clock()
    for file in (source, erasures):
        if file and not file.is_file():
            raise RequestError(f"there is no file {file}")
    journals = journals_for(source, database) + ([erasures] if erasures else [])
    with only_process(database), Restoring(source, database, keys, clock) as restoring:
        _tell_loss(restoring, database, replace=options.replace)
        count = restoring.settle(Settling(_erase_again, settle_restored), journals)
        aside = restoring.put()
    say(f"restored; {count} erasures applied again")
    if aside:
        say(f"the store that was there is {aside}: remove it once all is well, it holds people's data")
    if not journals:
        warn(
            f"no journal of erasures was found beside {source.name}: whoever was erased since is back. "
            "Take the newest payung-erasures.log and restore again with --erasures"
        )


def _tell_loss(restoring: Restoring, database: Path, *, replace: bool) -> None:
    loss = restoring.lost()
    if not replace and (loss.is_filled or not loss.is_nothing):
        raise RequestError(
            f"the store {database} is not empty. The backup lacks what came after it: {loss.text}. "
            "To bring it back all the same, with the store set aside: --replace"
        )
    if not loss.is_nothing:
        warn(f"lost with the store that is set aside: {loss.text}")


def _erase_again(tx: Transaction, noted: str) -> None:
    """Erase again what the journal notes: a registration by its id, or what lists said of somebody."""
    if noted.startswith(NOTED):
        Statements(tx).erase_again(noted.removeprefix(NOTED))
    else:
        Registrations(tx).erase(noted, "restore")
