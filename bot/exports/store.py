"""Lists that went out, in the store: which registrations on which row, and what each row said."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.clock import moment_of, stamp
from bot.documents import restored, stored
from bot.exports.chosen import Chosen
from bot.exports.export import Export, ExportState, actor_of, subject_of
from bot.exports.layouts import Layout
from bot.privacy.holding import Ages, Holding, Kept
from bot.store.failures import SealBrokenError
from bot.store.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.privacy.holding import Erased

log = logging.getLogger(__name__)

_CELLS_AT_ONCE: Final = 500  # forgotten in one unit of work


class Exports(Table):
    """Keeps them."""

    file = Path(__file__).with_suffix(".sql")

    def count_unexported(self) -> int:
        """Return how many were accepted since the last list of those."""
        return self._value("count_unexported")

    def make_since_last(self, layout: Layout, made_by: int) -> Export | None:
        """Fix a list of all that were accepted since the last one; None where nobody was.

        Two at the same moment never hold the same registration: this is one unit of work.
        """
        if not self.count_unexported():
            return None
        number = self._add(Chosen(since_last=True), layout, made_by)
        rows = self._do("take_unexported", id=number)
        self._do("clear_unexported")
        self.fix(number, rows, self.newest_change())
        return self.get(number)

    def make(self, chosen: Chosen, layout: Layout, made_by: int) -> Export | None:
        """Begin a list of what is chosen; its rows are to be found."""
        return self.get(self._add(chosen, layout, made_by))

    def _add(self, chosen: Chosen, layout: Layout, made_by: int) -> int:
        number = self._value(
            "add", state=ExportState.GATHERING, choice=stored(chosen), layout=stored(layout),
            made_by=made_by, at=self._tx.clock.stamp(),
        )  # fmt: skip
        self._tx.audit(actor_of(made_by), "export", subject_of(number))
        return number

    # -- its rows

    def count_matching(self, chosen: Chosen) -> int:
        """Return how many registrations meet the criteria."""
        audience = chosen.audience
        bound = audience.parameters() | chosen.bounds()
        return self._value("count_matching", audience.parts(), **bound)

    def matching(self, chosen: Chosen) -> list[str]:
        """Return the ids of registrations that meet the criteria, those sent first first."""
        audience = chosen.audience
        bound = audience.parameters() | chosen.bounds()
        return [row["id"] for row in self._all("matching", audience.parts(), **bound)]

    def newest_change(self) -> int:
        """Return the id of the newest change of a stage."""
        return self._value("newest_change")

    def put_row(self, number: int, row: int, registration_id: str) -> None:
        """Fix a row; blank where the registration was erased meanwhile."""
        self._do("put_row", id=number, row=row, registration_id=registration_id)

    def drop_rows(self, number: int, most: int) -> int:
        """Take some rows away again; return how many."""
        return self._do("drop_rows", id=number, most=most)

    def fix(self, number: int, rows: int, last_change: int) -> None:
        """Say that all rows are there, as registrations stood after a change of a stage."""
        self._do("fix", id=number, rows=rows, last_change=last_change)

    def get(self, number: int) -> Export | None:
        """Return a list by its number."""
        row = self._one("get", id=number)
        return _export(row) if row else None

    def newest(self, most: int) -> list[Export]:
        """Return the newest lists that hold somebody."""
        return [_export(row) for row in self._all("newest", most=most)]

    def rows_after(self, number: int, after: int, most: int) -> list[tuple[int, str]]:
        """Return some rows in order, each with its registration; "" where that was erased."""
        found = self._all("rows_after", id=number, after=after, most=most)
        return [(row["row"], row["registration_id"] or "") for row in found]

    def sealed(self, number: int, row: int, cells: Sequence[str]) -> bytes:
        """Return what a row says as it is kept."""
        return self._tx.keys.seal("export_rows", "cells", f"{number}|{row}", stored(cells))

    def put_cells(self, number: int, row: int, registration_id: str, cells: bytes) -> None:
        """Keep what a row says, unless its registration was erased meanwhile."""
        self._do("put_cells", id=number, row=row, registration_id=registration_id, cells=cells)

    def filled_to(self, number: int, row: int) -> None:
        """Note up to which row it is kept."""
        self._do("fill", id=number, row=row)

    def filled(self, number: int) -> None:
        """Note that all of it is kept."""
        self._do("filled", id=number)

    def rows(self, number: int) -> Iterator[list[str] | None]:
        """Give what each row says, in order; None for one whose registration was erased."""
        for row in self._all("rows", id=number):
            yield self._cells(number, row)

    def _cells(self, number: int, row: Row) -> list[str] | None:
        if row["cells"] is None:
            return None
        try:
            text = self._tx.keys.unseal("export_rows", "cells", f"{number}|{row['row']}", row["cells"])
        except SealBrokenError:
            log.error("row %s of export %s cannot be read", row["row"], number)  # noqa: TRY400
            return None
        return restored(text, list[str])

    def count_erased(self, number: int) -> int:
        """Return of how many rows the registration was erased."""
        return self._value("count_erased", id=number)

    # -- handed over

    def count_to_hand(self, number: int) -> int:
        """Return how many are still accepted, as they were when the list was made."""
        return self._value("count_to_hand", id=number)

    def begin_handing(self, number: int, by: int) -> bool:
        """Say that a list went to BPJS Ketenagakerjaan; False where somebody has said so."""
        begun = self._do("begin_handing", id=number, by=by) > 0
        if begun:
            self._tx.audit(actor_of(by), "hand over export", subject_of(number))
        return begun

    def next_handing(self) -> Export | None:
        """Return a list of which registrations are to be moved."""
        row = self._one("next_handing")
        return _export(row) if row else None

    def handed_to(self, number: int, row: int, count: int) -> None:
        """Note up to which row registrations were moved, and how many more those are."""
        self._do("hand_to", id=number, row=row, count=count)

    def end_handing(self, number: int) -> bool:
        """Note that all were; False where that was noted before."""
        return self._do("end_handing", id=number, at=self._tx.clock.stamp()) > 0

    # -- forgetting

    def forget(self, erased: Erased) -> None:
        """Leave nothing of a registration in the rows that held it."""
        self._do("forget_registration", id=erased.registration_id)

    def forget_older(self, before: datetime) -> None:
        """Forget some of what the rows of older lists say; which registrations they held stays."""
        self._do("age", before=stamp(before))
        if (number := self._value("next_ageing")) and (
            self._do("forget_cells", id=number, most=_CELLS_AT_ONCE) < _CELLS_AT_ONCE
        ):
            self._do("aged", id=number)

    def stop_handing(self) -> None:
        """Move nobody on at the word of before a backup came back: somebody has to say it anew."""
        self._do("stop_handing")

    _STAFF = Kept("staff alone see it")
    holdings = (
        Holding(
            "exports", Kept("it counts; whom it holds stands in its rows"), _STAFF,
            Kept("that lists went out is told as long as the audit trail tells it"), stop_handing,
        ),
        Holding(
            "export_rows", forget, _STAFF,
            Ages(lambda resources: timedelta(days=resources.lists.export_days), forget_older),
        ),
        Holding(
            "unexported", Kept("deleted with its registration"), _STAFF,
            Kept("kept until its registration goes out on a list, or is accepted no longer"),
        ),
    )  # fmt: skip


def _export(row: Row) -> Export:
    return Export(
        row["id"], ExportState(row["state"]), restored(row["choice"], Chosen),
        restored(row["layout"], Layout), row["made_by"], datetime.fromisoformat(row["at"]), row["row_count"],
        row["filled_row"], row["last_change"], row["handed_by"], row["handed_row"], row["handed"],
        moment_of(row["handed_at"]),
    )  # fmt: skip
