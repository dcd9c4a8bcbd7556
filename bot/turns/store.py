"""The table of turns: one row an update, sealed until Telegram has answered for it.

Every method runs inside a unit of work.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import json

from bot.clock import moment_of, stamp
from bot.logs import where
from bot.privacy.holding import Ages, Erased, Holding
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

OWN = 0  # the bot id of turns that the program itself begins
_NOTICES_AT_ONCE = 500


class State(StrEnum):
    """How far a turn has come."""

    RECEIVED = "received"  # the update is stored: Telegram may be told
    APPLIED = "applied"  # its effects are stored; calls are still to be answered
    DONE = "done"  # Telegram has answered for every call; nothing of the update is left
    SET_ASIDE = "set_aside"  # it cannot be applied, or not be read: kept for staff, in nobody's way


@dataclass(frozen=True, slots=True)
class TurnKey:
    """What tells turns apart: ids of updates are given out by each bot for itself, and may begin again."""

    bot_id: int
    update_id: int

    @property
    def name(self) -> str:
        """The id under which logs and the audit trail speak of it, and to which what it holds is sealed."""
        return f"{self.bot_id}:{self.update_id}"


@dataclass(frozen=True, slots=True)
class OpenTurn:
    """A turn that is not done: the update, or (once applied) the calls that answer it, as JSON."""

    key: TurnKey
    chat_id: int
    received_at: datetime
    update: Mapping[str, Any] | None
    calls: str


class Turns(Table):
    """Receives, applies, settles turns."""

    file = Path(__file__).with_suffix(".sql")

    def receive(self, key: TurnKey, chat_id: int, received_at: datetime, update: Mapping[str, Any]) -> bool:
        """Store an update; False when it was there before."""
        text = json.encode(update).decode()
        payload = self._tx.keys.seal("turns", "payload", key.name, text)
        return bool(
            self._do(
                "receive", bot_id=key.bot_id, update_id=key.update_id, chat_id=chat_id,
                received_at=stamp(received_at), payload=payload,
            )
        )  # fmt: skip

    def holds(self, key: TurnKey) -> bool:
        """Tell whether a turn was stored before."""
        return self._state(key) is not None

    def is_open(self, key: TurnKey) -> bool:
        """Tell whether something is still to be done about a turn: a lock takes the program's own back."""
        return self._state(key) in {State.RECEIVED, State.APPLIED}

    def _state(self, key: TurnKey) -> State | None:
        row = self._one("get", bot_id=key.bot_id, update_id=key.update_id)
        return State(row["state"]) if row else None

    def add_applied(
        self, key: TurnKey, chat_id: int, received_at: datetime, calls: str, due_at: datetime | None = None
    ) -> None:
        """Store a turn whose effects are stored with it; without calls it has ended."""
        self._do(
            "add_applied", bot_id=key.bot_id, update_id=key.update_id, chat_id=chat_id,
            state=State.APPLIED if calls else State.DONE, received_at=stamp(received_at),
            due_at=stamp(due_at) if due_at else None, calls=self._sealed(key, calls) if calls else None,
        )  # fmt: skip

    def add_notice(self, chat_id: int, calls: str, due_at: datetime | None = None) -> None:
        """Store calls that answer no update, to be made now or at `due_at`."""
        self.add_applied(self.next_own(), chat_id, self._tx.clock.now(), calls, due_at)

    def next_own(self) -> TurnKey:
        """Return the key of the next turn that the program itself begins."""
        return TurnKey(OWN, self._value("newest_notice") + 1)

    def note_applied(self, key: TurnKey, calls: str) -> None:
        """Note that the effects of a received turn are stored; without calls it has ended."""
        if calls:
            self._do(
                "applied", bot_id=key.bot_id, update_id=key.update_id, calls=self._sealed(key, calls)
            )  # fmt: skip
        else:
            self.note_done(key)

    def note_done(self, key: TurnKey) -> None:
        """Note that Telegram has answered for every call; nothing that it held is kept."""
        self._do("done", bot_id=key.bot_id, update_id=key.update_id)

    def set_aside(self, key: TurnKey) -> None:
        """Put a turn aside that cannot be applied, so that it blocks nobody."""
        self._do("set_aside", bot_id=key.bot_id, update_id=key.update_id)
        self._tx.audit("bot", "set aside", f"turn:{key.name}")

    def chats_with_open(self) -> list[int]:
        """Return the chats for which a run before this one left something open."""
        return [row["chat_id"] for row in self._all("chats_with_open", now=self._tx.clock.stamp())]

    def any_open(self, chat_id: int) -> bool:
        """Tell whether something is to be done in a chat."""
        return self._one("any_open", chat_id=chat_id, now=self._tx.clock.stamp()) is not None

    def open_of_chat(self, chat_id: int, most: int) -> tuple[list[OpenTurn], bool]:
        """Return the first `most` open turns of a chat, in order, and whether there may be more."""
        rows = self._all("open_of_chat", chat_id=chat_id, most=most, now=self._tx.clock.stamp())
        return self._readable(rows), len(rows) == most

    def due_notices(self) -> list[OpenTurn]:
        """Return the program's own turns whose time has come."""
        rows = self._all("due_notices", now=self._tx.clock.stamp(), most=_NOTICES_AT_ONCE)
        return self._readable(rows)

    def count_set_aside(self) -> int:
        """Return how many turns were set aside and not yet forgotten."""
        return self._value("count_set_aside")

    def ages(self) -> dict[str, tuple[int, datetime | None]]:
        """Return how many turns that are not done are in each state, and since when the oldest."""
        none: dict[str, tuple[int, datetime | None]] = {
            state: (0, None) for state in State if state is not State.DONE
        }
        return none | {
            row["state"]: (row["count"], moment_of(row["oldest"])) for row in self._all("open_ages")
        }

    # -- forgetting

    def forget_older(self, before: datetime) -> None:
        """Forget ended turns, and what was set aside, that came before a time."""
        self._do("forget_done", before=stamp(before))
        self._do("empty_old_set_aside", before=stamp(before))

    def forget_set_aside(self, erased: Erased) -> None:
        """Forget what turns of a chat hold that were set aside."""
        self._do("empty_set_aside_of_chat", chat_id=erased.chat_id)

    def take_back_notices(self, chat_id: int) -> None:
        """Take back what the program itself was about to say in a chat."""
        self._do("take_back_notices", chat_id=chat_id)

    holdings = (
        Holding(
            "turns", forget_set_aside, take_back_notices,
            Ages(lambda resources: timedelta(days=resources.limits.turn_days), forget_older),
        ),
    )  # fmt: skip

    # -- rows

    def _sealed(self, key: TurnKey, calls: str) -> bytes:
        return self._tx.keys.seal("turns", "calls", key.name, calls)

    def _readable(self, rows: list[Row]) -> list[OpenTurn]:
        """Return the turns that can be read; set the others aside, so that they stop nobody."""
        found = []
        for row in rows:
            key = TurnKey(row["bot_id"], row["update_id"])
            try:
                found.append(self._opened(key, row))
            except (SealBrokenError, ValueError, TypeError) as error:
                log.error("turn %s cannot be read: %s", key.name, where(error))  # noqa: TRY400
                self.set_aside(key)
        return found

    def _opened(self, key: TurnKey, row: Row) -> OpenTurn:
        received_at, unseal = datetime.fromisoformat(row["received_at"]), self._tx.keys.unseal
        if row["state"] == State.APPLIED:
            calls = unseal("turns", "calls", key.name, row["calls"])
            return OpenTurn(key, row["chat_id"], received_at, None, calls)
        update = json.decode(unseal("turns", "payload", key.name, row["payload"]))
        return OpenTurn(key, row["chat_id"], received_at, update, "")
