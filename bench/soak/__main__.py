"""`python -m bench.soak --kills 1000`: goes on where it was left; 1 where what was said is not there."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import random
import sys
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.people.bots import ROOT, BotProcess, payung
from bench.soak.checking import faults
from bench.soak.deeds import PATIENCE, Doer, birth_date
from bench.soak.desk import Officer
from bench.soak.ledger import Ledger
from bot.sandbox import Person, Sandbox
from bot.store.crypto import new_secret

if TYPE_CHECKING:
    from collections.abc import Coroutine

_PEOPLE, _STAFF = 10, 2  # of a round
_REVIEWED: Final = 5
_MOST_UPDATES: Final = 100_000  # of a round
_STAGE: Final = "accepted"
_SERVES: Final = b"INFO bot.app: running"


def main() -> int:
    """Kill the bot until it was killed often enough, then compare."""
    parser = argparse.ArgumentParser(prog="bench.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="in all, those of earlier days counted")
    parser.add_argument("--folder", type=Path, default=ROOT / ".build" / "soak")
    parser.add_argument("--minutes", type=float, default=10_000, help="to stop after, at the end of a round")
    options = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    options.folder.mkdir(parents=True, exist_ok=True)
    found = asyncio.run(Soak(options.folder, options.kills, options.minutes).goes_on())
    for fault in found:
        print(f"NOT AS SAID: {fault}")
    return 1 if found else 0


class Doing(NamedTuple):
    """What somebody does."""

    who: Doer
    does: Coroutine[object, object, None]


class Soak:
    """Rounds of people and staff, in front of one bot and its store."""

    def __init__(self, folder: Path, kills: int, minutes: float) -> None:
        self._folder, self._wanted, self._until = folder, kills, monotonic() + 60 * minutes
        self._ledger = Ledger(folder / "ledger.jsonl")
        self._chance = random.Random()  # noqa: S311 - when a process is killed
        self._kills = 0

    async def goes_on(self) -> list[str]:
        """Go on round after round; return what is not as it was said."""
        async with Sandbox(people=(), page=False, latency=(0.002, 0.02)) as sandbox:
            environment = self._environment(sandbox)
            sandbox.world.updates.goes_on_from(_MOST_UPDATES * (1000 + len(self._ledger.of("round"))))
            while self._ledger.kills < self._wanted and monotonic() < self._until:
                await self._round(sandbox, environment)
            found = await faults(self._ledger, environment, self._folder / "payung.db")
        counts = Counter(one.deed for one in self._ledger.entries)
        print(f"{self._ledger.kills} kills; said: {dict(counts)}; {len(found)} faults")
        return found

    def _environment(self, sandbox: Sandbox) -> dict[str, str]:
        key = self._folder / "payung.key"
        if not key.exists():
            key.write_text(new_secret())
            key.chmod(0o600)
        return {
            "PAYUNG_BOT_TOKEN": sandbox.token,
            "PAYUNG_API_URL": sandbox.url,
            "PAYUNG_DATABASE_URL": f"sqlite:///{self._folder / 'payung.db'}",
            "PAYUNG_SECRET_KEY_FILE": str(key),
            "PAYUNG_MESSAGES_PER_SECOND": "0",
            "PAYUNG_QUIET_HOURS": "off",
        }

    async def _round(self, sandbox: Sandbox, environment: dict[str, str]) -> None:
        first = self._ledger.next_chat
        self._ledger.note("round", until=first + _PEOPLE + _STAFF)
        log = self._folder / "log"
        bot, kills = BotProcess(environment, log), self._kills
        await bot.start()
        await self._serves(log, 0)
        doing = asyncio.gather(*map(_told, self._doings(sandbox, environment, first)))
        try:
            while not doing.done():
                await asyncio.sleep(self._chance.uniform(0.05, 1.5))
                begins = log.stat().st_size
                await bot.stop()
                self._kills += 1
                await bot.start()
                if self._chance.random() < 0.8:  # else it may be killed while it starts
                    await self._serves(log, begins)
                    await asyncio.sleep(self._chance.uniform(0.2, 2.0))
            await doing
        finally:
            doing.cancel()
            with contextlib.suppress(asyncio.CancelledError, AssertionError, TimeoutError):
                await doing
            await bot.stop()
            self._ledger.note("killed", count=self._kills - kills)
        print(f"{self._ledger.kills} kills, {len(self._ledger.of('registered'))} registered", flush=True)

    @staticmethod
    async def _serves(log: Path, begins: int) -> None:
        """Wait until the bot serves."""
        until = monotonic() + PATIENCE
        while monotonic() < until and _SERVES not in _written(log, begins):  # noqa: ASYNC110 - of a process
            await asyncio.sleep(0.05)

    def _doings(self, sandbox: Sandbox, environment: dict[str, str], first: int) -> list[Doing]:
        people = [
            sandbox.add_person(Person(first + place, f"P{first + place}", phone=f"+62813{first + place:08}"))
            for place in range(_PEOPLE + _STAFF)
        ]
        doers = [Doer(one, self._ledger) for one in people[:_PEOPLE]]
        rina, dewi = (Officer(one, self._ledger) for one in people[_PEOPLE:])
        joined = asyncio.Event()
        return [
            *(
                Doing(doer, self._person(doer, first + place, place, environment))
                for place, doer in enumerate(doers)
            ),
            Doing(rina, self._admin(rina, dewi, joined, sandbox, environment)),
            Doing(dewi, self._officer(dewi, joined, environment)),
        ]

    async def _person(self, doer: Doer, number: int, place: int, environment: dict[str, str]) -> None:
        """Enrol, and then do what this place in the round is there for."""
        given = await doer.enrols(number)
        match place % 5:
            case 0:
                await doer.asks_the_office(number)
            case 1:
                await doer.mutes_all()
            case 2:
                await doer.erases(given, birth_date(number))
            case 3:
                await payung(environment, "stage", given, _STAGE)
                self._ledger.note("staged", doer.person.id, number=given, stage=_STAGE)
                await doer.person.hears_until("diperiksa dan benar", PATIENCE)

    @staticmethod
    async def _officer(dewi: Officer, joined: asyncio.Event, environment: dict[str, str]) -> None:
        """Become staff, and work the queue off."""
        await dewi.joins(await payung(environment, "staff", "invite", "--role", "officer"))
        joined.set()
        await dewi.reviews(_REVIEWED)

    async def _admin(
        self, rina: Officer, dewi: Officer, joined: asyncio.Event, sandbox: Sandbox,
        environment: dict[str, str],
    ) -> None:  # fmt: skip
        """Become staff; take in a list, let a programme pay for its people, plan an event, announce.

        Then back up, and now and then change the key.
        """
        await rina.joins(await payung(environment, "staff", "invite", "--role", "admin"))
        await joined.wait()
        agency = await rina.takes_in_a_list(dewi.person)
        await rina.funds(agency)
        await rina.plans_an_event()
        backup = self._folder / "backup"
        backup.unlink(missing_ok=True)
        await payung(environment, "backup", str(backup))
        if self._chance.random() < 0.1:
            await payung(environment, "key", "rotate")
            self._ledger.note("rotated")
        words = f"Besok ada pendaftaran di pasar, kabar {rina.person.id}."
        await rina.announces(words)
        await asyncio.sleep(3)
        doubled = sum(
            sum(words in one.text for one in sandbox.person(chat).chat) > 1
            for chat in range(rina.person.id - _PEOPLE, rina.person.id)
        )
        self._ledger.note("announced", rina.person.id, doubled=doubled)


async def _told(doing: Doing) -> None:
    """Do it; where the bot does not say what it should, show what it did."""
    try:
        await doing.does
    except TimeoutError:
        raise AssertionError(f"not in time:\n{doing.who.person.transcript()}") from None


def _written(log: Path, begins: int) -> bytes:
    return log.read_bytes()[begins:] if log.exists() else b""


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
