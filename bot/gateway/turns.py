"""From the table of turns to what a lane handles, and back: received, applied, settled."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from bot.chats.messages import Messages
from bot.chats.store import Chats
from bot.gateway import calls as calls_
from bot.gateway.calls import Call
from bot.gateway.events import chat_of
from bot.logs import where
from bot.store.failures import is_fault
from bot.terms.verdicts import ChatGone, NotSent, Refused, Unknown
from bot.turns.store import OWN, TurnKey, Turns

if TYPE_CHECKING:
    from datetime import datetime

    from bot.gateway.effort import CallEnd
    from bot.store.transaction import Transaction
    from bot.turns.store import OpenTurn

log = logging.getLogger(__name__)

_DELETE_AGAIN = timedelta(seconds=20)


Apply = Callable[["Transaction", "StoredTurn"], list[Call]]


@dataclass(slots=True)
class StoredTurn:
    """One row: an update that was received, or (with `calls`) one that was applied and is to be answered."""

    key: TurnKey
    chat_id: int
    received_at: datetime
    update: Mapping[str, Any] | None = None
    calls: list[Call] = field(default_factory=list)
    tries: int = 0  # times that applying it has failed
    resent: bool = False  # found as applied: its calls may have been made already

    @property
    def name(self) -> str:
        """The id under which logs speak of it."""
        return self.key.name

    @property
    def is_own(self) -> bool:
        """Whether the program itself began it."""
        return self.key.bot_id == OWN


def receive(tx: Transaction, bot_id: int, update: Mapping[str, Any]) -> StoredTurn | None:
    """Store an update; None when it was there before."""
    turn = _new(tx, bot_id, update)
    return turn if _receive(tx, turn) else None


def _receive(tx: Transaction, turn: StoredTurn) -> bool:
    return Turns(tx).receive(turn.key, turn.chat_id, turn.received_at, turn.update or {})


def _new(tx: Transaction, bot_id: int, update: Mapping[str, Any]) -> StoredTurn:
    return StoredTurn(TurnKey(bot_id, int(update["update_id"])), chat_of(update), tx.clock.now(), update)


def receive_and_apply(
    tx: Transaction, bot_id: int, update: Mapping[str, Any], apply: Apply
) -> StoredTurn | None:
    """Store an update with its effects and answers; None when it was there before.

    Good for a chat with nothing under way in this process. Where something may be in another, or was left by
    one that died, the update is only stored, and comes in its turn.
    """
    turn = _new(tx, bot_id, update)
    if Turns(tx).holds(turn.key):
        return None
    if not tx.is_shared or _is_first(tx, turn.chat_id):
        return _apply_at_once(tx, turn, apply)
    _receive(tx, turn)
    return turn


def _is_first(tx: Transaction, chat_id: int) -> bool:
    return tx.claims.take(chat_id) and not Turns(tx).any_open(chat_id)


def _apply_at_once(tx: Transaction, turn: StoredTurn, apply: Apply) -> StoredTurn:
    """Store a turn as applied. Should applying it fail, it is stored as received, to be tried again."""
    try:
        with tx.part():
            turn.calls = apply(tx, turn)
            _renew(tx, turn)
            Turns(tx).add_applied(turn.key, turn.chat_id, turn.received_at, calls_.dump(turn.calls))
    except Exception as error:
        if is_fault(error):
            raise
        log.error("turn %s failed, try 1: %s", turn.name, where(error))  # noqa: TRY400
        _renew(tx, turn)
        _receive(tx, turn)
        turn.calls, turn.tries = [], 1
        return turn
    turn.update = None
    return turn


def _renew(tx: Transaction, turn: StoredTurn) -> None:
    """Give a turn of the program's own the next key: applying it may have begun others."""
    if turn.is_own:
        turn.key = Turns(tx).next_own()


def open_turns(tx: Transaction, chat_id: int, most: int) -> tuple[list[StoredTurn], bool]:
    """Return the first `most` open turns of a chat, in order, and whether there may be more."""
    found, more = Turns(tx).open_of_chat(chat_id, most)
    return [_loaded(one) for one in found], more


def rest_of_lane(tx: Transaction, chat_id: int, most: int) -> tuple[list[StoredTurn], bool]:
    """Return what is open in a chat, as `open_turns` does; where nothing is, another process may have it.

    Nothing where another has it: that one finds what is open before it leaves the chat.
    """
    if not tx.claims.take(chat_id):
        return [], False
    found, more = open_turns(tx, chat_id, most)
    if not found and not more:
        tx.claims.leave(chat_id)
    return found, more


