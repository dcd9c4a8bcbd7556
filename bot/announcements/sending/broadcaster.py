"""Sending announcements: recipients one by one through the pacer's second lane, each claimed and settled."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.announcements import progress
from bot.announcements.deliveries import Deliveries
from bot.announcements.recipients import Recipients
from bot.announcements.sending.flow import Flow
from bot.announcements.sending.units import Claimed, Sending, Settled
from bot.announcements.states import Delivery, Reason, State, Trouble
from bot.announcements.store import Announcements
from bot.backoff import BackOff
from bot.dialogue.screen import Screen
from bot.logs import where
from bot.terms.verdicts import ChatGone, Done, Moved, NotSent, Refused, TryAfter, Unknown, Unserved, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.announcements.announcement import Announcement
    from bot.announcements.recipients import Recipient
    from bot.announcements.sending.port import Port
    from bot.dialogue.screen import Notify
    from bot.front.feature import OwnMessage
    from bot.front.schedule import Schedule
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.terms.verdicts import Verdict

log = logging.getLogger(__name__)

_FETCHED = 100  # recipients in memory that wait for their turn
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_REFUSED_LATER = 20  # refusals in a row that halt an announcement which others have got
_UNANSWERED = 20  # lost answers in a row that halt one


class Broadcaster:
    """Everything that is sent unasked: `look`, `gather`, `dispatch` are done over and over, side by side."""

    def __init__(
        self,
        port: Port,
        store: Store,
        resources: Resources,
        schedule: Schedule,
        own: Mapping[int, OwnMessage],
    ) -> None:
        self._port, self._store, self._schedule = port, store, schedule
        self._resources, self._sending, self._own = resources, Sending(resources, own), own
        self._flow = Flow(schedule.rate, port.now)
        self._open: list[int] = []  # what may go out now, in the order in which it does
        self._after: dict[int, int] = {}  # the last chat that was fetched
        self._fetched: deque[Recipient] = deque()
        self._busy: set[Recipient] = set()
        self._round = 0
        self._refusals: Counter[int] = Counter()  # in a row
        self._unanswered: Counter[int] = Counter()  # in a row
        # Before Telegram is asked whether it answers; it grows until a message is taken.
        self._backoff = BackOff(_FIRST_PAUSE, _LONGEST_PAUSE)
        self._resumed = False  # what an earlier run left claimed
        self._looked = asyncio.Event()
        self._stopping = False
        # Those that wait for their turn: nothing is lost when they are cancelled.
        self._waiting: set[asyncio.Task[None]] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    # -- what is due

    async def look(self) -> None:
        """Look once for what is due; end what is settled."""
        if not self._resumed:
            await self._store.surely(lambda tx: Recipients(tx).resume())
            self._resumed = True
        found = await self._store.run(lambda tx: Announcements(tx).active())
        missed = [one for one in found if self._is_missed(one)]
        for one in missed:
            await self._halt(one.id, Trouble.MISSED)
        quiet = self._schedule.quiet.hold(self._schedule.clock.now())
        running = [one for one in found if one.state is State.RUNNING and one not in missed]
        due = [one for one in running if self._is_due(one, quiet=quiet)]
        standing = [number for number, one in self._own.items() if one.is_urgent or not quiet]
        self._open = [*standing, *(one.id for one in due)]
        self._fetched = deque(one for one in self._fetched if one.announcement_id in self._open)
        self._looked.set()
        for one in due:
            await self._start_or_end(one)

    def _is_missed(self, one: Announcement) -> bool:
        """Tell whether its time came and went, and it has not begun: nobody was there to send it."""
        if one.state is not State.RUNNING or one.started_at or one.due_at is None:
            return False
        due_at = one.due_at if one.is_unquiet else self._schedule.quiet.over_at(one.due_at)
        late = timedelta(minutes=self._resources.announcements.late_minutes)
        return self._schedule.clock.now() - due_at > late

    def _is_due(self, one: Announcement, *, quiet: bool) -> bool:
        return (one.due_at is None or one.due_at <= self._schedule.clock.now()) and (
            one.is_unquiet or not quiet
        )

    async def gather(self) -> None:
        """Note the recipients of what was confirmed, some in each unit of work: others come in between."""
        for one in await self._store.run(lambda tx: Announcements(tx).active()):
            await self._gather(one)

    async def _gather(self, announcement: Announcement) -> None:
        done = announcement.gathered
        while not done:
            done = await self._store.run(lambda tx: self._sending.gather(tx, announcement))

    async def _start_or_end(self, one: Announcement) -> None:
        if one.started_at is None:
            await self._store.run(lambda tx: Announcements(tx).start(one.id))
        if not one.gathered or await self._store.run(lambda tx: Recipients(tx).any_open(one.id)):
            return
        tally = await self._store.look(lambda tx: Deliveries(tx).tally(one))

        def end(tx: Transaction) -> None:
            if self._sending.end(tx, one.id):
                self._tell(tx, progress.ended(tx, self._resources, one, tally))

        await self._store.run(end)

    def _tell(self, tx: Transaction, notes: Iterable[Notify]) -> None:
        for note in notes:
            self._port.do(tx, note.chat_id, [note.screen])

    # -- recipients, one by one

    async def dispatch(self) -> None:
        """Begin with one recipient, as soon as the flow allows another."""
        if self._flow.broken:
            await self._until_mended()
        recipient = await self._next()
        await self._flow.enter()
        self._busy.add(recipient)
        task = asyncio.create_task(self._serve(recipient))
        self._tasks.add(task)
        self._waiting.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _next(self) -> Recipient:
        while True:
            if not self._fetched:
                await self._fetch()
            if self._fetched:
                return self._fetched.popleft()
            self._looked.clear()
            await self._looked.wait()

    async def _fetch(self) -> None:
        self._round += 1
        others = [number for number in self._open if number > 0]
        shift = self._round % len(others) if others else 0  # announcements take turns, after the bot's own
        for number in [*(one for one in self._open if one < 0), *others[shift:], *others[:shift]]:
            found = await self._store.surely(partial(_pending, number, self._after.get(number, 0)))
            self._after[number] = found[-1].chat_id if found else 0  # 0: what is left over comes again
            self._fetched.extend(one for one in found if one not in self._busy)
            if self._fetched:
                return

    async def _serve(self, recipient: Recipient) -> None:
        task = asyncio.current_task()
        try:
            while await self._try(recipient):
                if task:
                    self._waiting.add(task)
        except Exception as error:  # noqa: BLE001 - one recipient must not stop the others
            log.error("an announcement failed unforeseen: %s", where(error))  # noqa: TRY400
            await self._store.surely(lambda tx: Recipients(tx).give_up(recipient))
        finally:
            if task:
                self._waiting.discard(task)
            self._busy.discard(recipient)
            self._flow.leave()

    async def _try(self, recipient: Recipient) -> bool:
        """Send to one recipient; True when that is to be tried again at once."""
        await self._port.admit(recipient.chat_id)
        await self._flow.until_heard()
        turn_at = self._port.now()
        if task := asyncio.current_task():
            self._waiting.discard(task)
        if self._is_held(recipient):
            return False
        quiet = self._schedule.quiet.hold(self._schedule.clock.now())
        claimed = await self._store.surely(lambda tx: self._sending.claim(tx, recipient, quiet=quiet))
        if claimed is None:
            return False
        if not self._is_held(recipient):
            await self._port.admit_again(turn_at)
        if self._is_held(recipient):
            await self._settle(recipient, Settled(Delivery.PENDING))
            return False
        return await self._call(recipient, claimed)

    def _is_held(self, recipient: Recipient) -> bool:
        return self._stopping or self._flow.broken or recipient.announcement_id not in self._open

    async def _call(self, recipient: Recipient, claimed: Claimed) -> bool:
        """Make the call and settle what came of it; True when it is to be tried again at once."""
        verdict = await self._ask(claimed)
        settled = settled_by(verdict, claimed)
        await self._settle(recipient, settled)
        await self._learn(recipient.announcement_id, verdict, settled)
        return isinstance(verdict, TryAfter | Moved)

    async def _ask(self, claimed: Claimed) -> Verdict:
        """Make the call, and tell the flow how long its answer took, if there was one."""
        since, verdict = self._flow.called(), None
        try:
            verdict = await self._port.make(claimed.chat_id, claimed.act)
        finally:
            if verdict is None or isinstance(verdict, NotSent | Unknown):
                self._flow.lost()
            else:
                self._flow.answered(since)
        return verdict

    async def _learn(self, number: int, verdict: Verdict, settled: Settled) -> None:
        """Widen or narrow the flow, and count what goes wrong in a row."""
        if isinstance(verdict, Done) and settled.state is Delivery.SENT:
            self._flow.succeeded()
            self._backoff.reset()
            self._refusals.pop(number, None)
            self._unanswered.pop(number, None)
        elif isinstance(verdict, NotSent | Unserved | Unknown | Done):
            self._flow.failed()
            await self._count_unanswered(number, verdict)
        else:
            self._flow.refused()
            await self._count_refusal(number, settled)

    async def _count_unanswered(self, number: int, verdict: Verdict) -> None:
        """Halt an announcement whose answers are lost, one after the other."""
        self._unanswered[number] += isinstance(verdict, Unknown | Done)
        if self._unanswered[number] >= _UNANSWERED:
            await self._halt(number, Trouble.UNANSWERED)

    async def _settle(self, recipient: Recipient, settled: Settled) -> None:
        await self._store.surely(lambda tx: self._sending.settle(tx, recipient, settled))

    async def _count_refusal(self, number: int, settled: Settled) -> None:
        """Halt an announcement that Telegram refuses again and again: it would be refused for everybody."""
        if settled.reason != Reason.REFUSED or number < 0:
            return
        self._refusals[number] += 1
        if self._refusals[number] >= _REFUSED_LATER:
            await self._halt(number, Trouble.REFUSED, settled.said)
        elif self._refusals[number] >= self._resources.announcements.refusals:
            await self._halt(number, Trouble.REFUSED, settled.said, unless_sent=True)

    async def _halt(
        self, number: int, trouble: Trouble, said: str = "", *, unless_sent: bool = False
    ) -> None:
        """Halt an announcement and tell its writer; `unless_sent`: only if nobody has got it."""

        def halt(tx: Transaction) -> bool:
            one = Announcements(tx).get(number)
            if one is None or (unless_sent and Recipients(tx).any_in(number, Delivery.SENT)):
                return False
            if Announcements(tx).halt(number, trouble, said):
                self._tell(tx, progress.halted(tx, self._resources, one, trouble, said))
            return True

        if await self._store.surely(halt):
            self._refusals.pop(number, None)
            self._unanswered.pop(number, None)

    async def _until_mended(self) -> None:
        """Ask Telegram something harmless until it answers; the pauses grow until a message is taken, too."""
        while True:
            await asyncio.sleep(self._backoff.grown())
            if await self._port.is_answered():
                self._flow.mended()
                return

    @property
    def is_broken(self) -> bool:
        """Whether nothing goes out because Telegram does not answer."""
        return self._flow.broken

    # -- the end

    async def stop(self, seconds: float) -> None:
        """Begin no call; give those under way some seconds to be answered and settled."""
        self._stopping = True
        for task in self._waiting:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def _pending(number: int, after: int, tx: Transaction) -> list[Recipient]:
    return Recipients(tx).pending(number, after, _FETCHED)


_REASONS = {Why.OTHER: Reason.REFUSED, Why.TOO_OLD: Reason.TOO_OLD, Why.MESSAGE_GONE: Reason.GONE}


def settled_by(verdict: Verdict, claimed: Claimed) -> Settled:
    """Return what a verdict makes of a recipient: deleting and editing can be repeated, a message cannot."""
    sends = isinstance(claimed.act, Screen)
    match verdict:
        case Done():
            known = verdict.message_id or not sends
            nameless = Settled(Delivery.UNKNOWN, Reason.NAMELESS)
            return Settled(Delivery.SENT, message_id=verdict.message_id) if known else nameless
        case ChatGone():
            return Settled(Delivery.BLOCKED, Reason(verdict.why.value), said=verdict.said)
        case Refused(Why.ALREADY) if not sends:
            return Settled(Delivery.SENT)
        case Refused():
            reason = Reason.REFUSED if sends else _REASONS[verdict.why]
            return Settled(Delivery.FAILED, reason, said=verdict.said)
        case Unknown() if sends:
            return Settled(Delivery.UNKNOWN, Reason(verdict.lost.value))
        case _:
            return Settled(Delivery.PENDING, moved_to=verdict.chat_id if isinstance(verdict, Moved) else 0)
