"""All figures as a workbook: a sheet for each section."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import xlsxwriter

from bot.figures.numbers import Kind
from bot.figures.shown import rows, source_of
from bot.sheets import disarmed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from bot.figures.shown import Shown
    from bot.figures.words import Words

_FIRST: Final = 30  # width of the first column, in letters
_OTHERS: Final = 18
_SHEET_NAME: Final = 31  # letters that Excel takes
_HEADING: Final = 2  # row of the headings
_TALL: Final = 32  # height of that row, in points
_BORDERED: Final = {"border": 1, "valign": "top"}


def workbook(found: Sequence[Shown], month: str, day: date, made: datetime) -> bytes:
    """Return an .xlsx; the same figures made at the same time give the same bytes."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": made.replace(tzinfo=None)})
    formats = _Formats(book, found[0].words) if found else None
    for shown in found:
        sheet = book.add_worksheet(shown.words.bare(shown.section.title)[:_SHEET_NAME])
        if formats:
            sheet.write_string(0, 0, f"{shown.words.bare(shown.section.title)}, {month}", formats.title)
            _fill(sheet, shown, formats)
        _explain(sheet, shown, day)
    book.close()
    return file.getvalue()


class _Formats:
    """How cells look; a number that is no count says of what it is."""

    def __init__(self, book: Workbook, words: Words) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(_BORDERED | {"bold": True, "bg_color": "#e8edf2", "text_wrap": True})
        count = _BORDERED | {"align": "right"}
        units = {Kind.DAYS: words.bare("angka.unit_days"), Kind.SECONDS: words.bare("angka.unit_seconds")}
        self._of_kind = {
            kind: book.add_format(
                count | {"num_format": f'#,##0" {units[kind]}"' if kind in units else "#,##0"}
            )
            for kind in Kind
        }

    def of(self, kind: Kind) -> Format:
        """Return how numbers of a kind look."""
        return self._of_kind[kind]


def _fill(sheet: Worksheet, shown: Shown, formats: _Formats) -> None:
    sheet.set_column(0, 0, _FIRST)
    sheet.set_column(1, len(shown.columns), _OTHERS)
    sheet.set_row(_HEADING, _TALL)
    sheet.freeze_panes(_HEADING + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    heading, *lines = rows(shown)
    for column, name in enumerate(heading):
        sheet.write_string(_HEADING, column, disarmed(str(name)), formats.head)
    for at, (line, cells) in enumerate(zip(shown.numbers.lines, lines, strict=True)):
        sheet.write_string(_HEADING + 1 + at, 0, disarmed(str(cells[0])), formats.head)
        for column, cell in zip(shown.columns, cells[1:], strict=True):
            place = (_HEADING + 1 + at, 1 + shown.columns.index(column))
            look = formats.of(shown.section.kind(line, column))
            if isinstance(cell, int):
                sheet.write_number(*place, cell, look)
            else:
                sheet.write_string(*place, cell, look)


def _explain(sheet: Worksheet, shown: Shown, day: date) -> None:
    """Say below the table what was counted, what a hidden number is, and where it comes from."""
    words = shown.words
    notes = [words.bare(shown.section.about), *([words.bare("angka.hidden")] if shown.hides else [])]
    for at, note in enumerate([*notes, *source_of(shown, day)], 4 + len(shown.numbers.lines)):
        sheet.write_string(at, 0, note)
