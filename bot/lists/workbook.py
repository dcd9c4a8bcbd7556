"""Workbooks, ECMA-376 SpreadsheetML: the sheets of an .xlsx, row by row."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from bot.lists.cells import MOST_COLUMNS, MOST_ROWS, Cell, Row, Shared, Sheet
from bot.lists.merged import column_of, tall_in
from bot.lists.parts import local
from bot.lists.refusals import ListFileError, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from bot.lists.parts import Parts

_BOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_BOOK_LINKS: Final = "xl/_rels/workbook.xml.rels"
_DAY_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})  # ECMA-376-1 18.8.30
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days of a sheet have no zone
_LAST_SERIAL: Final = 2_958_465  # 31 December 9999
_MOST_DIGITS: Final = 30
_LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True, repr=False)
class _Book:
    """What the cells of all sheets refer to: shared strings, which styles are days, and the first day."""

    strings: Sequence[str]
    day_styles: frozenset[str]
    epoch: datetime


def sheets_of_workbook(parts: Parts) -> Sequence[Sheet]:
    """Return all sheets in their order, hidden ones too. Raise ListFileError for too many rows."""
    book = _Book(_strings(parts), _day_styles(parts), _epoch(parts))
    return [
        _sheet(parts, book, path, name, is_hidden=hidden)
        for name, path, hidden in _index(parts)
        if path in parts.names
    ]


def _index(parts: Parts) -> Iterator[tuple[str, str, bool]]:
    """Give name, part and whether it is hidden, of each sheet."""
    targets = {
        link.get("Id", ""): posixpath.normpath(posixpath.join("xl", link.get("Target", ""))).removeprefix("/")
        for link in parts.elements(_BOOK_LINKS, frozenset({"Relationship"}))
    }
    for sheet in parts.elements(_BOOK, frozenset({"sheet"})):
        link = next((value for name, value in sheet.attrib.items() if local(name) == "id"), "")
        hidden = sheet.get("state", "visible") != "visible"
        yield sheet.get("name", ""), targets.get(link, ""), hidden


def _epoch(parts: Parts) -> datetime:
    settings = parts.elements(_BOOK, frozenset({"workbookPr"}))
    is_1904 = any(one.get("date1904") in {"1", "true"} for one in settings)
    return _EPOCH_1904 if is_1904 else _EPOCH


def _strings(parts: Parts) -> Sequence[str]:
    if _STRINGS not in parts.names:
        return []
    return [_text(item) for item in parts.elements(_STRINGS, frozenset({"si"}))]


def _text(item: Element) -> str:
    """Return the text of a string; how it sounds in Japanese (rPh) is no part of it."""
    runs = [part for part in item if local(part.tag) in {"t", "r"}]
    return "".join(text.text or "" for run in runs for text in run.iter() if local(text.tag) == "t")


def _day_styles(parts: Parts) -> frozenset[str]:
    """Return the numbers of the styles that show a number as a day."""
    if _STYLES not in parts.names:
        return frozenset()
    formats: dict[str, str] = {}
    found: set[str] = set()
    for element in parts.elements(_STYLES, frozenset({"numFmt", "cellXfs"})):
        if local(element.tag) == "numFmt":
            formats[element.get("numFmtId", "")] = element.get("formatCode", "")
        else:
            shown = [style.get("numFmtId", "0") for style in element]
            found |= {str(place) for place, one in enumerate(shown) if _shows_day(one, formats)}
    return frozenset(found)


def _shows_day(number: str, formats: Mapping[str, str]) -> bool:
    if number in formats:
        code = _LITERAL.sub("", formats[number]).lower()
        return "y" in code or ("d" in code and "m" in code)
    return number.isdigit() and int(number) in _DAY_FORMATS


def _sheet(parts: Parts, book: _Book, path: str, name: str, *, is_hidden: bool) -> Sheet:
    rows: list[Row] = []
    hidden, shared = 0, Shared()
    tall: dict[tuple[int, int], int] = {}
    place = 0
    for element in parts.elements(path, frozenset({"row", "mergeCell"})):
        if local(element.tag) == "mergeCell":
            merged = tall_in(element.get("ref", ""))
            tall |= [merged] if merged else []
            continue
        place += 1
        cells = shared.row(_cells(element, book))
        if any(cell != "" for cell in cells):
            rows.append(Row(int(element.get("r", place)), cells))
            hidden += element.get("hidden") in {"1", "true"}
        if len(rows) > MOST_ROWS:
            raise ListFileError(Refusal.LARGE)
    return Sheet(name, rows, is_hidden, hidden, tall)


def _cells(row: Element, book: _Book) -> list[Cell]:
    """Return the cells of a row, each in its column: empty ones are left out of the file."""
    cells: list[Cell] = []
    for cell in row:
        column = _column(cell.get("r", ""), len(cells))
        if column >= MOST_COLUMNS:
            break
        cells.extend([""] * (column - len(cells)))
        cells.append(_value(cell, book))
    return cells


def _column(reference: str, following: int) -> int:
    """Return the column, from 0, of a reference such as AB12; without one the cell follows the one before."""
    letters = _LETTERS.match(reference)
    if not letters:
        return following
    return max(column_of(letters[0]), following)


def _value(cell: Element, book: _Book) -> Cell:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(part) for part in cell if local(part.tag) == "is")
    value = next((part.text or "" for part in cell if part.tag.endswith("}v")), "")
    if kind == "s":
        return book.strings[int(value)] if value else ""
    if kind == "d":
        return value[:10]
    if kind != "n" or not value:
        return "" if kind == "e" else value
    return _number(value, book.epoch if cell.get("s") in book.day_styles else None)


def _number(value: str, epoch: datetime | None) -> Cell:
    """Return a number, whole where it is whole, or the day that it stands for."""
    if value.isdecimal() and epoch is None:
        return int(value)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if abs(number.adjusted()) > _MOST_DIGITS:  # 1E999999 is no number that anybody counts with
        return value
    if epoch and 0 < number <= _LAST_SERIAL:
        return _day(float(number), epoch)
    return int(number) if number == number.to_integral_value() else float(number)


def _day(serial: float, epoch: datetime) -> date:
    return (epoch + timedelta(days=serial)).date()


def day_of_serial(serial: float) -> date:
    """Return the day that a number stands for where the sheet forgot to say that it is one."""
    return _day(serial, _EPOCH)
