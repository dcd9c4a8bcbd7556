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
from bot.people.places import Regions
from bot.store.connection import look
from bot.store.crypto import Keys
from bot.texts import Catalogues

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.exchange.frames import Frame, Request
    from bot.exchange.planning import Pair, Plan
    from bot.register.statements import NewRow
    from bot.store.transaction import Transaction

    Said = tuple[dict[int, str], list[tuple[str, str]]]

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
    request = request_of(read_frame(sys.stdin.buffer))
    try:
        _do(request, read_frame(sys.stdin.buffer))
    except ListFileError as error:
        _say(NotRead(error.text))
    except MemoryError:
        _say(NotRead(REFUSALS[Refusal.LARGE]))


def _reserved() -> int:
    """Return how much memory (bytes) libraries set aside at the start and do not use: proc(5), status."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    data, used = (int(told[name].split()[0]) * 1024 for name in ("VmData", "VmRSS"))
    return max(0, data - used)


def _say(frame: Frame) -> None:
    sys.stdout.buffer.write(packed(frame))
    sys.stdout.buffer.flush()


def _do(request: Request, content: bytes) -> None:
    keys = Keys(request.secret)
    if request.task is Task.GATHER:
        _hand_out(*_looked(request, keys, partial(gather, keys=keys, today=office_day(request.now))))
        return
    file = ListFile(content, request)
    if request.task is Task.READ:
        _say(Read(file.reading(), file.kind))
        return
    texts = Catalogues(Path(request.locales), {request.language: {}})[request.language]
    rowing = Rowing(file, request, Regions.load(Path(request.regions)), keys, texts)
    plan, said = _looked(request, keys, partial(_planned, rowing=rowing, task=request.task))
    if request.task is Task.APPLY:
        sealing = Sealing(keys)
        _hand_out([sealing.new_row(row) for row in plan.taken], plan.pairs)
        _say(Planned(plan.counts))
    else:
        _say(Planned(plan.counts, rowing.faults, file.returned(*said, texts)))


def _planned(tx: Transaction, *, rowing: Rowing, task: Task) -> tuple[Plan, Said]:
    plan = rowing.plan(tx, lambda done, of: _say(Progress(done, of)))
    return plan, rowing.said(tx, plan) if task is Task.PLAN else ({}, [])


def _looked(request: Request, keys: Keys, question: Callable[[Transaction], T]) -> T:
    return asyncio.run(look(Path(request.database), keys, Clock(request.now), question))


def _hand_out(rows: Sequence[NewRow], pairs: Sequence[Pair]) -> None:
    """Give rows and, once all of them are there, pairs of them."""
    for start in range(0, len(rows), _ROWS_A_FRAME):
        _say(Rows(tuple(rows[start : start + _ROWS_A_FRAME])))
    new = [NewPair(one.one, one.other, one.bits, one.reasons) for one in pairs]
    for start in range(0, len(new), _ROWS_A_FRAME):
        _say(Rows(pairs=tuple(new[start : start + _ROWS_A_FRAME])))


if __name__ == "__main__":
    main()
