"""Registrations in the store. Every method runs inside a unit of work."""

from __future__ import annotations

import json
import logging
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from bot.dialogue.position import Position
from bot.people.registration_number import RegistrationNumber, new_number
from bot.registration.stages import Stage
from bot.store.backup import note_erasure
from bot.store.errors import SealBrokenError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from bot.dialogue.form import Form
    from bot.store.transaction import Transaction

log = logging.getLogger(__name__)

SAME_NIK = "same_nik"  # mark: another registration bears the same NIK


class Registration:
    """One registration as it stands in the store."""

    def __init__(self, row: sqlite3.Row, tx: Transaction) -> None:
        self._row, self._tx = row, tx
        self.id: str = row["id"]
        self.chat_id: int = row["chat_id"]
        self.stage = Stage(row["stage"])
        self.locked = bool(row["locked"])

    @property
    def number(self) -> RegistrationNumber | None:
        """The number given to the worker; None for a draft."""
        sealed = self._row["number"]
        if sealed is None:
            return None
        return RegistrationNumber(self._tx.keys.unseal("registrations", "number", self.id, sealed))

    @property
    def marks(self) -> list[str]:
        """What the office should look at."""
        sealed = self._row["marks"]
        if sealed is None:
            return []
        marks: list[str] = json.loads(self._tx.keys.unseal("registrations", "marks", self.id, sealed))
        return marks

    @property
    def consent_version(self) -> str:
        """The version of the notice that was agreed to."""
        return str(self._row["consent_version"])

    @property
    def submitted_at(self) -> datetime | None:
        """When it was sent."""
        text = self._row["submitted_at"]
        return datetime.fromisoformat(text) if text else None

    @property
    def touched_at(self) -> datetime:
        """When something of it was last changed."""
        return datetime.fromisoformat(self._row["touched_at"])

    @property
    def created_at(self) -> datetime:
        """When consent was given."""
        return datetime.fromisoformat(self._row["created_at"])


