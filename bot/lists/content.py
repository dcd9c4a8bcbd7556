"""What a column holds, by what stands in it: for columns without a heading that is known."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.lists.cells import text_of
from bot.lists.words import Field, coded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.lists.cells import Cell
    from bot.lists.words import Codes
    from bot.people.divisions import Divisions

_MOST_OF: Final = 0.8  # the share of cells that must be so
_FEW: Final = 3  # cells, fewer of which prove nothing
_SAMPLE: Final = 200
_DAYS: Final = frozenset({*range(1, 32), *range(41, 72)})
_MONTHS: Final = range(1, 13)
_WOMEN: Final = range(41, 72)  # days of birth in a NIK, never days of issue of a family card
_CARDS_SINCE: Final = 90  # year of the century, as bot.people.family_card has it
_WHOLE: Final = 16
_MANY: Final = 6  # numbers; by chance so many end in 0 once in a million lists
_NEARLY_ALL: Final = 0.9
_SIXTEEN = re.compile(r"\d{16}")
_SEPARATED = re.compile(r"[\s.\-']")
_DAY = re.compile(
    r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.]\d{1,2}(?:\s.*)?|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d\d)"
    r"|\d{1,2}[-/. ][A-Za-z]{3,10}[-/. ](?:\d{4}|\d\d)|[0-3]\d[01]\d(?:19|20)\d\d"
)
_PLACE_AND_DAY = re.compile(r"[^\W\d_][^\d]*?[\s,/;.-]+(?P<day>\d.*)")
_PHONE = re.compile(r"(?:\+?62|0)?8[1-35-9]\d{7,10}")
_NAME = re.compile(r"[^\W\d_][^\W\d_.,' \-]*(?:[ .,'\-]+[^\W\d_]+)+\.?")


def field_of(cells: Sequence[Cell], codes: Codes, divisions: Divisions) -> Field | None:
    """Return what the cells of a column look like, or None. Names are never told by their look alone."""
    filled = [cell for cell in cells if text_of(cell)][:_SAMPLE]
    if len(filled) < _FEW:
        return None
    if _most(filled, lambda cell: sixteen_in(cell, divisions) is not None):
        return _person_or_family([found for cell in filled if (found := sixteen_in(cell, divisions))])
    if _most(filled, _is_day):
        return Field.BIRTH_DATE
    if _most(filled, _is_place_and_day):
        return Field.BIRTH
    if _most(filled, lambda cell: bool(_PHONE.fullmatch(_SEPARATED.sub("", text_of(cell))))):
        return Field.PHONE
    return Field.SEX if _is_sex(filled, codes) else None


def looks_like_names(cells: Sequence[Cell]) -> bool:
    """Tell whether most cells are two or more words that differ from row to row."""
    texts = [text for cell in cells if (text := text_of(cell))][:_SAMPLE]
    differ = len(set(texts)) > _MOST_OF * len(texts)
    return len(texts) >= _FEW and differ and sum(map(bool, map(_NAME.fullmatch, texts))) > len(texts) / 2


def ends_in_zero(cells: Sequence[Cell]) -> bool:
    """Tell whether so many numbers of sixteen digits end in 0 that a spreadsheet must have done it."""
    numbers = [digits for cell in cells if len(digits := _SEPARATED.sub("", text_of(cell))) == _WHOLE]
    return len(numbers) >= _MANY and sum(one.endswith("0") for one in numbers) > _NEARLY_ALL * len(numbers)


def sixteen_in(cell: Cell, divisions: Divisions) -> str | None:
    """Return the sixteen digits in a cell that are made as those of a person or a family, or None.

    Other numbers of sixteen digits may begin with a regency, but hold no day.
    """
    digits = _SEPARATED.sub("", text_of(cell))
    dated = _SIXTEEN.fullmatch(digits) and int(digits[6:8]) in _DAYS and int(digits[8:10]) in _MONTHS
    known = dated and divisions.regency(f"{digits[:2]}.{digits[2:4]}")
    return digits if known else None


def _person_or_family(numbers: Sequence[str]) -> Field:
    """Tell numbers of people from those of families: by the days of women, years of issue, and repetition."""
    women = sum(int(one[6:8]) in _WOMEN for one in numbers)
    early = sum(30 <= int(one[10:12]) < _CARDS_SINCE for one in numbers)  # noqa: PLR2004 - born 1930 to 1989
    return Field.NIK if women or early > len(numbers) / 4 else Field.FAMILY_CARD


def _is_sex(filled: Sequence[Cell], codes: Codes) -> bool:
    """Tell whether both values of a column of sex are there, and nothing else: a 1 alone may be anything."""
    meant = [codes.sex.get(coded(text_of(cell))) for cell in filled]
    figures = all(text_of(cell).isdigit() for cell in filled)
    return {"M", "F"} <= set(meant) and None not in meant and not (figures and len(filled) < 2 * _FEW)


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or bool(_DAY.fullmatch(text_of(cell)))


def _is_place_and_day(cell: Cell) -> bool:
    found = _PLACE_AND_DAY.fullmatch(text_of(cell))
    return found is not None and bool(_DAY.fullmatch(found["day"]))


def _most(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> bool:
    return sum(map(holds, cells)) >= _MOST_OF * len(cells)
