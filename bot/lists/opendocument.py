"""Spreadsheets of LibreOffice, OpenDocument 1.3: the sheets of an .ods, row by row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from bot.lists.cells import MOST_COLUMNS, MOST_ROWS, Cell, Row, Shared, Sheet
from bot.lists.parts import local
from bot.lists.refusals import ListFileError, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from bot.lists.parts import Parts

MIME_TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT: Final = "content.xml"


def sheets_of_opendocument(parts: Parts) -> Sequence[Sheet]:
    """Return all sheets in their order. Raise ListFileError for too many rows."""
    sheets: list[Sheet] = []
    rows: list[Row] = []
    tall: dict[tuple[int, int], int] = {}
    number, hidden, shared = 1, 0, Shared()
    for element in parts.elements(_CONTENT, frozenset({"table-row", "table"})):
        attributes = _attributes(element)
        if local(element.tag) == "table":
            sheets.append(Sheet(attributes.get("name", ""), rows, hidden_rows=hidden, tall=tall))
            rows, tall, number, hidden = [], {}, 1, 0
            continue
        times, cells = int(attributes.get("number-rows-repeated", 1)), shared.row(_cells(element))
        tall |= {(number, place): number + rows_more for place, rows_more in _reaching(element)}
        if any(cell != "" for cell in cells):
            _refuse_many(len(rows) + times)
            rows += [Row(number + more, cells) for more in range(times)]
            hidden += times * (attributes.get("visibility") in {"collapse", "filter"})
        number += times
    return sheets


def _refuse_many(rows: int) -> None:
    if rows > MOST_ROWS:
        raise ListFileError(Refusal.LARGE)


def _cells(row: Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row:
        if local(cell.tag) in {"table-cell", "covered-table-cell"}:
            attributes = _attributes(cell)
            times = int(attributes.get("number-columns-repeated", 1))
            cells += [_value(cell, attributes)] * min(times, MOST_COLUMNS - len(cells))
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _reaching(row: Element) -> Iterator[tuple[int, int]]:
    """Give the columns of cells that reach down over other rows, and over how many."""
    place = 0
    for cell in row:
        attributes = _attributes(cell)
        more = int(attributes.get("number-rows-spanned", 1)) - 1
        if more > 0 and place < MOST_COLUMNS:
            yield place, more
        place += int(attributes.get("number-columns-repeated", 1))


def _value(cell: Element, attributes: dict[str, str]) -> Cell:
    kind = attributes.get("value-type", "")
    if kind == "float":
        number = float(attributes["value"])
        exact = attributes["value"]
        return int(exact) if exact.isdigit() else int(number) if number.is_integer() else number
    if kind == "date":
        return date.fromisoformat(attributes["date-value"][:10])
    return "\n".join("".join(part.itertext()) for part in cell if local(part.tag) == "p")


def _attributes(element: Element) -> dict[str, str]:
    return {local(name): value for name, value in element.attrib.items()}
