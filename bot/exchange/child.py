"""The process that reads lists and finds people in them: keys come by a pipe, nothing goes to the disk.

It is a process of its own so that workers are answered meanwhile, and so that what it holds goes with it.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from bot.clock import Clock, office_day
from bot.exchange.frames import NewPair, NotRead, Planned, Progress, Read, Rows, Task, packed, read_frame
from bot.exchange.frames import request_in as request_of
from bot.exchange.gathering import gather
from bot.exchange.reading import ListFile
from bot.exchange.rows import Rowing
from bot.exchange.sealing import Sealing
from bot.lists.refusals import TEXTS as REFUSALS
from bot.lists.refusals import ListFileError, Refusal
from bot.office_file import use_zone
from bot.people.gazetteer import load_towns
from bot.people.places import Regions
from bot.store.address import address_in
from bot.store.connection import look
from bot.store.failures import StoreFaultError
from bot.store.keyring import KeyRing
from bot.texts import Catalogues

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.exchange.frames import Frame, Request
    from bot.exchange.planning import Pair, Plan
    from bot.register.statements import NewRow
    from bot.store.transaction import Transaction

    Said = tuple[dict[int, str], list[tuple[str, str]]]
    Say = Callable[[Frame], None]

T = TypeVar("T")

MOST_MEMORY: Final = 300 * 1024 * 1024  # bytes
_NICE: Final = 10  # after whoever answers people
_ROWS_A_FRAME: Final = 200


def main() -> None:
    """Do one task for whoever started this process."""
    os.nice(_NICE)
    most = MOST_MEMORY + _reserved()
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what it holds is never left on the disk
    do(request_of(read_frame(sys.stdin.buffer)), read_frame(sys.stdin.buffer), _say)


def do(request: Request, content: bytes, say: Say) -> None:
    """Do a task over a file; `say` gets each frame."""
    try:
        _Doing(request, content, say).do()
    except ListFileError as error:
        say(NotRead(error.text))
    except MemoryError:
        say(NotRead(REFUSALS[Refusal.LARGE]))


def _reserved() -> int:
    """Return how much memory (bytes) libraries set aside at the start and do not use: proc(5), status."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    data, used = (int(told[name].split()[0]) * 1024 for name in ("VmData", "VmRSS"))
    return max(0, data - used)


def _say(frame: Frame) -> None:
    sys.stdout.buffer.write(packed(frame))
    sys.stdout.buffer.flush()


class _Doing:
    """One task."""

    def __init__(self, request: Request, content: bytes, say: Say) -> None:
        self._request, self._content, self._say = request, content, say
        self._ring, self._generation = KeyRing(*request.secrets), 0

    def do(self) -> None:
        """Do it. Raise ListFileError."""
        request = self._request
        use_zone(Path(request.config))
        if request.task is Task.GATHER:
            today = office_day(request.now)
            self._hand_out(*self._looked(partial(gather, today=today)))
            return
        file = ListFile(self._content, request)
        if request.task is Task.READ:
            self._say(Read(file.reading(), file.kind))
            return
        texts = Catalogues(Path(request.locales), {request.language: {}})[request.language]
        keys = self._looked(lambda tx: tx.keys)
        rowing = Rowing(
            file, request, Regions.load(Path(request.regions), load_towns(Path(request.config))), keys, texts
        )
        plan, said = self._looked(partial(self._planned, rowing=rowing))
        if request.task is Task.APPLY:
            sealing = Sealing(keys)
            self._hand_out([sealing.new_row(row) for row in plan.taken], plan.pairs)
            self._say(Planned(plan.counts))
        else:
            self._say(Planned(plan.counts, rowing.faults, file.returned(*said, texts)))

    def _planned(self, tx: Transaction, *, rowing: Rowing) -> tuple[Plan, Said]:
        plan = rowing.plan(tx, lambda done, of: self._say(Progress(done, of)))
        return plan, rowing.said(tx, plan) if self._request.task is Task.PLAN else ({}, [])

    def _looked(self, question: Callable[[Transaction], T]) -> T:
        where, clock = address_in(self._request.database), Clock(self._request.now)

        def asked(tx: Transaction) -> T:
            self._generation = self._generation or tx.keys.generation
            if tx.keys.generation != self._generation:
                raise StoreFaultError("the key was changed meanwhile")
            return question(tx)

        return asyncio.run(look(where, self._ring, clock, asked))

    def _hand_out(self, rows: Sequence[NewRow], pairs: Sequence[Pair]) -> None:
        """Give rows and, once all of them are there, pairs of them."""
        for start in range(0, len(rows), _ROWS_A_FRAME):
            self._say(Rows(tuple(rows[start : start + _ROWS_A_FRAME]), generation=self._generation))
        new = [NewPair(one.one, one.other, one.bits, one.reasons) for one in pairs]
        for start in range(0, len(new), _ROWS_A_FRAME):
            self._say(Rows(pairs=tuple(new[start : start + _ROWS_A_FRAME])))


if __name__ == "__main__":
    main()
