"""Figures as they are shown: as text, as a picture, as rows of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.drawing.chart import Chart, ChartBar, Gauge, chart
from bot.figures.numbers import TOTAL
from bot.figures.section import MONTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from bot.figures.numbers import Counted, Line
    from bot.figures.section import Section
    from bot.figures.words import Words

HIDDEN: Final = "•"  # in the place of every number that is hidden, whatever the reason is
NONE: Final = "–"
_SERIES: Final = 2  # that are drawn beside each other


class Shown:
    """What a section has counted, in words; without small numbers unless `small`, nor what `hides` names."""

    def __init__(
        self, section: Section, numbers: Counted, words: Words, *, small: bool = False,
        hides: Collection[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        self.section, self.numbers, self.words = section, numbers, words
        self._hidden = set() if small else section.hidden(numbers.lines, hides)

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        return bool(self._hidden)

    def hides_in(self, columns: Sequence[int]) -> bool:
        """Return whether any number of some columns is hidden."""
        return any(column in columns for _, column in self._hidden)

    @property
    def columns(self) -> list[int]:
        """The columns that have a number anywhere."""
        lines = self.numbers.lines
        return [
            at
            for at in range(len(self.section.columns))
            if any(line.values[at] is not None for line in lines)
        ]

    @property
    def drawn(self) -> list[int]:
        """The columns of the picture."""
        return [at for at in self.section.drawn if at in self.columns][:_SERIES]

    def is_hidden(self, row: int, column: int) -> bool:
        """Tell whether a number is hidden."""
        return (row, column) in self._hidden

    def number(self, row: int, column: int) -> int | None:
        """Return a number; None where there is none, or it is hidden."""
        return None if self.is_hidden(row, column) else self.numbers.lines[row].values[column]

    def cell(self, row: int, column: int) -> str:
        """Return a number as it is read."""
        line = self.numbers.lines[row]
        if self.is_hidden(row, column):
            return HIDDEN
        value = line.values[column]
        return NONE if value is None else self.words.number(value, self.section.kind(line, column))

    def headings(self) -> list[str]:
        """Return what the columns are called."""
        return [self.heading(at) for at in self.columns]

    def heading(self, column: int) -> str:
        """Return what a column is called."""
        return self.words.heading(self.section.columns[column].label)

    def name(self, line: Line) -> str:
        """Return what a line is called."""
        return self.section.label(self.words, line.code)

    def of(self, code: str, column: int = 0) -> str:
        """Return one number as it is read."""
        codes = [line.code for line in self.numbers.lines]
        return self.cell(codes.index(code), column) if code in codes else NONE

    def value(self, code: str, column: int = 0) -> int | None:
        """Return one number; None where there is none, or it is hidden."""
        codes = [line.code for line in self.numbers.lines]
        return self.number(codes.index(code), column) if code in codes else None


def picture(shown: Shown, foot: Sequence[str]) -> str:
    """Return a section as an SVG document; `foot`: where the figures come from, and of which day."""
    section, words = shown.section, shown.words
    drawn = shown.drawn
    bars = [
        ChartBar(
            shown.name(line),
            [shown.number(row, at) for at in drawn],
            [shown.cell(row, at) for at in drawn],
            bold=line.code == TOTAL,
        )
        for row, line in enumerate(shown.numbers.lines)
        if drawn and line.code != TOTAL and section.kind(line, drawn[0]) is section.draws
    ]
    return chart(
        Chart(
            words.bare(section.title), words.month_name, [shown.heading(at) for at in drawn], bars,
            [*([words.bare("angka.hidden")] if shown.hides_in(drawn) else []), *foot], _gauge(shown),
        )
    )  # fmt: skip


def _gauge(shown: Shown) -> Gauge | None:
    """Return a part of a whole, where the section has one to show above its bars."""
    whole, drawn = shown.section.gauge, shown.drawn
    of_all = shown.value(TOTAL, whole) if whole is not None and drawn else None
    if not of_all:
        return None
    part = drawn[0]
    words = shown.words.bare(
        "angka.gauge",
        name=shown.heading(part),
        part=shown.of(TOTAL, part),
        whole=shown.words.number(of_all),
    )
    return Gauge(shown.value(TOTAL, part), of_all, words)


def sources(words: Words, day: date) -> list[str]:
    """Return where figures come from, of which day they are, and what they are measured against."""
    return [words.bare("angka.source", day=words.texts.date(day)), *_measure(words)]


def source_of(shown: Shown, day: date) -> list[str]:
    """Return where the figures of one section come from."""
    words, as_of = shown.words, shown.numbers.as_of
    listed = [words.bare("angka.source_list", day=words.day(as_of))] if as_of else []
    own, *measure = sources(words, day)
    return [own, *listed, *([] if shown.section.gauge is None else measure)]


def _measure(words: Words) -> list[str]:
    """Return what the figures are measured against; nothing where nobody has told of this regency."""
    potential = words.resources.potential
    if potential is None:
        return []
    measure = words.bare(
        "angka.source_potential",
        count=words.number(potential.workers),
        source=potential.source,
        day=words.texts.date(potential.as_of),
    )
    return [measure]


def as_lines(shown: Shown) -> list[str]:
    """Return the lines of a section as text: a name, and its numbers in the order that `legend` tells."""
    found = []
    for row, line in enumerate(shown.numbers.lines):
        alone = shown.section.columns is MONTHS  # what is true now has no number for the month before
        columns = [at for at in shown.columns if not alone or line.values[at] is not None]
        cells = [shown.cell(row, at) for at in columns]
        found.append(f"{shown.name(line)}: {_said(shown, cells)}")
    return found


def _said(shown: Shown, cells: Sequence[str]) -> str:
    if shown.section.columns is MONTHS and len(cells) == len(MONTHS):
        return shown.words.bare("angka.now_before", now=cells[0], before=cells[1])
    return " / ".join(cells) or NONE


def legend(shown: Shown) -> str:
    """Return what the numbers of a line are, in their order; nothing where each says it itself."""
    if shown.section.columns is MONTHS:
        return ""
    return shown.words.bare("angka.order", headings=" / ".join(shown.headings()))


def rows(shown: Shown) -> list[list[str | int]]:
    """Return a section as rows of a sheet, the heading first; what is hidden, or is not there, is text."""
    found: list[list[str | int]] = [["", *shown.headings()]]
    for row, line in enumerate(shown.numbers.lines):
        cells: list[str | int] = []
        for at in shown.columns:
            number = shown.number(row, at)
            cells.append(shown.cell(row, at) if number is None else number)
        found.append([shown.name(line), *cells])
    return found
