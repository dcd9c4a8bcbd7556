"""A store with registrations, and lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.settings import Environment
from bot.store.connection import Store
from bot.store.keyring import KeyRing
from bot.store.opening import prepare, transaction
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from bot.clock import Clock
    from bot.resources import Resources
    from bot.store.address import Whereabouts
    from bot.store.transaction import Transaction

NIK = "6106011708809001"
KEYS = KeyRing(b"k" * 32)


@pytest.fixture
def clock() -> Clock:
    return Environment({"PAYUNG_NOW": "2026-11-30T09:00:00+07:00"}).clock()


@pytest.fixture
def tx(database: Whereabouts, clock: Clock) -> Iterator[Transaction]:
    with transaction(database, KEYS, clock) as unit:
        yield unit


@pytest.fixture
async def store(database: Whereabouts, clock: Clock) -> AsyncIterator[Store]:
    prepare(database, KEYS)
    async with Store(database, KEYS, clock) as opened:
        yield opened


@pytest.fixture
def accepted(resources: Resources) -> Callable[..., str]:
    """Return what makes a registration that was accepted, and returns its id."""

    def make(tx: Transaction, **answers: str) -> str:
        registrations = Registrations(tx)
        one = registrations.create(1001, "1")
        known = {"nik": NIK, "name": "Siti Aminah", "village": "61.06.01.2004", "district": "61.06.01"}
        registrations.save(one, enrolment(resources), {**known, **answers})
        registrations.submit(one, 1001, NIK, ())
        registrations.set_stage(one, Stage.ACCEPTED, "cli")
        return one

    return make
