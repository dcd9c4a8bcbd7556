"""What is measured: of the store in a look beside the turns, of the machine in a thread."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.operations.backups import found_in
from bot.operations.findings import Measured
from bot.store.beside import beside
from bot.store.key_sheets import seen_on
from bot.store.turning import Turning
from bot.tickets.store import Tickets
from bot.turns.store import Turns

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.front.machine import Machine
    from bot.resources import Resources
    from bot.store.address import Whereabouts
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

_MOST_TICKETS: Final = 1000


@dataclass(frozen=True, slots=True)
class OfStore:
    """What the store says."""

    now: datetime
    set_aside: int
    late_tickets: int
    left_sealed: int


@dataclass(frozen=True, slots=True)
class OfMachine:
    """What the machine says."""

    free: int
    total: int
    backup_at: datetime | None
    sheets_on: date | None


async def measured(store: Store, machine: Machine, resources: Resources) -> Measured:
    """Measure everything. Raise StoreFaultError where the store cannot be looked into."""
    found = await store.look(partial(look, resources=resources))
    of_machine = await asyncio.to_thread(look_at, machine.database, machine.backups, machine.key_file)
    return joined(found, of_machine, machine, resources)


def joined(found: OfStore, of_machine: OfMachine, machine: Machine, resources: Resources) -> Measured:
    """Return all that was measured."""
    return Measured(
        now=found.now,
        running=found.now - machine.vitals.started_at,
        silent=machine.vitals.silent_for(found.now) if machine.polls else None,
        free=of_machine.free,
        total=of_machine.total,
        backups_kept=machine.backups is not None,
        backup_at=of_machine.backup_at,
        ending=tuple(resources.tariff.warnings(office_day(found.now))),
        set_aside=found.set_aside,
        late_tickets=found.late_tickets,
        clock_off=machine.vitals.clock_off,
        left_sealed=found.left_sealed,
        sheets_on=of_machine.sheets_on,
        has_key_file=machine.key_file is not None,
    )


def look(tx: Transaction, resources: Resources) -> OfStore:
    """Look into the store."""
    today, promised = tx.clock.today(), resources.questions.answer_days
    late = [
        ticket
        for ticket in Tickets(tx).waiting(_MOST_TICKETS)
        if resources.office_days.after(office_day(ticket.asked_at), promised) < today
    ]
    left = Turning(tx).left() if tx.keys.generation > 1 else 0
    return OfStore(tx.clock.now(), Turns(tx).count_set_aside(), len(late), left)


def look_at(database: Whereabouts, backups: Path | None, key_file: Path | None) -> OfMachine:
    """Look at the disk; may wait for a drive that sleeps."""
    disk = os.statvfs(database.parent if isinstance(database, Path) else Path())
    return OfMachine(
        disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize,
        _newest_backup(database, backups), seen_on(key_file),
    )  # fmt: skip


def _newest_backup(database: Whereabouts, folder: Path | None) -> datetime | None:
    """Return when the newest backup was made; one by hand counts as long as it is there."""
    by_hand = beside(database).moment if isinstance(database, Path) else None
    moments = [by_hand] if by_hand else []
    with suppress(OSError):  # the drive is away: what was written there last stands beside the store
        moments += [one.moment for one in found_in(folder)[:1]] if folder else []
    return max(moments, default=None)
