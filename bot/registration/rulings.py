"""What the office decided with a reason that the worker reads: what to correct, why not accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import moment_of
from bot.privacy.holding import Holding, Kept
from bot.registration.reasons import reason_text
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table
from bot.terms.stages import NAMES, Stage

if TYPE_CHECKING:
    from bot.texts import Html, Texts


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: one of a list, or in words; `step` of the form is to be answered anew, `other` counts instead."""

    listed: str = ""
    words: str = ""
    step: str = ""
    other: str = ""  # id of a registration


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision: who took it when, and when its worker had put right what was asked."""

    id: int
    stage: Stage
    reason: Reason
    staff: int
    at: datetime
    settled_at: datetime | None


class Rulings(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, registration_id: str, stage: Stage, reason: Reason, staff: int) -> None:
        """Note a decision; what was asked before of the same step is settled by it."""
        at = self._tx.clock.stamp()
        if reason.step:
            self.settle(registration_id, reason.step)
        new_id = self._value(
            "add", registration_id=registration_id, stage=stage, step=reason.step, reason=reason.listed,
            other_id=reason.other or None, staff=staff, at=at,
        )  # fmt: skip
        if reason.words:
            self._do(
                "put_words", id=new_id, words=self._tx.keys.seal("rulings", "words", new_id, reason.words)
            )

    def of(self, registration_id: str) -> list[Ruling]:
        """Return all of a registration, the oldest first."""
        return [self._ruling(row) for row in self._all("of_registration", registration_id=registration_id)]

    def asked(self, registration_id: str) -> list[Ruling]:
        """Return what its worker has been asked to correct and has not yet, the oldest first."""
        return [
            one
            for one in self.of(registration_id)
            if one.stage is Stage.NEEDS_CORRECTION and one.settled_at is None
        ]

    def last(self, registration_id: str, stage: Stage) -> Ruling | None:
        """Return the newest decision for a stage."""
        return next((one for one in reversed(self.of(registration_id)) if one.stage is stage), None)

    def settle(self, registration_id: str, step: str = "") -> None:
        """Note that what was asked is put right: of one step, or (none given) all."""
        at = self._tx.clock.stamp()
        if step:
            self._do("settle_step", registration_id=registration_id, step=step, at=at)
        else:
            self._do("settle", registration_id=registration_id, at=at)

    def told(self, chat_id: int, texts: Texts) -> list[Html]:
        """Return what was decided on the registrations of a chat, and why, as lines of a file."""
        return [
            texts(
                "ruling.line",
                at=texts.moment(one.at),
                stage=texts(NAMES[one.stage]),
                why=reason_text(texts, one.reason.listed, one.reason.words),
            )
            for one in map(self._ruling, self._all("of_chat", chat_id=chat_id))
        ]

    holdings = (
        Holding(
            "rulings", Kept("deleted with its registration"), Kept("its registration is locked"),
            Kept("kept as long as its registration"), told=told,
        ),
    )  # fmt: skip

    def _ruling(self, row: Row) -> Ruling:
        reason = Reason(row["reason"], self._words(row), row["step"], row["other_id"] or "")
        return Ruling(
            row["id"], Stage(row["stage"]), reason, row["staff"], datetime.fromisoformat(row["at"]),
            moment_of(row["settled_at"]),
        )  # fmt: skip

    def _words(self, row: Row) -> str:
        if row["words"] is None:
            return ""
        try:
            return self._tx.keys.unseal("rulings", "words", row["id"], row["words"])
        except SealBrokenError:
            return ""
