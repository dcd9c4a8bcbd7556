"""The bot as a process of its own, to be killed; and people who answer whatever they are asked."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.enrolling import USUAL

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]


_SERVES = b"INFO bot.app: running"
STARTED: list[BotProcess] = []  # killed at the end of each test, however it ends


class BotProcess:
    """`payung run`."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self._environment = {**os.environ, **environment}
        self._log = log
        self._begins = 0  # where the log of this run begins
        self._process: asyncio.subprocess.Process | None = None
        STARTED.append(self)

    async def start(self, seconds: float = 120.0) -> None:
        """Start it, and wait until it serves or has ended.

        Learning what people say takes it some seconds, and many more beside other tests: a wait for its
        first word would measure the machine.
        """
        await self.launch()
        assert self._process
        async with asyncio.timeout(seconds):
            while self._process.returncode is None and not self._serves():  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.02)

    def began(self, words: bytes) -> str:
        """Return the time of the last line of its log that says this; empty where there is none."""
        lines = [line for line in self._log.read_bytes().splitlines() if words in line]
        return lines[-1].partition(b" INFO")[0].decode() if lines else ""

    def _serves(self) -> bool:
        return _SERVES in self._log.read_bytes()[self._begins :]

    async def launch(self) -> None:
        """Start it without waiting, to be killed also while it starts."""
        self._begins = self._log.stat().st_size if self._log.exists() else 0
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", "--verbose",
                env=self._environment, cwd=ROOT, stdout=log, stderr=log,
            )  # fmt: skip

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def terminate(self, seconds: float = 60.0) -> int:
        """End it as an administrator would; return the exit code."""
        assert self._process
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self._process.wait(), seconds)

    async def wait(self, seconds: float = 60.0) -> int:
        """Return the exit code of a process that ends by itself."""
        assert self._process
        return await asyncio.wait_for(self._process.wait(), seconds)


def invented(number: int) -> dict[str, str]:
    """Return the answers of an invented person."""
    return {
        **USUAL,
        "nik": f"610601170880{9000 + number:04d}",
        "name": f"Siti {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26].upper()}minah",
        "phone": f"08120000{9000 + number:04d}",
    }