class Registrations:
    """Finds, fills, submits and erases registrations."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def get(self, registration_id: str) -> Registration | None:
        """Return a registration by its id."""
        row = self._tx.one("get_registration", id=registration_id)
        return Registration(row, self._tx) if row else None

    def of_chat(self, chat_id: int) -> list[Registration]:
        """Return a chat's registrations and drafts, oldest first."""
        rows = self._tx.all("registrations_of_chat", chat_id=chat_id)
        return [Registration(row, self._tx) for row in rows]

    def shown_in(self, chat_id: int) -> list[Registration]:
        """Return those of a chat that it has not locked, oldest first."""
        return [one for one in self.of_chat(chat_id) if not one.locked]

    def drafts_of(self, chat_id: int) -> list[Registration]:
        """Return a chat's registrations that were not sent yet, oldest first."""
        return [one for one in self.of_chat(chat_id) if one.stage is Stage.DRAFT]

    def submitted(self) -> list[Registration]:
        """Return everything but drafts, in the order of sending."""
        return [Registration(row, self._tx) for row in self._tx.all("submitted_registrations")]

    def by_number(self, digits: str) -> Registration | None:
        """Return the registration that bears a number."""
        row = self._tx.one("registration_by_number", number_hash=self._tx.keys.lookup("number", digits))
        return Registration(row, self._tx) if row else None

    def create(self, chat_id: int, consent_version: str, start_link: str = "") -> str:
        """Begin a draft at the moment of consent; return its id."""
        registration_id = secrets.token_hex(8)
        self._tx.do(
            "add_registration", id=registration_id, chat_id=chat_id, start_link=start_link,
            consent_version=consent_version, at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(f"chat:{chat_id}", "consent", f"registration:{registration_id}")
        return registration_id

    def answers(self, registration_id: str) -> dict[str, str]:
        """Return the answers by step id; one that cannot be read counts as not given: it is asked again."""
        answers = {}
        for row in self._tx.all("answers_of", id=registration_id):
            try:
                answers[row["step"]] = self._answer(registration_id, row)
            except SealBrokenError:
                log.error("answer %s of %s cannot be read", row["step"], registration_id)  # noqa: TRY400
        return answers

    def _answer(self, registration_id: str, row: sqlite3.Row) -> str:
        if row["sealed_value"] is None:
            return str(row["open_value"])
        place = f"{registration_id}|{row['step']}"
        return self._tx.keys.unseal("answers", "value", place, row["sealed_value"])

    def save(self, registration_id: str, form: Form, changes: Mapping[str, str | None]) -> None:
        """Store answers; None takes one back."""
        for step_id, value in changes.items():
            if value is None:
                self._tx.do("drop_answer", id=registration_id, step=step_id)
                self._tx.do("drop_picture", id=registration_id, step=step_id)
            elif form.by_id[step_id].sealed:
                sealed = self._tx.keys.seal("answers", "value", f"{registration_id}|{step_id}", value)
                self._write(registration_id, step_id, None, sealed)
            else:
                self._write(registration_id, step_id, value, None)
        self._tx.do("touch_registration", id=registration_id, at=self._tx.clock.stamp())

    def _write(
        self, registration_id: str, step_id: str, open_value: str | None, sealed: bytes | None
    ) -> None:
        self._tx.do(
            "save_answer", id=registration_id, step=step_id, open_value=open_value, sealed_value=sealed
        )

    def keep_picture(self, registration_id: str, step_id: str, content: bytes) -> None:
        """Store the picture that answers a step, in place of one that was there."""
        place = f"{registration_id}|{step_id}"
        sealed = self._tx.keys.seal_bytes("pictures", "content", place, content)
        self._tx.do("keep_picture", id=registration_id, step=step_id, content=sealed)

    def drop_picture(self, registration_id: str, step_id: str) -> None:
        """Delete the picture that answers a step."""
        self._tx.do("drop_picture", id=registration_id, step=step_id)

    def replace_picture(self, registration_id: str, step_id: str, new: str) -> None:
        """Put the picture kept under `new`, if there is one, in the place of a step's."""
        content = self.picture(registration_id, new)
        if content is not None:
            self.keep_picture(registration_id, step_id, content)
            self.drop_picture(registration_id, new)

    def renew_consent(self, registration_id: str, chat_id: int, version: str) -> None:
        """Note consent that was given again, to another notice or for another person."""
        self._tx.do("renew_consent", id=registration_id, version=version, at=self._tx.clock.stamp())
        self._tx.audit(f"chat:{chat_id}", "consent", f"registration:{registration_id}")

    def picture(self, registration_id: str, step_id: str) -> bytes | None:
        """Return the picture that answers a step; None where there is none."""
        row = self._tx.one("get_picture", id=registration_id, step=step_id)
        place = f"{registration_id}|{step_id}"
        return self._tx.keys.unseal_bytes("pictures", "content", place, row["content"]) if row else None

    def lock(self, chat_id: int) -> None:
        """Show a chat's registrations only after the proof from now on; throw its drafts away."""
        for draft in self.drafts_of(chat_id):
            self.drop_draft(draft.id, f"chat:{chat_id}")
        self._tx.do("lock_registrations", chat_id=chat_id)
        self._tx.audit(f"chat:{chat_id}", "lock chat")

    def unlock(self, registration_id: str, actor: str) -> None:
        """Show a registration in its chat again."""
        self._tx.do("unlock_registration", id=registration_id)
        self._tx.audit(actor, "unlock", f"registration:{registration_id}")

    def submit(
        self, registration_id: str, chat_id: int, nik: str, marks: tuple[str, ...]
    ) -> RegistrationNumber:
        """Turn a draft into a registration with a number of its own."""
        number, at = self._free_number(), self._tx.clock.stamp()
        self._tx.do(
            "submit_registration",
            id=registration_id,
            number=self._tx.keys.seal("registrations", "number", registration_id, number.value),
            number_hash=self._tx.keys.lookup("number", number.value),
            at=at,
        )
        self._tx.do("add_stage_change", id=registration_id, stage=Stage.SUBMITTED, at=at)
        self.mark(registration_id, nik, marks)
        self._tx.audit(f"chat:{chat_id}", "submit", f"registration:{registration_id}")
        return number

    def _free_number(self) -> RegistrationNumber:
        while True:
            number = new_number()
            if self.by_number(number.value) is None:
                return number

    def mark(self, registration_id: str, nik: str, marks: tuple[str, ...]) -> None:
        """Note afresh what the office should look at."""
        nik_hash = self._tx.keys.lookup("nik", nik)
        if self._tx.count("others_with_nik", nik_hash=nik_hash, id=registration_id):
            marks = (*marks, SAME_NIK)
        sealed = self._tx.keys.seal("registrations", "marks", registration_id, json.dumps(marks))
        self._tx.do("set_marks", id=registration_id, nik_hash=nik_hash, marks=sealed)

    def set_stage(self, registration_id: str, stage: Stage, actor: str) -> None:
        """Move a registration to a stage."""
        at = self._tx.clock.stamp()
        self._tx.do("set_stage", id=registration_id, stage=stage, at=at)
        self._tx.do("add_stage_change", id=registration_id, stage=stage, at=at)
        self._tx.audit(actor, f"stage {stage}", f"registration:{registration_id}")

    def history(self, registration_id: str) -> list[tuple[Stage, datetime]]:
        """Return the stages it went through, with times."""
        rows = self._tx.all("stage_changes", id=registration_id)
        return [(Stage(row["stage"]), datetime.fromisoformat(row["at"])) for row in rows]

    def drop_draft(self, registration_id: str, actor: str) -> None:
        """Delete a draft that was cancelled or has grown old."""
        self._delete(registration_id)
        self._tx.audit(actor, "drop draft", f"registration:{registration_id}")

    def erase(self, registration_id: str, actor: str) -> bool:
        """Erase a registration for good, with a chat's last also its questions; False where there is none."""
        registration = self.get(registration_id)
        found = self._delete(registration_id)
        if registration:
            if not self.of_chat(registration.chat_id):
                self._tx.do("delete_questions_of_chat", chat_id=registration.chat_id)
                self._tx.do("forget_gaps_of_chat", chat_id=registration.chat_id)
                self._tx.do("drop_wishes", chat_id=registration.chat_id)
            self._tx.audit(actor, "erase", f"registration:{registration_id}")
        return found

    def _delete(self, registration_id: str) -> bool:
        """Delete a registration and what its conversation holds."""
        registration = self.get(registration_id)
        if registration:
            chat_id = registration.chat_id
            self._tx.do("delete_registration", id=registration_id)
            self._tx.do("forget_set_aside", chat_id=chat_id)
            self._forget_position(chat_id, registration_id)
            self._tx.do("close_access", chat_id=chat_id, id=registration_id)  # a lock stays
            self._tx.do("forget_talk", chat_id=chat_id)
        note_erasure(self._tx, registration_id)
        return registration is not None

    def _forget_position(self, chat_id: int, registration_id: str) -> None:
        """Forget where the conversation stands, unless it is about another registration."""
        row = self._tx.one("get_chat", chat_id=chat_id)
        if row is None or row["position"] is None:
            return
        try:
            about = Position.load(self._tx.keys.unseal("chats", "position", chat_id, row["position"])).draft
        except (SealBrokenError, ValueError, TypeError, KeyError):
            about = ""
        if about in {"", registration_id}:
            self._tx.do("forget_position", chat_id=chat_id)
