"""Commands on the store as a whole: backup, restore, migrate."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

from bot.errors import RequestError
from bot.privacy.forgetting import settle_restored
from bot.registration.store import Registrations
from bot.settings import Environment
from bot.store import backup as backups
from bot.store.handover import connect
from bot.store.opening import migrate, only_process, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.transaction import Transaction
from bot.commands.common import existing_store, say, warn


def back_up(target: Path) -> None:
    """Copy the store; print the newest hash of the audit trail, to be kept elsewhere."""
    database, keys, clock = existing_store(Environment())
    say(asyncio.run(backups.back_up(database, target.absolute(), keys, clock)))


def restore(source: Path, erasures: Path | None) -> None:
    """Bring a backup back into an empty store, and erase again what was erased since.

    `erasures` is a journal of erasures that lies neither beside the backup nor beside the store.
    """
    environment = Environment()
    database, keys, clock = environment.database(), environment.keys(), environment.clock()
    for file in (source, erasures):
        if file and not file.is_file():
            raise RequestError(f"there is no file {file}")
    journals = backups.journals_for(source, database) + ([erasures] if erasures else [])
    with only_process(database):
        settling = backups.Settling(_erase_again, settle_restored)
        count = backups.restore(source, database, keys, clock, settling, journals)
    say(f"restored; {count} erasures applied again")
    if not journals:
        warn(
            f"no journal of erasures was found beside {source.name}: whoever was erased since is back. "
            "Take the newest payung-erasures.log and restore again with --erasures"
        )


def _erase_again(tx: Transaction, registration_id: str) -> None:
    Registrations(tx).erase(registration_id, "restore")


def migrate_store() -> None:
    """Bring the schema up to date."""
    environment = Environment()
    database, keys = environment.database(), environment.keys()
    with only_process(database):
        prepare(database, keys)
        with closing(connect(database)) as connection:
            done = migrate(connection)
    say("\n".join(done) or "up to date")
