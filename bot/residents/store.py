"""What registered people are asked of their own words, and what they say has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import moment_of, stamp
from bot.documents import restored, stored
from bot.privacy.holding import Holding, Kept
from bot.register.comparing import Known
from bot.register.links import new_id
from bot.store.table import Row, Table
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

_GOES_ALONG = Kept("deleted with its registration, by the database")
_AS_LONG = Kept("kept as long as its registration")


class Old(Table):
    """Finds words that have grown old, and notes that they were asked about and confirmed."""

    file = Path(__file__).with_suffix(".sql")

    def due(self, before: datetime, asked_before: datetime, most: int) -> list[tuple[str, int]]:
        """Return registrations, with their chats, that nobody changed, confirmed or was asked about since.

        Only those that somebody made for themselves: nobody is asked about another on their own phone.
        """
        rows = self._all(
            "due", before=stamp(before), asked_before=stamp(asked_before), most=most, draft=Stage.DRAFT,
            ended=Stage.ENDED, rejected=Stage.REJECTED, duplicate=Stage.DUPLICATE,
        )  # fmt: skip
        return [(row["id"], row["chat_id"]) for row in rows]

    def ask(self, registration_id: str) -> None:
        """Note that the worker is asked now."""
        self._do("ask", id=registration_id, at=self._tx.clock.stamp())

    def confirm(self, registration_id: str) -> None:
        """Note that all of it is still true, by the worker's own word."""
        self._do("confirm", id=registration_id, at=self._tx.clock.stamp())

    def confirmed_at(self, registration_id: str) -> datetime | None:
        """Return when the worker confirmed it last."""
        row = self._one("check_of", id=registration_id)
        return moment_of(row["confirmed_at"]) if row else None

    def confirmed(self) -> dict[str, datetime]:
        """Return when each registration was confirmed last; of the others nothing."""
        return {
            row["registration_id"]: datetime.fromisoformat(row["confirmed_at"])
            for row in self._all("confirmed")
        }

    holdings = (
        Holding("checks", _GOES_ALONG, Kept("its registration is locked: it is asked no more"), _AS_LONG),
    )


class ProposalState(StrEnum):
    """What became of a change that somebody proposed."""

    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of one field: what it was, and the answers by step that shall be instead."""

    id: int
    registration_id: str
    known: Known
    old: Mapping[str, str] = field(repr=False)
    new: Mapping[str, str] = field(repr=False)
    state: ProposalState
    at: datetime


class Proposals(Table):
    """Keeps changes that workers propose once they can no longer change their registration themselves."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, registration_id: str, known: Known, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Note a change."""
        number = new_id()
        self._do(
            "propose", id=number, registration_id=registration_id, field=known, at=self._tx.clock.stamp(),
            old=self._tx.keys.seal("proposals", "old", number, stored(dict(old))),
            new=self._tx.keys.seal("proposals", "new", number, stored(dict(new))),
        )  # fmt: skip

    def get(self, number: int) -> Proposal | None:
        """Return a change."""
        row = self._one("proposal", id=number)
        return self._proposal(row) if row else None

    def open_of(self, registration_id: str) -> list[Proposal]:
        """Return the changes of a registration that nobody has decided upon, those of a field together."""
        return [self._proposal(row) for row in self._all("open_of", registration_id=registration_id)]

    def open(self, most: int) -> list[Proposal]:
        """Return changes that nobody has decided upon, the oldest first."""
        return [self._proposal(row) for row in self._all("all_open", most=most)]

    def decide(self, number: int, state: ProposalState, by: int) -> bool:
        """Note what became of a change; False where somebody was quicker."""
        done = self._do("decide", id=number, state=state, by=by, at=self._tx.clock.stamp())
        if done:
            self._tx.audit(f"chat:{by}", f"proposal {state}", f"proposal:{number}")
        return bool(done)

    holdings = (Holding("proposals", _GOES_ALONG, Kept("its registration is locked"), _AS_LONG),)

    def _proposal(self, row: Row) -> Proposal:
        old, new = (self._tx.keys.unseal("proposals", name, row["id"], row[name]) for name in ("old", "new"))
        return Proposal(
            row["id"], row["registration_id"], Known(row["field"]),
            restored(old, dict[str, str]), restored(new, dict[str, str]),
            ProposalState(row["state"]), datetime.fromisoformat(row["at"]),
        )  # fmt: skip
