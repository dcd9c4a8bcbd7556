"""Which person a statement is about. Links are added and undone; nothing moves, so all can be taken back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.documents import stored
from bot.privacy.holding import Holding, Kept
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE: Final = "rule"  # in the place of an officer: the program was sure by itself
_ID_BITS: Final = 49  # at most 15 digits, which buttons can carry
_GOES_ALONG = Kept("deleted with its statement, by the database")
_OFFICE = Kept("staff read it; nothing of it is shown in the chat of a worker")


@dataclass(frozen=True, slots=True)
class Deed:
    """A join or a split that somebody did: what is undone together. `statements` are those that it moved."""

    id: int
    by: str
    at: datetime
    is_split: bool
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """Which statement holds for a field of a person, by whose word."""

    field: str
    statement_id: int
    by: str
    at: datetime


def new_id() -> int:
    """Return an id for a person, a statement or a deed, that says nothing."""
    return secrets.randbits(_ID_BITS) + 1


class Links(Table):
    """Joins statements into people, splits them, takes either back; notes which values hold."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, statement_id: int, person: int, bits: float, reasons: Sequence[str]) -> None:
        """Say by rule that a statement is about a person: so many bits spoke for it, and why."""
        self._add(statement_id, person, 0, RULE, bits, reasons)

    def _add(  # noqa: PLR0913, PLR0917 - a row
        self, statement_id: int, person: int, deed: int, by: str, bits: float | None = None,
        reasons: Sequence[str] = (), *, split: bool = False,
    ) -> None:  # fmt: skip
        self._do(
            "add", statement_id=statement_id, person=person, deed=deed, by=by, bits=bits,
            reasons=stored(list(reasons)), at=self._tx.clock.stamp(), split=int(split),
        )  # fmt: skip

    def person_of(self, statement_id: int) -> int | None:
        """Return the person whom a statement is taken to be about."""
        row = self._one("person_of", statement_id=statement_id)
        return int(row["person"]) if row else None

    def statements_of(self, person: int) -> list[int]:
        """Return the statements that are taken to be about a person."""
        return [row["statement_id"] for row in self._all("statements_of", person=person)]

    def linked(self, person: int) -> dict[int, datetime]:
        """Return the statements that are taken to be about a person, and since when."""
        rows = self._all("live_of", person=person)
        return {row["statement_id"]: datetime.fromisoformat(row["at"]) for row in rows}

    def join(self, person: int, other: int, by: str, deed: int = 0) -> int:
        """Let two people be one: `other` is `person` from now on. Return the deed, to be undone by.

        With a `deed` that is given, it is undone together with others.
        """
        deed = deed or new_id()
        for row in self._all("live_of", person=other):
            self._relink(row, person, deed, by)
        self._tx.audit(by, "join people", f"deed:{deed}")
        return deed

    def split(self, statement_ids: Sequence[int], person: int, by: str) -> int:
        """Take statements out of a person and make another of them; return the deed."""
        deed, other = new_id(), new_id()
        for row in self._all("live_of", person=person):
            if row["statement_id"] in statement_ids:
                self._relink(row, other, deed, by, split=True)
        self._tx.audit(by, "split people", f"deed:{deed}")
        return deed

    def undo(self, deed: int, by: str) -> bool:
        """Take a join or split back, also when others came after it; False: nothing is left of it.

        What was split off after it stays where it is.
        """
        again, moved = new_id(), False
        for row in self._all("touched_by", deed=deed):
            way = self._way(row["statement_id"])
            at = next((place for place, one in enumerate(way) if one["deed"] == deed), 0)
            if at and not any(one["split"] for one in way[at + 1 :]):
                before = way[at - 1]
                self._relink(
                    way[-1], before["person"], before["deed"], by, undone=again, split=bool(before["split"])
                )
                moved = True
        if moved:
            self._tx.audit(by, "undo joining or splitting", f"deed:{deed}")
        return moved

    def _relink(  # noqa: PLR0913 - what a link says
        self, row: Row, person: int, deed: int, by: str, *, undone: int = 0, split: bool = False
    ) -> None:
        self._do("undo", id=row["id"], at=self._tx.clock.stamp(), deed=undone or deed)
        self._add(row["statement_id"], person, deed, by, split=split)

    def _way(self, statement_id: int) -> list[Row]:
        """Return the links by which a statement came where it is, without those that were taken back.

        Whoever takes a deed back adds the link that was before it again, with its deed.
        """
        way: list[Row] = []
        for row in self._all("ever_of", statement_id=statement_id):
            place = next((at for at, one in enumerate(way) if one["deed"] == row["deed"]), len(way))
            way[place:] = [row]
        return way

    def deeds_about(self, person: int) -> list[Deed]:
        """Return by which joins and splits a person has become what it is, the newest first."""
        found: dict[int, list[Row]] = {}
        for statement_id in self.statements_of(person):
            for row in self._way(statement_id):
                if row["deed"]:
                    found.setdefault(row["deed"], []).append(row)
        deeds = [
            Deed(
                deed, rows[0]["by"], datetime.fromisoformat(rows[0]["at"]), bool(rows[0]["split"]),
                tuple(row["statement_id"] for row in rows),
            )
            for deed, rows in found.items()
        ]  # fmt: skip
        return sorted(deeds, key=lambda one: one.at, reverse=True)

    # -- which value holds

    def settle(self, person: int, field: str, statement_id: int, by: str) -> None:
        """Note that what a statement says of a field holds, until something newer contradicts it."""
        self._do(
            "settle", person=person, field=field, statement_id=statement_id, by=by,
            at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(by, f"settle {field}", f"statement:{statement_id}")

    def settled_of(self, person: int) -> dict[str, Settled]:
        """Return which statements hold, by field."""
        return {row["field"]: _settled(row) for row in self._all("settled_of", person=person)}

    def settled(self) -> dict[int, dict[str, Settled]]:
        """Return which statements hold, of everybody."""
        found: dict[int, dict[str, Settled]] = {}
        for row in self._all("settled"):
            found.setdefault(row["person"], {})[row["field"]] = _settled(row)
        return found

    holdings = (
        Holding("links", _GOES_ALONG, _OFFICE, _GOES_ALONG),
        Holding("settled", _GOES_ALONG, _OFFICE, _GOES_ALONG),
    )


def _settled(row: Row) -> Settled:
    return Settled(row["field"], row["statement_id"], row["by"], datetime.fromisoformat(row["at"]))