def left_behind(tx: Transaction) -> list[int]:
    """Return the chats in which something is open and no process is at work, and those this one has."""
    taken = tx.claims.taken()
    return [*(one for one in Turns(tx).chats_with_open() if one not in taken), *tx.claims.held()]


def due_notices(tx: Transaction) -> list[StoredTurn]:
    """Return the program's own turns whose time has come."""
    return [_loaded(one) for one in Turns(tx).due_notices()]


def _loaded(one: OpenTurn) -> StoredTurn:
    calls = calls_.load(one.calls) if one.calls else []
    return StoredTurn(one.key, one.chat_id, one.received_at, one.update, calls, resent=one.update is None)


def applied(tx: Transaction, turn: StoredTurn, calls: list[Call]) -> None:
    """Note that the turn's effects are stored with it, and what is to be sent. Without calls it has ended."""
    turn.calls = calls
    Turns(tx).note_applied(turn.key, calls_.dump(calls))


def set_aside(tx: Transaction, turn: StoredTurn, apology: list[Call]) -> None:
    """Put a turn aside that cannot be applied; the apology goes out as a turn of the program's own."""
    Turns(tx).set_aside(turn.key)
    add_notice(tx, turn.chat_id, apology)


def add_notice(tx: Transaction, chat_id: int, calls: list[Call], due_at: datetime | None = None) -> None:
    """Store calls that answer no update, to be made now or at `due_at`."""
    if calls:
        Turns(tx).add_notice(chat_id, calls_.dump(calls), due_at)


class Handling(Protocol):
    """Who knows what a turn brings about; see `Dispatcher`."""

    def apply(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Apply an update, or what came of an errand; return the calls that answer it."""

    def apologise(self, tx: Transaction, stored: StoredTurn) -> list[Call]:
        """Return what to say where an update could not be applied."""

    async def do(self, errand: str) -> bytes | None:
        """Do an errand; return what came of it, None where it could not be done."""


def settle(tx: Transaction, turn: StoredTurn, ends: list[CallEnd], handling: Handling) -> None:
    """End a turn that Telegram has answered for, and keep what came of its calls and errands."""
    done = list(zip(turn.calls, ends, strict=True))
    _note_question(tx, turn, done)
    for call, end in done:
        _note_deletion(tx, turn.chat_id, call, end)
        if end.message_id and turn.chat_id > 0:
            Messages(tx).note(turn.chat_id, end.message_id)
        if call.errand:
            _take_result(tx, turn.chat_id, call.errand, end, handling)
    showing = [(call, end.verdict) for call, end in done if call.method not in calls_.QUIET]
    if any(isinstance(verdict, ChatGone) for _, verdict in showing):
        Chats(tx).set_reachable(turn.chat_id, reachable=False)
    if any(isinstance(verdict, Refused) for call, verdict in showing if not call.errand):
        set_aside(tx, turn, [] if turn.is_own else handling.apologise(tx, turn))
    else:
        Turns(tx).note_done(turn.key)


def _take_result(tx: Transaction, chat_id: int, errand: str, end: CallEnd, handling: Handling) -> None:
    """Let what came of an errand be a turn of the program's own, before whatever waits in the chat."""
    update = {"errand": errand, "result": end.result}
    _apply_at_once(tx, StoredTurn(Turns(tx).next_own(), chat_id, tx.clock.now(), update), handling.apply)


def _note_question(tx: Transaction, turn: StoredTurn, done: list[tuple[Call, CallEnd]]) -> None:
    asked = [end for call, end in done if call.asks and end.message_id]
    if asked and asked[-1].sure and not turn.resent:
        # After a repetition an older copy of the question may stand above: answers to that one count too.
        Chats(tx).note_question(turn.chat_id, asked[-1].message_id)


def _note_deletion(tx: Transaction, chat_id: int, call: Call, end: CallEnd) -> None:
    now = tx.clock.now()
    if call.vanishes_after and end.message_id:
        params = {"chat_id": chat_id, "message_id": end.message_id}
        add_notice(tx, chat_id, [Call("deleteMessage", params)], now + timedelta(seconds=call.vanishes_after))
    elif call.method in {"deleteMessage", "deleteMessages"} and isinstance(end.verdict, NotSent | Unknown):
        # Again and again, until Telegram has done it or says (after 48 hours) that it will not.
        add_notice(tx, chat_id, [call], now + _DELETE_AGAIN)
