"""Questions for the office in the store. Every method runs inside a unit of work."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.answers.store import masked
from bot.clock import stamp

if TYPE_CHECKING:
    import sqlite3

    from bot.store.transaction import Transaction


_RECENT = timedelta(days=7)  # what waits longer does not keep anybody from asking


class State(StrEnum):
    """How far a question has come."""

    OPEN = "open"  # waits for a member of staff
    TAKEN = "taken"  # one has taken it upon them
    ANSWERED = "answered"  # the answer is on its way to the asker
    CLOSED = "closed"  # put aside without an answer


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and where they stood when they asked.

    An empty text without a file asks for help with the step. `file_id` and `kind` are Telegram's id and
    the kind of a voice note or picture. `context` holds lines for the office.
    """

    text: str = ""
    step: str = ""
    file_id: str = ""
    kind: str = ""
    context: str = ""

    def dump(self) -> str:
        """Return the question as JSON."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})

    @classmethod
    def load(cls, text: str) -> Question:
        """Return the question that `dump` wrote, or the pair (step, text) of the first version."""
        content = json.loads(text)
        if isinstance(content, list):
            return cls(step=content[0], text=content[1])
        return cls(**{name: value for name, value in content.items() if name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Ticket:
    """A question with what became of it."""

    id: str
    chat_id: int
    message_id: int
    state: State
    question: Question
    asked_at: datetime
    taken_by: int | None
    answer: str


@dataclass(frozen=True, slots=True)
class StoredReply:
    """An answer that staff may use again: the question it answered, masked, and its words."""

    id: str
    question: str
    answer: str


class Tickets:
    """Opens, takes, answers and closes questions."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def open(self, chat_id: int, question: Question, message_id: int = 0) -> str:
        """Open a ticket; return its id."""
        ticket_id = secrets.token_hex(8)
        sealed = self._tx.keys.seal("questions", "text", ticket_id, question.dump())
        self._tx.do(
            "add_question", id=ticket_id, chat_id=chat_id, text=sealed, message_id=message_id,
            at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(f"chat:{chat_id}", "ask office", f"question:{ticket_id}")
        return ticket_id

    def get(self, ticket_id: str) -> Ticket | None:
        """Return a ticket by its id."""
        row = self._tx.one("get_question", id=ticket_id)
        return self._ticket(row) if row else None

    def waiting(self, most: int) -> list[Ticket]:
        """Return at most `most` tickets that wait for an answer, the oldest first."""
        return [self._ticket(row) for row in self._tx.all("waiting_questions", most=most)]

    def count_waiting(self) -> int:
        """Return how many tickets wait."""
        return self._tx.count("count_questions")

    def count_waiting_of(self, chat_id: int) -> int:
        """Return how many tickets of a chat have been waiting, those of the last days only."""
        since = stamp(self._tx.clock.now() - _RECENT)
        return self._tx.count("count_waiting_of_chat", chat_id=chat_id, since=since)

    def of_chat(self, chat_id: int) -> list[Ticket]:
        """Return everything a chat has asked, the oldest first."""
        return [self._ticket(row) for row in self._tx.all("questions_of_chat", chat_id=chat_id)]

    def replies(self, most: int) -> list[StoredReply]:
        """Return the newest answers that staff may use again."""
        unseal = self._tx.keys.unseal
        return [
            StoredReply(
                row["id"],
                unseal("replies", "question", row["id"], row["question"]),
                unseal("replies", "answer", row["id"], row["answer"]),
            )
            for row in self._tx.all("newest_replies", most=most)
        ]

    def take(self, ticket_id: str, staff: int, *, over: bool = False) -> bool:
        """Let a member of staff take a ticket; False where somebody else has, or it is done.

        With `over` it is taken from whoever has it.
        """
        statement = "take_over_question" if over else "take_question"
        return self._change(statement, ticket_id, staff, "take question")

    def release(self, ticket_id: str, staff: int) -> bool:
        """Give a ticket back; False where it was not theirs."""
        return self._change("release_question", ticket_id, staff, "release question")

    def close(self, ticket_id: str, staff: int) -> bool:
        """Put a ticket aside without an answer; False where somebody else has it, or it is done."""
        return self._change("close_question", ticket_id, staff, "close question")

    def answer(self, ticket_id: str, staff: int, text: str, *, reusable: bool) -> bool:
        """Keep the answer to a ticket; False where it is not, or no longer, theirs to answer.

        A reusable one is kept a second time, for good: with the masked question, without who asked.
        """
        sealed = self._tx.keys.seal("questions", "answer", ticket_id, text)
        done = self._change("answer_question", ticket_id, staff, "answer question", answer=sealed)
        ticket = self.get(ticket_id) if done and reusable else None
        if ticket:
            self._keep_reply(masked(ticket.question.text), text)
        return done

    def _keep_reply(self, question: str, answer: str) -> None:
        reply_id, seal = secrets.token_hex(8), self._tx.keys.seal
        self._tx.do(
            "add_reply", id=reply_id, question=seal("replies", "question", reply_id, question),
            answer=seal("replies", "answer", reply_id, answer), at=self._tx.clock.stamp(),
        )  # fmt: skip

    def _change(self, statement: str, ticket_id: str, staff: int, action: str, **values: object) -> bool:
        done = self._tx.do(statement, id=ticket_id, staff=staff, at=self._tx.clock.stamp(), **values)
        if done:
            self._tx.audit(f"chat:{staff}", action, f"question:{ticket_id}")
        return bool(done)

    def _ticket(self, row: sqlite3.Row) -> Ticket:
        unseal, answer = self._tx.keys.unseal, row["answer"]
        return Ticket(
            row["id"],
            row["chat_id"],
            row["message_id"],
            State(row["state"]),
            Question.load(unseal("questions", "text", row["id"], row["text"])),
            datetime.fromisoformat(row["asked_at"]),
            row["taken_by"],
            unseal("questions", "answer", row["id"], answer) if answer else "",
        )
