"""One file as it was understood: which sheet, what is in its columns, whose lists have such a heading."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.folders import part
from bot.lists.choosing import likeliest
from bot.lists.listed import Reading
from bot.lists.opening import open_list
from bot.lists.refusals import ListFileError, Refusal
from bot.lists.rows import read_rows
from bot.lists.table import find_table, told
from bot.lists.verdict import with_verdicts
from bot.lists.words import Codes, Field, Headings
from bot.lists.writing import workbook_of
from bot.people.divisions import Divisions
from bot.register.sources import ListReading, ReadColumn, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.exchange.frames import Request
    from bot.lists.cells import Sheet
    from bot.lists.listed import Listed, NoPerson
    from bot.lists.table import Table
    from bot.texts import Texts

_COVER: Final = frozenset({Field.COVERED_UNTIL, Field.RESULT, Field.KPJ})
_REGISTERED: Final = frozenset({Field.NIK, Field.REGISTRATION})


class ListFile:
    """A file that was opened. Making one raises ListFileError."""

    def __init__(self, content: bytes, request: Request) -> None:
        self._content, self._name = content, request.name
        config = Path(request.config)
        self.codes, self.divisions = Codes.load(config), Divisions.load(part(config, "regions"))
        self._headings = Headings.load(config)
        self._today = office_day(request.now)
        self._sheets: Sequence[Sheet] = open_list(content, request.name)
        self._skipped: Mapping[int, NoPerson] = {}
        self.number = request.sheet or likeliest(self._sheets, self._headings, self.codes, self.divisions) + 1
        if not 1 <= self.number <= len(self._sheets):
            raise ListFileError(Refusal.EMPTY)
        self._told = {int(place): Field(field) if field else None for place, field in request.told.items()}

    @property
    def sheet(self) -> Sheet:
        """The sheet that is read."""
        return self._sheets[self.number - 1]

    @cached_property
    def table(self) -> Table:
        """The table in it, its columns as they were found, or as an officer has said."""
        found = find_table(self.sheet, self._headings, self.codes, self.divisions)
        return told(found, self._told) if self._told else found

    def take_people(self) -> list[Listed]:
        """Return the people in its rows, and let go of the cells: beside all who are known they are many."""
        reading = read_rows(self.table, self._today, self.codes, self.divisions)
        self._skipped, self._heading = reading.skipped, self.table.heading
        self._sheets = ()
        del self.table
        return list(reading.people)

    def returned(self, said: Mapping[int, str], gone: Sequence[tuple[str, str]], texts: Texts) -> bytes:
        """Return the list as a workbook with a column *Hasil*, and below it who is no longer in it."""
        sheet = open_list(self._content, self._name)[self.number - 1]
        rows = with_verdicts(sheet, self._heading, Reading((), self._skipped), said, texts)
        return workbook_of(_with_gone(rows, gone, texts))

    @property
    def kind(self) -> SourceKind:
        """What the list is: whoever tells until when somebody is insured, or what came of it, is BPJS."""
        fields = {one.field for one in self.table.columns}
        insured = not _COVER.isdisjoint(fields) and not _REGISTERED.isdisjoint(fields)
        return SourceKind.PARTICIPANTS if insured else SourceKind.AGENCY

    def reading(self) -> ListReading:
        """Return what an officer is to look at."""
        table = self.table
        return ListReading(
            sheet=self.number,
            sheets=tuple(len(one.rows) for one in self._sheets),
            hidden_sheets=tuple(number for number, one in enumerate(self._sheets, 1) if one.is_hidden),
            hidden_rows=self.sheet.hidden_rows,
            heading=table.heading,
            signature="|".join(table.signature),
            columns=tuple(ReadColumn(one.place, one.heading, one.field, one.why) for one in table.columns),
            doubts=tuple(one.value for one in table.doubts),
            rows=len(table.rows),
        )


def _with_gone(
    rows: Iterator[Sequence[str]], gone: Sequence[tuple[str, str]], texts: Texts
) -> Iterator[Sequence[str]]:
    yield from rows
    if gone:
        yield [""]
        yield [texts.bare("outcome.gone_list", count=texts.number(len(gone)))]
        yield from gone
