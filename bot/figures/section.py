"""One kind of figures: what is counted, how it is called, what of it is drawn.

A section is whole in its file under `sections/`: text, picture, sheet and report know no section by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.figures.hiding import hidden
from bot.figures.numbers import TOTAL, Kind
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from bot.figures.looking import Look
    from bot.figures.numbers import Counted, Line
    from bot.figures.words import Words

    Place = tuple[int, int]  # line, column


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the message id of its heading; the kind of its numbers, where the lines do not say."""

    label: str
    kind: Kind | None = None


class Reader(Protocol):
    """What a section has counted, as it may be told: without what is hidden."""

    words: Words
    numbers: Counted

    def of(self, code: str, column: int = 0) -> str:
        """Return one number as it is read."""

    def value(self, code: str, column: int = 0) -> int | None:
        """Return one number; None where there is none, or it is hidden."""


def _nothing(_: Reader) -> Sequence[str]:
    return ()


# The columns of what is counted of a month, beside the one before it.
MONTHS = (Column(key("angka.this_month")), Column(key("angka.month_before")))


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of figures.

    `drawn`: the columns of its picture, of which the first two are drawn that have numbers; of lines whose
    numbers are of the kind `draws`. `down`: its last line is the sum of the others. `across`: the column
    that is the sum of some others, and those. `gauge`: the column of a whole, of which the first drawn one
    is a part.
    """

    name: str  # in buttons and in the JSON of `payung figures`
    title: str  # message id, as are the others
    button: str  # the same, shorter
    about: str  # what is counted, and what is not
    columns: tuple[Column, ...]
    count: Callable[[Look], Counted]
    label: Callable[[Words, str], str]  # of a line, by its code
    drawn: tuple[int, ...] = (0,)
    draws: Kind = Kind.PEOPLE
    down: bool = False
    across: tuple[int, tuple[int, ...]] | None = None
    gauge: int | None = None
    tells: Callable[[Reader], Sequence[str]] = _nothing  # sentences of the report: what changed in the month
    leaves_open: Callable[[Reader], Sequence[str]] = _nothing  # and what is not known

    def kind(self, line: Line, column: int) -> Kind:
        """Return the kind of a number."""
        return self.columns[column].kind or line.kind

    def hidden(self, lines: Sequence[Line], also: Collection[Place] = ()) -> set[Place]:
        """Return the places of numbers (line, column) that are not to leave the office, `also` among them."""
        whole, parts = self.across or (0, ())
        alone = [at for at in range(len(self.columns)) if not self.across or at not in {whole, *parts}]
        found = {place for at in alone for place in self._hidden_in(lines, (at,), also, across=False)}
        if self.across:
            found |= self._hidden_in(lines, (*parts, whole), also, across=True)
        return found.union(also)

    def _hidden_in(
        self, lines: Sequence[Line], columns: Sequence[int], also: Collection[Place], *, across: bool
    ) -> set[Place]:
        """Return those of some columns; with `across` the last of them sums up the others."""
        rows = [row for row, one in enumerate(lines) if all(self._may_be_small(one, at) for at in columns)]
        sums = [row for row in rows if self.down and lines[row].code == TOTAL]
        inner = [row for row in rows if row not in sums]
        if not inner:
            return set()
        parts = columns[:-1] if across else columns
        table = [[lines[row].values[at] or 0 for at in parts] for row in inner]
        places, order = [*inner, *sums], list(columns)
        told = {(places.index(row), order.index(at)) for row, at in also if row in places and at in order}
        off = hidden(table, across=across, down=bool(sums), also=told)
        return {(places[row], order[at]) for row, at in off}

    def _may_be_small(self, line: Line, column: int) -> bool:
        return self.kind(line, column) is Kind.PEOPLE and line.values[column] is not None
