"""Writes the lines of entries beside the turns, some at a time; an entry counts once all of them stand."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.chats.store import Chats
from bot.dialogue.screen import Button, Screen
from bot.funding.booking import Booking
from bot.funding.screens import months_named
from bot.funding.taps import OpenEntry
from bot.ledger.entries import Ledger
from bot.ledger.programmes import CLI, FundingProgrammes
from bot.staff.store import Staff
from bot.terms.funds import ENTRY_NAMES
from bot.terms.roles import Right, may

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.front.port import Port
    from bot.ledger.entries import Booked, InWork, Line
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction
    from bot.texts import Html, Texts

log = logging.getLogger(__name__)

_LINES: Final = 150  # in one unit of work: some three milliseconds


class LedgerWork:
    """Works on entries in one store; what a crash has left unfinished goes on from there."""

    def __init__(self, store: Store, resources: Resources) -> None:
        self._store, self._resources = store, resources

    async def next(self) -> InWork | None:
        """Return the oldest entry whose lines are not all written."""
        return await self._store.surely(lambda tx: Ledger(tx).next_in_work())

    async def write(self, work: InWork) -> None:
        """Write the lines of an entry that are not there yet."""
        lines = await self._store.look(lambda tx: Booking(tx, self._resources).lines(work.entry))
        left = [line for line in lines if line.who > work.after]
        for start in range(0, len(left), _LINES):
            await self._store.surely(partial(_write, work.entry.id, left[start : start + _LINES]))

    async def finish(self) -> None:
        """Write all entries to their end, with nobody waiting: at the command line."""
        while work := await self.next():
            await self.write(work)
            await self._store.surely(partial(_finish, number=work.entry.id))


class Worker:
    """Takes one entry after the other, and tells whoever waits for it."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    async def look(self, store: Store, port: Port) -> None:
        """Do all that is to be done."""
        working = LedgerWork(store, self._resources)
        while work := await working.next():
            await working.write(work)
            await store.surely(partial(self._finish, port=port, work=work))

    def _finish(self, tx: Transaction, *, port: Port, work: InWork) -> None:
        if Ledger(tx).finish(work.entry.id) and work.tell != CLI:
            if may(Staff(tx).role_of(work.tell), Right.FUND):
                port.do(tx, work.tell, [self._told(tx, work.tell, work.entry)])
            self._ask_second(tx, port, work.entry)

    def _told(self, tx: Transaction, chat_id: int, entry: Booked) -> Screen:
        texts = self._resources.catalogues[Chats(tx).language_of(chat_id)]
        name = texts("ledger.waits_for_second") if entry.needs_second else texts("ledger.counts")
        text = texts("ledger.written", kind=texts(ENTRY_NAMES[entry.kind]), number=entry.id, state=name)
        return Screen(text, ((Button(texts.bare("ledger.open"), OpenEntry(entry.id).pack()),),))

    @staticmethod
    def _question(tx: Transaction, texts: Texts, entry: Booked) -> Html:
        wrong = Ledger(tx).get(entry.about) if entry.about else None
        if wrong:
            return texts(
                "ledger.asks_second_back", number=entry.id, wrong=wrong.id,
                kind=texts(ENTRY_NAMES[wrong.kind]), people=texts.number(wrong.people),
                sum=texts.money(wrong.rupiah),
            )  # fmt: skip
        programme = FundingProgrammes(tx).get(entry.programme)
        return texts(
            "ledger.asks_second", number=entry.id, name=programme.terms.name if programme else "–",
            months=months_named(texts, entry.first, entry.last), people=texts.number(entry.people),
            sum=texts.money(entry.rupiah),
        )  # fmt: skip

    def _ask_second(self, tx: Transaction, port: Port, entry: Booked) -> None:
        """Ask every other member of staff who may agree."""
        if not entry.needs_second:
            return
        for member in Staff(tx).all():
            if member.chat_id != entry.by and may(member.role, Right.FUND):
                texts = self._resources.catalogues[Chats(tx).language_of(member.chat_id)]
                text = self._question(tx, texts, entry)
                row = (Button(texts.bare("ledger.open"), OpenEntry(entry.id).pack()),)
                port.do(tx, member.chat_id, [Screen(text, (row,))])


def _write(number: int, lines: Sequence[Line], tx: Transaction) -> None:
    ledger = Ledger(tx)
    for line in lines:
        ledger.add(number, line)
    ledger.go_on(number, lines[-1].who)


def _finish(tx: Transaction, *, number: int) -> bool:
    return Ledger(tx).finish(number)
