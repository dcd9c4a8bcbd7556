"""When somebody last saw that both sheets with the key lie in their safes: a day in a file beside the key."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from bot.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def _file(key_file: Path) -> Path:
    return key_file.with_name(key_file.name + ".sheets")


def note_seen(key_file: Path, day: date, owner: tuple[int, int] | None = None) -> None:
    """Write down that both were there on a day; `owner`: user and group that the file shall belong to."""
    write_whole(_file(key_file), f"{day.isoformat()}\n".encode("ascii"))
    if owner:
        os.chown(_file(key_file), *owner)


def seen_on(key_file: Path | None) -> date | None:
    """Return the day on which somebody last saw both; None where that was never written down."""
    if key_file is None:
        return None
    try:
        return date.fromisoformat(_file(key_file).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None
