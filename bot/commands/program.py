"""The command program: programmes that pay contributions, their people, their ledger."""

from __future__ import annotations

import asyncio
import json
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.commands._common import existing_store, month_option, resources_of, say
from bot.commands._files import write
from bot.commands._program_options import (
    action,
    add_terms,
    day_option,
    months_option,
    numbered,
    rupiah_option,
    with_json,
    with_span,
)
from bot.cover.entries import EntryKind
from bot.cover.shares import Leaving
from bot.errors import RequestError
from bot.funding.booking import Booking
from bot.funding.counting import LookEnds, LookJoining, LookMonths, LookProgramme, Looks
from bot.funding.entering import still_paid_for, who_is
from bot.funding.entry_screens import fits
from bot.funding.files import CandidateFile, Files
from bot.funding.worker import LedgerWork
from bot.ledger.entries import Ledger, New, Parted
from bot.ledger.programmes import CLI, FundingProgrammes
from bot.ledger.terms import FundingProgramme, ProgrammeState, Terms
from bot.months import first_day, month_of, written
from bot.people.rupiah import MOST
from bot.register.sources import SourceKind, Sources
from bot.settings import Environment
from bot.store.connection import Store, look
from bot.store.opening import transaction

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable

    from bot.cover.totals import Sums
    from bot.funding.counting import EndFigures, JoiningFigures, MonthFigures, ProgrammeFigures
    from bot.ledger.entries import Booked
    from bot.register.sources import Source
    from bot.resources import Resources
    from bot.store.transaction import Transaction

T = TypeVar("T")
SUMMARY = "programmes that pay contributions: list, add, take people in, pay, correct; who pays which month"
_LONGEST_NAME, _HIGHEST_DECILE = 80, 10


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    actions = command.add_subparsers(required=True, metavar="ACTION")
    with_json(action(actions, "list", _list, "all programmes"))
    numbered(with_json(action(actions, "show", _show, "one programme, with what it promised and paid")))
    add_terms(action(actions, "add", _add, "enter a programme, and confirm it"))
    numbered(action(actions, "end", _end, "end a programme: it takes nobody any more"))
    candidates = numbered(action(actions, "candidates", _candidates, "name candidates in a workbook"))
    candidates.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
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
    with_span(with_json(action(actions, "months", _show_months, "who pays the months ahead, by district")))
    with_span(with_json(action(actions, "ends", _ends, "whose cover ends, by month and village")))


def run(options: Namespace) -> None:
    """Do what is asked. Raise RequestError where it cannot be done."""
    options.do(options)


# -- programmes


def _list(options: Namespace) -> None:
    programmes = _looked(lambda tx, _: FundingProgrammes(tx).all())
    if options.json:
        say(json.dumps([_told(one) for one in programmes], indent=2, ensure_ascii=False))
    else:
        for one in programmes:
            say(f"{one.id:>4}  {one.state:<10} {one.terms.kind:<14} {_span_of(one.terms)}  {one.terms.name}")


def _show(options: Namespace) -> None:
    def find(tx: Transaction, resources: Resources) -> tuple[FundingProgramme, ProgrammeFigures | None]:
        return _found(tx, options.number), Looks(resources).programme(tx, LookProgramme(options.number))

    programme, figures = _looked(find)
    sums = {} if figures is None else {
        "people": figures.people, "promised": figures.owed, "paid": figures.paid,
        "unassigned": figures.unassigned, "double": figures.double, "gone": figures.gone,
        "months": [
            {"month": written(one.month), "people": one.people, "promised": one.owed, "paid": one.paid}
            for one in figures.months
        ],
    }  # fmt: skip
    if options.json:
        say(json.dumps({**_told(programme), **sums}, indent=2, ensure_ascii=False))
        return
    say(f"{programme.id} {programme.terms.name} ({programme.state})")
    for name in ("people", "promised", "paid", "unassigned", "double", "gone"):
        say(f"{name:>12} {sums.get(name, 0):>16,}")
    for one in figures.months if figures else ():
        say(f"{written(one.month):>12} {one.people:>8} people {one.owed:>16,} promised {one.paid:>16,} paid")


def _told(one: FundingProgramme) -> dict[str, object]:
    terms = one.terms
    return {
        "number": one.id, "state": one.state, "name": terms.name, "kind": terms.kind,
        "from": written(terms.first), "to": written(terms.last), "money": terms.money, "places": terms.places,
        "programs": list(terms.programs), "share": terms.share, "works": list(terms.works),
        "districts": list(terms.districts), "decile": terms.decile, "ages": [terms.age_from, terms.age_to],
        "lists": list(terms.agencies), "document": terms.document,
    }  # fmt: skip


def _span_of(terms: Terms) -> str:
    return f"{written(terms.first)} to {written(terms.last)}"


def _add(options: Namespace) -> None:
    environment = Environment()
    rule = resources_of(environment).tariff.funds.on(options.kind, first_day(options.first))
    most = rule.most_of(options.fund)
    if options.fund and options.money > most:
        raise RequestError(f"--money: at most {most:,} of the fund may be used ({rule.law})")
    terms = Terms(
        options.name, options.kind, options.first, options.first + options.months - 1,
        money=options.money or most, fund=options.fund, places=options.places, programs=options.programs,
        share=options.share, works=options.works, districts=options.districts, decile=options.decile,
        villages=options.villages, fresh_days=options.fresh_days, age_from=options.ages[0],
        age_to=options.ages[1], agencies=options.lists, document=options.document,
    )  # fmt: skip
    _refuse_nonsense(terms, resources_of(environment))
    with transaction(*existing_store(environment)) as tx:
        number = FundingProgrammes(tx).add(terms, options.contact, CLI)
        FundingProgrammes(tx).move(number, ProgrammeState.CONFIRMED, CLI)
    say(number)


