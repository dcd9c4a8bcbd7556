"""How long people wait for the office: until somebody looks, and until it has decided."""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.clock import office_day
from bot.desk.small_numbers import LEAST
from bot.figures.numbers import Counted, Kind, Line
from bot.figures.section import MONTHS, Section
from bot.review.store import Queue
from bot.terms.stages import WAITING, Stage
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.figures.looking import Look, Span

DECIDED, LOOKED_HALF, DECIDED_HALF, DECIDED_MOST, WAIT_NOW, OLDEST = (
    "decided", "looked_half", "decided_half", "decided_most", "waiting", "oldest",
)  # fmt: skip
_NAMES: Final = {
    DECIDED: key("angka.decided"),
    LOOKED_HALF: key("angka.looked_half"),
    DECIDED_HALF: key("angka.decided_half"),
    DECIDED_MOST: key("angka.decided_most"),
    WAIT_NOW: key("angka.waiting"),
    OLDEST: key("angka.oldest"),
}
_HALF: Final = 0.5
_MOST: Final = 0.9


class Waited(NamedTuple):
    """One wait that ended: sent, looked at, decided."""

    sent: datetime
    looked: datetime
    decided: datetime


def waits(changes: Iterable[tuple[str, Stage, datetime]]) -> list[Waited]:
    """Return the waits among changes of stages; those of one registration stand together, in order.

    Who corrects something waits anew: for the office each is a registration to be looked at.
    """
    return [one for _, some in groupby(changes, key=lambda change: change[0]) for one in _of_one(some)]


def _of_one(changes: Iterable[tuple[str, Stage, datetime]]) -> Iterable[Waited]:
    sent: datetime | None = None
    looked: datetime | None = None
    for _, stage, at in changes:
        if stage is Stage.SUBMITTED:
            sent, looked = at, None
        elif sent and stage in WAITING:
            looked = looked or at
        elif sent:
            yield Waited(sent, looked or at, at)
            sent = None


def of_all(numbers: Sequence[int], share: float) -> int | None:
    """Return the number that so many of all do not exceed (nearest rank); None where there are too few."""
    if len(numbers) < LEAST:
        return None
    return sorted(numbers)[ceil(share * len(numbers)) - 1]


def _count(look: Look) -> Counted:
    now, before = (_of_month(look, span) for span in look.spans)
    queue = Queue(look.tx).counts()
    days, today = look.resources.office_days, office_day(look.tx.clock.now())
    oldest = days.between(office_day(queue.oldest), today) if queue.oldest else None
    return Counted((
        Line(DECIDED, (now[0], before[0])),
        *(
            Line(code, (now[at], before[at]), Kind.DAYS)
            for at, code in enumerate((LOOKED_HALF, DECIDED_HALF, DECIDED_MOST), 1)
        ),
        Line(WAIT_NOW, (queue.waiting + queue.aside, None)),
        Line(OLDEST, (oldest if queue.waiting >= LEAST else None, None), Kind.DAYS),
    ))  # fmt: skip


def _of_month(look: Look, span: Span) -> tuple[int | None, ...]:
    """Return how many were decided, working days until half were looked at, half and most were decided."""
    days = look.resources.office_days
    ended = [
        (office_day(one.sent), office_day(one.looked), office_day(one.decided))
        for one in waits(look.store.changes(span.begin, span.end))
        if office_day(one.decided) >= span.first
    ]
    looked = [days.between(sent, at) for sent, at, _ in ended]
    decided = [days.between(sent, at) for sent, _, at in ended]
    return len(ended), of_all(looked, _HALF), of_all(decided, _HALF), of_all(decided, _MOST)


SECTION: Final = Section(
    "desk",
    key("angka.desk"),
    key("angka.desk_button"),
    key("angka.desk_about"),
    MONTHS,
    _count,
    lambda words, code: words.bare(_NAMES[code]),
    drawn=(0, 1),
    draws=Kind.DAYS,
)
