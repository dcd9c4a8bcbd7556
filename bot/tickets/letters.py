"""What is written about a question after it: by the office and by the asker, and in which messages."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.clock import stamp
from bot.documents import restored, stored
from bot.privacy.holding import Holding, Kept
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from bot.texts import Html, Texts


class File(Struct, frozen=True):
    """A voice note, a picture or another file: its kind as the Bot API names it, its id with Telegram."""

    kind: str
    file_id: str


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes: words, a file with or without a caption, or (words) a caption of theirs."""

    text: str = ""
    file: File | None = None
    message_id: int = 0  # of the asker's message, to be quoted


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing that was written about a question. `staff` is whose chat it came from; None: the asker's."""

    id: str
    question_id: str
    staff: int | None
    written: Written
    at: datetime


class Letters(Table):
    """Keeps the conversation about each question, and knows the messages in which it shows."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, question_id: str, written: Written, staff: int | None = None) -> str:
        """Keep what a member of staff wrote, or (None) the asker; return its id."""
        letter_id, seal, file = secrets.token_hex(8), self._tx.keys.seal, written.file
        self._do(
            "add", id=letter_id, question_id=question_id, staff=staff,
            text=seal("questions", "answer", question_id, written.text),
            file=seal("letters", "file", letter_id, stored(file)) if file else None,
            message_id=written.message_id, at=self._tx.clock.stamp(),
        )  # fmt: skip
        return letter_id

    def of_question(self, question_id: str) -> list[Letter]:
        """Return what was written about a question, the oldest first."""
        return [self._letter(row) for row in self._all("of_question", question_id=question_id)]

    def get(self, letter_id: str) -> Letter | None:
        """Return a letter by its id."""
        row = self._one("get", id=letter_id)
        return self._letter(row) if row else None

    def take_back(self, letter: Letter, chat_id: int) -> None:
        """Forget what the asker wrote, as if it had not been written."""
        self._do("take_back", id=letter.id)
        self._tx.audit(f"chat:{chat_id}", "take back letter", f"question:{letter.question_id}")

    def answered_since(self, chat_id: int, since: datetime) -> str | None:
        """Return the question of a chat about which staff wrote last, where that was after a time."""
        row = self._one("newest_answer", chat_id=chat_id, since=stamp(since))
        return row["question_id"] if row else None

    # -- messages

    def mark(self, chat_id: int, message_id: int, question_id: str) -> None:
        """Note that a message in a chat is about a question."""
        self._do("mark", chat_id=chat_id, message_id=message_id, question_id=question_id)

    def marked(self, chat_id: int, message_id: int) -> str | None:
        """Return the question that a message in a chat is about."""
        row = self._one("marked", chat_id=chat_id, message_id=message_id)
        return row["question_id"] if row else None

    # -- forgetting

    def told(self, chat_id: int, texts: Texts) -> list[Html]:
        """Return what was written about a chat's questions, as lines for the file of one's own data."""
        rows = self._all("of_chat", chat_id=chat_id)
        return [_line(texts, self._letter(row)) for row in rows]

    _GOES_ALONG = Holding(
        "", Kept("deleted with its question"), Kept("deleted with its question"), Kept("kept as its question")
    )
    holdings = (
        replace(_GOES_ALONG, table="letters", told=told),
        replace(_GOES_ALONG, table="question_marks"),
    )

    # -- rows

    def _letter(self, row: Row) -> Letter:
        unseal = self._tx.keys.unseal
        # Sealed to the question: the answers of versions before could be moved here without a key.
        text = unseal("questions", "answer", row["question_id"], row["text"])
        file = restored(unseal("letters", "file", row["id"], row["file"]), File) if row["file"] else None
        written = Written(text, file, row["message_id"])
        return Letter(row["id"], row["question_id"], row["staff"], written, datetime.fromisoformat(row["at"]))


def _line(texts: Texts, letter: Letter) -> Html:
    if letter.staff is None:
        return texts("mydata.file_question", at=texts.moment(letter.at), text=letter.written.text)
    return texts("mydata.file_answer", text=letter.written.text)
