"""Rows as they are written: sealed, with keyed hashes, so that whoever writes them sees nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.documents import canonical, stored
from bot.register.statements import NewRow

if TYPE_CHECKING:
    from bot.exchange.planning import Row
    from bot.people.family_card import FamilyCard
    from bot.register.content import Content, Place
    from bot.store.crypto import Keys


class Sealing:
    """Seals what rows say, and makes keyed hashes of it."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def family(self, card: FamilyCard) -> str:
        """Return by what a family is known again."""
        return self._keys.inner("family", card.value).hex()  # it is sealed with the rest of what a row says

    def nik(self, content: Content) -> bytes | None:
        """Return by what a NIK is known again."""
        return self._keys.lookup("nik", content.nik) if content.nik else None

    def digest(self, who: str, content: Content, place: Place) -> bytes:
        """Return by what it is known again that somebody (an agency, a registration) says the very same."""
        return self._keys.lookup("statement", f"{who}|{canonical(content)}|{canonical(place)}")

    def new_row(self, row: Row, *, registration_id: str = "", said_at: str = "") -> NewRow:
        """Return a row as it is written."""
        if row.is_there:
            return NewRow(row.number, row.statement, registration_id=registration_id, said_at=said_at)
        content = self._keys.seal("statements", "content", row.statement, stored(row.content))
        return NewRow(
            row.number, row.statement, row.digest, self.nik(row.content), row.place, content,
            row.person, row.anchor, row.bits, row.reasons, registration_id, said_at,
        )  # fmt: skip


def carried_on(keys: Keys, row: NewRow, generation: int) -> NewRow:
    """Return a row with its hashes as they are by now: the key may have been changed since it was made."""
    if generation == keys.generation:
        return row
    nik = keys.carried_on(row.nik_hash, generation) if row.nik_hash else None
    digest = keys.carried_on(row.digest, generation) if row.digest else b""
    return replace(row, digest=digest, nik_hash=nik)
