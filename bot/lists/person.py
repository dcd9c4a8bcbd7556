"""Reading the row of a person: each cell by what its column holds, and the whole against the NIK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.lists.cells import text_of
from bot.lists.faults import Fault
from bot.lists.listed import Listed
from bot.lists.table import Doubt
from bot.lists.values import (
    FoundNik,
    birth_in,
    family_card_in,
    filled,
    name_in,
    nik_in,
    phone_in,
    place_and_day,
)
from bot.lists.words import Field, coded
from bot.people.dates import age_on
from bot.people.nik import LEGAL_AGE_FOR_CARD, Sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.lists.cells import Cell, Row
    from bot.lists.table import Table
    from bot.lists.words import Codes
    from bot.people.divisions import Divisions
    from bot.people.family_card import FamilyCard
    from bot.people.nik import Nik

_DECILES: Final = range(1, 11)
_READ: Final = frozenset({
    Field.NIK, Field.FAMILY_CARD, Field.NAME, Field.HEAD_NAME, Field.SEX, Field.BIRTH, Field.BIRTH_DATE,
    Field.BIRTH_PLACE, Field.PHONE, Field.OCCUPATION, Field.OCCUPATION_CODE, Field.MARITAL, Field.LIFE,
    Field.DECILE, Field.NUMBER, Field.PASSED_OVER, Field.MALE_MARK, Field.FEMALE_MARK, Field.REMARK,
})  # fmt: skip


_WORD = re.compile(r"[^\W\d_]{3,}")
_LATE = re.compile(
    r"^(?:alm|almh|almarhum|almarhumah)\b|\b(?:alm|almh|almarhum|almarhumah)\.?$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\(([^)]*)\)?")


class _Numbers(NamedTuple):
    nik: Nik | None
    stem: str
    family_card: FamilyCard | None


class RowReader:
    """Reads rows of one table."""

    def __init__(self, table: Table, today: date, codes: Codes, divisions: Divisions) -> None:
        self.places: Mapping[Field, int] = {
            one.field: one.place for one in reversed(table.columns) if one.field is not None
        }
        self._more = [(one.field, one.place) for one in table.columns if one.field and one.field not in _READ]
        self._again, self._in_three = table.nik_again, table.birth_in_three
        self._rounded = Doubt.ROUNDED in table.doubts
        self._today, self._codes, self._divisions = today, codes, divisions

    def read(self, row: Row, family: Mapping[Field, str]) -> Listed:
        """Return the person of a row; `family` is what a line above said of the family."""
        birth_place, day = self._birth(row)
        numbers, born, faults = self._numbers(row, day, family)
        sex, sex_fault = self._sex(row, numbers.nik)
        name, name_fault = self._name(row)
        phone, phone_fault = phone_in(self._cell(row, Field.PHONE))
        faults += [sex_fault, name_fault, phone_fault, *self._life(row, numbers.nik)]
        address = {Field.ADDRESS: family[Field.ADDRESS]} if Field.ADDRESS in family else {}
        return Listed(
            row=row.number,
            nik=numbers.nik,
            nik_stem=numbers.stem,
            family_card=numbers.family_card,
            name=name,
            sex=sex,
            birth_date=born,
            birth_place=birth_place,
            occupation=self._occupation(row),
            phone=phone,
            marital=self._codes.marital.get(coded(self._text(row, Field.MARITAL)), ""),
            decile=self._decile(row),
            more=address | self._others(row),
            faults=tuple(dict.fromkeys(fault for fault in faults if fault)),
            first_row=row.number,
        )

    def _numbers(
        self, row: Row, day: Cell, family: Mapping[Field, str]
    ) -> tuple[_Numbers, date | None, list[Fault | None]]:
        """Return NIK and family card, none taken for the other, the birth date, and what is wrong."""
        written = self._cell(row, Field.FAMILY_CARD) or family.get(Field.FAMILY_CARD, "")
        card, card_fault = family_card_in(written, self._today, self._divisions)
        found = self._found_nik(row)
        born, birth_fault = birth_in(day, found.nik, self._today)
        if self._is_family_card(row, found, card, born):
            card, _ = family_card_in(found.digits, self._today, self._divisions)
            return _Numbers(None, "", card), born, [Fault.FAMILY_CARD_FOR_NIK]
        return _Numbers(found.nik, found.stem, card), born, [card_fault, found.fault, birth_fault]

    def nik_cells(self, row: Row) -> list[Cell]:
        """Return the cell of the NIK, and that of a second column of NIKs where there is one."""
        again = row.cells[self._again] if self._again is not None and self._again < len(row.cells) else ""
        return [self._cell(row, Field.NIK), again]

    def _found_nik(self, row: Row) -> FoundNik:
        """Return the NIK, out of the second column where the first has none; two that differ are nobody's."""
        first, again = (
            nik_in(cell, self._today, self._divisions, rounded=self._rounded) for cell in self.nik_cells(row)
        )
        if first.nik and again.nik and first.nik.value != again.nik.value:
            return FoundNik(fault=Fault.NIK_TWO)
        return again if again.nik and first.fault is Fault.NIK_MISSING else first

    def _cell(self, row: Row, field: Field) -> Cell:
        place = self.places.get(field)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _text(self, row: Row, field: Field) -> str:
        return filled(self._cell(row, field))

    def _others(self, row: Row) -> dict[Field, str]:
        """Return what stands in the other columns; of several for one thing, with commas between.

        That there is a column for decisions is told of empty cells, too.
        """
        found: dict[Field, str] = {field: "" for field, _ in self._more if field is Field.DECISION}
        for field, place in self._more:
            text = filled(row.cells[place]) if place < len(row.cells) else ""
            if text and text not in found.get(field, "").split(", "):
                found[field] = ", ".join(filter(None, (found.get(field, ""), text)))
        return found

    # -- against the NIK

    def _is_family_card(self, row: Row, found: FoundNik, card: FamilyCard | None, born: date | None) -> bool:
        """Tell whether the number of the family stands where the NIK should.

        It is that of the row's family; or it has the shape of one, and would make of whoever it is a child, a
        man of a woman, or somebody born on wholly another day.
        """
        nik = found.nik
        if nik is None or (card and card.value == nik.value):
            return nik is not None
        child = age_on(nik.birth_date, self._today) < LEGAL_AGE_FOR_CARD
        turned = nik.sex is Sex.MALE and self._written_sex(row) == Sex.FEMALE
        if born is None:
            strange = child or turned
        else:
            grown = age_on(born, self._today) >= LEGAL_AGE_FOR_CARD
            strange = (child and grown) or _all_differs(born, nik.birth_date)
        return strange and family_card_in(found.digits, self._today, self._divisions)[0] is not None

    def _written_sex(self, row: Row) -> str | None:
        """Return M or F; an empty text where nothing is written, None where it cannot be read."""
        text = self._text(row, Field.SEX)
        if text:
            return self._codes.sex.get(coded(text))
        ticks = [self._text(row, field) for field in (Field.MALE_MARK, Field.FEMALE_MARK)]
        return {(True, False): "M", (False, True): "F"}.get((bool(ticks[0]), bool(ticks[1])), "")

    def _sex(self, row: Row, nik: Nik | None) -> tuple[Sex | None, Fault | None]:
        meant = self._written_sex(row)
        if not meant:
            return None, None if meant == "" else Fault.SEX_UNREAD
        sex = Sex(meant)
        return sex, Fault.SEX_DIFFERS if nik and nik.sex is not sex else None

    def _life(self, row: Row, nik: Nik | None) -> Iterator[Fault]:
        """Give what speaks against insuring the person: dead, moved, a child."""
        life = self._codes.life.get(coded(self._text(row, Field.LIFE))) or self._told_of_life(row)
        if life in {"dead", "missing"}:
            yield Fault.DEAD
        if life == "moved":
            yield Fault.MOVED
        if nik and age_on(nik.birth_date, self._today) < LEGAL_AGE_FOR_CARD:
            yield Fault.UNDER_17

    def _told_of_life(self, row: Row) -> str | None:
        """Return whether a remark, or what stands beside the name, says that the person is dead or moved."""
        name = self._text(row, Field.NAME)
        told = " ".join([self._text(row, Field.REMARK), *_BRACKETS.findall(name), *_LATE.findall(name)])
        meant = [self._codes.life.get(word) for word in _WORD.findall(told.lower())]
        return next((one for one in meant if one in {"dead", "moved"}), None)

    # -- the other cells

    def _birth(self, row: Row) -> tuple[str, Cell]:
        """Return place and day of birth, out of two cells or one."""
        if Field.BIRTH not in self.places:
            return self._text(row, Field.BIRTH_PLACE), self._birth_date(row)
        place, day = place_and_day(self._cell(row, Field.BIRTH))
        return place or self._text(row, Field.BIRTH_PLACE), day or self._cell(row, Field.BIRTH_DATE)

    def _birth_date(self, row: Row) -> Cell:
        start = self.places.get(Field.BIRTH_DATE)
        if start is None or not self._in_three:
            return self._cell(row, Field.BIRTH_DATE)
        return "-".join(text for cell in row.cells[start : start + 3] if (text := text_of(cell)))

    def _name(self, row: Row) -> tuple[str, Fault | None]:
        if Field.NAME not in self.places and Field.HEAD_NAME in self.places:
            return "", Fault.HEAD_ONLY
        return name_in(self._cell(row, Field.NAME))

    def _occupation(self, row: Row) -> str:
        """Return the occupation in words; a code that is not known says nothing."""
        text = self._text(row, Field.OCCUPATION) or self._text(row, Field.OCCUPATION_CODE)
        told = self._codes.occupation.get(text, "") if text.isdigit() else text
        return told or self._text(row, Field.OCCUPATION_TOLD)

    def _decile(self, row: Row) -> int | None:
        figures = "".join(filter(str.isdecimal, self._text(row, Field.DECILE)))
        return int(figures) if figures and len(figures) < 3 and int(figures) in _DECILES else None  # noqa: PLR2004


def _all_differs(one: date, other: date) -> bool:
    return one.day != other.day and one.month != other.month and one.year != other.year
