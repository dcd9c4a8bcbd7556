"""Questions for the office in the store. Every method runs inside a unit of work."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.clock import moment_of, stamp
from bot.dialogue.words import masked
from bot.documents import restored, stored
from bot.privacy.holding import Ages, Erased, Holding, Kept
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from bot.texts import Html, Texts


_RECENT = timedelta(days=7)  # what waits longer does not keep anybody from asking


class State(StrEnum):
    """How far a question has come."""

    OPEN = "open"  # waits for a member of staff
    TAKEN = "taken"  # one has taken it upon them
    ANSWERED = "answered"  # the answer is on its way to the asker
    CLOSED = "closed"  # put aside without an answer


class Because(StrEnum):
    """Why a question was closed without an answer."""

    PHONED = "phoned"  # somebody told the asker by telephone
    NOT_OURS = "not_ours"  # it is not for this office
    SETTLED = "settled"  # it has settled itself
    OTHER = "other"  # the words of the member of staff say why


class Question(Struct, frozen=True, omit_defaults=True):
    """What somebody asks, and where they stood when they asked.

    An empty text without a file asks for help with the step. `file_id` and `kind` are Telegram's id and
    the kind of a voice note or picture. `context` holds lines for the office.
    """

    text: str = ""
    step: str = ""
    file_id: str = ""
    kind: str = ""
    context: str = ""

    @classmethod
    def restored(cls, text: str) -> Question:
        """Return a question out of the store, also the pair (step, text) of the first version."""
        if text.startswith("["):
            step, words = restored(text, tuple[str, str])
            return cls(words, step)
        return restored(text, cls)


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
    urgent: bool  # somebody is in danger: such tickets come first
    because: Because | None = None  # of a closed one: why


@dataclass(frozen=True, slots=True)
class StoredReply:
    """An answer that staff may use again: the question it answered, masked, and its words."""

    id: str
    question: str
    reply: str


class Tickets(Table):
    """Opens, takes, answers and closes questions; what is written about them is in `Letters`."""

    file = Path(__file__).with_suffix(".sql")

    def open(self, chat_id: int, question: Question, message_id: int = 0, *, urgent: bool = False) -> str:
        """Open a ticket; return its id."""
        ticket_id = secrets.token_hex(8)
        sealed = self._tx.keys.seal("questions", "text", ticket_id, stored(question))
        self._do(
            "add", id=ticket_id, chat_id=chat_id, text=sealed, message_id=message_id,
            at=self._tx.clock.stamp(), urgent=urgent,
        )  # fmt: skip
        self._tx.audit(f"chat:{chat_id}", "ask office", f"question:{ticket_id}")
        return ticket_id

    def get(self, ticket_id: str) -> Ticket | None:
        """Return a ticket by its id."""
        row = self._one("get", id=ticket_id)
        return self._ticket(row) if row else None

    def waiting(self, most: int) -> list[Ticket]:
        """Return at most `most` tickets that wait for an answer: urgent ones first, then the oldest."""
        return [self._ticket(row) for row in self._all("waiting", most=most)]

    def held_by(self, staff: int) -> Ticket | None:
        """Return the ticket of a member of staff that waits for them and changed last."""
        row = self._one("held_by", staff=staff)
        return self._ticket(row) if row else None

    def count_waiting(self) -> int:
        """Return how many tickets wait."""
        return self._value("count_waiting")

    def oldest_waiting(self) -> datetime | None:
        """Return since when the oldest ticket waits; None where none does."""
        row = self._one("oldest_waiting")
        return moment_of(row["at"]) if row else None

    def count_waiting_of(self, chat_id: int) -> int:
        """Return how many tickets of a chat have been waiting, those of the last days only."""
        since = stamp(self._tx.clock.now() - _RECENT)
        return self._value("count_waiting_of_chat", chat_id=chat_id, since=since)

    def of_chat(self, chat_id: int) -> list[Ticket]:
        """Return everything a chat has asked, the oldest first."""
        return [self._ticket(row) for row in self._all("of_chat", chat_id=chat_id)]

    def replies(self, most: int) -> list[StoredReply]:
        """Return the newest answers that staff may use again."""
        unseal = self._tx.keys.unseal
        return [
            StoredReply(
                row["id"],
                unseal("replies", "question", row["id"], row["question"]),
                unseal("replies", "answer", row["id"], row["answer"]),
            )
            for row in self._all("newest_replies", most=most)
        ]

    def take(self, ticket_id: str, staff: int, *, over: bool = False) -> bool:
        """Let a member of staff take a ticket; False where somebody else has, or it is done.

        With `over` it is taken from whoever has it.
        """
        at = self._tx.clock.stamp()
        done = self._do("take_over" if over else "take", id=ticket_id, staff=staff, at=at)
        return self._noted(done, ticket_id, staff, "take question")

    def release(self, ticket_id: str, staff: int) -> bool:
        """Give a ticket back; False where it was not theirs."""
        done = self._do("release", id=ticket_id, staff=staff, at=self._tx.clock.stamp())
        return self._noted(done, ticket_id, staff, "release question")

    def close(self, ticket_id: str, staff: int, because: Because) -> bool:
        """Put a ticket aside without an answer; False where somebody else has it, or it is done."""
        at = self._tx.clock.stamp()
        done = self._do("close", id=ticket_id, staff=staff, at=at, because=because)
        return self._noted(done, ticket_id, staff, "close question")

    def answer(self, ticket_id: str, staff: int) -> bool:
        """Note that a ticket is answered, or once more; False where it is not theirs to answer."""
        done = self._do("answer", id=ticket_id, staff=staff, at=self._tx.clock.stamp())
        return self._noted(done, ticket_id, staff, "answer question")

    def wait_again(self, ticket: Ticket, staff: int | None) -> None:
        """Let a ticket wait for another answer, of the member of staff who has it, or (None) of any."""
        state = State.TAKEN if staff else State.OPEN
        self._do("wait_again", id=ticket.id, state=state, staff=staff, at=self._tx.clock.stamp())
        self._tx.audit(f"chat:{ticket.chat_id}", "ask office again", f"question:{ticket.id}")

    def wait_no_more(self, ticket: Ticket) -> None:
        """Let a ticket count as answered again, since the asker took back what they wrote."""
        self._do("wait_no_more", id=ticket.id, at=self._tx.clock.stamp())

    def keep_reply(self, ticket: Ticket, answer: str) -> None:
        """Keep an answer for good, to be used again: with the masked question, without who asked."""
        question = masked(ticket.question.text)
        reply_id, seal = secrets.token_hex(8), self._tx.keys.seal
        self._do(
            "add_reply", id=reply_id, question=seal("replies", "question", reply_id, question),
            answer=seal("replies", "answer", reply_id, answer), at=self._tx.clock.stamp(),
        )  # fmt: skip

    def _noted(self, changed: int, ticket_id: str, staff: int, action: str) -> bool:
        if changed:
            self._tx.audit(f"chat:{staff}", action, f"question:{ticket_id}")
        return bool(changed)

    # -- forgetting

    def forget_chat(self, chat_id: int) -> None:
        """Delete everything a chat has asked."""
        self._do("forget_chat", chat_id=chat_id)

    def forget(self, erased: Erased) -> None:
        """Delete what a chat has asked, with its last registration."""
        if erased.was_last:
            self.forget_chat(erased.chat_id)

    def forget_older(self, before: datetime) -> None:
        """Delete questions about which nothing has happened since a time."""
        self._do("forget_older", before=stamp(before))

    def told(self, chat_id: int, texts: Texts) -> list[Html]:
        """Return what a chat has asked, as lines for the file of one's own data."""
        return [
            texts("mydata.file_question", at=texts.moment(one.asked_at), text=one.question.text)
            for one in self.of_chat(chat_id)
        ]

    _REPLY = Kept("masked, without who asked, for staff to use again")
    holdings = (
        Holding(
            "questions", forget, forget_chat,  # an answer would come into the chat that is locked
            Ages(lambda resources: timedelta(days=resources.questions.question_days), forget_older),
            told=told,
        ),
        Holding("replies", _REPLY, _REPLY, _REPLY),
    )  # fmt: skip

    # -- rows

    def _ticket(self, row: Row) -> Ticket:
        unseal, because = self._tx.keys.unseal, row["closed_because"]
        return Ticket(
            row["id"],
            row["chat_id"],
            row["message_id"],
            State(row["state"]),
            Question.restored(unseal("questions", "text", row["id"], row["text"])),
            datetime.fromisoformat(row["asked_at"]),
            row["taken_by"],
            bool(row["urgent"]),
            Because(because) if because else None,
        )
