"""The command program: programmes that pay contributions, their people, their ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands._common import existing_store, resources_of, say
from bot.commands._files import write
from bot.commands._program_ledger import add_actions as add_ledger
from bot.commands._program_options import action, add_terms, numbered, with_json, with_span
from bot.commands._program_store import looked, programme_with
from bot.errors import RequestError
from bot.funding.counting import LookEnds, LookMonths, LookProgramme, Looks
from bot.funding.files import CandidateFile, Files
from bot.ledger.programmes import CLI, FundingProgrammes
from bot.ledger.terms import FundingProgramme, ProgrammeState, Terms
from bot.months import first_day, month_of, written
from bot.people.rupiah import MOST
from bot.settings import Environment
from bot.store.opening import transaction

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from bot.cover.totals import Sums
    from bot.funding.counting import EndFigures, MonthFigures, ProgrammeFigures
    from bot.resources import Resources
    from bot.store.transaction import Transaction

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
    add_ledger(actions)
    with_span(with_json(action(actions, "months", _show_months, "who pays the months ahead, by district")))
    with_span(with_json(action(actions, "ends", _ends, "whose cover ends, by month and village")))


def run(options: Namespace) -> None:
    """Do what is asked. Raise RequestError where it cannot be done."""
    options.do(options)


# -- programmes


def _list(options: Namespace) -> None:
    programmes = looked(lambda tx, _: FundingProgrammes(tx).all())
    if options.json:
        say(json.dumps([_told(one) for one in programmes], indent=2, ensure_ascii=False))
    else:
        for one in programmes:
            say(f"{one.id:>4}  {one.state:<10} {one.terms.kind:<14} {_span_of(one.terms)}  {one.terms.name}")


def _show(options: Namespace) -> None:
    def find(tx: Transaction, resources: Resources) -> tuple[FundingProgramme, ProgrammeFigures | None]:
        number = options.number
        return programme_with(tx, number), Looks(resources).programme(tx, LookProgramme(number))

    programme, figures = looked(find)
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
        programme_with(tx, options.number)
        FundingProgrammes(tx).move(options.number, ProgrammeState.ENDED, CLI)


def _candidates(options: Namespace) -> None:
    made = looked(lambda tx, resources: Files(resources).candidates(tx, CandidateFile(options.number, CLI)))
    if made is None:
        raise RequestError(f"there is no programme {options.number}")
    write(options.out, "--out", made.content)
    say(f"{made.people} candidates")


# -- everybody


def _show_months(options: Namespace) -> None:
    def find(tx: Transaction, resources: Resources) -> MonthFigures:
        first = options.first or month_of(tx.clock.today())
        return Looks(resources).months(tx, LookMonths(first, first + options.months - 1))

    figures = looked(find)
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

    figures = looked(find)
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
