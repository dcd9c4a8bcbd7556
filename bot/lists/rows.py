"""Telling the rows of a table apart: people, and headings, families, notes and totals between them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.lists.cells import text_of
from bot.lists.heading import is_counting
from bot.lists.listed import NoPerson, Reading
from bot.lists.merged import SHARED, filled_down
from bot.lists.person import RowReader
from bot.lists.repeats import with_repeats
from bot.lists.titles import is_title
from bot.lists.values import filled
from bot.lists.words import Field, coded, folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.lists.cells import Cell, Row
    from bot.lists.listed import Listed
    from bot.lists.table import Table
    from bot.lists.words import Codes
    from bot.people.divisions import Divisions

_END: Final = "###"
_FAMILY = re.compile(
    r"\b(?:no(?:mor)?\.?\s*)?(?:kk|kartu keluarga)\b[\s.:=]*(?P<card>\d[\d .]{14,20}\d)", re.IGNORECASE
)
_FAMILY_LABEL = re.compile(r"(?:no(?:mor)?\.?\s*)?(?:kk|kartu keluarga)\b", re.IGNORECASE)
_FAMILY_ADDRESS = re.compile(r"\balamat\s*[:=]\s*(?P<address>.+)$", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:jumlah|jml|total|sub ?total|rekap\w*|catatan|keterangan|ket|nb|mengetahui|menyetujui|sumber|dibuat"
    r"|tanda tangan|kepala (?:desa|dinas|seksi|bidang)|camat|lurah|sekretaris|petugas|dicetak)\b",
    re.IGNORECASE,
)
_NUMBER_DIGITS: Final = 9  # of a registration number
_SIGNED = re.compile(
    r"(?:mengetahui|menyetujui|tanda tangan|kepala (?:desa|dinas|seksi|bidang)|nip|ketua|camat|lurah"
    r"|sekretaris|yang membuat|dibuat)\b",
    re.IGNORECASE,
)
_WITH_DIGITS: Final = frozenset({
    Field.NUMBER, Field.BIRTH_DATE, Field.BIRTH, Field.FAMILY_CARD, Field.PHONE, Field.KPJ, Field.DECILE,
    Field.HECTARES, Field.AGE,
})  # fmt: skip
_LEAST_DIGITS: Final = 6  # of something that was meant as a NIK, beside a name
_MOST_LETTERS: Final = 2  # in it, written for digits
_LIKE_A_NIK: Final = range(14, 18)  # digits
# One of these beside a name makes a person of a row without a NIK; a signature has none.
_BESIDE: Final = (
    Field.NUMBER, Field.BIRTH_DATE, Field.BIRTH, Field.SEX, Field.FAMILY_CARD, Field.PHONE, Field.ADDRESS,
    Field.VILLAGE, Field.OCCUPATION, Field.KPJ, Field.FISHER_NUMBER, Field.GARDEN_NUMBER, Field.DECILE,
    Field.HECTARES, Field.COMMODITY, Field.RELATION, Field.AGE,
)  # fmt: skip


def read_rows(table: Table, today: date, codes: Codes, divisions: Divisions) -> Reading:
    """Return the people in a table, and why other rows are none. `today` settles centuries and ages."""
    walk = _Walk(table, RowReader(table, today, codes, divisions), codes)
    places = {one.place for one in table.columns if one.field in SHARED}
    for row in filled_down(table.rows, table.tall, places):
        walk.take(row)
    return Reading(with_repeats(walk.people), walk.skipped)


class _Walk:
    """Goes down a table; a line that tells a family or a village holds for the rows below it."""

    def __init__(self, table: Table, reader: RowReader, codes: Codes) -> None:
        self._table, self._reader = table, reader
        self._headings = frozenset(filter(None, table.signature))
        self._family: dict[Field, str] = {}
        self._above, self._codes, self._signed = table.above, codes, False
        self.people: list[Listed] = []
        self.skipped: dict[int, NoPerson] = {}

    def take(self, row: Row) -> None:
        """Read a row, or note why it is no person."""
        texts = [text for cell in row.cells if (text := text_of(cell))]
        if not texts:
            return
        if reason := self._no_person(row, texts):
            self.skipped[row.number] = reason
            self._signed = reason is not NoPerson.HEADING and (self._signed or any(map(_SIGNED.match, texts)))
            if reason is NoPerson.NOTE and is_title(row):
                self._above = self._above.after(row)
        else:
            self.people.append(replace(self._reader.read(row, self._family), above=self._above))

    def _no_person(self, row: Row, texts: Sequence[str]) -> NoPerson | None:
        if NoPerson.END in self.skipped.values() or texts[0].startswith(_END):
            return NoPerson.END
        labelled = _FAMILY_LABEL.match(texts[0]) and not self._text(row, Field.NAME)
        if self._names_registration(row) or (self._holds_nik(row) and not labelled):
            return None
        if self._is_family(" ".join(texts)):
            return NoPerson.FAMILY
        if is_counting(row) or self._is_heading(texts):
            return NoPerson.HEADING
        return None if self._is_named(row, texts) else NoPerson.NOTE

    def _holds_nik(self, row: Row) -> bool:
        """Tell whether a NIK, or beside a name what was meant as one, is there; sums and dates are none."""
        name = self._name(row)
        named = any(map(str.isalpha, name)) and not _NOTE.match(name)
        return any(_is_meant(text_of(cell), named=named) for cell in self._reader.nik_cells(row))

    def _names_registration(self, row: Row) -> bool:
        return sum(map(str.isdigit, self._text(row, Field.REGISTRATION))) == _NUMBER_DIGITS

    def _is_family(self, text: str) -> bool:
        card = _FAMILY.search(text)
        if not card:
            return False
        address = _FAMILY_ADDRESS.search(text)
        self._family = {Field.FAMILY_CARD: card["card"].strip()}
        if address:
            self._family[Field.ADDRESS] = address["address"].strip()
        return True

    def _is_heading(self, texts: Sequence[str]) -> bool:
        """Tell whether more than half of the cells are headings of this table."""
        known = sum(folded(text) in self._headings for text in texts)
        return known > 1 and known > len(texts) / 2

    def _is_named(self, row: Row, texts: Sequence[str]) -> bool:
        name = self._name(row)
        nameless = self._reader.places.keys().isdisjoint({Field.NAME, Field.HEAD_NAME})
        if not (name or nameless) or any(_NOTE.match(text) for text in (name, texts[0])):
            return False
        told = [field for field in _BESIDE if self._says(row, field)]
        return len(told) > (1 if self._signed else 0)

    def _says(self, row: Row, field: Field) -> bool:
        """Tell whether a cell says what its column is for: a signature stands below any of them."""
        text = self._text(row, field)
        if field is Field.SEX:
            return coded(text) in self._codes.sex
        return any(map(str.isdecimal, text)) if field in _WITH_DIGITS else bool(text)

    def _name(self, row: Row) -> str:
        return self._text(row, Field.NAME) or self._text(row, Field.HEAD_NAME)

    def _text(self, row: Row, field: Field) -> str:
        place = self._reader.places.get(field)
        cell: Cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        return filled(cell)


def _is_meant(text: str, *, named: bool) -> bool:
    """Tell whether a text is a NIK, or with a name beside it what was meant as one."""
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    if _FAMILY.search(text):
        return False
    return digits in _LIKE_A_NIK or (named and digits >= _LEAST_DIGITS and letters <= _MOST_LETTERS)
