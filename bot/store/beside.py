"""What is written down beside the store, for the day on which the store itself cannot be read."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from bot.clock import moment_of
from bot.whole_file import write_whole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class Beside(msgspec.Struct, frozen=True):
    """That there was a store here, and where its newest good backup lies; empty where there is none."""

    made_at: str = ""
    backup: str = ""
    backup_at: str = ""  # RFC 3339

    @property
    def moment(self) -> datetime | None:
        """When that backup was made."""
        return moment_of(self.backup_at or None)

    @property
    def way_back(self) -> str:
        """What to do to have the store again, as a command line says it."""
        if not self.backup:
            return "no backup is known; look for one, and bring it back: payung restore FILE"
        made_at = self.backup_at[:16]
        return f"bring back the newest good backup, of {made_at} UTC: payung restore {self.backup}"


def _file(database: Path) -> Path:
    return database.with_name(database.name + ".beside")


def beside(database: Path) -> Beside:
    """Return what was written down beside a store; nothing where that cannot be read."""
    try:
        return msgspec.json.decode(_file(database).read_bytes(), type=Beside)
    except (OSError, ValueError):
        return Beside()


def note(database: Path, **changes: str) -> None:
    """Write down more of it. The file appears whole or stays as it was; a full disk is no reason to fail."""
    with contextlib.suppress(OSError):
        write_whole(_file(database), msgspec.json.encode(replace(beside(database), **changes)))


def forget(database: Path) -> None:
    """Let a new store begin where there was one."""
    _file(database).unlink(missing_ok=True)
