"""The bot as a process of its own, and what `payung` prints."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]


class Bot(Protocol):
    """Something that can be started again after it was stopped."""

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End."""


class BotProcess:
    """`payung run`, ended as by a power cut."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self._environment, self._log = environment, log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--verbose",
                env=_clean(self._environment), cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip

    async def stop(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


class Power:
    """The electricity of a bot: cut a few times at most, and back at once."""

    def __init__(self, bot: Bot, most: int) -> None:
        self._bot, self._most, self._cutting = bot, most, asyncio.Lock()
        self.cuts = 0

    async def cut(self) -> None:
        """Stop the bot and start it again, unless that was done often enough."""
        async with self._cutting:
            if self.cuts < self._most:
                self.cuts += 1
                await self._bot.stop()
                await self._bot.start()


async def payung(environment: Mapping[str, str], *arguments: str) -> str:
    """Return what a command of `payung` prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        env=_clean(environment), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"payung {arguments[0]} failed")
    return output.decode()


def _clean(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of this process with these settings of the bot, and no others."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PAYUNG_")}
    return {**own, **environment}
