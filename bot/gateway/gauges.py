"""What is measured of the program when somebody asks for it: gauges for Prometheus."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, NamedTuple

from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily

from bot.announcements.store import Announcements
from bot.operations.measuring import look_at
from bot.store.sqlite import migrations
from bot.tickets.store import Tickets
from bot.turns.store import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime, timedelta

    from prometheus_client import Metric

    from bot.front.machine import Machine
    from bot.gateway.lanes import Lanes
    from bot.keeper import Keeper
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

_NAME: Final = "payung_"


class OfStore(NamedTuple):
    """What the store says, at one moment: how many turns in each state, and since when the oldest."""

    now: datetime
    turns: Mapping[str, tuple[int, datetime | None]]
    announcements: Mapping[str, int]
    tickets: int
    oldest_ticket: datetime | None


class Gauges:
    """Measures when it is asked. Raise StoreFaultError where the store cannot be looked into."""

    def __init__(self, store: Store, machine: Machine, lanes: Lanes, keeper: Keeper) -> None:
        self._store, self._machine, self._lanes, self._keeper = store, machine, lanes, keeper

    async def measured(self) -> Iterable[Metric]:
        """Return all of them."""
        found = await self._store.look(_look)
        machine = self._machine
        disk = await asyncio.to_thread(look_at, machine.database, machine.backups, machine.key_file)
        vitals, now = machine.vitals, found.now
        return [
            _info(version("payung"), len(migrations())),
            _one("start_time_seconds", "When the program began", vitals.started_at.timestamp()),
            _of_turns(found, "turns", "Turns by state", lambda count, _: float(count)),
            _of_turns(
                found, "turns_oldest_seconds", "Age of the oldest turn of a state",
                lambda _, oldest: (now - oldest).total_seconds() if oldest else 0.0,
            ),
            _one("lanes", "Chats that something is under way for", self._lanes.chats),
            _one("lanes_turns", "Turns in memory", self._lanes.open),
            _labelled("announcements", "Announcements by state", "state", found.announcements),
            _one("tickets_open", "Questions that wait for the office", found.tickets),
            _one("tickets_oldest_seconds", "Age of the oldest of them", _age(now, found.oldest_ticket)),
            _one(
                "last_heard_seconds", "Since Telegram last answered getUpdates or delivered",
                vitals.silent_for(now).total_seconds(),
            ),
            _one("clock_off_seconds", "Clock ahead of Telegram's", _seconds(vitals.clock_off)),
            _one("disk_free_bytes", "Room on the disk of the store", disk.free),
            _one("disk_size_bytes", "Size of the disk of the store", disk.total),
            _one("backup_age_seconds", "Age of the newest backup; -1: none", _age(now, disk.backup_at, -1)),
            *self._loops(now),
        ]  # fmt: skip

    def _loops(self, now: datetime) -> Iterable[Metric]:
        loops = self._keeper.loops
        yield _labelled(
            "loop_failures", "Rounds that have failed since one went well", "loop",
            {one.name: one.failures for one in loops},
        )  # fmt: skip
        yield _labelled(
            "loop_last_round_seconds", "Since a round last went well", "loop",
            {one.name: _age(now, one.last_round, -1) for one in loops},
        )  # fmt: skip


def _look(tx: Transaction) -> OfStore:
    tickets = Tickets(tx)
    return OfStore(
        tx.clock.now(), Turns(tx).ages(), Announcements(tx).count_by_state(), tickets.count_waiting(),
        tickets.oldest_waiting(),
    )  # fmt: skip


def _age(now: datetime, moment: datetime | None, missing: float = 0.0) -> float:
    return (now - moment).total_seconds() if moment else missing


def _seconds(difference: timedelta | None) -> float:
    return difference.total_seconds() if difference else 0.0


def _info(release: str, schema: int) -> Metric:
    return InfoMetricFamily(f"{_NAME}build", "What runs", {"version": release, "schema": str(schema)})


def _one(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{_NAME}{name}", what, value)


def _labelled(name: str, what: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"{_NAME}{name}", what, labels=(label,))
    for one, value in values.items():
        family.add_metric((one,), value)
    return family


def _of_turns(found: OfStore, name: str, what: str, value: Callable[[int, datetime | None], float]) -> Metric:
    return _labelled(name, what, "state", {state: value(*told) for state, told in found.turns.items()})
