"""Waiting until something is so, for as long as a busy machine may need."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.sandbox import Sandbox


async def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until a condition holds; fail where it does not within that time."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - of another process, or of a test's own world
            await asyncio.sleep(0.02)


async def until_struck(sandbox: Sandbox) -> None:
    """Wait until each fault that was to strike so many times has."""
    await until(lambda: len(sandbox.faults) == 0)
