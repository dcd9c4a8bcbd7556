"""Many rows written in short units of work, so that whoever writes to the bot is answered between them."""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.store.connection import Store
    from bot.store.transaction import Transaction

T = TypeVar("T")

_AIM, _FEWEST, _MOST = 0.003, 4, 200  # seconds a unit takes; rows in one


class Units:
    """Writes rows, as many at a time as take about three milliseconds."""

    def __init__(self, store: Store) -> None:
        self._store, self._size = store, _FEWEST

    async def write(self, rows: Sequence[T], put: Callable[[Transaction, T], None]) -> None:
        """Put each row, in order."""
        start = 0
        while start < len(rows):
            some = rows[start : start + self._size]
            await self._run(partial(_put_all, put, some), len(some))
            start += len(some)

    async def until_done(self, some: Callable[[Transaction, int], int]) -> None:
        """Do something to so many rows at a time until it says that none are left."""
        while await self._run(lambda tx: some(tx, self._size), self._size):
            pass

    async def _run(self, unit: Callable[[Transaction], object], rows: int) -> object:
        def timed(tx: Transaction) -> tuple[object, float]:
            begun = perf_counter()
            return unit(tx), perf_counter() - begun

        result, took = await self._store.surely(timed)
        wanted = int(rows * _AIM / max(took, 1e-6))
        self._size = max(_FEWEST, min(_MOST, wanted, 2 * self._size))
        return result


def _put_all(put: Callable[[Transaction, T], None], rows: Sequence[T], tx: Transaction) -> None:
    for one in rows:
        put(tx, one)
