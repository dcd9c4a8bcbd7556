"""A store with invented lists in force, written as the bot writes them."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from bot.documents import canonical, stored
from bot.register.content import Content, Place
from bot.register.links import new_id
from bot.register.sources import FileNamed, SourceKind, Sources, SourceState
from bot.register.statements import NewRow, Statements
from bot.store.engines import engine_of
from bot.store.keyring import KeyRing
from bot.store.opening import prepare
from bot.store.transaction import Transaction, of_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock
    from bot.store.address import Whereabouts

LEMEDAK, HILIR = Place("61.06.10", "61.06.10.2009"), Place("61.06.10", "61.06.10.2006")
SITI = Content(name="Siti Aminah", nik="6106015708809001", sex="F", born=date(1980, 8, 17), work="farmer")


class Office:
    """A store of its own, and what tests write there."""

    def __init__(self, where: Whereabouts, clock: Clock) -> None:
        self.keys, self._clock = KeyRing(b"k" * 32), clock
        prepare(where, self.keys)
        self._connection = engine_of(where).connect()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def unit(self) -> Iterator[Transaction]:
        """Give one transaction."""
        self._connection.begin()
        try:
            yield of_store(self._connection, self.keys, self._clock)
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        return [tuple(row) for row in self._connection.execute(statement)]


def list_of(
    tx: Transaction, agency: str, *said: tuple[Content, Place, int], as_of: date = date(2026, 11, 1),
    kind: SourceKind = SourceKind.AGENCY,
) -> list[int]:  # fmt: skip
    """Put a list in force, a row for each content, place and person (0: a new one); return its statements."""
    sources, statements = Sources(tx), Statements(tx)
    source_id = sources.add(0, FileNamed("daftar.xlsx"), SourceState.APPLYING)
    sources.put_agency(source_id, agency, as_of)
    sources.put_kind(source_id, kind)
    ids = []
    for number, (content, place, person) in enumerate(said, 2):
        digest = tx.keys.lookup("statement", f"{agency}|{canonical(content)}|{canonical(place)}")
        known = next((one for one in statements.known() if one.digest == digest), None)
        ids.append(known.statement.id if known else new_id())
        row = NewRow(number, ids[-1])
        statements.put(source_id, row if known else written(tx, row, digest, content, place, person))
    source = sources.get(source_id)
    assert source
    assert sources.put_in_force(source, "bot")
    return ids


def written(
    tx: Transaction, row: NewRow, digest: bytes, content: Content, place: Place, person: int = 0,
    registration_id: str = "", said_at: str = "",
) -> NewRow:  # fmt: skip
    """Return a row with its sealed content."""
    nik_hash = tx.keys.lookup("nik", content.nik) if content.nik else None
    sealed = tx.keys.seal("statements", "content", row.statement, stored(content))
    return NewRow(
        row.row, row.statement, digest, nik_hash, place, sealed, person or new_id(),
        registration_id=registration_id, said_at=said_at,
    )  # fmt: skip


def registration_says(
    tx: Transaction, registration_id: str, content: Content, place: Place, said_at: str, person: int = 0
) -> int:
    """Write what a registration says from now on; return the statement."""
    digest = tx.keys.lookup("statement", f"{registration_id}|{canonical(content)}|{canonical(place)}")
    same = [one for one in Statements(tx).known() if one.digest == digest]
    statement = same[0].statement.id if same else new_id()
    row = NewRow(0, statement, registration_id=registration_id, said_at=said_at)
    Statements(tx).put(
        "",
        row if same else written(tx, row, digest, content, place, person, registration_id, said_at),
    )
    return statement
