"""Turning SVG into PNG in a process of its own: it holds the interpreter for some 40 ms a picture."""

from __future__ import annotations

import asyncio
import contextlib
import sys

from bot.drawing import LENGTH
from bot.errors import PayungError

_PIPE = asyncio.subprocess.PIPE
_SECONDS = 20.0


class DrawingError(PayungError):
    """A picture could not be drawn."""


class Drawer:
    """One process that is started with the first picture; it ends when this one does, however that ends."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._one_at_a_time = asyncio.Lock()

    async def draw(self, svg: str) -> bytes:
        """Return the picture as PNG. Raise DrawingError."""
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(_SECONDS):
                    return await self._drawn(svg.encode())
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
                await self._end()
                raise DrawingError(type(error).__name__) from None
            except asyncio.CancelledError:
                await self._end()  # what it still writes belongs to nobody
                raise

    async def _drawn(self, document: bytes) -> bytes:
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.drawing", stdin=_PIPE, stdout=_PIPE
            )
        source, target = self._process.stdin, self._process.stdout
        if source is None or target is None:
            raise DrawingError("the process has no pipes")
        source.write(len(document).to_bytes(LENGTH) + document)
        await source.drain()
        size = await target.readexactly(LENGTH)
        return await target.readexactly(int.from_bytes(size))

    async def close(self) -> None:
        """End the process."""
        async with self._one_at_a_time:
            await self._end()

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
