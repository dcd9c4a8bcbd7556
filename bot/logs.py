"""Logs: ids, steps and kinds of errors. Never what a person wrote, never a token or an address with one."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{10,}")
_HIDDEN = "<token>"
_turn: ContextVar[str] = ContextVar("turn", default="")


@contextmanager
def about(turn: str) -> Iterator[None]:
    """Let whatever is logged inside bear the id of a turn."""
    before = _turn.set(turn)
    try:
        yield
    finally:
        _turn.reset(before)


class SilentFormatter(logging.Formatter):
    """Formats a record as one line; exceptions as kind and place, without their words; tokens taken out."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        """Return the frames and the kind of an exception."""
        kind, _, frames = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(frames)]
        return " < ".join([kind.__name__ if kind else "", *reversed(places)])

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without any token."""
        turn = _turn.get()
        line = super().format(record) + (f" [turn {turn}]" if turn else "")
        return _TOKEN.sub(_HIDDEN, " | ".join(line.splitlines()))


class JsonFormatter(SilentFormatter):
    """The same as an object of JSON on a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object."""
        said: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if turn := _turn.get():
            said["turn"] = turn
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return _TOKEN.sub(_HIDDEN, json.dumps(said, ensure_ascii=False))


def set_up(*, verbose: bool = False, as_json: bool = False) -> None:
    """Log to standard error. The libraries speak only of warnings, and not of what they carry."""
    handler = logging.StreamHandler(sys.stderr)
    usual = SilentFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonFormatter() if as_json else usual)
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
