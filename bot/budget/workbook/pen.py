"""Writing cells: texts, inputs, formulas with their value, in a few formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from bot.sheets import disarmed

if TYPE_CHECKING:
    from datetime import date

    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NUMBER: Final = "#,##0"
MONTH: Final = "mmm yyyy"
PLAIN: Final = ""
_INPUT, _HEAD, _RESULT = "#fff4cc", "#dbe6ee", "#e6f2ec"
_A4: Final = 9


class Book:
    """A workbook with the formats that all sheets share."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, str], Format] = {}

    def sheet(self, name: str) -> Pen:
        """Return a pen for a new sheet, printed on as many pages of A4 as it needs, one wide."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return Pen(self, sheet)

    def look(
        self, colour: str = "", number: str = PLAIN, *, wrap: bool = False, bold: bool = False
    ) -> Format:
        """Return a format, made once."""
        name = (f"{colour}{wrap}{bold}", number)
        if name not in self._formats:
            wanted: dict[str, object] = {"text_wrap": wrap, "bold": bold, "valign": "top"}
            wanted |= {"bg_color": colour, "border": 1, "border_color": "#c9d2da"} if colour else {}
            wanted |= {"num_format": number} if number else {}
            self._formats[name] = self._book.add_format(wanted)
        return self._formats[name]


class Pen:
    """Writes one sheet."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._book, self.sheet = book, sheet

    def words(self, row: int, column: int, text: str, *, bold: bool = False, wrap: bool = False) -> None:
        """Write a text, which is never run."""
        self.sheet.write_string(row, column, disarmed(text), self._book.look(bold=bold, wrap=wrap))

    def heading(self, row: int, column: int, text: str) -> None:
        """Write the heading of a column."""
        self.sheet.write_string(row, column, disarmed(text), self._book.look(_HEAD, wrap=True, bold=True))

    def input(self, row: int, column: int, value: int | str | date | None) -> None:
        """Write what a planner may change; None leaves it empty."""
        if value is None:
            self.sheet.write_blank(row, column, None, self._book.look(_INPUT, NUMBER))
        elif isinstance(value, int):
            self.sheet.write_number(row, column, value, self._book.look(_INPUT, NUMBER))
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, self._book.look(_INPUT))
        else:
            self.sheet.write_datetime(row, column, value, self._book.look(_INPUT, MONTH))

    def formula(
        self, place: tuple[int, int], formula: str, value: float | str, number: str = NUMBER, *,
        is_result: bool = False,
    ) -> None:  # fmt: skip
        """Write a formula with the value that it has."""
        look = self._book.look(_RESULT if is_result else "", number, bold=is_result)
        self.sheet.write_formula(*place, f"={formula}", look, value)


def at(row: int, column: int, sheet: str = "") -> str:
    """Return the name of a cell that stays the same where a formula is copied."""
    cell = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    return f"'{sheet}'!{cell}" if sheet else cell


def down(first: int, last: int, column: int, sheet: str = "") -> str:
    """Return the name of the cells of a column between two rows."""
    return f"{at(first, column, sheet)}:{at(last, column)}"
