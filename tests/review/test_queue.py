"""The queue in the store: in which order, for whom, and that it fills and empties itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.registration.traits import Traits
from bot.review.catching_up import CatchingUp
from bot.review.store import Queue
from bot.staff.store import Staff
from bot.store.keyring import KeyRing
from bot.store.opening import transaction
from bot.terms.roles import Role
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.registration.registration import Registration
    from bot.resources import Resources
    from bot.store.address import Whereabouts
    from bot.store.transaction import Transaction

RINA, DEWI = 1003, 1004
START = datetime(2026, 11, 30, 2, tzinfo=UTC)
NIK = "6106011708809001"


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def tx(database: Whereabouts, clock: Clock) -> Iterator[Transaction]:
    """A unit of work on a store with two officers."""
    with transaction(database, KeyRing(b"k" * 32), clock) as unit:
        for one in (RINA, DEWI):
            Staff(unit).put(one, Role.OFFICER, "Rina")
        yield unit


def sent(tx: Transaction, resources: Resources, **answers: str) -> Registration:
    """Return a registration that was sent."""
    registrations = Registrations(tx)
    one = registrations.create(1001, "1")
    registrations.save(one, enrolment(resources), {"nik": NIK, "name": "Siti Aminah", **answers})
    registrations.submit(one, 1001, NIK, ())
    found = registrations.get(one)
    assert found
    return found


def later(clock: Clock, **span: float) -> None:
    clock._shift += timedelta(**span)


def test_the_oldest_comes_first_and_what_was_corrected_before_it(
    tx: Transaction, resources: Resources, clock: Clock
) -> None:
    first, second = sent(tx, resources), sent(tx, resources)
    queue, registrations = Queue(tx), Registrations(tx)
    assert queue.next_for(RINA) == first.id
    registrations.set_stage(second.id, Stage.NEEDS_CORRECTION, "cli")
    assert queue.entry(second.id) is None
    later(clock, hours=1)
    registrations.set_stage(second.id, Stage.SUBMITTED, "chat:1001")
    assert queue.next_for(RINA) == second.id
    assert queue.counts().corrected == 1


def test_what_moves_on_leaves_the_queue_and_what_comes_back_waits_again(
    tx: Transaction, resources: Resources
) -> None:
    one, queue = sent(tx, resources), Queue(tx)
    for stage, waits in (
        (Stage.IN_REVIEW, True), (Stage.ACCEPTED, False), (Stage.ENDED, False), (Stage.IN_REVIEW, True),
        (Stage.REJECTED, False),
    ):  # fmt: skip
        Registrations(tx).set_stage(one.id, stage, "cli")
        assert (queue.entry(one.id) is not None) is waits, stage


def test_what_one_holds_another_does_not_get_until_the_time_is_over(
    tx: Transaction, resources: Resources, clock: Clock
) -> None:
    one, queue = sent(tx, resources), Queue(tx)
    assert queue.take(one, RINA, 10)
    assert queue.next_for(DEWI) is None
    assert not queue.take(one, DEWI, 10)
    assert queue.next_for(RINA) == one.id
    later(clock, minutes=9)
    assert queue.take(one, RINA, 10)  # begins anew
    later(clock, minutes=9)
    assert not queue.take(one, DEWI, 10)
    later(clock, minutes=2)
    assert queue.hold(one.id) is None
    assert queue.next_for(DEWI) == one.id
    assert queue.take(one, DEWI, 10)
    assert not queue.release(one.id, RINA)
    assert queue.take(one, RINA, 10, over=True)


def test_what_a_removed_officer_holds_is_free_at_once(tx: Transaction, resources: Resources) -> None:
    one, queue = sent(tx, resources), Queue(tx)
    assert queue.take(one, RINA, 10)
    Staff(tx).remove(RINA)
    assert queue.next_for(DEWI) == one.id


def test_what_is_put_aside_comes_back_on_its_day_and_keeps_its_place(
    tx: Transaction, resources: Resources, clock: Clock
) -> None:
    first, second, queue = sent(tx, resources), sent(tx, resources), Queue(tx)
    queue.put_aside(first.id, clock.today() + timedelta(days=2))
    assert queue.next_for(RINA) == second.id
    assert (queue.counts().waiting, queue.counts().aside) == (1, 1)
    later(clock, days=2)
    assert queue.next_for(RINA) == first.id
    assert queue.counts().aside == 0


def test_old_holds_are_forgotten(tx: Transaction, resources: Resources, clock: Clock) -> None:
    one, queue = sent(tx, resources), Queue(tx)
    queue.take(one, RINA, 10)
    later(clock, days=3)
    queue.forget_lapsed(clock.now() - timedelta(days=2))
    assert queue.held_by(RINA) == []


# -- by what another registration of a person is found


def test_one_person_is_found_by_nik_phone_and_name_with_birth_date(
    tx: Transaction, resources: Resources, clock: Clock
) -> None:
    one = sent(tx, resources, phone="+6281200009001")
    other = sent(tx, resources, phone="+6281200009001", name="Aminah SITI, S.Pd")
    traits, today = Traits(tx), clock.today()
    both = {one.id, other.id}
    assert set(traits.same_nik(NIK)) == set(traits.same_phone("+6281200009001")) == both
    assert set(traits.same_person({"nik": NIK, "name": "siti aminah"}, today)) == both
    assert traits.same_person({"nik": NIK, "name": "Siti"}, today) == []
    assert traits.same_person({"nik": "6106011808809001", "name": "Siti Aminah"}, today) == []
    assert traits.same_phone("") == []


def test_traits_that_are_not_there_yet_are_noted_once(
    tx: Transaction, resources: Resources, clock: Clock
) -> None:
    one = sent(tx, resources)
    tx.connection.execute("DELETE FROM traits")
    catching_up = CatchingUp()
    assert catching_up._note_some(tx) == one.id
    assert Traits(tx).same_person({"nik": NIK, "name": "Siti Aminah"}, clock.today()) == [one.id]
    catching_up._after = one.id
    assert catching_up._note_some(tx) is None
