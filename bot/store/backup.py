"""Backups of a running store, and bringing one back without bringing back what was erased since.

Each erasure is noted (by the random id of the registration, which says nothing about a person) in a journal
beside the database and beside every backup that the store knows of. A restore applies both.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import RequestError
from bot.store.audit import AuditTrail
from bot.store.handover import connect, opened
from bot.store.meta import AUDIT_HEAD, Meta
from bot.store.opening import migrations, prepare, transaction
from bot.store.table import Table
from bot.store.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.store.crypto import Keys


class Settling(NamedTuple):
    """What is done to a store that was brought back: erase a registration again; put the rest right."""

    erase: Callable[[Transaction, str], object]
    rest: Callable[[Transaction], None]


log = logging.getLogger(__name__)

_SIDES = ("", "-wal", "-shm")


class Backups(Table):
    """The backups that this store knows of."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, path: Path) -> None:
        """Note where a backup lies, and that it was made just now."""
        self._do("add", path=str(path), at=self._tx.clock.stamp())

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
    (_, _, database) = transaction_.connection.execute("PRAGMA database_list").fetchone()
    _append(journal_of_store(Path(database)), [registration_id])
    for path in Backups(transaction_).paths():
        journal = journal_of_backup(path)
        try:
            if journal.exists():
                _append(journal, [registration_id])
        except OSError as error:
            log.warning("an erasure could not be noted beside a backup: %s", type(error).__name__)


def _append(journal: Path, ids: list[str]) -> None:
    descriptor = os.open(journal, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, "".join(f"{name}\n" for name in ids).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _noted(*journals: Path) -> list[str]:
    lines = [line for path in journals for line in path.read_text().split()]
    return sorted(set(lines))


async def back_up(database: Path, target: Path, keys: Keys, clock: Clock) -> str:
    """Copy the store to `target` while it may be in use; return the newest audit hash, which it carries.

    The file appears whole or not at all, mode 0600.
    """
    _append(journal_of_backup(target), [])  # from now on erasures are noted there, also during the copy
    with transaction(database, keys, clock) as unit:
        Backups(unit).add(target)
        unit.audit("cli", "backup")
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        await _copy(database, partial)
        head = _sealed_head(partial, keys, clock)
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return head


async def _copy(database: Path, partial: Path) -> None:
    async with opened(database, reads_only=True) as source:
        await source.copy(partial)


def _sealed_head(partial: Path, keys: Keys, clock: Clock) -> str:
    """Let a copy tell how its audit trail ends; return the hash."""
    with closing(connect(partial, one_file=True)) as connection:
        unit = Transaction(connection, keys, clock)
        head = AuditTrail(unit).head()
        Meta(unit).put(AUDIT_HEAD, head)
        return head


def journals_for(backup: Path, database: Path) -> list[Path]:
    """Return the journals of erasures that are there for restoring `backup` at `database`."""
    return [path for path in (journal_of_store(database), journal_of_backup(backup)) if path.exists()]


def restore(  # noqa: PLR0913, PLR0917
    backup: Path, database: Path, keys: Keys, clock: Clock, settle: Settling, journals: list[Path]
) -> int:
    """Bring `backup` back into the empty store at `database`; return how many registrations it erased again.

    Raise RequestError when the store is not empty or the file is no intact backup of this key.
    """
    _refuse_filled(database)
    check_backup(backup, keys, clock)
    erased = _noted(*journals)
    partial = database.with_name(database.name + ".partial")
    for side in _SIDES:
        partial.with_name(partial.name + side).unlink(missing_ok=True)
    partial.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY, 0o600))
    partial.write_bytes(backup.read_bytes())
    prepare(partial, keys)
    with transaction(partial, keys, clock) as unit:
        for registration_id in erased:
            settle.erase(unit, registration_id)
        settle.rest(unit)
        unit.audit("cli", "restore")
    with closing(connect(partial)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for side in _SIDES[1:]:
        database.with_name(database.name + side).unlink(missing_ok=True)
        partial.with_name(partial.name + side).unlink(missing_ok=True)
    partial.replace(database)
    if erased:
        _append(journal_of_store(database), erased)
    return sum(":" not in one for one in erased)  # registrations; what lists said of somebody has a sign


def _refuse_filled(database: Path) -> None:
    if not database.exists() or not database.stat().st_size:
        return
    with closing(connect(database)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        for table in ("chats", "registrations", "turns"):
            if table in tables and connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608
                raise RequestError(f"the store {database} is not empty; restore into a new one")


def check_backup(backup: Path, keys: Keys, clock: Clock) -> None:
    """Raise RequestError unless the file is an intact backup, made with this key, its audit trail whole."""
    try:
        with closing(sqlite3.connect(f"file:{backup.absolute()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            fault = _fault_of(connection, keys, clock)
    except sqlite3.Error:
        fault = "is no readable backup"
    if fault:
        raise RequestError(f"{backup} {fault}")


def _fault_of(connection: sqlite3.Connection, keys: Keys, clock: Clock) -> str:
    if connection.execute("PRAGMA user_version").fetchone()[0] > len(migrations()):
        return "was made by a newer version of the program"
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if meta.get("key") != keys.fingerprint():
        return "was made with another key"
    if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        return "is damaged"
    unit = Transaction(connection, keys, clock)
    trail = AuditTrail(unit)
    if trail.first_broken() or not trail.head() or trail.head() != meta.get("audit_head"):
        return "has a broken audit trail"
    return ""
