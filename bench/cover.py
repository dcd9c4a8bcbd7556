"""`python -m bench.cover`: a programme takes 50,000 people of a list, pays for them, and is counted.

Printed are the seconds of each look through the store, of all lines of an entry, and the longest unit.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from bench.lists import rows
from bench.running import payung, payung_environment
from bot.cover.entries import EntryKind
from bot.funding.booking import Booking
from bot.funding.counting import LookCandidates, LookDue, LookMonths, LookProgramme, Looks
from bot.funding.worker import LedgerWork
from bot.ledger.entries import Ledger, New
from bot.ledger.programmes import FundingProgrammes
from bot.lists.writing import workbook_of
from bot.months import month_of
from bot.register.sources import Sources
from bot.resources import Resources
from bot.settings import Environment
from bot.store.connection import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store.transaction import Transaction

T = TypeVar("T")
_MONTHS = 36


class Timed(Store):
    """A store that notes how long each unit of work takes."""

    seconds: list[float]

    async def surely(self, unit: Callable[[Transaction], T]) -> T:
        """Run a unit and note its time."""

        def timed(tx: Transaction) -> T:
            begun = perf_counter()
            try:
                return unit(tx)
            finally:
                self.seconds.append(perf_counter() - begun)

        return await super().surely(timed)


def say(name: str, seconds: float) -> None:
    """Print one figure."""
    print(f"{name:<44}{seconds:>9.2f} s")


async def measure(environment: dict[str, str], people: int) -> None:
    """Measure on a store in which a list is in force."""
    settings = Environment({**environment, "PAYUNG_API_URL": "http://127.0.0.1:9"})
    resources = Resources.load(settings.config())
    looks, clock = Looks(resources), settings.clock()
    first = month_of(clock.today()) + 1
    async with Timed(settings.database(), settings.keys(), clock) as store:
        store.seconds = []

        async def look(name: str, question: Callable[[Transaction], T]) -> T:
            begun = perf_counter()
            found = await store.look(question)
            say(name, perf_counter() - begun)
            return found

        source = await store.surely(lambda tx: Sources(tx).in_force()[0])
        programme = await store.surely(lambda tx: FundingProgrammes(tx).get(1))
        if programme is None:
            raise LookupError("the programme is gone")
        span = (first, first + _MONTHS - 1)
        await look(
            "whom a list brings", lambda tx: Booking(tx, resources).joining(programme, source.id, span)
        )
        today = clock.today()
        promised = New(
            EntryKind.PROMISED, 1, 0, today, first=span[0], last=span[1], source_id=source.id, people=people
        )
        for name, new in (
            ("all lines of a promise", promised),
            ("all lines of a payment of 12 months",
             New(EntryKind.PAID, 1, 0, today, first=first, last=first + 11, rupiah=people * 12 * 16_800)),
        ):  # fmt: skip
            store.seconds = []
            begun = perf_counter()
            await store.surely(partial(_write, new))
            await LedgerWork(store, resources).finish()
            say(name, perf_counter() - begun)
            cut = quantiles(store.seconds, n=100)
            longest = max(store.seconds)
            print(
                f"    units: p50 {cut[49] * 1e3:.1f} ms, p99 {cut[98] * 1e3:.1f}, longest {longest * 1e3:.1f}"
            )
        await look("what a programme comes to", lambda tx: looks.programme(tx, LookProgramme(1)))
        await look("what is due for 12 months", lambda tx: looks.due(tx, LookDue(1, first + 12, first + 23)))
        await look("who pays 36 months, by district", lambda tx: looks.months(tx, LookMonths(*span)))
        await look("candidates", lambda tx: looks.candidates(tx, LookCandidates(1)))


def _write(new: New, tx: Transaction) -> int:
    return Ledger(tx).write(new, tell=0)


def main(arguments: list[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.cover", description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        environment = payung_environment("http://127.0.0.1:9", Path(folder))
        payung(environment, "migrate")
        file = Path(folder) / "list.xlsx"
        file.write_bytes(workbook_of(rows(options.people)))
        payung(environment, "import", str(file), "--agency", "SK", "--apply")
        clock = Environment(environment).clock()
        first = month_of(clock.today()) + 1
        span = ("--from", f"{first // 12}-{first % 12 + 1:02}", "--months", str(_MONTHS))
        payung(environment, "program", "add", "--name", "Rentan", "--kind", "apbd_regency", *span)
        asyncio.run(measure(environment, options.people))
    return 0


if __name__ == "__main__":
    sys.exit(main())
