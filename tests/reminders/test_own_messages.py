"""Noting reminders of drafts: once each, looking at each draft once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.announcements.recipients import Recipient, Recipients
from bot.announcements.states import Standing
from bot.clock import Clock
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.reminders import own_messages as own
from bot.store.keyring import KeyRing
from bot.store.opening import transaction
from bot.store.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.announcements.recipients import LeftDraft
    from bot.resources import Resources
    from bot.store.address import Whereabouts

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOURS = 24


@pytest.fixture
def tx(database: Whereabouts) -> Iterator[Transaction]:
    with transaction(database, KeyRing(b"k" * 32), Clock()) as unit:
        yield unit


def at(tx: Transaction, hours: float) -> Transaction:
    """Return the unit of work as it would be so many hours after the morning."""
    return Transaction(tx.connection, tx.keys, Clock(MORNING + timedelta(hours=hours)))


def begins(tx: Transaction, chat_id: int, hours: float = 0) -> str:
    return Registrations(at(tx, hours)).create(chat_id, "1")


def noted(tx: Transaction, hours: float, after: LeftDraft | None = None) -> LeftDraft | None:
    """Note all reminders that are due; return the last draft that was looked at."""
    while left := own.note_reminders(at(tx, hours), HOURS, after):
        after = left
    return after


def chats(tx: Transaction) -> list[int]:
    return [one.chat_id for one in Recipients(tx).pending(Standing.REMINDER, 0, 1000)]


def test_a_draft_is_reminded_of_once_it_was_left_alone_for_long_enough(tx: Transaction) -> None:
    begins(tx, 1)
    assert noted(tx, 23.9) is None
    assert noted(tx, 24.1) is not None
    assert chats(tx) == [1]


def test_what_was_looked_at_is_not_looked_at_again(tx: Transaction) -> None:
    begins(tx, 1)
    begins(tx, 2, hours=1)
    last = noted(tx, 24.5)
    assert chats(tx) == [1]
    assert own.note_reminders(at(tx, 24.5), HOURS, last) is None
    noted(tx, 25.5, last)
    assert chats(tx) == [1, 2]


def test_after_a_start_all_are_looked_at_and_none_is_noted_twice(tx: Transaction) -> None:
    draft = begins(tx, 1)
    noted(tx, 25)
    Recipients(tx).claim(Recipient(Standing.REMINDER, 1, draft))
    noted(tx, 26)
    assert chats(tx) == []


def test_a_draft_that_was_touched_before_its_reminder_went_out_is_noted_again(
    tx: Transaction, resources: Resources
) -> None:
    draft = begins(tx, 1)
    last = noted(tx, 25)
    Registrations(at(tx, 26)).save(draft, enrolment(resources), {"district": "61.06.03"})
    assert not own.OwnMessages(resources).is_left_alone(at(tx, 26), draft)
    Recipients(tx).forget(Recipient(Standing.REMINDER, 1, draft))
    last = noted(tx, 27, last)
    assert chats(tx) == []
    noted(tx, 51, last)
    assert chats(tx) == [1]


def test_drafts_left_at_the_same_moment_are_all_looked_at(
    tx: Transaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "_AT_ONCE", 2)
    for chat_id in range(1, 8):
        begins(tx, chat_id)
    tx.connection.execute("UPDATE registrations SET touched_at = (SELECT min(touched_at) FROM registrations)")
    noted(tx, 25)
    assert chats(tx) == [1, 2, 3, 4, 5, 6, 7]


def test_what_was_sent_is_not_reminded_of(tx: Transaction) -> None:
    draft = begins(tx, 1)
    Registrations(tx).submit(draft, 1, "6106011708809001", ())
    tx.connection.execute("UPDATE registrations SET touched_at = created_at")
    assert noted(tx, 25) is None
