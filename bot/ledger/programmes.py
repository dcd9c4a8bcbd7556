"""Programmes that pay in the store."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.documents import restored, stored
from bot.ledger.terms import FundingProgramme, ProgrammeState, Terms
from bot.privacy.holding import Holding, Kept
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from bot.cover.shares import Offer
    from bot.resources import Resources

CLI: Final = 0  # instead of a chat: the command line


class FundingProgrammes(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, terms: Terms, contact: str, by: int) -> int:
        """Note a programme that is being put together; return its number."""
        number = self._value("next_number")
        self._do(
            "add", id=number, state=ProgrammeState.DRAFT, terms=stored(terms), by=by,
            contact=self._sealed(number, contact), at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(actor_of(by), "enter programme", subject_of(number))
        return number

    def _sealed(self, number: int, contact: str) -> bytes:
        return self._tx.keys.seal("programmes", "contact", number, contact)

    def get(self, number: int) -> FundingProgramme | None:
        """Return a programme."""
        row = self._one("get", id=number)
        return self._programme(row) if row else None

    def all(self) -> list[FundingProgramme]:
        """Return all, the newest first."""
        return [self._programme(row) for row in self._all("all")]

    def change(self, number: int, terms: Terms, contact: str, by: int) -> None:
        """Write what somebody has put right."""
        self._do(
            "change", id=number, terms=stored(terms), contact=self._sealed(number, contact),
            at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(actor_of(by), "change programme", subject_of(number))

    def move(self, number: int, state: ProgrammeState, by: int) -> None:
        """Confirm a programme, or end it."""
        self._do("move", id=number, state=state, at=self._tx.clock.stamp())
        self._tx.audit(actor_of(by), f"programme {state}", subject_of(number))

    def offers(self, resources: Resources) -> dict[int, Offer]:
        """Return what each pays of a month, by its number."""
        return {one.id: offer_of(one, resources) for one in self.all()}

    holdings = (
        Holding(
            "programmes", Kept("it is about money, and names whom staff ask about it; no worker"),
            Kept("staff read it; nothing of it is shown in the chat of a worker"),
            Kept("what was paid is to be accounted for"),
        ),
    )  # fmt: skip

    def _programme(self, row: Row) -> FundingProgramme:
        contact = self._tx.keys.unseal("programmes", "contact", row["id"], row["contact"])
        return FundingProgramme(
            row["id"], ProgrammeState(row["state"]), restored(row["terms"], Terms), contact,
            row["entered_by"], datetime.fromisoformat(row["at"]), datetime.fromisoformat(row["changed_at"]),
        )  # fmt: skip


def offer_of(programme: FundingProgramme, resources: Resources) -> Offer:
    """Return what a programme pays of a month, as the law had it when it was entered."""
    rule = resources.tariff.funds.on(programme.terms.kind, programme.at.date())
    return programme.offer(rule.payer)


def actor_of(chat_id: int) -> str:
    """Return who acts, as the audit trail names them."""
    return f"chat:{chat_id}" if chat_id != CLI else "cli"


def subject_of(number: int) -> str:
    """Return a programme, as the audit trail names it."""
    return f"programme:{number}"
