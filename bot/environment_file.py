"""The file that settings of an installation stand in: lines KEY=value, as systemd's EnvironmentFile has them.

So a command that somebody types sees what the service sees. Real variables win over those of the file.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAMED_BY: Final = "PAYUNG_ENV_FILE"  # another file; empty: none
USUAL: Final = Path("/etc/payung/payung.env")
OPEN_TO_OTHERS: Final = 0o077
_SECRETS: Final = frozenset({"PAYUNG_BOT_TOKEN", "PAYUNG_SECRET_KEY", "PAYUNG_WEBHOOK_SECRET"})
_LINE: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)")
_QUOTED: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_EITHER: Final = ({"PAYUNG_SECRET_KEY", "PAYUNG_SECRET_KEY_FILE"},)  # one of them is meant


def variables() -> Mapping[str, str]:
    """Return the environment, over what the file holds. Raise ConfigurationError where that is unusable."""
    path = place()
    return over(os.environ, read(path)) if path and os.access(path, os.R_OK) else os.environ


def place() -> Path | None:
    """Return the file that is read: the one that is named, or the usual one; None: none is wanted.

    Raise ConfigurationError where a file is named that cannot be read.
    """
    named = os.environ.get(NAMED_BY)
    if named is None:
        return USUAL
    if named.strip() and not os.access(named, os.R_OK):
        raise ConfigurationError(NAMED_BY, "cannot be read", named)
    return Path(named) if named.strip() else None


def hint() -> str:
    """Return what to try where a setting is missing, and the usual file may not be read by this user."""
    hidden = NAMED_BY not in os.environ and _is_hidden(USUAL)
    return f"; {USUAL} may not be read by this user: try sudo -u payung" if hidden else ""


def _is_hidden(path: Path) -> bool:
    try:
        return path.exists() and not os.access(path, os.R_OK)
    except PermissionError:  # already its folder is closed
        return True


def over(real: Mapping[str, str], filed: Mapping[str, str]) -> dict[str, str]:
    """Return real variables over those of a file; of two that mean the same, the real one is meant."""
    given = {name for name, value in real.items() if value.strip()}
    hidden = {name for pair in _EITHER if pair & given for name in pair}
    return {name: value for name, value in filed.items() if name not in hidden} | dict(real)


def read(path: Path) -> dict[str, str]:
    """Return what a file holds. Raise ConfigurationError that names the line, and never what stands in it."""
    try:
        text = path.read_text(encoding="utf-8")
        is_open = bool(path.stat().st_mode & OPEN_TO_OTHERS)
    except OSError as error:
        raise ConfigurationError("file", f"cannot be read ({error.strerror})", str(path)) from None
    except UnicodeDecodeError:
        raise ConfigurationError("file", "is no text in UTF-8", str(path)) from None
    found = dict(_pairs(text, path))
    if is_open and (secrets := sorted(_SECRETS & set(found))):
        raise ConfigurationError(secrets[0], "others can read it: chmod 600", str(path))
    return found


def _pairs(text: str, path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith(("#", ";")):
            yield _pair(line.strip(), f"line {number}", path)


def _pair(line: str, name: str, path: Path) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    if not match:
        raise ConfigurationError(name, "must be KEY=value", str(path))
    value = match[2].strip()
    if "\\" in value:
        raise ConfigurationError(name, "must hold no backslash, which systemd reads otherwise", str(path))
    if quoted := _QUOTED.fullmatch(value):
        return match[1], quoted[1] or quoted[2] or ""
    if "'" in value or '"' in value:
        raise ConfigurationError(name, "has a quotation mark too many, or one too few", str(path))
    return match[1], value
