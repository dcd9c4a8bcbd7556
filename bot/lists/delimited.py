"""Lists as text: CSV and its kin, in the encodings and with the separators that offices use."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.lists.cells import MOST_COLUMNS, MOST_ROWS, Row, Shared, Sheet, unwrapped
from bot.lists.refusals import ListFileError, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS: Final = ";,\t|"
_SAMPLE: Final = 100  # rows by which the separator is chosen
_BEGINNING: Final = 200  # bytes
_LARGEST: Final = 100_000_000  # bytes
_LONGEST_CELL: Final = 100_000


def sheet_of_text(content: bytes, name: str) -> Sheet:
    """Return the one sheet of a text with separators, named as the file. Raise ListFileError."""
    if len(content) > _LARGEST:
        raise ListFileError(Refusal.LARGE)
    text = _decoded(content)
    separator, text = _announced(text)
    try:
        return Sheet(name, list(_rows(text, separator or _separator(text))))
    except csv.Error as error:
        raise ListFileError(Refusal.DAMAGED) from error


def _decoded(content: bytes) -> str:
    """Return the text: UTF-16 where a mark or zeros say so, else UTF-8, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    even, odd = content[:_BEGINNING:2].count(0), content[1:_BEGINNING:2].count(0)
    if max(even, odd) > len(content[:_BEGINNING]) / 4:  # every other byte, of letters that are not rare
        return content.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace")
    content = content.replace(b"\0", b" ")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _announced(text: str) -> tuple[str, str]:
    """Return the separator that Excel's first line `sep=;` names, and the text below it."""
    first, _, rest = text.partition("\n")
    said = first.strip().removeprefix("sep=")
    return (said, rest) if first.startswith("sep=") and said and said in _SEPARATORS else ("", text)


def _separator(text: str) -> str:
    """Return the separator with the most columns in the most rows: few have a comma, in an address."""
    return max(_SEPARATORS, key=lambda one: _evenness(text, one))


def _evenness(text: str, separator: str) -> float:
    """Return how many columns there are, times the share of rows that have exactly so many."""
    widths = Counter(len(row) for row in islice(_read(text, separator), _SAMPLE) if any(row))
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return width * count / widths.total()


def _rows(text: str, separator: str) -> Iterator[Row]:
    shared = Shared()
    for number, cells in enumerate(_read(text, separator), 1):
        if number > MOST_ROWS:
            raise ListFileError(Refusal.LARGE)
        if any(cells):
            yield Row(number, shared.row([unwrapped(cell) for cell in cells[:MOST_COLUMNS]]))


def _read(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)
