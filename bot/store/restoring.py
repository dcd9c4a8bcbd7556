"""Bringing a backup back without bringing back what was erased since."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, Self

from bot.store.backup import append, check_copy, journal_of_backup, journal_of_store, noted
from bot.store.beside import forget, note
from bot.store.files import files_of, make_empty, remove
from bot.store.handover import connect
from bot.store.loss import loss_of
from bot.store.opening import prepare, transaction
from bot.store.sealed_file import is_sealed, open_file
from bot.store.turning import Turning, is_next

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.clock import Clock
    from bot.store.keyring import KeyRing
    from bot.store.loss import Loss
    from bot.store.transaction import Transaction


class Settling(NamedTuple):
    """What is done to a store that was brought back: erase a registration again; put the rest right."""

    erase: Callable[[Transaction, str], object]
    rest: Callable[[Transaction], None]


def journals_for(backup: Path, database: Path) -> list[Path]:
    """Return the journals of erasures that are there for restoring `backup` at `database`."""
    return [path for path in (journal_of_store(database), journal_of_backup(backup)) if path.exists()]


class Restoring:
    """Bringing a backup back, step by step; `scratch` is gone afterwards unless it became the store."""

    def __init__(self, backup: Path, database: Path, ring: KeyRing, clock: Clock) -> None:
        self._backup, self._database, self._ring, self._clock = backup, database, ring, clock
        self._scratch = database.with_name(database.name + ".partial")

    def __enter__(self) -> Self:
        """Open the backup and check it. Raise RequestError where it is no intact backup of this key."""
        self._drop_scratch()
        self._scratch.parent.mkdir(parents=True, exist_ok=True)
        try:
            if is_sealed(self._backup):
                open_file(self._backup, self._scratch, self._ring)
            else:  # of an earlier version of the program
                make_empty(self._scratch)
                self._scratch.write_bytes(self._backup.read_bytes())
            check_copy(self._scratch, self._ring, self._clock, self._backup)
        except BaseException:
            self._drop_scratch()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._drop_scratch()

    def _drop_scratch(self) -> None:
        remove(self._scratch)

    def lost(self) -> Loss:
        """Return what the store holds that the backup does not: what would be lost."""
        return loss_of(self._database, self._scratch)

    def settle(self, settle: Settling, journals: list[Path]) -> int:
        """Erase again what was erased since; put the rest right. Return how many registrations it erased."""
        erased = noted(*journals)
        prepare(self._scratch, self._ring, keeps_copy=False)
        forget(self._scratch)
        with transaction(self._scratch, self._ring, self._clock) as unit:
            self._turn(unit)
        with transaction(self._scratch, self._ring, self._clock) as unit:
            for registration_id in erased:
                settle.erase(unit, registration_id)
            settle.rest(unit)
            unit.audit("cli", "restore")
        with closing(connect(self._scratch)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if erased:
            append(journal_of_store(self._database), erased)
        return sum(":" not in one for one in erased)  # registrations; what lists said has a sign

    def _turn(self, unit: Transaction) -> None:
        """Go over to the newest key, which what was erased since may be noted by."""
        if is_next(unit.keys, self._ring.secrets[0]):
            Turning(unit).turn(self._ring.secrets[0])

    def put(self) -> Path | None:
        """Put it in the place of the store; return where the one before was set aside, if there was any."""
        aside = self._set_aside()
        for side in files_of(self._scratch)[1:]:
            side.unlink(missing_ok=True)
        self._scratch.replace(self._database)
        note(self._database, made_at=self._clock.stamp())
        return aside

    def _set_aside(self) -> Path | None:
        if not self._database.exists() or not self._database.stat().st_size:
            remove(self._database)
            return None
        stamp = self._clock.now().strftime("%Y%m%d-%H%M%S")
        aside = self._database.with_name(f"{self._database.name}.before-restore-{stamp}")
        for here, there in zip(files_of(self._database), files_of(aside), strict=True):
            if here.exists():
                here.rename(there)
        return aside
