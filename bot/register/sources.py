"""Lists that were sent, from their arrival until they are in force, replaced or dropped."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from bot.clock import moment_of, stamp
from bot.documents import restored, stored
from bot.lists.words import Field
from bot.privacy.holding import Ages, Holding, Kept
from bot.register.content import Place
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLI: Final = 0  # instead of a chat: the command line
_PART: Final = 64 * 1024  # bytes of a file that one unit of work seals
_OLD_AT_ONCE: Final = 20


class SourceKind(StrEnum):
    """What a list is."""

    AGENCY = "agency"  # people as an agency, a village or a ministry knows them
    PARTICIPANTS = "participants"  # who is insured, or what became of registrations: BPJS says so


class SourceState(StrEnum):
    """How far a list has come."""

    RECEIVED = "received"  # its file is to be fetched and opened
    READ = "read"  # its officer is to say whether its columns were understood
    PLANNING = "planning"  # its rows are tried
    PLANNED = "planned"  # its officer knows what each row would do
    ASKED = "asked"  # a second person is to agree
    APPLYING = "applying"  # its rows are written; nobody sees them yet
    IN_FORCE = "in_force"
    REPLACED = "replaced"  # by a newer one of the same agency
    DROPPING = "dropping"  # its rows are taken away
    DROPPED = "dropped"
    REFUSED = "refused"  # its file is no list


AT_WORK: Final = (SourceState.RECEIVED, SourceState.PLANNING, SourceState.APPLYING, SourceState.DROPPING)
OPEN: Final = (
    SourceState.RECEIVED, SourceState.READ, SourceState.PLANNING, SourceState.PLANNED, SourceState.ASKED,
    SourceState.APPLYING,
)  # fmt: skip


class FileNamed(Struct, frozen=True):
    """The file of a list: its name, its id at Telegram and the message that brought it.

    Without these it came by the command line, and lies in the store.
    """

    name: str
    file_id: str = ""
    message_id: int = 0


class ReadColumn(Struct, frozen=True):
    """A column as it was read: what stands above it, what it is taken for, and why."""

    place: int
    heading: str
    field: Field | None
    why: str


class ListReading(Struct, frozen=True):
    """What was understood of a file: which of how many sheets, the heading, columns, doubts, rows.

    `told` are the columns as the officer has put them right, by place; `usual` is where everybody lives of
    whom the list does not say it.
    """

    sheet: int = 0  # 0: the first that is seen and holds rows
    sheets: tuple[int, ...] = ()  # rows of each
    hidden_sheets: tuple[int, ...] = ()  # numbers of those that nobody sees
    hidden_rows: int = 0
    heading: tuple[int, ...] = ()
    signature: str = ""  # by which a heading is known again
    columns: tuple[ReadColumn, ...] = ()
    doubts: tuple[str, ...] = ()
    rows: int = 0
    told: dict[int, Field | None] = {}
    usual: Place = Place()
    known: bool = False  # read as an officer has said of another list with this heading


@dataclass(frozen=True, slots=True)
class Source:
    """A list."""

    id: str
    kind: SourceKind
    state: SourceState
    agency: str
    as_of: date
    sent_by: int
    agreed_by: int | None
    file: FileNamed = field(repr=False)
    reading: ListReading = field(repr=False)
    counts: Mapping[str, int]
    card_id: int
    moved_row: int
    at: datetime
    changed_at: datetime
    in_force_at: datetime | None


class Sources(Table):
    """Keeps them, and the files of those that are under way."""

    file = Path(__file__).with_suffix(".sql")

    def add(self, sent_by: int, named: FileNamed, state: SourceState = SourceState.RECEIVED) -> str:
        """Note a list that has come; return its id."""
        source_id, at = secrets.token_hex(6), self._tx.clock.stamp()
        sealed = self._tx.keys.seal("sources", "file", source_id, stored(named))
        today = self._tx.clock.today().isoformat()
        self._do("add", id=source_id, state=state, as_of=today, sent_by=sent_by, file=sealed, at=at)
        self._tx.audit(_actor(sent_by), "send list", f"list:{source_id}")
        return source_id

    def get(self, source_id: str) -> Source | None:
        """Return a list."""
        row = self._one("get", id=source_id)
        return self._source(row) if row else None

    def next_at_work(self) -> Source | None:
        """Return the list that has waited longest for the program to do something."""
        one, two, three, four = AT_WORK
        row = self._one("next_in", one=one, two=two, three=three, four=four)
        return self._source(row) if row else None

    def in_force(self) -> list[Source]:
        """Return the lists in force, by agency."""
        state = SourceState.IN_FORCE
        return [self._source(row) for row in self._all("in_states", one=state, two=state, three=state)]

    def waiting(self) -> list[Source]:
        """Return the lists that wait for a second person."""
        state = SourceState.ASKED
        return [self._source(row) for row in self._all("in_states", one=state, two=state, three=state)]

    def open_of(self, sent_by: int) -> list[Source]:
        """Return the lists of an officer that are under way, the newest first."""
        one, two, three, four, five, six = OPEN
        rows = self._all(
            "of_officer", sent_by=sent_by, one=one, two=two, three=three, four=four, five=five, six=six
        )
        return [self._source(row) for row in rows]

    def move(self, source: Source, state: SourceState, actor: str) -> bool:
        """Move a list on, unless somebody was quicker: then nothing happens, and False is returned."""
        at = self._tx.clock.stamp()
        moved = self._do("move", id=source.id, state=state, before=source.state, at=at)
        if moved:
            self._tx.audit(actor, f"list {state}", f"list:{source.id}")
        return bool(moved)

    def put_reading(self, source_id: str, reading: ListReading) -> None:
        """Keep what was understood of a list."""
        sealed = self._tx.keys.seal("sources", "reading", source_id, stored(reading))
        self._do("put_reading", id=source_id, reading=sealed)

    def put_kind(self, source_id: str, kind: SourceKind) -> None:
        """Note what a list is."""
        self._do("put_kind", id=source_id, kind=kind)

    def put_agency(self, source_id: str, agency: str, as_of: date) -> None:
        """Note whose list it is, and the day on which it was true."""
        self._do("put_agency", id=source_id, agency=agency, as_of=as_of.isoformat())

    def put_counts(self, source_id: str, counts: Mapping[str, int]) -> None:
        """Note how many rows come to what."""
        self._do("put_counts", id=source_id, counts=stored(dict(counts)))

    def put_card(self, source_id: str, message_id: int) -> None:
        """Note which message shows how far it is."""
        self._do("put_card", id=source_id, card_id=message_id)

    def put_moved_row(self, source_id: str, row: int) -> None:
        """Note up to which row registrations were moved."""
        self._do("put_moved_row", id=source_id, row=row)

    def agree(self, source_id: str, chat_id: int) -> None:
        """Note who agreed as the second person."""
        self._do("agree", id=source_id, chat_id=chat_id)

    def put_in_force(self, source: Source, actor: str) -> bool:
        """Let a list hold from now on, in place of the one of its agency before; False where it may not.

        This is one unit of work, whatever the list's length: all of its rows hold, or none.
        """
        earlier = self._all("in_force_of", agency=source.agency, kind=source.kind)
        if not self.move(source, SourceState.IN_FORCE, actor):
            return False
        self._do("put_in_force", id=source.id, at=self._tx.clock.stamp())
        for row in earlier:
            self.move(self._source(row), SourceState.REPLACED, actor)
        return True

    def same_file(self, source_id: str, content: bytes) -> Source | None:
        """Note what a file holds by a keyed hash; return another list that was made of the very same."""
        file_hash = self._tx.keys.lookup("list", hashlib.sha256(content).hexdigest())
        self._do("put_file_hash", id=source_id, file_hash=file_hash)
        row = self._one("with_file", id=source_id, file_hash=file_hash)
        return self._source(row) if row else None

    def agencies(self, most: int) -> list[str]:
        """Return whose lists were in force, the newest first."""
        return [row["agency"] for row in self._all("agencies", most=most)]

    # -- the file

    def add_part(self, source_id: str, part: int, content: bytes) -> None:
        """Keep a part of a list's file."""
        sealed = self._tx.keys.seal_bytes("source_parts", "content", f"{source_id}|{part}", content)
        self._do("add_part", id=source_id, part=part, content=sealed)

    def content(self, source_id: str) -> bytes:
        """Return a list's file; empty where none is kept."""
        return b"".join(
            self._tx.keys.unseal_bytes(
                "source_parts", "content", f"{source_id}|{row['part']}", row["content"]
            )
            for row in self._all("parts", id=source_id)
        )

    def drop_part(self, source_id: str) -> bool:
        """Delete the first part of a list's file; False where none is left."""
        return bool(self._do("drop_part", id=source_id))

    # -- forgetting

    def end_older(self, before: datetime) -> None:
        """Have the rows taken away of lists that nobody needs any longer."""
        for row in self._all("old", before=stamp(before), most=_OLD_AT_ONCE):
            self.move(self._source(row), SourceState.DROPPING, "bot")
        self._do("delete_ended", before=stamp(before))

    def drop_left(self, before: datetime) -> None:
        """Have lists thrown away of which nobody said for so long what is to become of them."""
        for row in self._all("left", before=stamp(before), most=_OLD_AT_ONCE):
            self.move(self._source(row), SourceState.DROPPING, "bot")

    holdings = (
        Holding(
            "sources", Kept("it names an agency and counts; what it says of whom are its statements"),
            Kept("staff read it; nothing of it is shown in the chat of a worker"),
            Ages(lambda resources: timedelta(days=resources.lists.list_days), end_older),
        ),
        Holding(
            "source_parts", Kept("deleted once its rows are in force or dropped, within days"),
            Kept("staff read it; nothing of it is shown in the chat of a worker"),
            Ages(lambda resources: timedelta(days=resources.lists.open_days), drop_left),
        ),
    )  # fmt: skip

    def _source(self, row: Row) -> Source:
        unseal = self._tx.keys.unseal
        return Source(
            row["id"], SourceKind(row["kind"]), SourceState(row["state"]), row["agency"],
            date.fromisoformat(row["as_of"]), row["sent_by"], row["agreed_by"],
            restored(unseal("sources", "file", row["id"], row["file"]), FileNamed),
            self._reading(row),
            json.loads(row["counts"]), row["card_id"], row["moved_row"],
            datetime.fromisoformat(row["at"]), datetime.fromisoformat(row["changed_at"]),
            moment_of(row["in_force_at"]),
        )  # fmt: skip

    def _reading(self, row: Row) -> ListReading:
        if row["reading"] is None:
            return ListReading()
        return restored(self._tx.keys.unseal("sources", "reading", row["id"], row["reading"]), ListReading)


def parts_of(content: bytes) -> Sequence[bytes]:
    """Return a file in the parts in which it is kept."""
    return [content[start : start + _PART] for start in range(0, len(content), _PART)]


def _actor(chat_id: int) -> str:
    return f"chat:{chat_id}" if chat_id != CLI else "cli"
