"""Looks whether all is well, and tells whoever keeps the program: each alarm once, and when it is over."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.operations.findings import Concern, Finding, Level, Measured, findings
from bot.operations.measuring import measured
from bot.operations.store import Alarm, Alarms
from bot.staff.store import Staff
from bot.terms.roles import Right, may

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.front.port import Port
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

OVER: Final = "over"  # in a subject: that it has passed
_TOLD_OF_THE_END: Final = {Concern.SILENT}  # while it lasted, nobody may have heard of it


class Watch:
    """Looks from time to time; keeps what it saw last, for whoever asks."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self.last: Measured | None = None

    async def look(self, store: Store, port: Port) -> None:
        """Measure, raise alarms, and end those that have passed. Raise StoreFaultError as `measured` does."""
        self.last = await measured(store, port.machine, self._resources)
        await store.run(partial(self._keep_book, found=tuple(self.findings())))

    def findings(self) -> Iterable[Finding]:
        """Return what was found last; nothing before the first look."""
        return findings(self.last, self._resources.operations) if self.last else ()

    def _keep_book(self, tx: Transaction, found: Iterable[Finding]) -> None:
        alarms = Alarms(tx)
        known = {(one.finding.concern, one.finding.subject): one for one in alarms.open()}
        for finding in found:
            if finding.level is not Level.BAD:
                continue
            before = known.pop((finding.concern, finding.subject), None)
            if before is None:
                _tell(tx, str(alarms.raise_(finding)))
            elif before.finding.values != finding.values or before.seen_at < tx.clock.now() - self._patience:
                alarms.see(before.id, finding)
        for one in known.values():
            if one.finding.concern in _TOLD_OF_THE_END:
                alarms.end(one.id)
                _tell(tx, f"{one.id}.{OVER}")
            elif tx.clock.now() - one.seen_at >= 2 * self._patience:
                alarms.end(one.id)

    @property
    def _patience(self) -> timedelta:
        """How old the note may grow that something is still so; twice of it, and it is over."""
        return timedelta(minutes=self._resources.operations.over_minutes) / 2


def _tell(tx: Transaction, subject: str) -> None:
    """Have everybody told who keeps the program."""
    for member in Staff(tx).all():
        if may(member.role, Right.OPERATE):
            Recipients(tx).add_own(Recipient(Standing.ALARM, member.chat_id, subject))


def alarm_in(tx: Transaction, subject: str) -> tuple[Alarm | None, bool]:
    """Return the alarm that a message is about, and whether it says that it is over."""
    number, _, rest = subject.partition(".")
    return Alarms(tx).get(int(number)), rest == OVER
