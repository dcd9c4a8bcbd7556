"""Where config/ and locales/ lie: beside the package in a source tree, inside of it where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_INSTALLED: Final = _PACKAGE / "shipped"  # where a wheel has them

IMPORTED_FROM: Final = _PACKAGE.parent  # what a process of this program needs on its path
ROOT: Final = _INSTALLED if _INSTALLED.is_dir() else IMPORTED_FROM
