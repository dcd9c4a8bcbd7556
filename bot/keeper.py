"""The one place where whatever is done again and again is kept going.

Each loop has a name, a policy, and the time of its last round that went well: by that somebody who looks
after the program can tell whether it still does its work.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.backoff import BackOff
from bot.errors import RequestError, StoppingError
from bot.logs import where
from bot.store.failures import StoreFaultError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from datetime import datetime

    from bot.clock import Clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Policy:
    """When the next round begins, in seconds: `every` after one that went well; else with growing pauses.

    `passing` are the faults of the world outside, such as a network that is away: told in a word.
    """

    every: float = 0.0
    first_pause: float = 0.5
    longest_pause: float = 30.0
    passing: tuple[type[Exception], ...] = ()


@dataclass(slots=True)
class Loop:
    """One of them: when a round of it last went well, and how many have failed since."""

    name: str
    policy: Policy
    last_round: datetime | None = None
    failures: int = 0
    task: asyncio.Task[None] | None = field(default=None, repr=False)


class Keeper:
    """Keeps loops going, whatever comes of a round, until it is closed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._loops: dict[str, Loop] = {}
        self._beside: list[asyncio.Task[Any]] = []

    @property
    def loops(self) -> tuple[Loop, ...]:
        """All loops, in the order in which they began."""
        return tuple(self._loops.values())

    def keep(self, name: str, round_: Callable[[], Awaitable[None]], policy: Policy) -> None:
        """Begin a loop. Raise ValueError where one of that name goes on."""
        if name in self._loops:
            raise ValueError(f"there is a loop {name} already")
        loop = self._loops[name] = Loop(name, policy)
        loop.task = asyncio.create_task(self._go_on(loop, round_), name=name)

    def do_once(self, name: str, coroutine: Coroutine[Any, Any, None]) -> None:
        """Do something beside the loops, once; without it everything goes on."""
        self._beside.append(asyncio.create_task(coroutine, name=name))

    async def _go_on(self, loop: Loop, round_: Callable[[], Awaitable[None]]) -> None:
        backoff = BackOff(loop.policy.first_pause, loop.policy.longest_pause)
        while True:
            try:
                await round_()
            except StoppingError:
                return
            except Exception as error:  # noqa: BLE001 - whatever it is, there is a next round
                self._note_failure(loop, error)
                pause = backoff.grown()
            else:
                loop.last_round, loop.failures = self._clock.now(), 0
                backoff.reset()
                pause = loop.policy.every
            if pause:
                await asyncio.sleep(pause)

    @staticmethod
    def _note_failure(loop: Loop, error: Exception) -> None:
        loop.failures += 1
        if isinstance(error, StoreFaultError):
            log.error("%s: the store cannot do its work: %s", loop.name, error)
        elif isinstance(error, loop.policy.passing):
            log.warning("%s failed: %s", loop.name, type(error).__name__)
        elif isinstance(error, RequestError | OSError):
            log.error("%s failed: %s", loop.name, error)  # of a file or folder of the program's own
        else:
            log.error("%s failed: %s", loop.name, where(error))

    async def close(self) -> None:
        """End all of it."""
        tasks = [*(loop.task for loop in self._loops.values() if loop.task), *self._beside]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
