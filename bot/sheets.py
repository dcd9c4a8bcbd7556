"""Cells of files that are opened in a spreadsheet, and the cells of a workbook that somebody sent."""

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection
_FIGURES = re.compile(r"[0-9+./: -]*[0-9][0-9+./: -]*")
_STAYS = re.compile(r"0|[1-9][0-9]{0,10}|[0-9]{4}-[0-9]{2}-[0-9]{2}")  # an amount, a day


def disarmed(cell: str) -> str:
    """Return a cell that no spreadsheet runs; a phone number in E.164 is harmless and stays as it is."""
    harmless = cell.startswith("+") and cell[1:].isdigit()
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) and not harmless else cell


def for_excel(cell: str) -> str:
    """Return a disarmed cell that Excel does not change when a CSV is opened by a double click.

    Excel cuts a NIK to fifteen digits, takes the + from a phone number, and makes a time of 61.06.10. Quotes
    do not keep it from that, and an apostrophe shows; only ="…" does. That is a formula, so nothing may stand
    in it but figures and the signs between them: no letter, and no quote that would end the text.
    """
    if _FIGURES.fullmatch(cell) and not _STAYS.fullmatch(cell):
        return f'="{cell}"'
    return disarmed(cell)


# -- workbooks: ECMA-376, SpreadsheetML

_LARGEST_PART = 20_000_000  # bytes of a part once it is unpacked
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRINGS, _SHEET = "xl/sharedStrings.xml", re.compile(r"xl/worksheets/[^/]+\.xml")
_UNREADABLE = (
    zipfile.BadZipFile,
    ET.ParseError,
    KeyError,
    ValueError,
    IndexError,
    NotImplementedError,
    EOFError,
)


class WorkbookError(ValueError):
    """A file is no workbook, or one that is not read: too large, or protected by a password."""


def rows_of_workbook(content: bytes, most: int) -> list[list[str]]:
    """Return the cells of the first sheet as text, up to `most` rows and one. Raise WorkbookError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = file.namelist()
            shared = _strings(_part(file, _STRINGS)) if _STRINGS in names else []
            sheet = _part(file, min(name for name in names if _SHEET.fullmatch(name)))
            return list(_rows(sheet, shared, most))
    except _UNREADABLE as error:
        raise WorkbookError("no workbook that can be read") from error


def _part(file: zipfile.ZipFile, name: str) -> ET.Element:
    if file.getinfo(name).file_size > _LARGEST_PART:
        raise WorkbookError("a part of it is too large")
    text = file.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:  # entities may grow without end; no workbook has any
        raise WorkbookError("it declares entities")
    return ET.fromstring(text)  # noqa: S314 - what makes it dangerous was refused above


def _strings(root: ET.Element) -> list[str]:
    return ["".join(part.text or "" for part in one.iter(f"{_MAIN}t")) for one in root.iter(f"{_MAIN}si")]


def _rows(sheet: ET.Element, shared: list[str], most: int) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter(f"{_MAIN}row")):
        if number > most:
            return
        yield [_cell(one, shared) for one in row.iter(f"{_MAIN}c")]


def _cell(cell: ET.Element, shared: list[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v", "")
    if kind == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
    if kind == "s":
        return shared[int(value)]
    return _figures(value) if kind == "n" and value else value


def _figures(value: str) -> str:
    """Return a number as its figures: workbooks keep 878865305 as 8.78865305E8, too."""
    try:
        number = Decimal(value)
        return str(int(number)) if number == number.to_integral_value() else value
    except InvalidOperation:
        return value
