"""The audit trail: who did what to what, each entry chained to the one before by a keyed hash."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.store.table import Row, Table
from bot.store.transaction import FIRST_HASH, TURNED, audit_text


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry: ids and names of actions only."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    hash: str

    @property
    def text(self) -> str:
        """What its hash is made over, beside the hash before it."""
        return audit_text(self.at, self.actor, self.action, self.subject)


class AuditTrail(Table):
    """Reads the trail, and finds where it was tampered with. `Transaction.audit` adds to it."""

    file = Path(__file__).with_suffix(".sql")

    def entries(self) -> list[AuditEntry]:
        """Return the whole trail, the oldest first."""
        return [_entry(row) for row in self._all("entries")]

    def about(self, subject: str) -> list[AuditEntry]:
        """Return what was done to one thing, the oldest first."""
        return [_entry(row) for row in self._all("about", subject=subject)]

    def head(self) -> str:
        """Return the hash of the newest entry; empty where there is none."""
        row = self._one("newest")
        return str(row["hash"]) if row else ""

    def holds(self, hash_: str) -> bool:
        """Tell whether an entry bears this hash."""
        return self._one("with_hash", hash=hash_) is not None

    def first_broken(self) -> int | None:
        """Return the number of the first entry whose hash does not follow from the one before."""
        previous, generation = FIRST_HASH, 1
        for expected, entry in enumerate(self.entries(), start=1):
            generation += entry.action == TURNED
            if entry.seq != expected or not self._follows(previous, entry, generation):
                return expected
            previous = entry.hash
        return None

    def _follows(self, previous: str, entry: AuditEntry, generation: int) -> bool:
        keys = self._tx.keys
        return generation <= keys.generation and entry.hash == keys.chain(previous, entry.text, generation)

    def missing_from(self) -> int | None:
        """Return the number of the newest entry that was given out, where the trail ends before it."""
        newest, given_out = self._one("newest"), self._value("given_out")
        return given_out if given_out > (newest["seq"] if newest else 0) else None


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(row["seq"], row["at"], row["actor"], row["action"], row["subject"], row["hash"])
