"""The files that a SQLite database is made of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SIDES: Final = ("", "-wal", "-shm")  # behind its name: the database, its log, the log's index


def files_of(database: Path) -> list[Path]:
    """Return where they are, if they are there."""
    return [database.with_name(database.name + side) for side in SIDES]


def remove(database: Path) -> None:
    """Remove whatever is there of it."""
    for file in files_of(database):
        file.unlink(missing_ok=True)


def make_empty(database: Path) -> None:
    """Begin an empty one for its owner only, in the place of whatever is there."""
    remove(database)
    os.close(os.open(database, os.O_CREAT | os.O_WRONLY, 0o600))
