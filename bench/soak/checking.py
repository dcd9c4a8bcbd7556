"""At the end: whatever the bot said is there, once; and nothing else is."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from bench.people.bots import payung

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bench.soak.ledger import Entry, Ledger


# By deed: how many are there, and how many rows or people all of them hold.
_COUNTED: Final = {
    "listed": "SELECT count(DISTINCT source_id), count(*) FROM listings"
    " WHERE source_id IN (SELECT id FROM sources WHERE state = 'in_force')",
    "funded": "SELECT count(DISTINCT programmes.id), count(*) FROM programmes"
    " JOIN ledger_entries ON programme_id = programmes.id JOIN covers ON covers.entry_id = ledger_entries.id"
    " WHERE programmes.state = 'confirmed'",
    "event": "SELECT count(*), count(DISTINCT code) FROM events",
}


async def faults(ledger: Ledger, environment: Mapping[str, str], database: Path) -> list[str]:
    """Return what is not as it was said, a line each."""
    rows = list(csv.DictReader(io.StringIO(await payung(environment, "export"))))
    found = [*_of_registrations(ledger, rows)]
    with closing(sqlite3.connect(database)) as store:
        found += _of_store(ledger, store)
    try:
        await payung(environment, "check")
    except RuntimeError:
        found.append("payung check finds a fault")
    return found


def _of_registrations(ledger: Ledger, rows: list[dict[str, str]]) -> Iterator[str]:
    erased = {one.told["number"] for one in ledger.of("erased")}
    said = {one.told["number"]: one for one in ledger.of("registered") if one.told["number"] not in erased}
    by_number = Counter(row["registration"] for row in rows)
    for number, entry in said.items():
        if by_number[number] != 1:
            yield f"{number} was given out and stands {by_number[number]} times in the export"
            continue
        row = next(row for row in rows if row["registration"] == number)
        if (row["nik"], row["name"]) != (entry.told["nik"], entry.told["name"]):
            yield f"{number} holds other values than were given"
    niks = Counter(row["nik"] for row in rows)
    yield from (f"a NIK stands {count} times in the export" for count in niks.values() if count > 1)
    yield from (f"{number} was erased and is there" for number in erased & by_number.keys())
    stages = {one.told["number"]: one.told["stage"] for one in ledger.of("staged")}
    for row in rows:
        wanted = stages.get(row["registration"])
        if wanted and row["stage"] != wanted:
            yield f"{row['registration']} was moved to {wanted} and is {row['stage']}"


def _of_store(ledger: Ledger, store: sqlite3.Connection) -> Iterator[str]:
    def rows(statement: str) -> list[tuple[Any, ...]]:
        return store.execute(statement).fetchall()

    erased = {one.chat for one in ledger.of("erased")}
    asked = Counter(one.chat for one in ledger.of("asked") if one.chat not in erased)
    there = dict(rows("SELECT chat_id, count(*) FROM questions GROUP BY chat_id"))
    for chat, count in asked.items():
        if there.get(chat) != count:
            yield f"chat {chat} asked {count} times, and {there.get(chat)} questions are there"
    muted = {chat for (chat,) in rows("SELECT DISTINCT chat_id FROM mutes")} | erased
    yield from (f"chat {one.chat} wanted no news" for one in ledger.of("muted") if one.chat not in muted)
    for deed, statement in _COUNTED.items():
        counted, said = rows(statement)[0], (len(ledger.of(deed)), sum(_size(one) for one in ledger.of(deed)))
        if counted != said:
            yield f"{deed}: (how many, with how many) was said to be {said}, and is {counted}"
    if rows("SELECT 1 FROM turns WHERE state = 'set_aside'"):
        yield "turns were set aside"
    if rows("PRAGMA integrity_check") != [("ok",)]:
        yield "the database is not whole"
    if rows("SELECT 1 FROM stage_changes GROUP BY registration_id, stage HAVING count(*) > 1"):
        yield "a stage was entered twice"
    if doubled := sum(one.told["doubled"] for one in ledger.of("announced")):
        yield f"{doubled} people got an announcement twice"


def _size(entry: Entry) -> int:
    """Return how many rows or people an entry tells of."""
    return int(entry.told.get("rows") or entry.told.get("people") or 1)
