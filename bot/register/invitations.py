"""Invitations by name on paper, for people whom a list names and who have not registered.

A code is good once and for some weeks; of it only a keyed hash is kept, so a sheet cannot be printed again.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.clock import stamp
from bot.privacy.holding import Ages, Erased, Holding, Kept
from bot.store.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
_LENGTH: Final = 8
_GROUP: Final = 4
_LOOKS_LIKE: Final = str.maketrans("", "", " -–.")
_OFFICE = Kept("it is on paper; nothing of it is shown in the chat of a worker")


@dataclass(frozen=True, slots=True)
class SheetCount:
    """A sheet: when it was made, for how many, how many codes were used, how many people have registered."""

    id: str
    at: datetime
    people: int
    used: int
    registered: int


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to be invited: a statement that names them, and the person."""

    statement: int
    person: int


def bare_code(text: str) -> str:
    """Return a typed code as it is compared."""
    return text.translate(_LOOKS_LIKE).upper()


def is_code(text: str) -> bool:
    """Tell whether a text has the form of a code."""
    code = bare_code(text)
    return len(code) == _LENGTH and set(code) <= set(_LETTERS)


class Invitations(Table):
    """Makes codes, and knows them again."""

    file = Path(__file__).with_suffix(".sql")

    def unregistered(self, village: str) -> list[Invited]:
        """Return whom lists in force name in a village by a NIK, and who has not registered: each once."""
        found: dict[int, Invited] = {}
        for row in self._all("unregistered", village=village):
            found.setdefault(row["person"], Invited(row["id"], row["person"]))
        return list(found.values())

    def make_sheet(
        self, village: str, made_by: int, statements: Sequence[int], days: int
    ) -> tuple[str, list[str]]:
        """Make a code for each person, by a statement of them; return the sheet and the codes, in order."""
        sheet_id, now = secrets.token_hex(4), self._tx.clock.now()
        self._do(
            "add_sheet", id=sheet_id, village=village, made_by=made_by, people=len(statements), at=stamp(now)
        )
        codes = [_new_code() for _ in statements]
        for one, code in zip(statements, codes, strict=True):
            self._do(
                "add", code_hash=self._hash(code), sheet_id=sheet_id, statement_id=one,
                expires_at=stamp(now + timedelta(days=days)),
            )  # fmt: skip
        self._tx.audit(f"chat:{made_by}", "print invitations", f"sheet:{sheet_id}")
        return sheet_id, codes

    def statement_of(self, code: str) -> tuple[int, str] | None:
        """Return the statement that a code is for, and its sheet; None unless it is good."""
        row = self._one("valid", code_hash=self._hash(code), now=self._tx.clock.stamp())
        return (row["statement_id"], row["sheet_id"]) if row else None

    def use(self, code: str, registration_id: str) -> bool:
        """Use a code up; False where somebody was quicker."""
        at = self._tx.clock.stamp()
        return bool(self._do("use", code_hash=self._hash(code), at=at, registration_id=registration_id))

    def used_for(self, registration_id: str) -> int | None:
        """Return the statement of the invitation by which somebody has enrolled."""
        row = self._one("of_registration", registration_id=registration_id)
        return int(row["statement_id"]) if row else None

    def sheets_of(self, village: str) -> list[SheetCount]:
        """Return the sheets of a village, the newest first, with what came of them."""
        return [
            SheetCount(
                row["id"], datetime.fromisoformat(row["at"]), row["people"], row["used"], row["registered"]
            )
            for row in self._all("count_of_sheets", village=village)
        ]  # fmt: skip

    def _hash(self, code: str) -> bytes:
        return self._tx.keys.lookup("invitation", bare_code(code))

    def forget(self, erased: Erased) -> None:
        """Forget that a registration came by an invitation."""
        self._do("forget_registration", registration_id=erased.registration_id)

    def forget_older(self, before: datetime) -> None:
        """Forget sheets that were made before a time."""
        self._do("forget_older", before=stamp(before))

    holdings = (
        Holding(
            "village_sheets", Kept("it says of which village, when and of how many"), _OFFICE,
            Ages(lambda resources: timedelta(days=resources.lists.list_days), forget_older),
        ),
        Holding("village_invitations", forget, _OFFICE, Kept("deleted with the sheet")),
    )  # fmt: skip


def _new_code() -> str:
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{code[:_GROUP]}-{code[_GROUP:]}"
