"""What sources say of people: statements, and which rows of which lists say them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.documents import restored
from bot.errors import RequestError
from bot.ledger.entries import Ledger
from bot.privacy.holding import Erased, Holding, Kept
from bot.register.content import Content, Place
from bot.register.links import Links
from bot.store.backup import note_erasure
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from bot.texts import Html, Texts

NOTED: Final = "said:"  # in front of a keyed hash, in the journal of erasures
_OFFICE = Kept("staff read it; nothing of it is shown in the chat of a worker")
_AS_ITS_LIST = Kept("deleted with the lists that say it, after a time in config")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one person.

    `registration_id` is empty for what lists say; `until` tells that a registration says something else now.
    `said_at` is when a registration was last touched, `since` when it began to say this.
    """

    id: int
    content: Content = field(repr=False)
    place: Place
    registration_id: str = ""
    said_at: str = ""
    until: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A statement, the person whom it is taken to be about, and a keyed hash of what it says."""

    statement: Statement
    person: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Saying:
    """Where a statement stands: row and list, agency and day, and whether that list is in force."""

    row: int
    source_id: str
    agency: str
    as_of: date
    is_live: bool
    kind: str  # SourceKind


@dataclass(frozen=True, slots=True)
class LiveRow:
    """What holds today of a person, not unsealed yet: a list of an `agency` says it as of a day, or nobody's.

    `registration_id`, `since`: a registration says it.
    """

    person: int
    linked_at: str
    statement_id: int
    registration_id: str
    since: str
    nik_hash: bytes | None = field(repr=False)
    place: Place
    agency: str
    kind: str
    as_of: str
    open: Callable[[], Statement] = field(repr=False)


class NewRow(Struct, frozen=True):
    """A row as it is to be written: sealed already, so that whoever writes it never sees what it says.

    Without `content` the statement is there. `person` is a new one, unless `anchor` names a statement whose
    person it is. A registration has its id, and when it was touched, in the place of a row.
    """

    row: int
    statement: int
    digest: bytes = b""
    nik_hash: bytes | None = None
    place: Place = Place()
    content: bytes = b""
    person: int = 0
    anchor: int = 0
    bits: float = 0.0
    reasons: tuple[str, ...] = ()
    registration_id: str = ""
    said_at: str = ""

    def __repr__(self) -> str:
        return f"NewRow({self.row}, {self.statement})"


class Statements(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def put(self, source_id: str, new: NewRow) -> None:
        """Write a row of a list, and its link; or of a registration, in place of what it said before."""
        if new.registration_id and not self._one("of_registration", registration_id=new.registration_id):
            self._do("take_back", hash=new.nik_hash)  # who comes back and enrols may stand in lists again
        if new.content:
            self._do(
                "add", id=new.statement, registration_id=new.registration_id or None,
                said_at=new.said_at or None, digest=new.digest, nik_hash=new.nik_hash,
                district=new.place.district or None, village=new.place.village or None, content=new.content,
            )  # fmt: skip
            self._link(new)
        if new.registration_id:
            self._do("take_back", hash=new.nik_hash)  # who comes back and enrols may stand in lists again
            self._do("say_again", id=new.statement, said_at=new.said_at)
            at = self._tx.clock.stamp()
            self._do("end_earlier", registration_id=new.registration_id, id=new.statement, at=at)
        else:
            self._do("list", source_id=source_id, row=new.row, statement_id=new.statement)

    def _link(self, new: NewRow) -> None:
        links = Links(self._tx)
        person = links.person_of(new.anchor) if new.anchor else None
        links.add(new.statement, person or new.person, new.bits, new.reasons)

    def get(self, statement_id: int) -> Statement | None:
        """Return a statement."""
        row = self._one("get", id=statement_id)
        return self._statement(row) if row else None

    def said(self, statement_id: int) -> tuple[Content, Place] | None:
        """Return what a statement says."""
        found = self.get(statement_id)
        return (found.content, found.place) if found else None

    def with_nik(self, nik: str) -> list[Statement]:
        """Return what is said of whoever has a NIK."""
        rows = self._all("with_nik", nik_hash=self._tx.keys.lookup("nik", nik))
        return [self._statement(row) for row in rows]

    def of_registration(self, registration_id: str) -> list[Statement]:
        """Return what a registration says, and said before."""
        rows = self._all("of_registration", registration_id=registration_id)
        return [self._statement(row) for row in rows]

    def known(self) -> Iterator[Known]:
        """Give all that is known of people: what lists in force say, and what those before them said."""
        for row in self._each("known"):
            yield Known(self._statement(row), row["person"], row["digest"])

    def among(self, digests: Collection[bytes]) -> set[bytes]:
        """Return which of some keyed hashes are of statements that are there."""
        return {row["digest"] for row in self._each("digests") if row["digest"] in digests}

    def listed_by(self, agency: str, kind: str) -> dict[int, int]:
        """Return statements by row of the list of an agency that is in force."""
        rows = self._all("listed_by_agency", agency=agency, kind=kind)
        return {row["row"]: row["statement_id"] for row in rows}

    def rows_after(self, source_id: str, row: int, most: int) -> list[tuple[int, Statement]]:
        """Return some rows of a list, in order."""
        rows = self._all("rows_after", source_id=source_id, row=row, most=most)
        return [(one["row"], self._statement(one)) for one in rows]

    def sayings(self, statement_id: int) -> list[Saying]:
        """Return where a statement stands, the newest first."""
        return [
            Saying(
                row["row"], row["id"], row["agency"], date.fromisoformat(row["as_of"]),
                row["state"] == "in_force", row["kind"],
            )
            for row in self._all("sayings", statement_id=statement_id)
        ]  # fmt: skip

    def live_people(self, village: str = "") -> dict[int, list[LiveRow]]:
        """Return what holds today, by person; with a village: of whoever is said to live there."""
        said = {row["statement_id"]: row for row in self._all("live_sayings")}
        rows = self._all("live_of_village", village=village) if village else self._all("live_rows")
        found: dict[int, list[LiveRow]] = defaultdict(list)
        for row in rows:
            by = said.get(row["id"])
            found[row["person"]].append(
                LiveRow(
                    row["person"], row["linked_at"], row["id"], row["registration_id"] or "",
                    row["since"] or "", row["nik_hash"] and bytes(row["nik_hash"]),
                    Place(row["district"] or "", row["village"] or ""),
                    by["agency"] if by else "", by["kind"] if by else "", by["as_of"] if by else "",
                    partial(self._statement, row),
                )
            )  # fmt: skip
        return found

    def ungathered(self, most: int) -> list[str]:
        """Return the ids of registrations that are not among the statements as they are now."""
        return [row["id"] for row in self._all("ungathered", most=most)]

    # -- forgetting

    def take_away(self, source_id: str, most: int) -> int:
        """Take some rows of a list away, with what only it says; return how many."""
        rows = self._all("some_listed", source_id=source_id, most=most)
        for row in rows:
            self._do("unlist", source_id=source_id, row=row["row"])
            self._do("drop_unlisted", id=row["statement_id"])
        return len(rows)

    def erased(self) -> set[bytes]:
        """Return keyed hashes of the NIKs of whoever asked to be forgotten, and of rows about them."""
        return {bytes(row["hash"]) for row in self._all("erased")}

    def _erase(self, *hashes: bytes | None) -> None:
        for one in filter(None, hashes):
            self._do("erase", hash=one, at=self._tx.clock.stamp())
            Ledger(self._tx).rename(one)
            note_erasure(self._tx, f"{NOTED}{_of_generation(self._tx.keys.generation)}{one.hex()}")

    def erase_again(self, noted: str) -> None:
        """Forget what a backup has brought back of somebody: `noted` is what stands behind NOTED.

        Raise RequestError where it was noted by a newer key than the store has.
        """
        generation, _, hexed = noted.rpartition(":")
        if int(generation or 1) > self._tx.keys.generation:
            raise RequestError(
                "somebody was erased since the key was changed: put the newer key into the key file as well"
            )
        erased = self._tx.keys.carried_on(bytes.fromhex(hexed), int(generation or 1))
        self._do("erase", hash=erased, at=self._tx.clock.stamp())
        self._do("drop_erased", hash=erased)
        Ledger(self._tx).rename(erased)

    def forget_person(self, person: int) -> None:
        """Forget all that lists say of a person, and do not take it from the next list either.

        What the person says of themselves goes with their registration.
        """
        for statement_id in Links(self._tx).statements_of(person):
            row = self._one("get", id=statement_id)
            if row:
                self._erase(row["nik_hash"], row["digest"])
            if row and row["registration_id"] is None:
                self._do("drop", id=statement_id)

    def forget(self, erased: Erased) -> None:
        """Forget what a registration said; with a person's last one also what lists say of the person.

        One that is not among the statements yet is known by its NIK.
        """
        one = {"registration_id": erased.registration_id}
        mine = self._all("of_registration", **one)
        people = [person for row in mine if (person := Links(self._tx).person_of(row["id"]))]
        niks = {row["nik_hash"] for row in self._all("nik_that_goes", **one)}
        self._do("drop_of_registration", **one)
        for person in dict.fromkeys(people):
            left = [self.get(statement) for statement in Links(self._tx).statements_of(person)]
            if not any(each and each.registration_id for each in left):
                self.forget_person(person)
                niks |= {row["nik_hash"] for row in mine}
        for nik_hash in niks - {None}:
            self._erase(nik_hash)
            self._do("drop_erased", hash=nik_hash)

    def told(self, chat_id: int, texts: Texts) -> list[Html]:
        """Return which lists name whoever is registered in a chat, for the file of one's own data."""
        return [
            texts("mydata.in_list", agency=row["agency"], day=texts.date(date.fromisoformat(row["as_of"])))
            for row in self._all("agencies_about", chat_id=chat_id)
        ]

    holdings = (
        Holding("statements", forget, _OFFICE, _AS_ITS_LIST, told=told),
        Holding(
            "listings", Kept("deleted with the statement, by the database"), _OFFICE,
            Kept("deleted with its list"),
        ),
        Holding(
            "erased_people", Kept("a keyed hash by which nobody who was erased comes back with a list"),
            _OFFICE, Kept("without it the next list would bring back whoever was erased"),
        ),
    )  # fmt: skip

    def _statement(self, row: Row) -> Statement:
        text = self._tx.keys.unseal("statements", "content", row["id"], row["content"])
        return Statement(
            row["id"], restored(text, Content), Place(row["district"] or "", row["village"] or ""),
            row["registration_id"] or "", row["said_at"] or "", row["until"] or "", row["since"] or "",
        )  # fmt: skip


def _of_generation(generation: int) -> str:
    """Return what tells by which keys a hash was made, in the journal of erasures; nothing of the first."""
    return f"{generation}:" if generation > 1 else ""
