"""Files and people for the tests of lists: all invented, with serials from 9000 on."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bot.lists.workbook import day_of_serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.lists.cells import Cell

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TODAY = date(2026, 12, 1)


def nik_of(serial: int, born: date = date(1980, 8, 17), *, woman: bool = False, district: str = "01") -> str:
    """Return an invented NIK of Kapuas Hulu."""
    return f"6106{district}{born.day + 40 * woman:02}{born:%m%y}{serial:04}"


def card_of(serial: int, issued: date = date(2015, 3, 12)) -> str:
    """Return an invented number of a family card."""
    return f"610601{issued:%d%m%y}{serial:04}"


def csv_of(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    return "\r\n".join(separator.join(row) for row in rows)


def workbook(*sheets: Sequence[Sequence[Cell]], **more: str) -> bytes:
    """Return an .xlsx as Excel makes one: shared strings, numbers, days as numbers with a style."""
    strings: list[str] = []
    parts = {
        "xl/workbook.xml": _book(len(sheets), more.get("hidden", "")),
        "xl/_rels/workbook.xml.rels": _links(len(sheets)),
        "xl/styles.xml": _STYLES,
    }
    for number, rows in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows, strings, more.get("hidden_row", ""))
    items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    return packed(parts | {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>'})


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def opendocument(rows: Sequence[Sequence[Cell]], blank_rows: int = 0) -> bytes:
    """Return an .ods as LibreOffice makes one."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    blank = f'<table:table-row table:number-rows-repeated="{blank_rows}"/>' if blank_rows else ""
    body = "".join(f"<table:table-row>{''.join(map(_odf_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet><table:table table:name="Data">'
        f"{blank}{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="dd\\-mmm\\-yy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'
)


def _book(count: int, hidden: str) -> str:
    sheets = "".join(
        f'<sheet name="Lembar {number}" sheetId="{number}" r:id="rId{number}"'
        f"{' state=' + quoteattr('hidden') if str(number) == hidden else ''}/>"
        for number in range(1, count + 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{sheets}</sheets></workbook>'


def _links(count: int) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{LINKS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, count + 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


def _sheet(rows: Sequence[Sequence[Cell]], strings: list[str], hidden: str) -> str:
    body = ""
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(cell, place, number, strings) for place, cell in enumerate(row) if cell != "")
        state = ' hidden="1"' if str(number) == hidden else ""
        body += f'<row r="{number}"{state}>{cells}</row>' if row else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(cell: Cell, place: int, row: int, strings: list[str]) -> str:
    at = f"{chr(65 + place // 26 - 1) if place > 25 else ''}{chr(65 + place % 26)}{row}"
    if isinstance(cell, str):
        strings.append(cell)
        return f'<c r="{at}" t="s"><v>{len(strings) - 1}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{at}" s="2"><v>{(cell - day_of_serial(0)).days}</v></c>'
    return f'<c r="{at}"><v>{cell}</v></c>'


def _odf_cell(cell: Cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        )
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"/>'
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
