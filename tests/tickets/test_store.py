"""Questions for the office: their states, who may change them, and old rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.clock import Clock
from bot.documents import stored
from bot.store.audit import AuditTrail
from bot.store.keyring import KeyRing
from bot.store.opening import transaction
from bot.tickets.letters import File, Letters, Written
from bot.tickets.store import Because, Question, State, Tickets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.store.address import Whereabouts
    from bot.store.transaction import Transaction
    from bot.tickets.store import Ticket

ASKER, OTHER_ASKER, RINA, BUDI = 1, 2, 1003, 1004


@pytest.fixture
def tx(database: Whereabouts) -> Iterator[Transaction]:
    """A unit of work on an empty store."""
    with transaction(database, KeyRing(b"k" * 32), Clock()) as unit:
        yield unit


@pytest.fixture
def tickets(tx: Transaction) -> Tickets:
    return Tickets(tx)


def found(tickets: Tickets, ticket_id: str) -> Ticket:
    ticket = tickets.get(ticket_id)
    assert ticket
    return ticket


def opened(tickets: Tickets, text: str = "kartu basah", chat_id: int = ASKER) -> str:
    return tickets.open(chat_id, Question(text))


def actions(tx: Transaction) -> list[tuple[str, str]]:
    return [(one.actor, one.action) for one in AuditTrail(tx).entries()]


def test_everything_about_a_question_is_kept(tickets: Tickets) -> None:
    question = Question("kartu basah <b>", "nik", "file", "voice", "Kartu peserta?")
    ticket = found(tickets, tickets.open(ASKER, question, 77))
    assert (ticket.chat_id, ticket.message_id, ticket.question) == (ASKER, 77, question)
    assert (ticket.state, ticket.taken_by, ticket.because) == (State.OPEN, None, None)
    assert ticket.asked_at.tzinfo is not None


def test_a_question_lies_sealed_in_the_store(tickets: Tickets, tx: Transaction) -> None:
    ticket_id = opened(tickets)
    Letters(tx).add(ticket_id, Written("Bisa diganti", File("voice", "AwACAg")), RINA)
    row = tx.connection.execute("SELECT * FROM questions WHERE id = ?", (ticket_id,)).fetchone()
    letter = tx.connection.execute("SELECT * FROM letters").fetchone()
    assert row
    assert letter
    assert b"basah" not in row["text"]
    assert b"diganti" not in letter["text"]
    assert b"AwACAg" not in letter["file"]


def test_from_the_asker_to_the_answer(tickets: Tickets, tx: Transaction) -> None:
    ticket_id = opened(tickets)
    assert tickets.take(ticket_id, RINA)
    assert (found(tickets, ticket_id).state, found(tickets, ticket_id).taken_by) == (State.TAKEN, RINA)
    assert tickets.answer(ticket_id, RINA)
    assert found(tickets, ticket_id).state is State.ANSWERED
    assert actions(tx) == [
        ("chat:1", "ask office"), ("chat:1003", "take question"), ("chat:1003", "answer question"),
    ]  # fmt: skip


def test_who_has_taken_a_question_may_take_it_again_and_give_it_back(tickets: Tickets) -> None:
    ticket_id = opened(tickets)
    assert tickets.take(ticket_id, RINA)
    assert tickets.take(ticket_id, RINA)
    assert tickets.release(ticket_id, RINA)
    assert (found(tickets, ticket_id).state, found(tickets, ticket_id).taken_by) == (State.OPEN, None)
    assert tickets.take(ticket_id, BUDI)


def test_of_two_members_of_staff_only_who_has_taken_it_may_change_it(
    tickets: Tickets, tx: Transaction
) -> None:
    ticket_id = opened(tickets)
    assert tickets.take(ticket_id, RINA)
    before = found(tickets, ticket_id)
    assert not tickets.take(ticket_id, BUDI)
    assert not tickets.release(ticket_id, BUDI)
    assert not tickets.answer(ticket_id, BUDI)
    assert not tickets.close(ticket_id, BUDI, Because.SETTLED)
    assert found(tickets, ticket_id) == before
    assert "chat:1004" not in {actor for actor, _ in actions(tx)}


def test_a_question_that_nobody_has_taken_is_closed_but_not_answered(tickets: Tickets) -> None:
    ticket_id = opened(tickets)
    assert not tickets.answer(ticket_id, RINA)
    assert not tickets.release(ticket_id, RINA)
    assert tickets.close(ticket_id, RINA, Because.SETTLED)
    assert (found(tickets, ticket_id).state, found(tickets, ticket_id).taken_by) == (State.CLOSED, RINA)


def _answer(tickets: Tickets, ticket_id: str) -> bool:
    return tickets.answer(ticket_id, RINA)


def _close(tickets: Tickets, ticket_id: str) -> bool:
    return tickets.close(ticket_id, RINA, Because.SETTLED)


@pytest.mark.parametrize("end", [_answer, _close])
@pytest.mark.parametrize("staff", [RINA, BUDI])
def test_what_is_done_stays_done(tickets: Tickets, end: Callable[[Tickets, str], bool], staff: int) -> None:
    ticket_id = opened(tickets)
    assert tickets.take(ticket_id, RINA)
    assert end(tickets, ticket_id)
    before = found(tickets, ticket_id)
    assert not tickets.take(ticket_id, staff)
    assert not tickets.release(ticket_id, staff)
    assert not tickets.close(ticket_id, staff, Because.SETTLED)
    assert found(tickets, ticket_id) == before


def test_a_ticket_that_is_not_there_cannot_be_changed(tickets: Tickets) -> None:
    assert tickets.get("nowhere") is None
    assert not tickets.take("nowhere", RINA)
    assert not tickets.close("nowhere", RINA, Because.SETTLED)


def test_open_and_taken_questions_wait_the_oldest_first(tickets: Tickets) -> None:
    first, second, third, fourth = (opened(tickets, text) for text in "abcd")
    assert tickets.take(second, RINA)
    assert tickets.close(third, RINA, Because.SETTLED)
    assert [one.id for one in tickets.waiting(9)] == [first, second, fourth]
    assert [one.id for one in tickets.waiting(2)] == [first, second]
    assert tickets.count_waiting() == 3


def test_the_questions_of_a_chat_are_told_apart(tickets: Tickets) -> None:
    own = [opened(tickets, text) for text in "ab"]
    opened(tickets, "c", OTHER_ASKER)
    assert tickets.close(own[0], RINA, Because.SETTLED)
    assert [one.id for one in tickets.of_chat(ASKER)] == own
    assert tickets.count_waiting_of(ASKER) == tickets.count_waiting_of(OTHER_ASKER) == 1


def test_only_answers_marked_so_may_be_used_again_the_newest_first(tickets: Tickets) -> None:
    ids = {text: opened(tickets, text) for text in "abcd"}
    for text, reusable in (("b", True), ("a", True), ("c", False)):
        assert tickets.take(ids[text], RINA)
        assert tickets.answer(ids[text], RINA)
        if reusable:
            tickets.keep_reply(found(tickets, ids[text]), f"jawaban {text}")
    assert [one.reply for one in tickets.replies(9)] == ["jawaban a", "jawaban b"]
    assert [one.reply for one in tickets.replies(1)] == ["jawaban a"]


def test_a_row_of_the_first_version_is_read(tickets: Tickets, tx: Transaction) -> None:
    sealed = tx.keys.seal("questions", "text", "old", json.dumps(["nik", "NIK saya tidak ada"]))
    row = {"id": "old", "chat_id": ASKER, "text": sealed, "asked_at": tx.clock.stamp()}
    tx.connection.execute(
        "INSERT INTO questions (id, chat_id, text, asked_at) VALUES (:id, :chat_id, :text, :asked_at)", row
    )
    ticket = found(tickets, "old")
    assert ticket.question == Question("NIK saya tidak ada", "nik")
    assert (ticket.state, ticket.message_id, ticket.because) == (State.OPEN, 0, None)
    assert [one.id for one in tickets.waiting(9)] == ["old"]
    assert tickets.take("old", RINA)


@pytest.mark.parametrize(
    "question",
    [Question(), Question("a"), Question(step="nik"), Question("é \n 🙏", "nik", "f", "voice", "c")],
)
def test_a_question_is_read_as_it_was_written(question: Question) -> None:
    assert Question.restored(stored(question)) == question


def test_what_a_newer_version_added_is_passed_over() -> None:
    assert Question.restored('{"text": "a", "colour": "red"}') == Question("a")


def test_a_question_of_the_first_version_is_read() -> None:
    assert Question.restored('["nik", "apa?"]') == Question("apa?", "nik")
