"""The table of turns: what was received, what was applied, what remains to be sent."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from bot.clock import stamp
from bot.gateway import calls as calls_
from bot.gateway.calls import Call
from bot.gateway.incoming import chat_of
from bot.gateway.sender import Answered, Delivery
from bot.logs import where
from bot.store.connection import is_fault
from bot.store.errors import SealBrokenError

if TYPE_CHECKING:
    import sqlite3

    from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

_DELETE_AGAIN = timedelta(seconds=20)
OWN = 0  # the bot id of turns that the program itself begins


Apply = Callable[["Transaction", "StoredTurn"], list[Call]]


@dataclass(slots=True)
class StoredTurn:
    """One row: an update that was received, or (with `calls`) one that was applied and is to be answered."""

    bot_id: int
    update_id: int
    chat_id: int
    received_at: datetime
    update: dict[str, Any] | None = None
    calls: list[Call] = field(default_factory=list)
    tries: int = 0  # times that applying it has failed
    resent: bool = False  # found as applied: its calls may have been made already

    @property
    def name(self) -> str:
        """The id under which logs speak of it."""
        return f"{self.bot_id}:{self.update_id}"


def receive(tx: Transaction, bot_id: int, update: dict[str, Any]) -> StoredTurn | None:
    """Store an update; None when it was there before."""
    turn = StoredTurn(bot_id, int(update["update_id"]), chat_of(update), tx.clock.now(), update)
    payload = tx.keys.seal("turns", "payload", turn.name, json.dumps(update, separators=(",", ":")))
    added = tx.do(
        "receive_turn", bot_id=bot_id, update_id=turn.update_id, chat_id=turn.chat_id,
        received_at=stamp(turn.received_at), payload=payload,
    )  # fmt: skip
    return turn if added else None


def receive_and_apply(
    tx: Transaction, bot_id: int, update: dict[str, Any], apply: Apply
) -> StoredTurn | None:
    """Store an update with its effects and answers; None when it was there before.

    Good for a chat with nothing under way. Should applying fail, it is stored as received, to be tried again.
    """
    update_id = int(update["update_id"])
    if tx.one("get_turn", bot_id=bot_id, update_id=update_id):
        return None
    turn = StoredTurn(bot_id, update_id, chat_of(update), tx.clock.now(), update)
    tx.connection.execute("SAVEPOINT apply")
    try:
        turn.calls = apply(tx, turn)
        _add_applied(tx, turn)
    except Exception as error:
        if is_fault(error):
            raise
        log.error("turn %s failed, try 1: %s", turn.name, where(error))  # noqa: TRY400
        tx.connection.execute("ROLLBACK TO apply")
        received = receive(tx, bot_id, update)
        if received:
            received.tries = 1
        return received
    return turn


def _add_applied(tx: Transaction, turn: StoredTurn) -> None:
    tx.do(
        "add_applied_turn", bot_id=turn.bot_id, update_id=turn.update_id, chat_id=turn.chat_id,
        state="applied" if turn.calls else "done", received_at=stamp(turn.received_at),
        calls=_sealed_calls(tx, turn) if turn.calls else None,
    )  # fmt: skip
    turn.update = None


def _sealed_calls(tx: Transaction, turn: StoredTurn) -> bytes:
    return tx.keys.seal("turns", "calls", turn.name, calls_.dump(turn.calls))


def open_chats(tx: Transaction) -> list[int]:
    """Return the chats for which a run before this one left something open."""
    return [row["chat_id"] for row in tx.all("chats_with_open_turns", now=tx.clock.stamp())]


def open_turns(tx: Transaction, chat_id: int, most: int) -> tuple[list[StoredTurn], bool]:
    """Return the first `most` open turns of a chat, in order, and whether there may be more."""
    rows = tx.all("open_turns_of_chat", chat_id=chat_id, most=most, now=tx.clock.stamp())
    return _readable(tx, rows), len(rows) == most


def due_notices(tx: Transaction) -> list[StoredTurn]:
    """Return the program's own turns whose time has come."""
    return _readable(tx, tx.all("due_notices", now=tx.clock.stamp()))


def is_due(tx: Transaction, notice: StoredTurn) -> bool:
    """Tell whether a turn of the program's own is still to be made: a lock takes them back."""
    return tx.one("get_due_notice", update_id=notice.update_id) is not None


def _readable(tx: Transaction, rows: list[sqlite3.Row]) -> list[StoredTurn]:
    """Return the turns that can be read; set the others aside, so that they stop nobody."""
    found = []
    for row in rows:
        try:
            found.append(_load(tx, row))
        except (SealBrokenError, ValueError, TypeError) as error:
            turn = StoredTurn(row["bot_id"], row["update_id"], row["chat_id"], tx.clock.now())
            log.error("turn %s cannot be read: %s", turn.name, where(error))  # noqa: TRY400
            set_aside(tx, turn, [])
    return found


def _load(tx: Transaction, row: sqlite3.Row) -> StoredTurn:
    received_at = datetime.fromisoformat(row["received_at"])
    turn = StoredTurn(row["bot_id"], row["update_id"], row["chat_id"], received_at)
    if row["state"] == "applied":
        turn.resent = True
        turn.calls = calls_.load(tx.keys.unseal("turns", "calls", turn.name, row["calls"]))
    else:
        turn.update = json.loads(tx.keys.unseal("turns", "payload", turn.name, row["payload"]))
    return turn


