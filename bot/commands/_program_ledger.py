"""The ledger of programmes: people taken in, payments, who leaves, corrections."""

from __future__ import annotations

import asyncio
import json
import re
from functools import partial
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, month_option, resources_of, say
from bot.commands._program_options import (
    action,
    day_option,
    months_option,
    numbered,
    rupiah_option,
    with_json,
)
from bot.commands._program_store import looked, programme_with
from bot.cover.entries import EntryKind
from bot.cover.shares import Leaving
from bot.errors import RequestError
from bot.funding.booking import Booking
from bot.funding.counting import LookJoining, Looks
from bot.funding.entering import still_paid_for, who_is
from bot.funding.entry_screens import fits
from bot.funding.worker import LedgerWork
from bot.ledger.entries import Ledger, New, Parted
from bot.ledger.programmes import CLI, FundingProgrammes
from bot.ledger.terms import ProgrammeState
from bot.months import month_of
from bot.register.sources import SourceKind, Sources
from bot.settings import Environment
from bot.store.connection import Store
from bot.store.opening import transaction

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterable

    from bot.funding.counting import JoiningFigures
    from bot.ledger.entries import Booked
    from bot.ledger.terms import FundingProgramme
    from bot.register.sources import Source
    from bot.resources import Resources
    from bot.store.transaction import Transaction


def add_actions(actions: _SubParsersAction[ArgumentParser]) -> None:
    """Add what can be entered in the ledger, and read in it."""
    take = numbered(action(actions, "take", _take, "take the people of a list in force"))
    take.add_argument(
        "--list", required=True, metavar="AGENCY", help="whose list it is, as `payung import` has it"
    )
    take.add_argument("--from", dest="first", type=month_option, metavar="YYYY-MM", help="the first month")
    take.add_argument("--replace", action="store_true", help="let those go whom the list does not name")
    pay = numbered(action(actions, "pay", _pay, "note a payment"))
    pay.add_argument("--from", dest="first", type=month_option, required=True, metavar="YYYY-MM")
    pay.add_argument("--months", type=months_option, default=1)
    pay.add_argument("--sum", type=rupiah_option, required=True, metavar="RUPIAH")
    pay.add_argument("--document", required=True, help="number of the proof of payment")
    pay.add_argument("--day", type=day_option, metavar="YYYY-MM-DD", help="on which it was paid; today")
    leave = numbered(action(actions, "leave", _leave, "note that somebody is paid for no longer"))
    leave.add_argument("who", help="a NIK, or the number of a registration")
    leave.add_argument("--reason", type=Leaving, choices=list(Leaving), required=True, metavar="REASON")
    leave.add_argument("--from", dest="first", type=month_option, required=True, metavar="YYYY-MM")
    numbered(with_json(action(actions, "book", _book, "the entries of a programme")))
    correct = action(actions, "correct", _correct, "take an entry back, by one that says so")
    correct.add_argument("entry", type=int)


def _take(options: Namespace) -> None:
    def find(tx: Transaction, resources: Resources) -> tuple[FundingProgramme, Source, int, JoiningFigures]:
        programme, source = _running(tx, options.number), _list_of(tx, options.list)
        first = options.first or max(programme.terms.first, month_of(tx.clock.today()))
        errand = LookJoining(programme.id, source.id, first, programme.terms.last)
        found = Looks(resources).joining(tx, errand)
        if found is None:
            raise RequestError("the list is gone")
        return programme, source, first, found

    programme, source, first, found = looked(find)
    if not fits(programme, found):
        raise RequestError("there is no room, or not enough money, for all of them: nothing was entered")
    new = New(
        EntryKind.PROMISED, programme.id, CLI, source.as_of, first=first, last=programme.terms.last,
        rupiah=found.rupiah, people=found.new, document=programme.terms.document, source_id=source.id,
    )  # fmt: skip
    entries = [new] if found.new else []
    if options.replace and found.missing:
        entries.append(
            New(
                EntryKind.LEFT, programme.id, CLI, source.as_of, first=first, people=found.missing,
                source_id=source.id,
            )
        )  # fmt: skip
    _enter(entries)
    say(f"{found.new} new, {found.missing if options.replace else 0} left")
    if found.elsewhere:
        say(f"! another programme pays the same months for {found.elsewhere} of them, too")


