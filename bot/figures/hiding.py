"""Which cells of a table are hidden, so that no small number can be read or worked out.

A table whose rows, columns or both are summed is a network: each cell leads from its row to its column, the
sums lead back. A hidden cell can be worked out unless some other table, of whole numbers from 0 on, has the
same visible cells; and there is one as soon as one more can be sent through that cell, or one less, along
hidden cells and back (Gusfield, A graph theoretic approach to statistical data security, 1988).
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.desk.small_numbers import LEAST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    Cell = tuple[int, int]  # row, column; behind the last one stands the sum
    Place = tuple[str, int]  # a row or a column

_CELL: Final = 10**9  # costs more than any count: few cells are hidden rather than small ones
_SUM: Final = 10**12  # sums are hidden where nothing else helps


class _Arc(NamedTuple):
    """A way for one more person: through a cell forwards, or backwards where somebody can be taken away."""

    cell: Cell
    to: Place


def hidden(
    table: Sequence[Sequence[int]], *, across: bool = False, down: bool = False, also: Collection[Cell] = ()
) -> set[Cell]:
    """Return the cells to hide: every small one, and as many more as it takes that none can be worked out.

    A zero is nobody, and is shown: else a table in which most people are alike would hide all of them.
    `across`: the sum of each row is shown, as the last column; `down`: that of each column, as the last row.
    These sums are cells as well. `also`: cells to hide as if they were small, since something else would
    tell. Whoever reads the table knows which cells are hidden and not why.
    """
    return _Net(table, across=across, down=down).hidden(also)


class _Net:
    def __init__(self, table: Sequence[Sequence[int]], *, across: bool, down: bool) -> None:
        self._rows, self._columns = len(table), len(table[0]) if table else 0
        self._values = {(row, at): count for row, line in enumerate(table) for at, count in enumerate(line)}
        for row, line in enumerate(table):
            self._values[row, self._columns] = sum(line)
        for at in range(self._columns + 1):
            self._values[self._rows, at] = sum(self._values[row, at] for row in range(self._rows))
        self._shown = {cell for cell in self._values if self._may_be_shown(cell, across=across, down=down)}

    def _may_be_shown(self, cell: Cell, *, across: bool, down: bool) -> bool:
        row, column = cell
        return (row < self._rows or down) and (column < self._columns or across)

    def hidden(self, also: Collection[Cell]) -> set[Cell]:
        """Return the cells to hide: around each small one a ring, along which the numbers may shift."""
        small = sorted(cell for cell in self._shown if 0 < self._values[cell] < LEAST or cell in also)
        found = set(small)
        self._shown -= found
        for cell in small:
            more = self._ring(cell) & self._shown
            found |= more
            self._shown -= more
        return found

    def _ring(self, cell: Cell) -> set[Cell]:
        """Return cells along which one more in a cell is made up for, or one less; the cheaper of both."""
        begin, end = self._ends(cell)
        rings = [self._way(end, begin, cell)]
        if self._values[cell]:
            rings.append(self._way(begin, end, cell))
        return min(rings, key=lambda ring: ring[0])[1]

    def _way(self, begin: Place, end: Place, without: Cell) -> tuple[int, set[Cell]]:
        """Return the cheapest way from one place to another, and what hiding it costs (Dijkstra)."""
        waiting: list[tuple[int, Place, tuple[Cell, ...]]] = [(0, begin, ())]
        seen = set()
        while waiting:
            cost, place, cells = heappop(waiting)
            if place == end:
                return cost, set(cells)
            if place in seen:
                continue
            seen.add(place)
            for arc in self._arcs(place):
                if arc.cell != without and arc.to not in seen:
                    heappush(waiting, (cost + self._cost(arc.cell), arc.to, (*cells, arc.cell)))
        raise AssertionError("the sums always lead back")

    def _cost(self, cell: Cell) -> int:
        """Return what it costs to hide a cell: nothing where nobody sees it, much for a sum."""
        if cell not in self._shown:
            return 0
        is_sum = cell[0] == self._rows or cell[1] == self._columns
        return (_SUM if is_sum else _CELL) + self._values[cell]

    def _ends(self, cell: Cell) -> tuple[Place, Place]:
        """Return from where to where a cell leads; a sum leads back."""
        row, column = ("row", cell[0]), ("column", cell[1])
        return (column, row) if (cell[0] == self._rows) != (cell[1] == self._columns) else (row, column)

    def _arcs(self, place: Place) -> Iterator[_Arc]:
        """Give the cells at a place that may hold one more, or one less."""
        kind, at = place
        for other in range((self._columns if kind == "row" else self._rows) + 1):
            cell = (at, other) if kind == "row" else (other, at)
            begin, end = self._ends(cell)
            if begin == place:
                yield _Arc(cell, end)
            elif self._values[cell] > 0:
                yield _Arc(cell, begin)
