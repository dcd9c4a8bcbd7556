"""A backup each night, into a folder that may be a stick that comes and goes; the old ones rotated."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bot.operations.rotation import kept, last_due, moment_in, name_of
from bot.store.backup import Backups, begun, journal_of_backup, note_backup, written

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.front.port import Port
    from bot.office_settings import OperationSettings
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

log = logging.getLogger(__name__)


class Found(NamedTuple):
    """A backup in the folder."""

    moment: datetime
    path: Path


def found_in(folder: Path) -> list[Found]:
    """Return the backups of a folder, the newest first. Raise OSError where it cannot be read."""
    moments = ((moment_in(path.name), path) for path in folder.iterdir())
    return sorted((Found(moment, path) for moment, path in moments if moment), reverse=True)


async def back_up_nightly(store: Store, port: Port, resources: Resources) -> None:
    """Make the backup that is due, and let go of those that are not kept.

    Raise OSError or RequestError where the folder is not there or full: it is tried again.
    """
    folder, limits = port.machine.backups, resources.operations
    if folder is None:
        return
    now = await store.run(lambda tx: tx.clock.now())
    found = await asyncio.to_thread(found_in, folder)
    if found and found[0].moment >= last_due(now, limits.backup_at):
        return
    target = folder / name_of(now)
    with begun(target):
        await store.run(partial(note_backup, target=target, actor="bot"))
        await written(port.machine.database, target, *store.whereabouts[1:])
    log.info("backed up")
    await _rotate(store, folder, limits)


async def _rotate(store: Store, folder: Path, limits: OperationSettings) -> None:
    found = await asyncio.to_thread(found_in, folder)
    stay = kept((one.moment for one in found), limits)
    for one in found:
        if one.moment not in stay:
            await asyncio.to_thread(_remove, one.path)
            await store.run(partial(_forget, path=one.path))


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    journal_of_backup(path).unlink(missing_ok=True)


def _forget(tx: Transaction, path: Path) -> None:
    Backups(tx).drop(path)
