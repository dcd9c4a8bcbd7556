"""Backups of a running store, and bringing one back without bringing back what was erased since.

Each erasure is noted (by the random id of the registration, which says nothing about a person) in a journal
beside the database and beside every backup that the store knows of. A restore applies both.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import RequestError
from bot.store.audit import AuditTrail
from bot.store.beside import note
from bot.store.copying import head_of_copy, seal_and_read_back
from bot.store.failures import WrongKeyError
from bot.store.files import make_empty, remove
from bot.store.handover import SqliteConnection, connect, opened
from bot.store.meta import AUDIT_HEAD, Meta
from bot.store.moving import copied_into
from bot.store.opening import transaction
from bot.store.sqlite import migrations
from bot.store.table import Table
from bot.store.transaction import of_store
from bot.store.turning import seal_rest_anew

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock
    from bot.store.address import Whereabouts
    from bot.store.keyring import KeyRing
    from bot.store.sealed_file import Head
    from bot.store.transaction import Transaction


log = logging.getLogger(__name__)


class Backups(Table):
    """The backups that this store knows of."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, path: Path) -> None:
        """Note where a backup lies, and that it was made just now."""
        self._do("add", path=str(path), at=self._tx.clock.stamp())

    def drop(self, path: Path) -> None:
        """Note that a backup is no more."""
        self._do("drop", path=str(path))

    def paths(self) -> list[Path]:
        """Return where backups lie."""
        return [Path(row["path"]) for row in self._all("all")]


def journal_of_store(database: Path) -> Path:
    """Return the journal of erasures that lies beside the database."""
    return database.with_name("payung-erasures.log")


def journal_of_backup(backup: Path) -> Path:
    """Return the journal of erasures that lies beside a backup."""
    return backup.with_name(backup.name + ".erasures")


def note_erasure(transaction_: Transaction, registration_id: str) -> None:
    """Write down, for good and at once, that this registration must not come back.

    A journal beside a backup that cannot be reached is passed over: a restore reads the one of the store too.
    """
    if database := transaction_.connection.file:
        append(journal_of_store(database), [registration_id])
    for path in Backups(transaction_).paths():
        journal = journal_of_backup(path)
        try:
            if journal.exists():
                append(journal, [registration_id])
        except OSError as error:
            log.warning("an erasure could not be noted beside a backup: %s", type(error).__name__)


def append(journal: Path, ids: list[str]) -> None:
    """Write ids down in a journal of erasures, on the disk when this returns."""
    descriptor = os.open(journal, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, "".join(f"{name}\n" for name in ids).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def noted(*journals: Path) -> list[str]:
    """Return the ids that journals of erasures hold."""
    lines = [line for path in journals for line in path.read_text().split()]
    return sorted(set(lines))


def back_up(database: Whereabouts, target: Path, ring: KeyRing, clock: Clock) -> str:
    """Back a store up for a command; see `written`."""
    with begun(target):
        with transaction(database, ring, clock) as unit:
            note_backup(unit, target, "cli")
        return asyncio.run(written(database, target, ring, clock))


@contextmanager
def begun(target: Path) -> Iterator[None]:
    """Let erasures be noted beside a backup from now on; unless it succeeds, nothing of it stays.

    Raise RequestError where there is such a file already, or no folder for it.
    """
    if target.exists():
        raise RequestError(f"{target} is there already: name a new file")
    if not target.parent.is_dir():
        raise RequestError(f"there is no folder {target.parent}")
    journal = journal_of_backup(target)
    append(journal, [])
    try:
        yield
    except BaseException:
        journal.unlink(missing_ok=True)
        raise


def note_backup(tx: Transaction, target: Path, actor: str) -> None:
    """Note that a backup is made, and where it lies."""
    Backups(tx).add(target)
    tx.audit(actor, "backup")


async def written(database: Whereabouts, target: Path, ring: KeyRing, clock: Clock) -> str:
    """Copy the store, encrypted, to `target` while it may be in use; return its newest audit hash.

    The file appears whole or not at all, mode 0600, and was read back and checked before.
    """
    beside_it = database if isinstance(database, Path) else target
    copy, partial = beside_it.with_name(beside_it.name + ".copy"), target.with_name(target.name + ".partial")
    try:
        make_empty(copy)
        if isinstance(database, Path):
            async with opened(database, reads_only=True) as source:
                await source.copy(copy)
        else:
            await asyncio.to_thread(copied_into, database, copy)
        head = await asyncio.to_thread(_sealed_and_checked, copy, partial, ring, clock)
        partial.replace(target)
    finally:
        remove(copy)
        partial.unlink(missing_ok=True)
    if isinstance(database, Path):
        note(database, backup=str(target), backup_at=head.made_at)
    return head.audit_head


def _sealed_and_checked(copy: Path, partial: Path, ring: KeyRing, clock: Clock) -> Head:
    """Seal a copy of a store, then bring it back into a file of its own and look whether all is there."""
    head = completed(copy, ring, clock)
    seal_and_read_back(copy, partial, head, ring)
    check_copy(copy, ring, clock, partial)
    return head


def completed(copy: Path, ring: KeyRing, clock: Clock) -> Head:
    """Let a copy need one key only, and tell how its audit trail ends; return the head of its backup."""
    with closing(connect(copy, one_file=True)) as connection:
        unit = of_store(connection, ring, clock)
        seal_rest_anew(unit)
        return head_of_copy(unit)


def check_copy(copy: Path, ring: KeyRing, clock: Clock, backup: Path) -> None:
    """Raise RequestError unless a file is an intact copy of a store, made with a key that is at hand.

    `backup` is where it comes from. Its audit trail is whole, too.
    """
    try:
        with closing(_read_only(copy)) as connection:
            connection.row_factory = sqlite3.Row
            fault = _fault_of(connection, ring, clock)
    except WrongKeyError:
        fault = "was made with another key"
    except sqlite3.Error:
        fault = "is no readable backup"
    if fault:
        raise RequestError(f"{backup} {fault}")


def _read_only(copy: Path) -> SqliteConnection:
    return sqlite3.connect(f"file:{copy.absolute()}?mode=ro", uri=True, factory=SqliteConnection)


def _fault_of(connection: SqliteConnection, ring: KeyRing, clock: Clock) -> str:
    if connection.execute("PRAGMA user_version").fetchone()[0] > len(migrations()):
        return "was made by a newer version of the program"
    unit = of_store(connection, ring, clock)
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        return "is damaged"
    trail, kept = AuditTrail(unit), Meta(unit).get(AUDIT_HEAD)
    if trail.first_broken() or not trail.head() or trail.head() != kept:
        return "has a broken audit trail"
    return ""
