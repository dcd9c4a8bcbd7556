"""The cells of a row: computed once, when its list is made, and kept as they were."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.exports.columns import Subject, written
from bot.registration.form import enrolment
from bot.registration.store import Registrations
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.exports.layouts import Layout
    from bot.resources import Resources
    from bot.store.transaction import Transaction

_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# Some spreadsheets take the wide form of a sign for the sign (OWASP, CSV injection).
_WIDE: Final = ("＝", "＋", "－", "＠")


class Cells:
    """Says of registrations what a layout asks for."""

    def __init__(self, resources: Resources, layout: Layout, today: date) -> None:
        self._resources, self._layout, self._today = resources, layout, today
        self._form = enrolment(resources)

    def of(self, tx: Transaction, row: int, registration_id: str) -> list[str] | None:
        """Return the cells of a registration; None where it is erased."""
        registrations = Registrations(tx)
        registration = registrations.get(registration_id)
        if registration is None:
            return None
        answers = registrations.answers(registration_id)
        one = Subject(row, registration, answers, registrations, self._resources, self._form, self._today)
        return [
            plain_cell(written(column.holds, column.write, one) if column.holds else column.constant)
            for column in self._layout.columns
        ]


def plain_cell(text: str) -> str:
    """Return a cell with the digits that everybody reads; a sign that might begin a formula is disarmed."""
    text = _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)
    return f"'{text}" if text.startswith(_WIDE) else text


def erased_cells(resources: Resources, layout: Layout) -> Sequence[str]:
    """Return the cells of a row whose registration was erased: blank, and that is said."""
    word = resources.catalogues[DEFAULT_LANGUAGE].bare("export.erased_row")
    return [word, *[""] * (len(layout.columns) - 1)]
