"""One lane per chat: its turns in order, one at a time; different chats never wait for each other."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING

from bot.backoff import BackOff
from bot.errors import StoppingError
from bot.gateway import turns
from bot.gateway.calls import ERRAND, QUIET
from bot.gateway.effort import CallEnd
from bot.logs import about, where
from bot.terms.verdicts import ChatGone, Done, Unknown
from bot.turns.store import Turns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.gateway.calls import Call
    from bot.gateway.sender import Sender
    from bot.gateway.turns import StoredTurn
    from bot.store.connection import Store
    from bot.vitals import Vitals

log = logging.getLogger(__name__)

MOST_OPEN = 2000  # turns in memory above which nothing further is received
MOST_IN_LANE = 20  # turns of one chat in memory; the rest wait in the store, so that nobody crowds others out
_RETRIES = 2  # of a turn that fails for another reason than the store
_RETRY_PAUSE = 0.2
_UNFORESEEN_TRIES, _FIRST_PAUSE, _LONGEST_PAUSE = 3, 0.5, 5.0
_QUIET_PATIENCE = 1.0  # seconds that the next turn waits for calls that show nothing
_LAST_COMMIT = 0.5  # seconds to note the answers of calls that were in flight


class Lanes:
    """Takes stored turns, applies them, sends what they answer, settles them."""

    def __init__(self, store: Store, sender: Sender, handling: turns.Handling, vitals: Vitals) -> None:
        self._store, self._sender, self._handling, self._vitals = store, sender, handling, vitals
        self._queues: dict[int, deque[StoredTurn]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._notices: set[str] = set()
        self._overflowing: set[int] = set()
        self._reserved: set[int] = set()
        self._open = 0
        self._room = asyncio.Event()
        self._room.set()

    def put(self, stored: Iterable[StoredTurn]) -> None:
        """Add turns, each to the lane of its chat."""
        for turn in stored:
            if turn.is_own and turn.name in self._notices:
                continue
            waits = self._waits(turn)
            queue = self._lane(turn.chat_id)
            if waits or turn.chat_id in self._overflowing or len(queue) >= MOST_IN_LANE:
                self._overflowing.add(turn.chat_id)  # it is in the store; the lane fetches it in its turn
            else:
                self._append(queue, turn)

    def _waits(self, turn: StoredTurn) -> bool:
        """Tell whether others may come first, which other processes have received: the store knows the order.

        Only what was applied at once is surely the first, and its chat this process's.
        """
        is_first = turn.update is None and not turn.is_own and turn.chat_id not in self._queues
        return self._store.is_shared and not is_first

    def reserve(self, chat_id: int) -> bool:
        """Take an idle lane for a turn that is about to be received; False when something is under way."""
        if not chat_id or chat_id in self._queues or chat_id in self._reserved:
            return False
        self._reserved.add(chat_id)
        return True

    def release(self, chat_id: int) -> None:
        """Give back a lane that was reserved."""
        self._reserved.discard(chat_id)

    def resume(self, chat_ids: Iterable[int]) -> None:
        """Take up chats for which the store may hold open turns."""
        for chat_id in chat_ids:
            if chat_id not in self._reserved:
                self._overflowing.add(chat_id)
                self._lane(chat_id)

    def _lane(self, chat_id: int) -> deque[StoredTurn]:
        queue = self._queues.get(chat_id)
        if queue is None:
            queue = self._queues[chat_id] = deque()
            task = asyncio.create_task(self._run(chat_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return queue

    def _append(self, queue: deque[StoredTurn], turn: StoredTurn) -> None:
        queue.append(turn)
        if turn.is_own:
            self._notices.add(turn.name)
        self._open += 1
        if self._open >= MOST_OPEN:
            self._room.clear()

    @property
    def chats(self) -> int:
        """How many chats something is under way for."""
        return len(self._queues)

    @property
    def open(self) -> int:
        """How many turns are in memory."""
        return self._open

    async def room(self) -> None:
        """Wait until more may be received."""
        await self._room.wait()

    async def stop(self) -> None:
        """End all lanes; what they had not finished is in the store."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_LAST_COMMIT)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        try:
            while queue or await self._fetched(chat_id, queue):
                if not queue:
                    continue
                with about(queue[0].name):
                    await self._handle_safely(queue[0])
                self._notices.discard(queue.popleft().name)
                self._open -= 1
                if self._open < MOST_OPEN:
                    self._room.set()
        except StoppingError:
            return
        finally:
            self._open -= len(queue)
            self._notices.difference_update(turn.name for turn in queue)
            del self._queues[chat_id]

    async def _fetched(self, chat_id: int, queue: deque[StoredTurn]) -> bool:
        """Fetch what did not fit into the lane; False when there is nothing more.

        What is received meanwhile is either in the answer of the store, or added after this has resumed:
        units of work end in the order in which they ran.
        """
        if chat_id not in self._overflowing and not self._store.is_shared:
            return False
        found, more = await self._store.surely(lambda tx: turns.rest_of_lane(tx, chat_id, MOST_IN_LANE))
        if not more:
            self._overflowing.discard(chat_id)
        for turn in found:
            self._append(queue, turn)
        return bool(found) or more

    async def _handle_safely(self, turn: StoredTurn) -> None:
        """Handle a turn; one that fails for a reason nobody thought of is tried again, and then set aside."""
        backoff = BackOff(_FIRST_PAUSE, _LONGEST_PAUSE, factor=4)
        for _ in range(_UNFORESEEN_TRIES):
            try:
                await self._handle(turn)
            except StoppingError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the next turns go on
                log.error("turn %s failed unforeseen: %s", turn.name, where(error))  # noqa: TRY400
                await asyncio.sleep(backoff.grown())
            else:
                return
        await self._store.surely(lambda tx: turns.set_aside(tx, turn, []))

    async def _handle(self, turn: StoredTurn) -> None:
        if turn.is_own and not await self._store.surely(lambda tx: Turns(tx).is_open(turn.key)):
            return
        if turn.update is not None and not await self._applied(turn):
            return
        turn.update = None
        spare = [call for call in turn.calls if call.spare]
        turn.calls = [call for call in turn.calls if not call.spare]
        if turn.calls:
            ends = await self._deliver(turn)
            self._time(turn)
            await self._store.surely(lambda tx: turns.settle(tx, turn, ends, self._handling))
            if any(call.errand for call in turn.calls):
                self._overflowing.add(turn.chat_id)  # what came of it waits in the store: fetch it at once
        self._sender.make_spare(turn.chat_id, spare)

    def _time(self, turn: StoredTurn) -> None:
        if not (turn.is_own or turn.resent):
            self._vitals.turn_seconds.observe(max(0.0, self._store.now() - turn.received_at.timestamp()))

    async def _applied(self, turn: StoredTurn) -> bool:
        """Apply a turn in one transaction; False when it had to be set aside."""
        for attempt in range(turn.tries, _RETRIES + 1):
            try:
                await self._store.surely(lambda tx: turns.applied(tx, turn, self._handling.apply(tx, turn)))
            except Exception as error:  # noqa: BLE001 - whatever fails here must not hold up the lane
                log.error("turn %s failed, try %s: %s", turn.name, attempt + 1, where(error))  # noqa: TRY400
                await asyncio.sleep(_RETRY_PAUSE)
            else:
                return True
        await self._store.surely(lambda tx: turns.set_aside(tx, turn, self._handling.apologise(tx, turn)))
        return False

    async def _deliver(self, turn: StoredTurn) -> list[CallEnd]:
        """Make the calls that show something in order, and beside them those for which nobody waits long."""
        beside = {
            index: asyncio.create_task(self._sender.deliver(turn.chat_id, call))
            for index, call in enumerate(turn.calls)
            if call.method in QUIET
        }
        showing = [call for call in turn.calls if call.method not in QUIET]
        try:
            shown = iter(await self._in_order(turn.chat_id, showing))
            if beside:
                await asyncio.wait(beside.values(), timeout=_QUIET_PATIENCE)
            return [
                _so_far(beside[index]) if index in beside else next(shown) for index in range(len(turn.calls))
            ]
        finally:
            for task in beside.values():
                task.cancel()

    async def _in_order(self, chat_id: int, calls: list[Call]) -> list[CallEnd]:
        ends: list[CallEnd] = []
        for call in calls:
            if ends and isinstance(ends[-1].verdict, ChatGone):
                ends.append(ends[-1])
            else:
                ends.append(await self._ended(chat_id, call))
        return ends

    async def _ended(self, chat_id: int, call: Call) -> CallEnd:
        if call.method == ERRAND:
            found = await self._handling.do(call.errand)
            return CallEnd(Unknown() if found is None else Done(), found=found)
        return await self._sender.deliver(chat_id, call)


def _so_far(task: asyncio.Task[CallEnd]) -> CallEnd:
    return task.result() if task.done() else CallEnd(Unknown())
