"""What jobs may know of the program that they are part of, and of where it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.address import Whereabouts
    from bot.vitals import Vitals


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the store lies, where its backups go (None: none are made by itself), how Telegram is heard."""

    database: Whereabouts
    backups: Path | None
    key_file: Path | None
    polls: bool
    vitals: Vitals
