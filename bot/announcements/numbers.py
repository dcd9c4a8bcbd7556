"""Registration numbers out of what was typed, or out of a file: a line each. Pure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.lists.cells import text_of
from bot.lists.opening import open_list
from bot.lists.refusals import ListFileError
from bot.people.registration_number import NumberError, RegistrationNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_LINES = 5000
_WORKBOOK = b"PK"  # how a file of Excel begins
_NUMBER = re.compile(r"(?<!\d)\d{3}[\s.\-]?\d{3}[\s.\-]?\d{3}(?!\d)")
_MARKS_OF_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableFileError(ValueError):
    """A file is neither a text nor a workbook, or holds too many lines."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers with the line in which each stands, and the lines whose digits are no such number."""

    found: Sequence[tuple[int, str]]
    wrong: Sequence[int]


def read_numbers(text: str) -> Numbers:
    """Return the registration numbers of a text. A line without digits, such as a heading, is passed over."""
    return _read(enumerate(text.splitlines(), 1))


def read_number_file(content: bytes) -> Numbers:
    """Return the registration numbers of a text file, a CSV or a workbook. Raise UnreadableFileError."""
    if content.startswith(_WORKBOOK):
        try:
            rows = open_list(content, "")[0].rows
        except ListFileError as error:
            raise UnreadableFileError("no workbook") from error
        return _read((row.number, " ".join(map(text_of, row.cells))) for row in rows)
    return _read(enumerate(_decoded(content).splitlines(), 1))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith(_MARKS_OF_UTF_16) else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFileError("no text")


def _read(lines: Iterable[tuple[int, str]]) -> Numbers:
    found: list[tuple[int, str]] = []
    wrong: list[int] = []
    for number, line in lines:
        if number > MOST_LINES:
            raise UnreadableFileError("too many lines")
        values = [re.sub(r"\D", "", one) for one in _NUMBER.findall(line)]
        good = [one for one in values if _is_number(one)]
        found += [(number, one) for one in good]
        if len(good) < len(values) or (not values and any(map(str.isdigit, line))):
            wrong.append(number)
    return Numbers(found, wrong)


def _is_number(digits: str) -> bool:
    try:
        RegistrationNumber(digits)
    except NumberError:
        return False
    return True
