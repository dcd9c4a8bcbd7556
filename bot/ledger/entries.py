"""The ledger in the store: entries, of which none is ever changed, and their lines, one for each person.

A person is a keyed hash of their NIK: so it does not matter which list names them, or that two are found to
be one. Who is erased becomes a number drawn by lot: what was paid stays accounted for, and nobody knows for
whom.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.cover.entries import Entries, Entry, EntryKind
from bot.cover.shares import GONE, Insured, Leaving, Parting, Payment, Promise
from bot.ledger.programmes import actor_of
from bot.privacy.holding import Holding, Kept
from bot.scheme.contributions import Sector
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.cover.shares import Offer

_LOT_BYTES: Final = 32  # as many as a keyed hash has
_MOST_ENTRIES: Final = 1000


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry as it stands in the ledger: months as numbers, `rupiah` and `people` in all.

    `in_work`: its lines are still being written, and it does not count yet.
    """

    id: int
    kind: EntryKind
    programme: int
    about: int
    first: int
    last: int
    rupiah: int
    people: int
    document: str
    day: date
    source_id: str
    needs_second: bool
    by: int
    at: datetime
    in_work: bool

    @property
    def entry(self) -> Entry:
        """What decides whether it counts."""
        return Entry(self.id, self.kind, self.by, self.about, self.needs_second)


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be written."""

    kind: EntryKind
    programme: int
    by: int
    day: date
    about: int = 0
    first: int = 0
    last: int = 0
    rupiah: int = 0
    people: int = 0
    document: str = ""
    source_id: str = ""
    needs_second: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """A line of a promise: who, which months, where they live, the sector by which months are priced."""

    who: bytes = field(repr=False)
    first: int
    last: int
    district: str
    village: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class Parted:
    """A line of a leaving: who, from which month on, why."""

    who: bytes = field(repr=False)
    from_month: int
    reason: Leaving


@dataclass(frozen=True, slots=True)
class Paid:
    """A line of a payment: for whom, `rupiah` for each of so many months from one on."""

    who: bytes = field(repr=False)
    month: int
    months: int
    rupiah: int


Line = Promised | Parted | Paid


@dataclass(frozen=True, slots=True)
class InWork:
    """An entry whose lines are being written: how far, and who waits for it."""

    entry: Booked
    after: bytes
    tell: int


@dataclass(slots=True)
class Lines:
    """What the ledger says of one person, of entries that count."""

    promises: list[Promise] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    partings: list[Parting] = field(default_factory=list)
    district: str = ""
    village: str = ""
    sector: Sector | None = None

    def insured(self, sector: Sector, **more: object) -> Insured:
        """Return it, to be priced."""
        return Insured(
            self.sector or sector, tuple(self.promises), tuple(self.payments), tuple(self.partings), **more,  # type: ignore[arg-type]
        )  # fmt: skip

    def add(self, other: Lines) -> None:
        """Take in what is said of the same person under another NIK."""
        self.promises += other.promises
        self.payments += other.payments
        self.partings += other.partings
        self.sector = self.sector or other.sector


class Ledger(Table):
    """Writes entries and reads them."""

    file = Path(__file__).with_suffix(".sql")

    # -- writing

    def write(self, new: New, *, tell: int | None = None) -> int:
        """Write an entry; return its number. `tell`: its lines follow, and this chat waits for them."""
        number = self._value(
            "add", kind=new.kind, programme_id=new.programme, about=new.about or None,
            first=new.first or None, last=new.last or None, rupiah=new.rupiah, people=new.people,
            document=new.document, day=new.day.isoformat(), source_id=new.source_id or None,
            needs_second=int(new.needs_second), by=new.by, at=self._tx.clock.stamp(),
        )  # fmt: skip
        if tell is not None:
            self._do("begin", id=number, tell=tell)
        self._tx.audit(actor_of(new.by), f"ledger {new.kind}", f"entry:{number}")
        return number

    def add(self, number: int, line: Line) -> None:
        """Write a line of an entry; one that is there stays as it is."""
        if isinstance(line, Promised):
            self._do(
                "promise", id=number, who=line.who, first=line.first, last=line.last, sector=line.sector,
                district=line.district or None, village=line.village or None,
            )  # fmt: skip
        elif isinstance(line, Parted):
            self._do("part", id=number, who=line.who, from_month=line.from_month, reason=line.reason)
        else:
            self._do("pay", id=number, who=line.who, month=line.month, months=line.months, rupiah=line.rupiah)

    def next_in_work(self) -> InWork | None:
        """Return the oldest entry whose lines are not all written."""
        row = self._one("next_in_work")
        entry = self.get(row["entry_id"]) if row else None
        return InWork(entry, bytes(row["after"]), row["tell"]) if row and entry else None

    def go_on(self, number: int, after: bytes) -> None:
        """Note up to where its lines are written."""
        self._do("go_on", id=number, after=after)

    def take_back(self, one: Booked, by: int, *, tell: int | None = None) -> int:
        """Write that an entry was wrong; return the number. What two agreed on waits for a second again."""
        needs_second = self.counts(one.id) and (one.needs_second or one.kind is EntryKind.AGREED)
        new = New(
            EntryKind.CORRECTED, one.programme, by, self._tx.clock.today(), about=one.id,
            needs_second=needs_second,
        )  # fmt: skip
        return self.write(new, tell=tell if needs_second else None)

    def finish(self, number: int) -> bool:
        """Let an entry count: all its lines are written. False where somebody else did."""
        return bool(self._do("finish", id=number))

    # -- reading

    def get(self, number: int) -> Booked | None:
        """Return an entry."""
        row = self._one("get", id=number)
        return _booked(row) if row else None

    def of_programme(self, programme: int, most: int = _MOST_ENTRIES) -> list[Booked]:
        """Return the entries of a programme, the newest first."""
        return [_booked(row) for row in self._all("of_programme", programme_id=programme, most=most)]

    def about(self, number: int) -> list[Booked]:
        """Return the entries that correct an entry, or agree to it."""
        return [_booked(row) for row in self._all("about", id=number)]

    def ending(self, month: int, after: bytes, most: int) -> list[bytes]:
        """Return for whom a promise ends with a month, whatever became of it, in order."""
        return [bytes(row["who"]) for row in self._all("ending", month=month, after=after, most=most)]

    def everything(self) -> list[Booked]:
        """Return all entries, in order. Reads them all: for a look beside the turns."""
        return [_booked(row) for row in self._all("all")]

    def counting(self, until: int | None = None) -> frozenset[int]:
        """Return the numbers of entries that count; with `until`: as it was before that one was written."""
        found = [one for one in self.everything() if until is None or one.id < until]
        in_work = {one.id for one in found if one.in_work}
        return Entries(one.entry for one in found).counting() - in_work

    def people(self, offers: Mapping[int, Offer], until: int | None = None) -> dict[bytes, Lines]:
        """Return what is said of everybody. Reads it all: for a look beside the turns."""
        counting = self.counting(until)
        found: dict[bytes, Lines] = defaultdict(Lines)
        for row in _of(counting, self._each("all_covers")):
            _take_cover(found[bytes(row["who"])], row, offers)
        for row in _of(counting, self._each("all_payments")):
            _take_payment(found[bytes(row["who"])], row, offers)
        for row in _of(counting, self._each("all_leavings")):
            _take_leaving(found[bytes(row["who"])], row)
        return dict(found)

    def person(self, hashes: Iterable[bytes], offers: Mapping[int, Offer]) -> Lines:
        """Return what is said of one person, whose NIKs have these keyed hashes."""
        lines, counts = Lines(), self._counts
        for who in hashes:
            for row in filter(counts, self._all("covers_of", who=who)):
                _take_cover(lines, row, offers)
            for row in filter(counts, self._all("payments_of", who=who)):
                _take_payment(lines, row, offers)
            for row in filter(counts, self._all("leavings_of", who=who)):
                _take_leaving(lines, row)
        return lines

    def _counts(self, row: Row) -> bool:
        """Tell whether the entry of a line counts, by that entry and what is about it alone."""
        entry = self.get(row["entry_id"])
        return entry is not None and not entry.in_work and self._entries_around(entry).counts(entry.id)

    def _entries_around(self, entry: Booked) -> Entries:
        found, ahead = {entry.id: entry.entry}, [entry.id]
        while ahead:
            for one in self.about(ahead.pop()):
                found[one.id] = one.entry
                ahead.append(one.id)
        return Entries(found.values())

    def counts(self, number: int) -> bool:
        """Tell whether one entry counts."""
        entry = self.get(number)
        return entry is not None and not entry.in_work and self._entries_around(entry).counts(number)

    def is_agreed(self, number: int) -> bool:
        """Tell whether a second person has agreed to an entry, or need not."""
        entry = self.get(number)
        return entry is not None and self._entries_around(entry).is_agreed(number)

    def is_corrected(self, number: int) -> bool:
        """Tell whether an entry was taken back by another one that counts."""
        entry = self.get(number)
        return entry is not None and bool(self._entries_around(entry).corrections(number))

    def taking_back(self, number: int) -> int:
        """Return the number of a correction that waits for a second person; 0 where there is none."""
        waiting = (
            one.id for one in self.about(number) if one.kind is EntryKind.CORRECTED and one.needs_second
        )
        return next((one for one in waiting if not self.is_agreed(one) and not self.is_corrected(one)), 0)

    # -- forgetting

    def rename(self, who: bytes) -> None:
        """Forget who somebody is: the lines stay, of a number drawn by lot."""
        values = {"who": who, "new": secrets.token_bytes(_LOT_BYTES)}
        for name in ("rename_covers", "rename_leavings", "rename_payments"):
            self._do(name, **values)

    _WHO_PAYS = Kept("once the person is erased, a number drawn by lot stands there, see `forgotten`")
    _STAFF = Kept("staff read it; what is shown in a chat is asked for with the proof of its registration")
    _ACCOUNTS = Kept("what was promised and paid is to be accounted for")
    holdings = (
        Holding("ledger_entries", Kept("it holds sums and months, nobody's"), _STAFF, _ACCOUNTS),
        Holding("entries_in_work", Kept("it holds numbers of entries, nobody's"), _STAFF, _ACCOUNTS),
        Holding("covers", _WHO_PAYS, _STAFF, _ACCOUNTS),
        Holding("leavings", _WHO_PAYS, _STAFF, _ACCOUNTS),
        Holding("payments", _WHO_PAYS, _STAFF, _ACCOUNTS),
    )


def _of(counting: frozenset[int], rows: Iterator[Row]) -> Iterator[Row]:
    return (row for row in rows if row["entry_id"] in counting)


def _take_cover(lines: Lines, row: Row, offers: Mapping[int, Offer]) -> None:
    lines.promises.append(Promise(offers[row["programme_id"]], row["first_month"], row["last_month"]))
    lines.sector = Sector(row["sector"])
    lines.district, lines.village = row["district"] or "", row["village"] or ""


def _take_payment(lines: Lines, row: Row, offers: Mapping[int, Offer]) -> None:
    last = row["month"] + row["months"] - 1
    lines.payments.append(Payment(offers[row["programme_id"]], row["month"], last, row["rupiah"]))


def _take_leaving(lines: Lines, row: Row) -> None:
    reason = Leaving(row["reason"])
    programme = 0 if reason in GONE else row["programme_id"]
    lines.partings.append(Parting(programme, row["from_month"], reason))


def _booked(row: Row) -> Booked:
    return Booked(
        row["id"], EntryKind(row["kind"]), row["programme_id"], row["entry_id"] or 0, row["first_month"] or 0,
        row["last_month"] or 0, row["rupiah"], row["people"], row["document"], date.fromisoformat(row["day"]),
        row["source_id"] or "", bool(row["needs_second"]), row["by"], datetime.fromisoformat(row["at"]),
        bool(row["in_work"]),
    )  # fmt: skip