def _refuse_nonsense(terms: Terms, resources: Resources) -> None:
    """Raise RequestError for what no programme can be."""
    regions = resources.regions
    faults = (
        ("--name", not 0 < len(terms.name.strip()) <= _LONGEST_NAME, f"is 1 to {_LONGEST_NAME} letters"),
        ("--places", terms.places < 0, "is 0 or more"),
        ("--decile", not 0 <= terms.decile <= _HIGHEST_DECILE, f"is 0 to {_HIGHEST_DECILE}"),
        ("--fresh-days", terms.fresh_days < 0, "is 0 or more"),
        ("--money", max(terms.money, terms.fund) > MOST, f"is at most {MOST:,}"),
        ("--districts", not all(map(regions.get, terms.districts)), "names no district here"),
        ("--villages", not all(map(regions.get, terms.villages)), "names no village here"),
    )
    for option, is_wrong, why in faults:
        if is_wrong:
            raise RequestError(f"{option}: {why}")


def _end(options: Namespace) -> None:
    with transaction(*existing_store(Environment())) as tx:
        _found(tx, options.number)
        FundingProgrammes(tx).move(options.number, ProgrammeState.ENDED, CLI)


def _candidates(options: Namespace) -> None:
    made = _looked(lambda tx, resources: Files(resources).candidates(tx, CandidateFile(options.number, CLI)))
    if made is None:
        raise RequestError(f"there is no programme {options.number}")
    write(options.out, "--out", made.content)
    say(f"{made.people} candidates")


# -- the ledger


def _take(options: Namespace) -> None:
    def find(tx: Transaction, resources: Resources) -> tuple[FundingProgramme, Source, int, JoiningFigures]:
        programme, source = _running(tx, options.number), _list_of(tx, options.list)
        first = options.first or max(programme.terms.first, month_of(tx.clock.today()))
        errand = LookJoining(programme.id, source.id, first, programme.terms.last)
        found = Looks(resources).joining(tx, errand)
        if found is None:
            raise RequestError("the list is gone")
        return programme, source, first, found

    programme, source, first, found = _looked(find)
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
        due = Booking(tx, resources).due(_found(tx, options.number), options.first, last)
        return len(due), sum(rupiah for owed in due.values() for _, rupiah in owed)

    people, rupiah = _looked(find)
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
        programme = _found(tx, options.number)
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
        entries = ledger.of_programme(_found(tx, options.number).id)
        return [(one, ledger.counts(one.id)) for one in entries]

    entries = _looked(find)
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


# -- everybody


def _show_months(options: Namespace) -> None:
    def find(tx: Transaction, resources: Resources) -> MonthFigures:
        first = options.first or month_of(tx.clock.today())
        return Looks(resources).months(tx, LookMonths(first, first + options.months - 1))

    figures = _looked(find)
    if options.json:
        document = {
            "people": figures.people,
            "months": {written(month): _summed(sums) for month, sums in sorted(figures.by_month.items())},
            "districts": {name: _summed(sums) for name, sums in sorted(figures.by_place.items())},
            "lost": figures.lost,
        }
        say(json.dumps(document, indent=2))
        return
    for month, sums in sorted(figures.by_month.items()):
        counts = " ".join(f"{state} {count}" for state, count in sums.months.items())
        say(f"{written(month)}  {counts}")
        say(
            f"         price {sums.price:,} = paid {sums.paid:,} + promised {sums.promised:,}"
            f" + own {sums.own:,} + open {sums.open:,}; over {sums.over:,}"
        )


def _summed(sums: Sums) -> dict[str, object]:
    return {
        "months": dict(sums.months), "price": sums.price, "paid": sums.paid, "promised": sums.promised,
        "own": sums.own, "open": sums.open, "over": sums.over, "double": sums.double,
        "cheapest": sums.cheapest, "confirmed": sums.confirmed,
    }  # fmt: skip


def _ends(options: Namespace) -> None:
    def find(tx: Transaction, resources: Resources) -> EndFigures:
        first = options.first or month_of(tx.clock.today())
        return Looks(resources).ends(tx, LookEnds(first, first + options.months - 1))

    figures = _looked(find)
    if options.json:
        document = {
            "falls": {written(month): by for month, by in sorted(figures.falls.items())},
            "taken_over": {written(month): count for month, count in figures.taken_over.items()},
        }
        say(json.dumps(document, indent=2))
        return
    for month, villages in sorted(figures.falls.items()):
        say(f"{written(month)}  {sum(villages.values())} people")
        for village, count in sorted(villages.items()):
            say(f"    {village:<14} {count:>7}")


# -- what they share


def _looked(find: Callable[[Transaction, Resources], T]) -> T:
    environment = Environment()
    resources = resources_of(environment)
    return asyncio.run(look(*existing_store(environment), lambda tx: find(tx, resources)))


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


def _found(tx: Transaction, number: int) -> FundingProgramme:
    programme = FundingProgrammes(tx).get(number)
    if programme is None:
        raise RequestError(f"there is no programme {number}")
    return programme


def _running(tx: Transaction, number: int) -> FundingProgramme:
    programme = _found(tx, number)
    if programme.state is not ProgrammeState.CONFIRMED:
        raise RequestError(f"programme {number} is {programme.state}")
    return programme


def _list_of(tx: Transaction, agency: str) -> Source:
    lists = [one for one in Sources(tx).in_force() if one.agency == agency and one.kind is SourceKind.AGENCY]
    if not lists:
        raise RequestError(f"no list of {agency} is in force")
    return lists[0]
