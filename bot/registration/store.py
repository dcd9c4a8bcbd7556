"""Registrations in the store. Every method runs inside a unit of work."""

from __future__ import annotations

import logging
import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import moment_of, office_day, stamp
from bot.documents import restored, stored
from bot.people.registration_number import RegistrationNumber, new_number
from bot.privacy.forgetting import forget_registration
from bot.privacy.holding import Ages, Erased, Holding, Kept
from bot.registration.registration import Protection, Recorded, Registration, StageChange
from bot.registration.traits import Traits
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.dialogue.form import Form

log = logging.getLogger(__name__)

SAME_NIK = "same_nik"  # mark: another registration bears the same NIK
_STALE_AT_ONCE = 100  # registrations


class Registrations(Table):
    """Finds, fills, submits and erases registrations."""

    file = Path(__file__).with_suffix(".sql")

    def get(self, registration_id: str) -> Registration | None:
        """Return a registration by its id."""
        row = self._one("get", id=registration_id)
        return self._registration(row) if row else None

    def of_chat(self, chat_id: int) -> list[Registration]:
        """Return a chat's registrations and drafts, oldest first."""
        rows = self._all("of_chat", chat_id=chat_id)
        return [self._registration(row) for row in rows]

    def shown_in(self, chat_id: int) -> list[Registration]:
        """Return those of a chat that it has not locked, oldest first."""
        return [one for one in self.of_chat(chat_id) if not one.locked]

    def drafts_of(self, chat_id: int) -> list[Registration]:
        """Return a chat's registrations that were not sent yet, oldest first."""
        return [one for one in self.of_chat(chat_id) if one.stage is Stage.DRAFT]

    def submitted(self) -> list[Registration]:
        """Return everything but drafts, in the order of sending."""
        return [self._registration(row) for row in self._all("submitted")]

    def by_number(self, digits: str) -> Registration | None:
        """Return the registration that bears a number."""
        row = self._one("with_number", number_hash=self._tx.keys.lookup("number", digits))
        return self._registration(row) if row else None

    def with_nik(self, nik: str) -> list[Registration]:
        """Return the registrations that bear a NIK, those sent first first."""
        rows = self._all("with_nik", nik_hash=self._tx.keys.lookup("nik", nik))
        return [self._registration(row) for row in rows]

    def create(self, chat_id: int, consent_version: str, start_link: str = "") -> str:
        """Begin a draft at the moment of consent; return its id."""
        registration_id = secrets.token_hex(8)
        self._do(
            "add", id=registration_id, chat_id=chat_id, start_link=start_link,
            consent_version=consent_version, at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(f"chat:{chat_id}", "consent", f"registration:{registration_id}")
        return registration_id

    def answers(self, registration_id: str) -> dict[str, str]:
        """Return the answers by step id; one that cannot be read counts as not given: it is asked again."""
        answers = {}
        for row in self._all("answers", id=registration_id):
            try:
                answers[row["step"]] = self._answer(registration_id, row)
            except SealBrokenError:
                log.error("answer %s of %s cannot be read", row["step"], registration_id)  # noqa: TRY400
        return answers

    def all_answers(self, step_id: str) -> Iterator[tuple[str, str]]:
        """Give the answer to one step of every registration that was sent, with its id."""
        for row in self._all("all_answers", step=step_id):
            with suppress(SealBrokenError):
                yield row["registration_id"], self._answer(row["registration_id"], row)

    def _answer(self, registration_id: str, row: Row) -> str:
        if row["sealed_value"] is None:
            return str(row["open_value"])
        place = f"{registration_id}|{row['step']}"
        return self._tx.keys.unseal("answers", "value", place, row["sealed_value"])

    def save(self, registration_id: str, form: Form, changes: Mapping[str, str | None]) -> None:
        """Store answers; None takes one back."""
        for step_id, value in changes.items():
            if value is None:
                self._do("drop_answer", id=registration_id, step=step_id)
                self._do("drop_picture", id=registration_id, step=step_id)
            elif form.by_id[step_id].sealed:
                sealed = self._tx.keys.seal("answers", "value", f"{registration_id}|{step_id}", value)
                self._write(registration_id, step_id, None, sealed)
            else:
                self._write(registration_id, step_id, value, None)
        self._do("touch", id=registration_id, at=self._tx.clock.stamp())

    def _write(
        self, registration_id: str, step_id: str, open_value: str | None, sealed: bytes | None
    ) -> None:
        self._do("save_answer", id=registration_id, step=step_id, open_value=open_value, sealed_value=sealed)

    def keep_picture(self, registration_id: str, step_id: str, content: bytes) -> None:
        """Store the picture that answers a step, in place of one that was there."""
        place = f"{registration_id}|{step_id}"
        sealed = self._tx.keys.seal_bytes("pictures", "content", place, content)
        self._do("keep_picture", id=registration_id, step=step_id, content=sealed)

    def drop_picture(self, registration_id: str, step_id: str) -> None:
        """Delete the picture that answers a step."""
        self._do("drop_picture", id=registration_id, step=step_id)

    def replace_picture(self, registration_id: str, step_id: str, new: str) -> None:
        """Put the picture kept under `new`, if there is one, in the place of a step's."""
        content = self.picture(registration_id, new)
        if content is not None:
            self.keep_picture(registration_id, step_id, content)
            self.drop_picture(registration_id, new)

    def renew_consent(self, registration_id: str, chat_id: int, version: str) -> None:
        """Note consent that was given again, to another notice or for another person."""
        self._do("renew_consent", id=registration_id, version=version, at=self._tx.clock.stamp())
        self._tx.audit(f"chat:{chat_id}", "consent", f"registration:{registration_id}")

    def picture(self, registration_id: str, step_id: str) -> bytes | None:
        """Return the picture that answers a step; None where there is none."""
        row = self._one("picture", id=registration_id, step=step_id)
        place = f"{registration_id}|{step_id}"
        return self._tx.keys.unseal_bytes("pictures", "content", place, row["content"]) if row else None

    def lock(self, chat_id: int) -> None:
        """Show a chat's registrations only after the proof from now on; throw its drafts away."""
        for draft in self.drafts_of(chat_id):
            self.drop_draft(draft.id, f"chat:{chat_id}")
        self._do("lock_chat", chat_id=chat_id)

    def unlock(self, registration_id: str, actor: str) -> None:
        """Show a registration in its chat again."""
        self._do("unlock", id=registration_id)
        self._tx.audit(actor, "unlock", f"registration:{registration_id}")

    def submit(
        self, registration_id: str, chat_id: int, nik: str, marks: tuple[str, ...]
    ) -> RegistrationNumber:
        """Turn a draft into a registration with a number of its own."""
        number, at = self._free_number(), self._tx.clock.stamp()
        self._do(
            "submit",
            id=registration_id,
            number=self._tx.keys.seal("registrations", "number", registration_id, number.value),
            number_hash=self._tx.keys.lookup("number", number.value),
            at=at,
        )
        self._do("add_change", id=registration_id, stage=Stage.SUBMITTED, at=at)
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
        if self._value("count_others_with_nik", nik_hash=nik_hash, id=registration_id):
            marks = (*marks, SAME_NIK)
        sealed = self._tx.keys.seal("registrations", "marks", registration_id, stored(marks))
        self._do("set_marks", id=registration_id, nik_hash=nik_hash, marks=sealed)
        Traits(self._tx).note(registration_id, self.answers(registration_id), self._tx.clock.today())

    def set_stage(self, registration_id: str, stage: Stage, actor: str) -> None:
        """Move a registration to a stage."""
        at = self._tx.clock.stamp()
        self._do("set_stage", id=registration_id, stage=stage, at=at)
        self._do("add_change", id=registration_id, stage=stage, at=at)
        self._tx.audit(actor, f"stage {stage}", f"registration:{registration_id}")

    def record(self, registration_id: str, recorded: Recorded) -> None:
        """Keep what the office recorded in place of what was."""
        seal = partial(self._tx.keys.seal, "registrations")
        self._do(
            "record",
            id=registration_id,
            sum=None if recorded.sum is None else seal("sum", registration_id, str(recorded.sum)),
            kpj=seal("kpj", registration_id, recorded.kpj) if recorded.kpj else None,
            pay_until=_iso(recorded.pay_until),
            protected_until=_iso(recorded.protected_until),
            grace_until=_iso(recorded.grace_until),
        )

    def say_paid(self, chat_id: int, day: date) -> None:
        """Note that a chat says to have paid what was to be paid until a day."""
        self._do("say_paid", chat_id=chat_id, day=day.isoformat())

    def show_number(self, registration_id: str, *, whole: bool) -> None:
        """Note whether the whole number is to stand on the picture to keep."""
        self._do("show_number", id=registration_id, whole=int(whole))

    def count_undated(self) -> int:
        """Return how many are registered or active without a day until which to pay, or of protection."""
        return self._value("count_undated")

    def history(self, registration_id: str) -> list[tuple[Stage, datetime]]:
        """Return the stages it went through, with times."""
        return [(one.stage, one.at) for one in map(_change, self._all("changes", id=registration_id))]

    def newest_change(self, registration_id: str) -> StageChange | None:
        """Return how it came into the stage in which it is; None for a draft."""
        row = self._one("newest_change", id=registration_id)
        return _change(row) if row else None

    def count_by_stage(self) -> dict[Stage, int]:
        """Return how many registrations are in each stage."""
        return {Stage(row["stage"]): row["count"] for row in self._all("count_by_stage")}

    def count_for_others(self, chat_id: int) -> int:
        """Return how many other people a chat has registered."""
        return self._value("count_for_others", chat_id=chat_id)

    def protected(self) -> Iterator[Protection]:
        """Give whoever is or was protected. Reads them all: for a look beside the turns."""
        yield from map(_protection, self._each("protected"))

    def protected_with(self, nik_hash: bytes) -> list[Protection]:
        """Return from when until when somebody is or was protected, by the keyed hash of their NIK."""
        return [_protection(row) for row in self._all("protected_with", nik_hash=nik_hash)]

    def with_nik_hash(self, nik_hash: bytes) -> list[Registration]:
        """Return the registrations of somebody, by the keyed hash of their NIK."""
        return [self._registration(row) for row in self._all("with_nik", nik_hash=nik_hash)]

    def nik_hash(self, registration_id: str) -> bytes | None:
        """Return the keyed hash of the NIK of whom a registration is about."""
        row = self._one("nik_hash_of", id=registration_id)
        return bytes(row["nik_hash"]) if row and row["nik_hash"] else None

    def start_links(self, most: int) -> list[str]:
        """Return the start links by which most people came, the most used first."""
        return [row["start_link"] for row in self._all("start_links", most=most)]

    # -- forgetting

    def drop_draft(self, registration_id: str, actor: str) -> None:
        """Delete a draft that was cancelled or has grown old."""
        draft = self.get(registration_id)
        if draft:
            forget_registration(self._tx, Erased(draft.id, draft.chat_id, was_last=False))
        self._tx.audit(actor, "drop draft", f"registration:{registration_id}")

    def erase(self, registration_id: str, actor: str) -> bool:
        """Erase a registration for good, with a chat's last also what it asked; False where there is none."""
        found = self.get(registration_id)
        if found is None:
            return False
        was_last = len(self.of_chat(found.chat_id)) == 1
        forget_registration(self._tx, Erased(found.id, found.chat_id, was_last))
        self._tx.audit(actor, "erase", f"registration:{registration_id}")
        return True

    def forget(self, erased: Erased) -> None:
        """Delete a registration with its answers, pictures and stages."""
        self._do("delete", id=erased.registration_id)

    def drop_stale_drafts(self, before: datetime) -> None:
        """Delete some of the drafts that nobody has touched since a time."""
        for row in self._all("stale_drafts", before=stamp(before), most=_STALE_AT_ONCE):
            self.drop_draft(row["id"], "bot")

    def erase_over(self, before: datetime) -> None:
        """Erase some of the registrations that have been over since before a time (UU 27/2022 art. 43)."""
        for row in self._all("over_long", before=stamp(before), most=_STALE_AT_ONCE):
            self.erase(row["id"], "bot")

    _GOES_ALONG = Holding(
        "", Kept("deleted with its registration"), Kept("its registration is locked"),
        Kept("kept as long as its registration"),
    )  # fmt: skip
    holdings = (
        Holding(
            "registrations", forget, lock,
            Ages(lambda resources: timedelta(days=resources.limits.draft_days), drop_stale_drafts),
        ),
        replace(_GOES_ALONG, table="answers"),
        replace(_GOES_ALONG, table="pictures"),
        replace(
            _GOES_ALONG, table="stage_changes",
            ages=Ages(lambda resources: timedelta(days=resources.limits.over_days), erase_over),
        ),
    )  # fmt: skip

    # -- rows

    def _registration(self, row: Row) -> Registration:
        return Registration(
            row["id"], row["chat_id"], Stage(row["stage"]), bool(row["locked"]), self._number(row),
            self._marks(row), row["consent_version"], datetime.fromisoformat(row["created_at"]),
            datetime.fromisoformat(row["touched_at"]),
            moment_of(row["submitted_at"]), self._recorded(row), _day(row["said_paid"]),
            None if row["whole_number"] is None else bool(row["whole_number"]),
        )  # fmt: skip

    def _recorded(self, row: Row) -> Recorded:
        amount = self._opened(row, "sum")
        return Recorded(
            int(amount) if amount else None, _day(row["pay_until"]), self._opened(row, "kpj"),
            _day(row["protected_until"]), _day(row["grace_until"]),
        )  # fmt: skip

    def _number(self, row: Row) -> RegistrationNumber | None:
        text = self._opened(row, "number")
        return RegistrationNumber(text) if text else None

    def _marks(self, row: Row) -> tuple[str, ...]:
        text = self._opened(row, "marks")
        return restored(text, tuple[str, ...]) if text else ()

    def _opened(self, row: Row, column: str) -> str:
        """Return a sealed value; empty where there is none, or where it cannot be read."""
        if row[column] is None:
            return ""
        try:
            return self._tx.keys.unseal("registrations", column, row["id"], row[column])
        except SealBrokenError:
            log.error("%s of registration %s cannot be read", column, row["id"])  # noqa: TRY400
            return ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _change(row: Row) -> StageChange:
    return StageChange(row["id"], Stage(row["stage"]), datetime.fromisoformat(row["at"]))


def _protection(row: Row) -> Protection:
    return Protection(
        bytes(row["nik_hash"]), office_day(datetime.fromisoformat(row["since"])),
        date.fromisoformat(row["protected_until"]), row["payer"] or "", row["programs"] or "",
    )  # fmt: skip
