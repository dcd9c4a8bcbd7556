"""Where config/ and locales/ lie: beside the package in a source tree, inside of it where it is installed.

A folder of config whose payung.toml says `extends = "shipped"` is an office's own: what it does not hold is
taken from the folder that comes with the program, and so changes with an upgrade.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_INSTALLED: Final = _PACKAGE / "shipped"  # where a wheel has them

IMPORTED_FROM: Final = _PACKAGE.parent  # what a process of this program needs on its path
ROOT: Final = _INSTALLED if _INSTALLED.is_dir() else IMPORTED_FROM
CONFIG: Final = ROOT / "config"
SETTINGS: Final = "payung.toml"


def part(config: Path, name: str) -> Path:
    """Return where a file or folder of config/ is: the office's own, or the shipped one where it has none."""
    own = config / name
    return own if own.exists() or not is_extended(config) else CONFIG / name


def is_extended(config: Path) -> bool:
    """Tell whether a folder of config holds only what differs. One that cannot be read does not say so."""
    try:
        own = tomllib.loads((config / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return own.get("extends") == "shipped"
