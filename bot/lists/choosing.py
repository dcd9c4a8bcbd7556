"""Which sheet of a file is the list, where nobody has said: not a cover, nor one that is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.lists.table import find_table
from bot.lists.words import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.lists.cells import Sheet
    from bot.lists.words import Codes, Headings
    from bot.people.divisions import Divisions

_LOOKED_AT: Final = 500  # rows of a sheet
_OF_PEOPLE: Final = frozenset({Field.NIK, Field.NAME, Field.HEAD_NAME, Field.REGISTRATION, Field.KPJ})


def likeliest(sheets: Sequence[Sheet], headings: Headings, codes: Codes, divisions: Divisions) -> int:
    """Return the place of the first visible sheet with a table of people, else of the first with rows."""
    shown = [place for place, one in enumerate(sheets) if one.rows and not one.is_hidden]

    def has_people(place: int) -> bool:
        sheet = sheets[place]
        table = find_table(replace(sheet, rows=sheet.rows[:_LOOKED_AT]), headings, codes, divisions)
        known = {one.field for one in table.columns} & _OF_PEOPLE
        return bool(table.rows) and (Field.NIK in known or (bool(table.heading) and bool(known)))

    return next(filter(has_people, shown), (shown or [0])[0]) if len(shown) > 1 else (shown or [0])[0]
