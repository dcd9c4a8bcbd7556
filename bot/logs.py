"""Logs: ids, steps and kinds of errors. Never what a person wrote, never a token or an address with one."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from typing import Any

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{10,}")
_HIDDEN = "<token>"


class SilentFormatter(logging.Formatter):
    """Formats exceptions as kind and place, without their words, and takes tokens out of everything."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        """Return the frames and the kind of an exception."""
        kind, _, frames = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(frames)]
        return "\n".join([*places, kind.__name__ if kind else ""])

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without any token."""
        return _TOKEN.sub(_HIDDEN, super().format(record))


def set_up(*, verbose: bool = False) -> None:
    """Log to standard error. The libraries speak only of warnings, and not of what they carry."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(SilentFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_only_kind)
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(logging.INFO)
    logging.getLogger("aiosqlite").setLevel(logging.INFO)  # below, it writes statements with their values


_LIBRARIES = ("telegram", "aiohttp", "asyncio", "httpx", "aiosqlite")


def _only_kind(record: logging.LogRecord) -> bool:
    """Keep of a library's message only its fixed words: the rest may hold an update or an address."""
    if record.name.partition(".")[0] in _LIBRARIES:
        record.msg, record.args = str(record.msg).partition("%")[0][:80], ()
    return True


def where(error: BaseException) -> str:
    """Return kind and place of an error, and nothing that it says: its words may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
