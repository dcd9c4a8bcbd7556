"""Files by name: candidates for a decree, and whose cover ends in a village."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Final

import xlsxwriter
from msgspec import Struct

from bot.dialogue.errand import Errand
from bot.dialogue.screen import Document, Screen
from bot.funding.choosing import FOR, Candidate, Ground, Group
from bot.funding.counting import Looks, ends_in, goes_on_after
from bot.funding.reading import CoverReading
from bot.funding.words import GROUNDS, GROUPS
from bot.months import first_day
from bot.register.comparing import Known
from bot.residents.words import Values, masked_name, masked_nik
from bot.terms.roles import Right
from bot.texts import DEFAULT_LANGUAGE, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

    from bot.residents.person import Person
    from bot.resources import Resources
    from bot.store.transaction import Transaction
    from bot.turns.turn import Turn

_STAYS: Final = 24 * 60 * 60  # seconds until a file leaves the chat
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the same rows give the same bytes
_WIDTHS: Final = (6, 20, 28, 13, 20, 20, 18, 7, 24, 40, 40, 24, 13, 12)
_DECISION: Final = 13  # the column in which the decree is written


class CandidateFile(Errand, frozen=True, tag="pr_file"):
    """Name the candidates of a programme in a file."""

    number: int
    chat_id: int


class VillageFile(Errand, frozen=True, tag="pr_village"):
    """Name those of a village whose cover ends with a month."""

    village: str
    month: int


class Made(Struct, frozen=True):
    """A file, and how many people stand in it."""

    content: bytes
    people: int

    def __repr__(self) -> str:
        return f"Made(people={self.people})"


class Files:
    """Makes them, in looks beside the turns."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._texts = resources.catalogues[DEFAULT_LANGUAGE]  # what leaves the office is Indonesian
        self._values = Values(self._texts, resources.regions, whole=True)

    # -- candidates

    def candidates(self, tx: Transaction, errand: CandidateFile) -> Made | None:
        """Return the workbook for the decree; None where there is no such programme."""
        choosing = Looks(self._resources).choosing(tx, errand.number)
        if choosing is None:
            return None
        found = choosing.candidates(CoverReading(tx, self._resources).everybody())
        chosen = [one for one in found if one.group is not Group.OUT][: self._resources.funding.file_people]
        left = [one for one in found if one.group is Group.OUT][: self._resources.funding.file_people]
        return Made(self._workbook(chosen, left), len(chosen))

    def _workbook(self, chosen: Sequence[Candidate], left: Sequence[Candidate]) -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True, "constant_memory": True}) as book:
            book.set_properties({"created": _MADE})
            text = book.add_format({"num_format": "@"})
            bold = book.add_format({"bold": True, "text_wrap": True, "num_format": "@"})
            for name, rows in ((key("candidates.sheet"), chosen), (key("candidates.sheet_out"), left)):
                sheet = book.add_worksheet(self._texts.bare(name))
                for column, width in enumerate(_WIDTHS):
                    sheet.set_column(column, column, width, text)
                _write(sheet, 0, [self._texts.bare(one) for one in _HEADINGS], bold)
                sheet.freeze_panes(1, 0)
                for number, one in enumerate(rows, 1):
                    _write(sheet, number, self._cells(number, one), text)
                yes_no = [self._texts.bare(key("candidates.yes")), self._texts.bare(key("candidates.no"))]
                sheet.data_validation(
                    1, _DECISION, max(1, len(rows)), _DECISION, {"validate": "list", "source": yes_no}
                )
        return file.getvalue()

    def _cells(self, number: int, one: Candidate) -> Iterator[str]:
        person = one.somebody.person
        if person is None:
            return
        yield str(number)
        for known in (Known.NIK, Known.NAME, Known.BORN):
            yield self._said(person, known)
        yield self._place(one.somebody.district)
        yield self._place(one.somebody.village).split(",")[0]
        yield "; ".join(dict.fromkeys(self._works(person)))
        yield str(one.decile or "")
        yield self._texts.bare(GROUPS[one.group])
        yield "; ".join(self._grounds(ground for ground in one.grounds if ground in FOR))
        yield "; ".join(self._grounds(ground for ground in one.grounds if ground not in FOR))
        yield ", ".join(
            dict.fromkeys(said.agency or self._texts.bare("said.registration") for said in person.live)
        )
        yield one.newest.isoformat()
        yield ""

    def _grounds(self, grounds: Iterable[Ground]) -> Iterator[str]:
        return (self._texts.bare(GROUNDS[one]) for one in grounds)

    @staticmethod
    def _said(person: Person, known: Known) -> str:
        held = person.held(known)
        return str(getattr(held.said.statement.content, known) or "") if held else ""

    def _shown(self, person: Person, known: Known) -> str:
        held = person.held(known)
        return self._values.shown(known, held.said) if held else ""

    def _works(self, person: Person) -> Iterator[str]:
        """Yield what everybody says of somebody's work: some money is for some work only."""
        shown = self._shown(person, Known.OCCUPATION)
        yield from filter(None, [shown])
        for one in person.live:
            own = one.statement.content.occupation
            if own.casefold() not in shown.casefold():
                yield own

    def _place(self, code: str) -> str:
        return self._values.place(code) if code else ""

    # -- whose cover ends

    def village(self, tx: Transaction, errand: VillageFile) -> Made:
        """Return the list for a village's head: whose cover ends, masked, those first whom no bot tells."""
        people = [
            one
            for one in CoverReading(tx, self._resources).everybody()
            if one.village == errand.village
            and ends_in(one, errand.month)
            and not goes_on_after(one, errand.month)
        ]
        named = sorted(
            (bool(one.person and one.person.registration_id), _name(one.person), _nik(one.person))
            for one in people
        )
        rows = [
            [str(number), masked_name(name) if name else "–", masked_nik(nik) if nik else "–",
             self._texts.bare(key("ends.told_by_bot")) if reached else ""]
            for number, (reached, name, nik) in enumerate(named, 1)
        ]  # fmt: skip
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            book.set_properties({"created": _MADE})
            text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
            sheet = book.add_worksheet(self._texts.bare(key("ends.sheet")))
            for column, width in enumerate((6, 28, 14, 30)):
                sheet.set_column(column, column, width, text)
            _write(sheet, 0, [self._texts.bare(one) for one in _ENDS_HEADINGS], bold)
            for number, row in enumerate(rows, 1):
                _write(sheet, number, row, text)
        return Made(file.getvalue(), len(rows))

    # -- shown

    @staticmethod
    def send_candidates(turn: Turn, errand: CandidateFile, made: Made | None) -> None:
        """Send the file, if whoever asked may still have it."""
        if made is None or not turn.may(Right.SEE_UNMASKED):
            turn.show(turn.texts("programme.not_counted"))
            return
        name = turn.texts.bare("candidates.file_name", number=errand.number)
        text = turn.texts.counted("candidates.file_caption", count=made.people)
        turn.acts.append(Screen(text, document=Document(name, made.content), vanishes_after=_STAYS))

    @staticmethod
    def send_village(turn: Turn, errand: VillageFile, made: Made | None) -> None:
        """Send the file, if whoever asked may still have it."""
        if made is None or not turn.may(Right.VILLAGE_SHEETS):
            turn.show(turn.texts("programme.not_counted"))
            return
        village = Values.of(turn).place(errand.village)
        name = turn.texts.bare("ends.file_name", village=village)
        month = turn.texts.month(first_day(errand.month))
        text = turn.texts.counted("ends.file_caption", count=made.people, village=village, month=month)
        turn.acts.append(Screen(text, document=Document(name, made.content), vanishes_after=_STAYS))


def _write(sheet: Worksheet, row: int, cells: Iterable[str], style: object) -> None:
    """Write texts: none of them is taken for a formula, or loses a digit."""
    for column, cell in enumerate(cells):
        sheet.write_string(row, column, cell, style)


def _name(person: Person | None) -> str:
    held = person.held(Known.NAME) if person else None
    return held.said.statement.content.name if held else ""


def _nik(person: Person | None) -> str:
    held = person.held(Known.NIK) if person else None
    return held.said.statement.content.nik if held else ""


_HEADINGS: Final = (
    key("candidates.h_number"), key("candidates.h_nik"), key("candidates.h_name"), key("candidates.h_born"),
    key("candidates.h_district"), key("candidates.h_village"), key("candidates.h_work"),
    key("candidates.h_decile"), key("candidates.h_group"), key("candidates.h_for"),
    key("candidates.h_against"), key("candidates.h_source"), key("candidates.h_day"),
    key("candidates.h_decision"),
)  # fmt: skip
_ENDS_HEADINGS: Final = (
    key("candidates.h_number"), key("candidates.h_name"), key("candidates.h_nik"), key("ends.h_told"),
)  # fmt: skip
