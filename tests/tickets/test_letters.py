"""What is written about a question: kept with it, sealed, forgotten with it, and moved from before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.store.handover import connect
from bot.store.keyring import KeyRing
from bot.store.opening import transaction
from bot.store.sqlite import migrate, migrations, split
from bot.store.transaction import Transaction, of_store
from bot.tickets.letters import File, Letters, Written
from bot.tickets.store import Question, State, Tickets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.store.address import Whereabouts

ASKER, RINA, KEYS = 1, 1003, KeyRing(b"k" * 32)


@pytest.fixture
def tx(database: Whereabouts) -> Iterator[Transaction]:
    """A unit of work on an empty store."""
    with transaction(database, KEYS, Clock()) as unit:
        yield unit


@pytest.fixture
def ticket(tx: Transaction) -> str:
    return Tickets(tx).open(ASKER, Question("kartu basah"))


def test_a_conversation_is_read_in_the_order_in_which_it_was_written(tx: Transaction, ticket: str) -> None:
    letters = Letters(tx)
    written = [Written("Bisa."), Written("Kapan?", message_id=7), Written("", File("voice", "id"))]
    for one, staff in zip(written, (RINA, None, RINA), strict=True):
        letters.add(ticket, one, staff)
    found = letters.of_question(ticket)
    assert sorted((one.written.text, one.staff or 0) for one in found) == [
        ("", RINA),
        ("Bisa.", RINA),
        ("Kapan?", 0),
    ]
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert {one.written for one in found} == set(written)
    assert letters.get(found[0].id) == found[0]


def test_a_chat_has_a_conversation_once_staff_has_written_and_for_a_while(
    tx: Transaction, ticket: str
) -> None:
    letters, now = Letters(tx), tx.clock.now()
    letters.add(ticket, Written("Halo?"))
    assert letters.answered_since(ASKER, now - timedelta(hours=1)) is None
    letters.add(ticket, Written("Bisa."), RINA)
    assert letters.answered_since(ASKER, now - timedelta(hours=1)) == ticket
    assert letters.answered_since(ASKER, now + timedelta(hours=1)) is None
    assert letters.answered_since(2, now - timedelta(hours=1)) is None


def test_a_message_is_about_one_question_as_long_as_that_is_there(tx: Transaction, ticket: str) -> None:
    letters = Letters(tx)
    letters.mark(RINA, 5, ticket)
    letters.mark(RINA, 6, "nowhere")
    assert (letters.marked(RINA, 5), letters.marked(RINA, 6), letters.marked(ASKER, 5)) == (
        ticket,
        None,
        None,
    )
    letters.add(ticket, Written("Bisa."), RINA)
    Tickets(tx).forget_chat(ASKER)
    assert letters.marked(RINA, 5) is None
    assert letters.of_question(ticket) == []


def test_an_answer_of_a_version_before_is_the_first_of_the_conversation(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.db")
    for step in migrations():
        if step.stem.endswith("_letters"):
            break
        for statement in split(step.read_text(encoding="utf-8")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version={int(step.stem[:4]) - 1}")
    seal, at = KEYS.newest.seal, "2026-11-28T01:00:00.000000Z"
    rows = [("a", seal("questions", "answer", "a", "Bisa diganti")), ("b", None)]
    for row_id, answer in rows:
        text = seal("questions", "text", row_id, '{"text": "kartu basah"}')
        connection.execute(
            "INSERT INTO questions (id, chat_id, text, asked_at, state, taken_by, changed_at, answer)"
            " VALUES (?, 1, ?, ?, 'answered', 1003, ?, ?)",
            (row_id, text, at, at, answer),
        )
    migrate(connection)
    tx = of_store(connection, KEYS, Clock())
    (letter,) = Letters(tx).of_question("a")
    assert (letter.written, letter.staff) == (Written("Bisa diganti"), RINA)
    assert Letters(tx).of_question("b") == []
    old = Tickets(tx).get("a")
    assert old
    assert old.state is State.ANSWERED
    connection.close()
