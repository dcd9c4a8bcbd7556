"""Starting the process that reads lists, and hearing what it says."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from bot.errors import RequestError
from bot.exchange.frames import NotRead, framed, next_frame, packed
from bot.folders import IMPORTED_FROM

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.exchange.frames import Frame, Request

_MODULE: Final = "bot.exchange.child"
_QUIET_THREADS: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class ListProcessError(RequestError):
    """The process ended before it was done; nothing that it read is kept."""


async def ask(request: Request, content: bytes = b"") -> AsyncGenerator[Frame, None]:
    """Give what the process says to a task over a file, in order. Raise ListProcessError where it breaks off.

    Whoever stops listening ends it.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", _MODULE, cwd=IMPORTED_FROM, env=_environment(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    writing = asyncio.create_task(_write(process, packed(request) + framed(content)))
    try:
        async with aclosing(_heard(process)) as frames:
            async for frame in frames:
                yield frame
        if await process.wait():
            raise ListProcessError(f"reading the list ended with {process.returncode}")
    finally:
        writing.cancel()
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def _environment() -> dict[str, str]:
    """Return the little that the process needs: no token, no key; how libpq reaches a server, if it does."""
    server = {name: value for name, value in os.environ.items() if name.startswith("PG")}
    own = {"PATH": "", "PYTHONPATH": str(IMPORTED_FROM), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**own, **_QUIET_THREADS, **server}


async def _write(process: asyncio.subprocess.Process, content: bytes) -> None:
    if process.stdin is None:
        return
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(content)
        await process.stdin.drain()
        process.stdin.close()


async def _heard(process: asyncio.subprocess.Process) -> AsyncGenerator[Frame, None]:
    if process.stdout is None:
        return
    while True:
        try:
            frame = await next_frame(process.stdout)
        except asyncio.IncompleteReadError:
            return
        yield frame
        if isinstance(frame, NotRead):
            return