def applied(tx: Transaction, turn: StoredTurn, calls: list[Call]) -> None:
    """Note that the turn's effects are stored with it, and what is to be sent. Without calls it has ended."""
    turn.calls = calls
    if calls:
        sealed = _sealed_calls(tx, turn)
        tx.do("turn_applied", bot_id=turn.bot_id, update_id=turn.update_id, calls=sealed)
    else:
        tx.do("turn_done", bot_id=turn.bot_id, update_id=turn.update_id)


def set_aside(tx: Transaction, turn: StoredTurn, apology: list[Call]) -> None:
    """Put a turn aside that cannot be applied; the apology goes out as a turn of the program's own."""
    tx.do("turn_set_aside", bot_id=turn.bot_id, update_id=turn.update_id)
    tx.audit("bot", "set aside", f"turn:{turn.name}")
    if apology:
        add_notice(tx, turn.chat_id, apology)


def add_notice(tx: Transaction, chat_id: int, calls: list[Call], due_at: datetime | None = None) -> None:
    """Store calls that answer no update, to be made now or at `due_at`."""
    if not calls:
        return
    update_id, now = tx.count("next_notice_id"), tx.clock.stamp()
    sealed = tx.keys.seal("turns", "calls", f"{OWN}:{update_id}", calls_.dump(calls))
    tx.do(
        "add_notice", update_id=update_id, chat_id=chat_id, received_at=now,
        due_at=stamp(due_at) if due_at else None, calls=sealed,
    )  # fmt: skip


class Answers(Protocol):
    """Who knows what to answer; see `Router`."""

    def apply(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Apply an update; return the calls that answer it."""

    def apologise(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Return what to say where an update could not be applied."""

    def take_file(
        self, tx: Transaction, chat_id: int, context: Mapping[str, Any], content: bytes | None
    ) -> list[Call]:
        """Take a file that was fetched, or could not be; return the calls that answer it."""

    def take_receipt(self, tx: Transaction, chat_id: int, receipt: str, *, arrived: bool) -> list[Call]:
        """Take the word that Telegram took a message, or refused it; return the calls that answer it."""

    def survey(self, tx: Transaction, about: str, values: Mapping[str, Any]) -> bytes:
        """Look through the store; runs in a thread, beside the turns."""

    def take_survey(
        self, tx: Transaction, chat_id: int, context: Mapping[str, Any], found: bytes
    ) -> list[Call]:
        """Take what a survey found (nothing where it failed); return the calls that answer it."""


def settle(tx: Transaction, turn: StoredTurn, deliveries: list[Delivery], answers: Answers) -> None:
    """End a turn that Telegram has answered for, and keep what the answers say."""
    done = list(zip(turn.calls, deliveries, strict=True))
    _note_question(tx, turn, done)
    for call, delivery in done:
        _note_deletion(tx, turn.chat_id, call, delivery)
        if call.method == calls_.FETCH:
            add_notice(tx, turn.chat_id, answers.take_file(tx, turn.chat_id, call.context, delivery.content))
        elif call.method == calls_.SURVEY:
            found = answers.take_survey(tx, turn.chat_id, call.context, delivery.content or b"")
            add_notice(tx, turn.chat_id, found)
        elif delivery.message_id and turn.chat_id > 0:
            tx.do("note_message", chat_id=turn.chat_id, message_id=delivery.message_id, at=tx.clock.stamp())
        if receipt := call.context.get("receipt"):
            arrived = delivery.answered is Answered.DONE
            add_notice(tx, turn.chat_id, answers.take_receipt(tx, turn.chat_id, receipt, arrived=arrived))
    answered = {
        delivery.answered
        for call, delivery in done
        if call.method not in calls_.QUIET and "receipt" not in call.context
    }
    if Answered.UNREACHABLE in answered:
        tx.do("set_reachable", chat_id=turn.chat_id, reachable=0)
    if Answered.REFUSED in answered:
        set_aside(tx, turn, [] if turn.bot_id == OWN else answers.apologise(tx, turn))
    else:
        tx.do("turn_done", bot_id=turn.bot_id, update_id=turn.update_id)


def _note_question(tx: Transaction, turn: StoredTurn, done: list[tuple[Call, Delivery]]) -> None:
    asked = [delivery for call, delivery in done if call.asks and delivery.message_id]
    if asked and asked[-1].sure and not turn.resent:
        # After a repetition an older copy of the question may stand above: answers to that one count too.
        tx.do("set_question", chat_id=turn.chat_id, question_id=asked[-1].message_id, at=tx.clock.stamp())


def _note_deletion(tx: Transaction, chat_id: int, call: Call, delivery: Delivery) -> None:
    now = tx.clock.now()
    if call.vanishes_after and delivery.message_id:
        params = {"chat_id": chat_id, "message_id": delivery.message_id}
        add_notice(tx, chat_id, [Call("deleteMessage", params)], now + timedelta(seconds=call.vanishes_after))
    elif call.method in {"deleteMessage", "deleteMessages"} and delivery.answered is Answered.LATER:
        # Again and again, until Telegram has done it or says (after 48 hours) that it will not.
        add_notice(tx, chat_id, [call], now + _DELETE_AGAIN)
