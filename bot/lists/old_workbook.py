"""Workbooks of Excel's older and binary kinds, .xls and .xlsb, read by calamine."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from bot.lists.cells import MOST_COLUMNS, MOST_ROWS, Cell, Row, Shared, Sheet
from bot.lists.refusals import ListFileError, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

_MACROS: Final = "_VBA_PROJECT".encode("utf-16-le")  # MS-OVBA 2.2.1: where a .xls keeps programs


def sheets_of_old_workbook(content: bytes) -> Sequence[Sheet]:
    """Return all sheets in their order, hidden ones too. Raise ListFileError.

    Which rows are hidden is not told by these formats' reader.
    """
    if _MACROS in content:
        raise ListFileError(Refusal.MACROS)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book, number) for number in range(len(book.sheet_names))]
    except PasswordError as error:
        raise ListFileError(Refusal.LOCKED) from error
    except ListFileError:
        raise
    except (CalamineError, OSError, ValueError) as error:
        raise ListFileError(Refusal.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of the library itself, at what somebody broke
            raise ListFileError(Refusal.DAMAGED) from None
        raise


def _sheet(book: CalamineWorkbook, number: int) -> Sheet:
    read, told, shared = book.get_sheet_by_index(number), book.sheets_metadata[number], Shared()
    rows: list[Row] = []
    for place, values in enumerate(read.iter_rows(), 1):
        cells = shared.row([_cell(value) for value in values[:MOST_COLUMNS]])
        if any(cell != "" for cell in cells):
            rows.append(Row(place, cells))
        if len(rows) > MOST_ROWS:
            raise ListFileError(Refusal.LARGE)
    merged = read.merged_cell_ranges or []
    tall = {(first + 1, place): last + 1 for (first, place), (last, _) in merged if last > first}
    return Sheet(told.name, rows, told.visible is not SheetVisibleEnum.Visible, tall=tall)


def _cell(value: Any) -> Cell:
    """Return a value as a cell: texts, numbers, days; whole numbers without a dot."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int | float | date) else str(value)
