"""Opening a file that somebody sent: what it is, by its first bytes and not by its name, and its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.lists.delimited import sheet_of_text
from bot.lists.old_workbook import sheets_of_old_workbook
from bot.lists.opendocument import MIME_TYPE, sheets_of_opendocument
from bot.lists.parts import Parts
from bot.lists.refusals import ListFileError, Refusal
from bot.lists.workbook import sheets_of_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.lists.cells import Sheet

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB: .xls, and workbooks with a password
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_PAGES: Final = (b"<!doctype", b"<html", b"<table", b"<?xml")
_TEXTS: Final = (".csv", ".tsv", ".txt", ".tab")
_BINARY_WORKBOOK: Final = "xl/workbook.bin"
_WORKBOOK: Final = "xl/workbook.xml"
_MACROS: Final = "vbaproject.bin"


def open_list(content: bytes, name: str) -> Sequence[Sheet]:
    """Return the sheets of a file: xlsx, xls, xlsb, ods, or text with separators. Raise ListFileError.

    The name decides only where the bytes say nothing: whether a text is meant as a table.
    """
    if not content.strip():
        raise ListFileError(Refusal.EMPTY)
    if content.startswith(_ZIP):
        sheets = _sheets_of_zip(content)
    elif content.startswith(_OLE) and _ENCRYPTED not in content:
        sheets = sheets_of_old_workbook(content)
    elif refusal := _strange(content, name):
        raise ListFileError(refusal)
    else:
        sheets = [sheet_of_text(content, name)]
    if not any(sheet.rows for sheet in sheets):
        raise ListFileError(Refusal.EMPTY)
    return sheets


def _strange(content: bytes, name: str) -> Refusal | None:
    """Return why a file that is no archive is no list, or None."""
    if content.startswith(_OLE):
        return Refusal.LOCKED
    if content.startswith(_PICTURES):
        return Refusal.PICTURE
    if content.startswith(b"%PDF"):
        return Refusal.PDF
    if content[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGES):
        return Refusal.PAGE
    return None if name.lower().endswith(_TEXTS) or b"\0" not in _even(content) else Refusal.UNKNOWN


def _even(content: bytes) -> bytes:
    """Return the beginning, without the zeros that UTF-16 is full of."""
    head = content[:4000]
    return b"" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _sheets_of_zip(content: bytes) -> Sequence[Sheet]:
    with Parts.opened(content) as parts:
        names = {name.lower() for name in parts.names}
        if any(name.endswith(_MACROS) for name in names):
            raise ListFileError(Refusal.MACROS)
        if _WORKBOOK in parts.names:
            return sheets_of_workbook(parts)
        if _BINARY_WORKBOOK in names:
            return sheets_of_old_workbook(content)
        if "mimetype" in names and parts.read("mimetype").strip() == MIME_TYPE:
            return sheets_of_opendocument(parts)
    raise ListFileError(Refusal.UNKNOWN)
