"""Keyed hashes by which two registrations of one person are found: telephone, name with birth date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.privacy.holding import Holding, Kept
from bot.registration.born import born_on
from bot.store.table import Table
from bot.texts import plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_MOST = 20  # registrations that share one trait, as far as they are looked at


class Traits(Table):
    """Notes and finds them. A name alone is never hashed: there are too few names."""

    file = Path(__file__).with_suffix(".sql")

    def note(self, registration_id: str, answers: Mapping[str, str], today: date) -> None:
        """Note the traits of a registration, in place of those from before."""
        phone, person = answers.get("phone", ""), _person(answers, today)
        lookup = self._tx.keys.lookup
        self._do(
            "put",
            id=registration_id,
            phone=lookup("phone", phone) if phone else None,
            person=lookup("name_birth", person) if person else None,
        )

    def same_nik(self, nik: str) -> list[str]:
        """Return the ids of registrations with a NIK."""
        return self._found("with_nik", "nik", nik)

    def same_phone(self, phone: str) -> list[str]:
        """Return the ids of registrations with a telephone number."""
        return self._found("with_phone", "phone", phone)

    def same_person(self, answers: Mapping[str, str], today: date) -> list[str]:
        """Return the ids of registrations with the same name and birth date."""
        return self._found("with_person", "name_birth", _person(answers, today))

    def _found(self, name: str, kind: str, value: str) -> list[str]:
        if not value:
            return []
        hashed = self._tx.keys.lookup(kind, value)
        return [row["id"] for row in self._all(name, hash=hashed, most=_MOST)]

    def without(self, after: str, most: int) -> list[str]:
        """Return registrations that were sent before traits were noted, in the order of their ids."""
        return [row["id"] for row in self._all("without", after=after, most=most)]

    holdings = (
        Holding(
            "traits", Kept("deleted with its registration"), Kept("its registration is locked"),
            Kept("kept as long as its registration"),
        ),
    )  # fmt: skip


def _person(answers: Mapping[str, str], today: date) -> str:
    """Return name and birth date as they are compared: words in any order, without degrees."""
    born, name = born_on(answers, today), answers.get("name", "").partition(",")[0]
    words = " ".join(sorted(plain(name).split()))
    return f"{words}|{born.isoformat()}" if born and words else ""
