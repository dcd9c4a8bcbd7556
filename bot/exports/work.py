"""How a list comes about beside the turns: its rows fixed, what they say kept, written as a workbook."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from bot.errors import RequestError
from bot.exports.cells import Cells, erased_cells
from bot.exports.export import ExportState
from bot.exports.store import Exports
from bot.lists.writing import workbook_of
from bot.registration.store import Registrations
from bot.reminders.moving import move
from bot.terms.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.exports.export import Export
    from bot.resources import Resources
    from bot.store.connection import Store
    from bot.store.transaction import Transaction

_ROWS: Final = 100  # in one unit of work, where each is one statement
_MOVED: Final = 5  # registrations moved in one unit of work
Filled = tuple[int, str, bytes | None]  # a row, its registration, what it says as it is kept


class ExportWork:
    """Works on lists in one store; what a crash has left unfinished goes on from there."""

    def __init__(self, store: Store, resources: Resources) -> None:
        self._store, self._resources = store, resources

    async def complete(self, number: int) -> Export:
        """Fix the rows of a list and keep what they say, as far as that is not done. Raise RequestError."""
        export = await self._got(number)
        if export.state is ExportState.GATHERING:
            await self._gather(export)
            export = await self._got(number)
        if export.state is ExportState.FILLING:
            await self._fill(export)
        return await self._got(number)

    async def _got(self, number: int) -> Export:
        export = await self._store.surely(lambda tx: Exports(tx).get(number))
        if export is None:
            raise RequestError(f"there is no export {number}")
        return export

    async def _gather(self, export: Export) -> None:
        number = export.number
        while await self._store.surely(lambda tx: Exports(tx).drop_rows(number, _ROWS)):
            pass
        found, last_change = await self._store.look(partial(_find, export))
        for start in range(0, len(found), _ROWS):
            some = found[start : start + _ROWS]
            await self._store.surely(partial(_put_rows, number, start + 1, some))
        await self._store.surely(lambda tx: Exports(tx).fix(number, len(found), last_change))

    async def _fill(self, export: Export) -> None:
        number, after = export.number, export.filled_row
        cells = Cells(self._resources, export.layout, self._store.whereabouts[2].today())
        while rows := await self._store.look(partial(_compute, cells, number, after)):
            await self._store.surely(partial(_keep, number, rows))
            after = rows[-1][0]
        await self._store.surely(lambda tx: Exports(tx).filled(number))

    async def workbook(self, export: Export) -> bytes:
        """Return a list that is complete as an .xlsx. Raise RequestError where it is kept no longer."""
        if not export.is_kept:
            raise RequestError(f"what export {export.number} held is not kept any more: make a new one")
        return await self._store.look(partial(_write, export, self._resources))

    async def hand_over(self, export: Export) -> None:
        """Move the registrations of a list that are still as they went out, a few at a time."""
        while await self._store.surely(partial(_move_some, export.number)):
            pass


def _find(export: Export, tx: Transaction) -> tuple[list[str], int]:
    """Return what is chosen, and the newest change of a stage at the same moment."""
    return Exports(tx).matching(export.chosen), Exports(tx).newest_change()


def _put_rows(number: int, first: int, registrations: Sequence[str], tx: Transaction) -> None:
    for row, one in enumerate(registrations, first):
        Exports(tx).put_row(number, row, one)


def _compute(cells: Cells, number: int, after: int, tx: Transaction) -> list[Filled]:
    """Return what the next rows say, sealed; None for one whose registration was erased."""
    exports, filled = Exports(tx), []
    for row, registration_id in exports.rows_after(number, after, _ROWS):
        found = cells.of(tx, row, registration_id) if registration_id else None
        filled.append((row, registration_id, exports.sealed(number, row, found) if found else None))
    return filled


def _keep(number: int, rows: Sequence[Filled], tx: Transaction) -> None:
    exports = Exports(tx)
    for row, registration_id, sealed in rows:
        if sealed is not None:
            exports.put_cells(number, row, registration_id, sealed)
    exports.filled_to(number, rows[-1][0])


def _write(export: Export, resources: Resources, tx: Transaction) -> bytes:
    return workbook_of(_lines(export, resources, tx), export.layout.sheet)


def _lines(export: Export, resources: Resources, tx: Transaction) -> Iterator[Sequence[str]]:
    blank = erased_cells(resources, export.layout)
    yield export.layout.headings
    for cells in Exports(tx).rows(export.number):
        yield blank if cells is None else cells


def _move_some(number: int, tx: Transaction) -> bool:
    """Move some on; False once none is left."""
    exports = Exports(tx)
    export = exports.get(number)
    rows = exports.rows_after(number, export.handed_row, _MOVED) if export else []
    if export is None or export.handed_by is None or not rows:
        return False
    moved = sum(_moved(tx, export, one) for _, one in rows)
    exports.handed_to(number, rows[-1][0], moved)
    return True


def _moved(tx: Transaction, export: Export, registration_id: str) -> bool:
    """Move a registration, unless it has gone another way since its row was fixed."""
    registrations = Registrations(tx)
    registration = registrations.get(registration_id) if registration_id else None
    change = registrations.newest_change(registration_id) if registration else None
    if registration is None or change is None or registration.stage is not Stage.ACCEPTED:
        return False
    if change.id > export.last_change:
        return False
    return move(tx, registration, Stage.HANDED_OVER, {}, f"chat:{export.handed_by}")
