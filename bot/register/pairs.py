"""Two statements that may be about one person, or about two: an officer decides, once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.clock import moment_of, stamp
from bot.documents import stored
from bot.privacy.holding import Holding, Kept
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST: Final = -1000.0  # bits: no pair has less


class PairState(StrEnum):
    """What was decided of a pair."""

    OPEN = "open"
    LATER = "later"  # open again after some days
    SAME = "same"
    DIFFERENT = "different"  # never asked again, unless more speaks for it than did


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair: two statements, the bits that speak for one person, and why; who looks at it until when."""

    id: int
    one: int
    other: int
    bits: float
    reasons: tuple[str, ...]
    state: PairState
    held_by: int | None
    held_until: datetime | None
    deed: int  # by which its decision is taken back; 0: there is none

    def is_others(self, chat_id: int, now: datetime) -> bool:
        """Tell whether somebody else has it in hand."""
        return self.held_by not in {None, chat_id} and self.held_until is not None and self.held_until > now


class Pairs(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, one: int, other: int, bits: float, reasons: Sequence[str]) -> None:
        """Note a pair; one that was there stays as it is."""
        low, high = sorted((one, other))
        self._do("add", one=low, other=high, bits=bits, reasons=stored(list(reasons)))

    def get(self, pair_id: int) -> Pair | None:
        """Return a pair."""
        row = self._one("get", id=pair_id)
        return _pair(row) if row else None

    def open(self, chat_id: int, most: int, at_least: float = LEAST) -> list[Pair]:
        """Return pairs that an officer may look at, those of which most speaks for it first."""
        values = {"chat_id": chat_id, "now": self._tx.clock.stamp(), "most": most, "least": at_least}
        rows = [*self._all("open", state=PairState.OPEN, **values)]
        rows += self._all("open", state=PairState.LATER, **values)
        return sorted(map(_pair, rows), key=lambda one: (-one.bits, one.id))[:most]

    def held(self, chat_id: int, at_least: float = LEAST) -> list[Pair]:
        """Return the pairs that an officer holds, the best first."""
        rows = self._all("held", chat_id=chat_id, now=self._tx.clock.stamp(), least=at_least)
        return [_pair(row) for row in rows]

    def release(self, pair_id: int, chat_id: int) -> None:
        """Let others have a pair that an officer holds."""
        self._do("release", id=pair_id, chat_id=chat_id)

    def count_open(self, most: int = 1_000_000) -> int:
        """Return of how many two people it is to be decided now, counting no further than `most`."""
        return self._value("count_open", now=self._tx.clock.stamp(), most=most)

    def hold(self, pair_id: int, chat_id: int, minutes: int) -> bool:
        """Keep a pair for an officer for some minutes; False where it is decided, or somebody else's.

        Lists that agree make several pairs of the same two people: with one of them in hand, all of them are.
        """
        now = self._tx.clock.now()
        if any(
            one.state is PairState.DIFFERENT or one.is_others(chat_id, now) for one in self._beside(pair_id)
        ):
            return False
        until = stamp(now + timedelta(minutes=minutes))
        return bool(self._do("hold", id=pair_id, chat_id=chat_id, until=until, now=stamp(now)))

    def decide(
        self, pair_id: int, chat_id: int, state: PairState, deed: int, not_before: datetime | None = None
    ) -> bool:
        """Note what an officer who holds a pair says of it; False where it is no longer theirs to say.

        By the `deed` it is taken back.
        """
        if state is PairState.SAME and any(one.state is PairState.DIFFERENT for one in self._beside(pair_id)):
            return False
        return bool(
            self._do(
                "decide", id=pair_id, chat_id=chat_id, state=state, now=self._tx.clock.stamp(), deed=deed,
                not_before=stamp(not_before) if not_before else None,
            )
        )  # fmt: skip

    def _beside(self, pair_id: int) -> list[Pair]:
        """Return the other pairs of the same two people."""
        return [_pair(row) for row in self._all("beside", id=pair_id)]

    def decided_by(self, deed: int) -> list[Pair]:
        """Return the pairs that a deed decided."""
        return [_pair(row) for row in self._all("decided_by", deed=deed)]

    def reopen(self, deed: int) -> int:
        """Ask again what a deed decided; return of how many pairs."""
        return self._do("reopen", deed=deed)

    def share(self, low: float, high: float) -> tuple[int, int]:
        """Return how many of the decided pairs with so many bits were one person, and how many there are."""
        row = self._one("share", low=low, high=high)
        return (row["same"] or 0, row["whole"]) if row else (0, 0)

    def apart(self) -> dict[tuple[int, int], float]:
        """Return the people of whom an officer said that they are two, with the bits that spoke for one."""
        return {(row["one"], row["other"]): row["bits"] for row in self._all("apart")}

    def decided(self) -> list[tuple[float, bool]]:
        """Return the bits of each pair that was decided, and whether it was one person."""
        return [(row["bits"], row["state"] == PairState.SAME) for row in self._all("decided")]

    holdings = (
        Holding(
            "pairs", Kept("deleted with either of its statements, by the database"),
            Kept("staff read it; nothing of it is shown in the chat of a worker"),
            Kept("deleted with either of its statements, by the database"),
        ),
    )  # fmt: skip


def _pair(row: Row) -> Pair:
    return Pair(
        row["id"], row["one"], row["other"], row["bits"], tuple(json.loads(row["reasons"])),
        PairState(row["state"]), row["held_by"], moment_of(row["held_until"]), row["deed"],
    )  # fmt: skip
