"""The command privacy: what is held, how long, since when, what was erased when (UU 27/2022)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from bot.commands._common import existing_store, resources_of, say
from bot.privacy.counting import Holdings
from bot.privacy.forgetting import stores
from bot.privacy.holding import NOBODYS, Kept
from bot.settings import Environment
from bot.store.opening import transaction

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from bot.privacy.holding import Holding
    from bot.resources import Resources
    from bot.store.transaction import Transaction

SUMMARY = "what is held of people, how long and since when; what was erased when"
_BY_THE_TICK: Final = "forgotten by itself"


@dataclass(frozen=True, slots=True)
class Held:
    """One table: how much, since when, how long, and what becomes of it where a person is erased."""

    table: str
    rows: int
    since: str
    days: int | None  # after so many it is forgotten; None: see `kept`
    kept: str
    erased: str


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command."""
    command.add_argument("action", choices=("report",))
    command.add_argument("--json", action="store_true")


def run(options: Namespace) -> None:
    """Print the report; it names nobody."""
    environment = Environment()
    resources = resources_of(environment)
    database, ring, clock = existing_store(environment)
    with transaction(database, ring, clock, reads=True) as tx:
        held, erased = list(_held(tx, resources)), Holdings(tx).erased()
    if options.json:
        document = {
            "day": clock.today().isoformat(),
            "notice": resources.notice_version,
            "held": [asdict(one) for one in held],
            "erased": [one._asdict() for one in erased],
        }
        say(json.dumps(document, indent=1))
        return
    say(f"What is held of people on {clock.today()}; notice version {resources.notice_version}")
    for one in held:
        since = f", the oldest of {one.since}" if one.since else ""
        days = f"forgotten after {one.days} days" if one.days is not None else one.kept
        say(f"\n{one.table}: {one.rows} rows{since}\n  how long: {days}\n  on erasure: {one.erased}")
    say("\nErased registrations by month:" if erased else "\nNo registration was erased yet.")
    for each in erased:
        say(f"  {each.month}: {each.people} by {each.by}")


def _held(tx: Transaction, resources: Resources) -> Iterator[Held]:
    """Give the tables that hold something about people, those with the most rows first."""
    declared = [one for kind in stores() for one in kind.holdings if not _is_nobodys(one)]
    counted = [(one, Holdings(tx).count(one.table)) for one in declared]
    for holding, count in sorted(counted, key=lambda pair: -pair[1].rows):
        ages, erased = holding.ages, holding.erased
        yield Held(
            holding.table, count.rows, count.since,
            None if isinstance(ages, Kept) else ages.after(resources).days,
            ages.why if isinstance(ages, Kept) else _BY_THE_TICK,
            erased.why if isinstance(erased, Kept) else "deleted, or emptied of whoever it was",
        )  # fmt: skip


def _is_nobodys(holding: Holding) -> bool:
    return isinstance(holding.erased, Kept) and holding.erased.why == NOBODYS
