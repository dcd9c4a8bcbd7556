"""Alarms in the store: each is told once, until it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.clock import moment_of, stamp
from bot.documents import restored, stored
from bot.operations.findings import Concern, Finding, Level
from bot.privacy.holding import Ages, Holding, Kept
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from bot.resources import Resources

_WORK: Final = Kept("it is about the machine; who looks after it is staff, as the audit trail tells")
_KEPT_DAYS: Final = 365


def _lasting(_: Resources) -> timedelta:
    return timedelta(days=_KEPT_DAYS)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that is wrong, or was."""

    id: int
    finding: Finding
    since: datetime
    seen_at: datetime
    over_at: datetime | None
    handled_by: int | None
    handled_at: datetime | None


class Alarms(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def open(self) -> list[Alarm]:
        """Return those that are not over, the oldest first."""
        return [_alarm(row) for row in self._all("open")]

    def get(self, number: int) -> Alarm | None:
        """Return one by its number."""
        row = self._one("get", id=number)
        return _alarm(row) if row else None

    def raise_(self, finding: Finding) -> int:
        """Note that something is wrong from now on; return its number."""
        told = stored(dict(finding.values))
        return self._value(
            "add", concern=finding.concern, subject=finding.subject, told=told, at=self._tx.clock.stamp()
        )

    def see(self, number: int, finding: Finding) -> None:
        """Note that it is still so."""
        self._do("see", id=number, told=stored(dict(finding.values)), at=self._tx.clock.stamp())

    def end(self, number: int) -> None:
        """Note that it is over."""
        self._do("end", id=number, at=self._tx.clock.stamp())

    def handle(self, number: int, by: int) -> bool:
        """Note who looks after it; False where somebody does already."""
        done = bool(self._do("handle", id=number, by=by, at=self._tx.clock.stamp()))
        if done:
            self._tx.audit(f"chat:{by}", "handle alarm", f"alarm:{number}")
        return done

    def forget_older(self, before: datetime) -> None:
        """Forget those that were over before a time."""
        self._do("forget_older", before=stamp(before))

    holdings = (Holding("alarms", _WORK, _WORK, Ages(_lasting, forget_older)),)


def _alarm(row: Row) -> Alarm:
    finding = Finding(
        Concern(row["concern"]), Level.BAD, restored(row["told"], dict[str, str]), row["subject"]
    )
    since, seen_at = (datetime.fromisoformat(row[name]) for name in ("since", "seen_at"))
    over_at, handled_at = moment_of(row["over_at"]), moment_of(row["handled_at"])
    return Alarm(row["id"], finding, since, seen_at, over_at, row["handled_by"], handled_at)
