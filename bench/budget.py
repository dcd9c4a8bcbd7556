"""`python -m bench.budget`: a budget for 100,000 people and 36 months, with the people read out of a store.

Printed are the seconds to read who may be enrolled, to reckon three ways, to count whom they reach, to draw
the picture and to write the workbook.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from bot.budget.pool import read_pool
from bot.budget.report import Report, picture
from bot.budget.workbook.book import workbook
from bot.budgeting.outcome import reckon
from bot.budgeting.scenario import Order, Scenario
from bot.budgeting.variants import variants
from bot.budgeting.who import first
from bot.clock import Clock
from bot.documents import stored
from bot.drawing.render import to_png
from bot.folders import ROOT
from bot.months import month_in
from bot.register.content import Content, Place
from bot.register.links import new_id
from bot.register.sources import FileNamed, SourceKind, Sources, SourceState
from bot.register.statements import NewRow, Statements
from bot.resources import Resources
from bot.scheme.contributions import Program
from bot.scheme.funding import FundKind
from bot.store.connection import look
from bot.store.keyring import KeyRing
from bot.store.opening import prepare, transaction
from bot.terms.occupations import Occupation

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store.transaction import Transaction

T = TypeVar("T")
_PEOPLE, _MONTHS, _ALLOWED = 100_000, 36, 5.0
_CONTRADICTED = 5  # of so many people one is told of differently by each list
_KEYS = KeyRing(b"k" * 32)
_TODAY = date(2026, 11, 30)


def fill(path: Path, people: int, lists: int) -> None:
    """Put lists of the same invented people in force."""
    prepare(path, _KEYS)
    with transaction(path, _KEYS, Clock()) as tx:
        persons = [new_id() for _ in range(people)]
        for number in range(lists):
            _put_list(tx, f"Dinas {number}", persons, number)


def _put_list(tx: Transaction, agency: str, persons: list[int], number: int) -> None:
    sources, statements = Sources(tx), Statements(tx)
    source_id = sources.add(0, FileNamed("daftar.xlsx"), SourceState.APPLYING)
    sources.put_agency(source_id, agency, date(2026, 11, 1))
    sources.put_kind(source_id, SourceKind.AGENCY)
    for row, person in enumerate(persons):
        chance = Random(row + (number * _PEOPLE if row % _CONTRADICTED == 0 else 0))  # noqa: S311 - repeatable
        statements.put(source_id, _row(tx, row, person, chance))
    source = sources.get(source_id)
    if source:
        sources.put_in_force(source, "bench")


def _row(tx: Transaction, row: int, person: int, chance: Random) -> NewRow:
    content = Content(
        name=f"Orang {row}",
        nik=f"610601{row:010}",
        born=date(1962, 6, 1) + timedelta(days=chance.randrange(15_000)),
        work=chance.choice(list(Occupation)),
        decile=chance.choice([None, *range(1, 11)]),
    )
    district = f"61.06.{chance.randrange(1, 24):02}"
    place, statement = Place(district, f"{district}.{chance.randrange(2001, 2013)}"), new_id()
    sealed = tx.keys.seal("statements", "content", statement, stored(content))
    digest = tx.keys.lookup("statement", str(statement))
    hashed = tx.keys.lookup("nik", content.nik)
    return NewRow(row + 2, statement, digest, hashed, place, sealed, person)


def timed(name: str, do: Callable[[], T]) -> tuple[T, float]:
    begun = perf_counter()
    found = do()
    seconds = perf_counter() - begun
    print(f"{name:<44}{seconds:>8.2f} s")
    return found, seconds


def main() -> int:
    """Measure; 1 where reading and reckoning take longer than they may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    parser.add_argument("--months", type=int, default=_MONTHS)
    parser.add_argument("--lists", type=int, default=1, help="that speak of each of them")
    options = parser.parse_args()
    resources = Resources.load(ROOT / "config")
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        path = Path(folder) / "bench.db"
        fill(path, options.people, options.lists)
        return measured(resources, path, options.people, options.months)


def measured(resources: Resources, path: Path, people: int, months: int) -> int:
    begin = month_in("2026-11")
    pool, reading = timed(
        f"read {people:,} people",
        lambda: asyncio.run(look(path, _KEYS, Clock(), lambda tx: read_pool(tx, resources, begin))),
    )
    candidates = pool.candidates(_TODAY)
    shares = {FundKind.APBD_REGENCY: 60, FundKind.VILLAGE: 40}
    two = (Program.JKK, Program.JKM)
    asked = Scenario(begin, months, shares, two, money=600_000 * people // 2)
    ways = [*variants(asked)[:2], Scenario(begin, months, {FundKind.SELF: 100}, two, people=people)]
    outcomes, reckoning = timed(
        f"reckon three ways of up to {months} months",
        lambda: [reckon(way, resources.tariff, candidates, 60) for way in ways],
    )
    _, counting = timed(
        "count whom they reach",
        lambda: [first(pool.people, Order.NEED, one.people) for one in outcomes],
    )
    report = Report(resources.catalogues["id"], resources.tariff, outcomes, candidates, _TODAY)
    svg, _ = timed("words and shapes of the picture", lambda: picture(report))
    timed("draw the picture", lambda: to_png(svg))
    timed("write the workbook", lambda: workbook(report, 60))
    for one in outcomes:
        print(f"  {one.people:,} people, {one.months} months, {one.total:,} rupiah")
    print(f"reading, reckoning, counting: {reading + reckoning + counting:.2f} s (allowed {_ALLOWED} s)")
    return int(reading + reckoning + counting > _ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
