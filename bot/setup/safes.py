"""Whether the sheets with the key are in their safes: once a year somebody looks, and says so.

The day of that stands in a file beside the key: it can be told without the store, and without the key.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

YEAR: Final = timedelta(days=365)


def file_beside(key: Path) -> Path:
    """Return the file that holds the day."""
    return key.with_name(key.name + ".sheets")


def confirmed_on(key: Path) -> date | None:
    """Return the day on which somebody last saw both sheets; None where nobody ever said so."""
    try:
        return date.fromisoformat(file_beside(key).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def is_due(key: Path, today: date) -> bool:
    """Tell whether somebody should look again: after a year, or where nobody ever has."""
    seen = confirmed_on(key)
    return seen is None or today - seen >= YEAR
