"""`python -m bench.store`: how long each statement of every store takes where a million have registered."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, time
from typing import TYPE_CHECKING

from bench.store.values import AUDIENCES, Values
from bot.privacy.forgetting import stores
from bot.store.handover import connect
from bot.store.sqlite import migrate, split
from bot.store.statements import filled, statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.announcements.audience import Audience
    from bot.store.statements import Statement
    from bot.store.table import Table

_FILL = Path(__file__).with_name("fill.sql")
_FILLING = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000")
_FEWEST = 10_000  # rows
_SLOW = 2.0  # milliseconds
_RUNS, _LEAST_RUNS, _SECONDS = 15, 3, 2.0  # of one statement
_LINE = "{:<44}{:>11}{:>10}  {:<8}{}"


@dataclass(frozen=True, slots=True)
class Call:
    """One statement as it is called, with the audience where it has one."""

    store: type[Table]
    name: str
    statement: Statement
    audience: str = ""

    @property
    def title(self) -> str:
        """What it is called in the table."""
        return f"{self.store.__name__}.{self.name}" + (f" ({self.audience})" if self.audience else "")

    @property
    def kind(self) -> str:
        """Whether it may read a large table from one end to the other."""
        return "survey" if self.statement.is_survey else "unit"

    @property
    def whom(self) -> Audience:
        """The audience by which its parts are filled."""
        return AUDIENCES[self.audience or "everybody"]

    @property
    def sql(self) -> str:
        """Its text, without parts to be filled."""
        return filled(self.statement.sql, self.whom.parts())


@dataclass(frozen=True, slots=True)
class Outcome:
    """How long the calls of a statement took, and how many rows the last one gave or changed."""

    call: Call
    milliseconds: float
    rows: int
    scans: tuple[str, ...]


def main() -> int:
    """Make the store, time every statement, print the slow ones."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        path = options.store or Path(folder) / "payung.db"
        _make(path, options.rows)
        with closing(connect(path)) as connection:
            outcomes, untimed = _measure(connection)
    _print(outcomes, 0.0 if options.all else _SLOW)
    for title, error in untimed.items():
        print(f"not timed, see bench/store/values.py: {title}: {error}")
    _print_slowest(outcomes)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.store", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many registrations")
    parser.add_argument("--all", action="store_true", help="print the quick statements, too")
    parser.add_argument("--store", type=Path, help="keep the store here; use the one that is here already")
    options = parser.parse_args()
    if options.rows < _FEWEST:
        parser.error(f"at least {_FEWEST} rows")
    return options


def _make(path: Path, rows: int) -> None:
    is_there, began = path.exists(), time()
    with closing(connect(path)) as connection:
        migrate(connection)
    if not is_there:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in _FILLING:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")
            for statement in split(_FILL.read_text(encoding="utf-8")):
                connection.execute(statement, {"rows": rows, "now": int(began)})
            connection.execute("COMMIT")
    size = path.stat().st_size / 2**20
    print(f"  a store of {size:.0f} MiB, ready in {time() - began:.0f} s", file=sys.stderr, flush=True)


def _calls() -> Iterator[Call]:
    for store in stores():
        for name, statement in statements(store.file).items():
            for audience in AUDIENCES if "{wanted}" in statement.sql else ("",):
                yield Call(store, name, statement, audience)


def _measure(connection: sqlite3.Connection) -> tuple[list[Outcome], dict[str, str]]:
    """Time all; return what came of it, and what could not be called, by title, with the reason."""
    values, outcomes, untimed = Values(connection), [], {}
    for call in _calls():
        try:
            outcomes.append(_timed(connection, values, call))
        except sqlite3.Error as error:  # a statement that is new here, and for which no values are known
            connection.rollback()
            untimed[call.title] = str(error)
    return outcomes, untimed


def _timed(connection: sqlite3.Connection, values: Values, call: Call) -> Outcome:
    """Call a statement several times, undoing what it does."""
    sql, rows, began = call.sql, 0, perf_counter()
    runs: list[float] = []
    while len(runs) < _LEAST_RUNS or (len(runs) < _RUNS and perf_counter() - began < _SECONDS):
        given = values.of(call.store, call.name, call.whom)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("SAVEPOINT unit")
        start = perf_counter()
        cursor = connection.execute(sql, given)
        rows = sum(1 for _ in cursor) if cursor.description else cursor.rowcount
        runs.append(perf_counter() - start)
        connection.execute("ROLLBACK TO unit")
        connection.execute("ROLLBACK")
    plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", given)
    scans = tuple(row["detail"] for row in plan if row["detail"].startswith("SCAN"))
    return Outcome(call, 1000 * median(runs), rows, scans)


def _print(outcomes: list[Outcome], least: float) -> None:
    print(_LINE.format("statement", "median ms", "rows", "", "steps that scan"))
    for one in sorted(outcomes, key=lambda one: -one.milliseconds):
        if one.milliseconds >= least:
            shown = f"{one.milliseconds:.2f}"
            print(_LINE.format(one.call.title, shown, one.rows, one.call.kind, "; ".join(one.scans)).rstrip())
    if idle := [one.call.title for one in outcomes if not one.rows]:
        print(f"hit no row: {', '.join(idle)}")


def _print_slowest(outcomes: list[Outcome]) -> None:
    slowest = max((one for one in outcomes if one.call.kind == "unit"), key=lambda one: one.milliseconds)
    print(
        f"{len(outcomes)} statements were timed; the slowest unit statement is {slowest.call.title}: "
        f"{slowest.milliseconds:.2f} ms"
    )


if __name__ == "__main__":
    sys.exit(main())
