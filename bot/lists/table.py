"""The table in a sheet: its columns, the rows below its heading, and what of the reading is in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.lists.columns import (
    Column,
    Why,
    birth_in_three,
    columns_by_heading,
    nik_again,
    one_for_each,
    told_by_content,
)
from bot.lists.content import ends_in_zero, field_of, sixteen_in
from bot.lists.heading import heading_span, rows_below, titles_of
from bot.lists.titles import NOWHERE, Above, named_above
from bot.lists.words import Field, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.lists.cells import Cell, Row, Sheet
    from bot.lists.words import Codes, Headings
    from bot.people.divisions import Divisions

_SAMPLE: Final = 400  # rows by which columns are judged


class Doubt(StrEnum):
    """What an officer should look at before the reading is believed."""

    NO_HEADING = "no_heading"  # the table has none: its columns were told by what stands in them
    NO_NIK = "no_nik"
    NO_NAME = "no_name"
    HEAD_ONLY = "head_only"  # the only name is that of the head of the family
    GUESSED = "guessed"  # a column by its content, or by a heading with a slip
    FAMILY_FOR_NIK = "family_for_nik"  # headed as NIK, holds numbers of families
    ROUNDED = "rounded"  # all NIKs end in 0: a spreadsheet has cut them before they became text
    TWICE = "twice"  # two columns for one thing: the first that is filled is read


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """A table: its columns, the rows below its heading, and what is in doubt.

    `heading` are the numbers of the rows of the heading, none where there is none; `above` what the lines
    above it say of where people live, `tall` the last row of merged cells as a sheet has it, `nik_again` a
    second column of the same NIKs; `birth_in_three` that month and year stand beside the day.
    """

    columns: Sequence[Column]
    heading: tuple[int, ...]
    rows: Sequence[Row]
    doubts: tuple[Doubt, ...]
    above: Above = NOWHERE
    tall: Mapping[tuple[int, int], int] = field(default_factory=dict)
    nik_again: int | None = None
    birth_in_three: bool = False

    def place(self, field: Field) -> int | None:
        """Return the column that holds something, or None."""
        return next((one.place for one in self.columns if one.field is field), None)

    @property
    def signature(self) -> tuple[str, ...]:
        """The headings as they are compared; the same for two lists of one layout."""
        return tuple(folded(one.heading) for one in self.columns)


def find_table(sheet: Sheet, headings: Headings, codes: Codes, divisions: Divisions) -> Table:
    """Return the table of a sheet; without a heading it begins with the first row that holds a NIK."""
    span = heading_span(sheet.rows, headings)
    titles = titles_of(sheet.rows[span[0] : span[1]], headings)
    rows = rows_below(sheet.rows[span[1] :]) if titles else _from_first_nik(sheet.rows, divisions)
    width = max([len(titles), *(len(row.cells) for row in rows[:_SAMPLE])])
    titles = [*titles, *[""] * (width - len(titles))]
    samples = [
        [row.cells[place] for row in rows[:_SAMPLE] if place < len(row.cells)] for place in range(width)
    ]
    columns = told_by_content(columns_by_heading(titles, headings), samples, codes, divisions)
    headed = columns
    columns, twice = one_for_each(headed, samples)
    doubts = list(_doubts(columns, samples, codes, divisions, headed=any(titles)))
    if twice:
        doubts.append(Doubt.TWICE)
    numbers = tuple(row.number for row in sheet.rows[span[0] : span[1]])
    again = nik_again(columns, samples, headed)
    return Table(
        columns, numbers, rows, tuple(doubts), named_above(_before(sheet, span, rows)), sheet.tall, again,
        birth_in_three(columns, samples),
    )  # fmt: skip


def _before(sheet: Sheet, span: tuple[int, int], rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows above a table, with a heading or without."""
    return sheet.rows[: span[0] if span[1] else len(sheet.rows) - len(rows)]


def told(table: Table, fields: Mapping[int, Field | None]) -> Table:
    """Return a table with columns as somebody has said what they are; others for the same thing are left."""
    named = {field for field in fields.values() if field}
    columns = [
        replace(one, field=fields[one.place], why=Why.TOLD)
        if one.place in fields
        else replace(one, field=Field.PASSED_OVER)
        if one.field in named
        else one
        for one in table.columns
    ]
    return replace(
        table,
        columns=columns,
        nik_again=None if Field.NIK in named else table.nik_again,
        birth_in_three=table.birth_in_three and Field.BIRTH_DATE not in named,
    )


def _from_first_nik(rows: Sequence[Row], divisions: Divisions) -> Sequence[Row]:
    holds = (
        place
        for place, row in enumerate(rows)
        if any(sixteen_in(cell, divisions) is not None for cell in row.cells)
    )
    return rows[next(holds, 0) :]


def _doubts(
    columns: Sequence[Column],
    samples: Sequence[Sequence[Cell]],
    codes: Codes,
    divisions: Divisions,
    *,
    headed: bool,
) -> Iterator[Doubt]:
    fields = {one.field for one in columns}
    nik = next((one.place for one in columns if one.field is Field.NIK), None)
    if not headed:
        yield Doubt.NO_HEADING
    if nik is None:
        yield Doubt.NO_NIK
    elif ends_in_zero(samples[nik]):
        yield Doubt.ROUNDED
    elif field_of(samples[nik], codes, divisions) is Field.FAMILY_CARD and Field.FAMILY_CARD not in fields:
        yield Doubt.FAMILY_FOR_NIK
    if Field.NAME not in fields:
        yield Doubt.HEAD_ONLY if Field.HEAD_NAME in fields else Doubt.NO_NAME
    if any(one.why in {Why.CONTENT, Why.HEADING_ALIKE} for one in columns):
        yield Doubt.GUESSED