def _pay(options: Namespace) -> None:
    last = options.first + options.months - 1

    def find(tx: Transaction, resources: Resources) -> tuple[int, int]:
        due = Booking(tx, resources).due(programme_with(tx, options.number), options.first, last)
        return len(due), sum(rupiah for owed in due.values() for _, rupiah in owed)

    people, rupiah = looked(find)
    if not people:
        raise RequestError("the programme owes nothing for these months")
    if options.sum > rupiah:
        raise RequestError(f"--sum: is more than the {rupiah:,} that are due")
    environment = Environment()
    today = environment.clock().today()
    day = options.day or today
    if day > today:
        raise RequestError("--day: is still to come")
    second = resources_of(environment).funding.second_from
    new = New(
        EntryKind.PAID, options.number, CLI, day, first=options.first, last=last, rupiah=options.sum,
        people=people, document=options.document, needs_second=options.sum >= second,
    )  # fmt: skip
    _enter([new])
    say(f"{people} people" + ("; a second person has to agree in the chat" if new.needs_second else ""))


def _leave(options: Namespace) -> None:
    environment = Environment()
    resources = resources_of(environment)
    with transaction(*existing_store(environment)) as tx:
        programme = programme_with(tx, options.number)
        who = who_is(tx, re.sub(r"\D", "", options.who))
        offers = FundingProgrammes(tx).offers(resources)
        lines = Ledger(tx).person([who], offers) if who else None
        if who is None or lines is None or offers[programme.id] not in {one.offer for one in lines.promises}:
            raise RequestError("the programme does not pay for anybody with this number")
        if not still_paid_for(lines, offers[programme.id], options.first):
            raise RequestError("the programme does not pay for that person from that month on anyway")
        number = Ledger(tx).write(
            New(EntryKind.LEFT, programme.id, CLI, tx.clock.today(), first=options.first, people=1)
        )
        Ledger(tx).add(number, Parted(who, options.first, options.reason))


def _book(options: Namespace) -> None:
    def find(tx: Transaction, _: Resources) -> list[tuple[Booked, bool]]:
        ledger = Ledger(tx)
        entries = ledger.of_programme(programme_with(tx, options.number).id)
        return [(one, ledger.counts(one.id)) for one in entries]

    entries = looked(find)
    if options.json:
        rows = [
            {
                "entry": one.id, "kind": one.kind, "about": one.about or None, "day": one.day.isoformat(),
                "people": one.people, "rupiah": one.rupiah, "document": one.document, "counts": counts,
            }
            for one, counts in entries
        ]  # fmt: skip
        say(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for one, counts in entries:
        mark = " " if counts else "-"
        say(f"{mark}{one.id:>5}  {one.day}  {one.kind:<10} {one.people:>7} {one.rupiah:>16,}  {one.document}")


def _correct(options: Namespace) -> None:
    with transaction(*existing_store(Environment())) as tx:
        ledger, one = Ledger(tx), Ledger(tx).get(options.entry)
        if one is None:
            raise RequestError(f"there is no entry {options.entry}")
        if ledger.is_corrected(one.id):
            raise RequestError(f"entry {one.id} was taken back before")
        if waiting := ledger.taking_back(one.id):
            raise RequestError(f"entry {waiting} takes it back; a second person has to agree in the chat")
        number = ledger.take_back(one, CLI)
        waits = not ledger.is_agreed(number)
    say(f"{number}" + ("; a second person has to agree in the chat" if waits else ""))


def _enter(entries: Iterable[New]) -> None:
    """Write entries with all their lines."""
    environment = Environment()
    resources = resources_of(environment)

    async def write() -> None:
        async with Store(*existing_store(environment)) as store:
            for new in entries:
                await store.surely(partial(_write, new))
            await LedgerWork(store, resources).finish()

    asyncio.run(write())


def _write(new: New, tx: Transaction) -> int:
    return Ledger(tx).write(new, tell=CLI)


def _running(tx: Transaction, number: int) -> FundingProgramme:
    programme = programme_with(tx, number)
    if programme.state is not ProgrammeState.CONFIRMED:
        raise RequestError(f"programme {number} is {programme.state}")
    return programme


def _list_of(tx: Transaction, agency: str) -> Source:
    lists = [one for one in Sources(tx).in_force() if one.agency == agency and one.kind is SourceKind.AGENCY]
    if not lists:
        raise RequestError(f"no list of {agency} is in force")
    return lists[0]
