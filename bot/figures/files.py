"""All figures as a workbook: a sheet for each section."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import xlsxwriter

from bot.figures.shown import rows, source_of
from bot.sheets import disarmed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from bot.figures.shown import Shown

_FIRST: Final = 30  # width of the first column, in letters
_OTHERS: Final = 18
_SHEET_NAME: Final = 31  # letters that Excel takes


def workbook(found: Sequence[Shown], month: str, day: date, made: datetime) -> bytes:
    """Return an .xlsx; the same figures made at the same time give the same bytes."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": made.replace(tzinfo=None)})
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format(
        {"bold": True, "bg_color": "#e8edf2", "text_wrap": True, "valign": "top", "border": 1}
    )
    number = book.add_format({"num_format": "#,##0", "border": 1, "align": "right"})
    for shown in found:
        sheet = book.add_worksheet(shown.words.bare(shown.section.title)[:_SHEET_NAME])
        sheet.write_string(0, 0, f"{shown.words.bare(shown.section.title)}, {month}", title)
        _fill(sheet, shown, head, number)
        _explain(sheet, shown, day)
    book.close()
    return file.getvalue()


def _fill(sheet: Worksheet, shown: Shown, head: Format, number: Format) -> None:
    sheet.set_column(0, 0, _FIRST)
    sheet.set_column(1, len(shown.columns), _OTHERS)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for at, row in enumerate(rows(shown)):
        for column, cell in enumerate(row):
            style = head if at == 0 or column == 0 else number
            if isinstance(cell, int):
                sheet.write_number(2 + at, column, cell, style)
            else:
                sheet.write_string(2 + at, column, disarmed(cell), style)


def _explain(sheet: Worksheet, shown: Shown, day: date) -> None:
    """Say below the table what was counted, what a hidden number is, and where it comes from."""
    words = shown.words
    notes = [words.bare(shown.section.about), *([words.bare("angka.hidden")] if shown.hides else [])]
    for at, note in enumerate([*notes, *source_of(shown, day)], 4 + len(shown.numbers.lines)):
        sheet.write_string(at, 0, note)
