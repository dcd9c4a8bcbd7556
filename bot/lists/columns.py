"""What the columns of a table are, and why: by their headings, else by what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.lists.cells import text_of
from bot.lists.content import field_of, looks_like_names
from bot.lists.words import Field, Match, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.lists.cells import Cell
    from bot.lists.words import Codes, Headings
    from bot.people.divisions import Divisions

    Samples = Sequence[Sequence[Cell]]

_SEVERAL: Final = frozenset(
    {Field.PASSED_OVER, Field.COMMODITY, Field.HECTARES}
)  # may stand in several columns


_BIRTH: Final = frozenset({Field.BIRTH, Field.BIRTH_DATE})
_OF_OTHERS: Final = ("nama", "ayah", "ibu", "penyuluh")  # headings of the names of other people


_MOSTLY: Final = 0.8  # the share of cells; a second line of headings may be among them
_PARTS_OF_A_DAY: Final = tuple(
    frozenset({*map(str, part), *(f"{one:02}" for one in part)})
    for part in (range(1, 32), range(1, 13), range(1900, 2100))
)


class Why(StrEnum):
    """Why a column is taken for what it is."""

    HEADING = Match.SAME.value
    HEADING_ALIKE = Match.ALIKE.value
    CONTENT = "content"
    NOT_KNOWN = "not_known"
    TOLD = "told"  # somebody has said so


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """A column: its place from 0, what stands above it (empty: nothing), what it is and why."""

    place: int
    heading: str
    field: Field | None
    why: Why


def columns_by_heading(titles: Sequence[str], headings: Headings) -> list[Column]:
    """Return the columns as their titles tell them; an empty title tells nothing."""
    return [_by_heading(place, title, headings) for place, title in enumerate(titles)]


def _by_heading(place: int, title: str, headings: Headings) -> Column:
    found = headings.find(title) if title else None
    if found is None:
        return Column(place, title, None, Why.NOT_KNOWN)
    return Column(place, title, found[0], Why(found[1].value))


def told_by_content(
    columns: Sequence[Column], samples: Samples, codes: Codes, divisions: Divisions
) -> list[Column]:
    """Return the columns, those without a known heading told by what stands in them.

    Only what no other column is: and a day below a heading that is not known may be any day.
    """
    taken = {one.field for one in columns}
    found: list[Column] = []
    for column in columns:
        field = None if column.field else field_of(samples[column.place], codes, divisions)
        is_any_day = field in _BIRTH and (not _may_be_birth(column.heading) or not taken.isdisjoint(_BIRTH))
        told = field and field not in taken and not is_any_day
        taken |= {field} if told else set()
        found.append(replace(column, field=field, why=Why.CONTENT) if told else column)
    return found if taken & {Field.NAME, Field.HEAD_NAME} else _with_names(found, samples)


def _with_names(columns: Sequence[Column], samples: Samples) -> list[Column]:
    """Return the columns with one of names, where just one without a heading, or below "Nama …", has them.

    Of several, villages among them, it is the one beside the NIK.
    """
    unknown = [one for one in columns if one.field is None and _may_be_names(one.heading)]
    named = [one for one in unknown if looks_like_names(samples[one.place])]
    beside = [
        one for one in named if any(abs(one.place - place) == 1 for place in _places(Field.NIK, columns))
    ]
    likely = named if len(named) == 1 else beside
    told = replace(likely[0], field=Field.NAME, why=Why.CONTENT) if len(likely) == 1 else None
    return [told if told and told.place == one.place else one for one in columns]


def _places(field: Field, columns: Sequence[Column]) -> list[int]:
    return [one.place for one in columns if one.field is field]


def _may_be_birth(heading: str) -> bool:
    return not heading or "lahir" in folded(heading)


def _may_be_names(heading: str) -> bool:
    return not heading or folded(heading).startswith("nama")


def one_for_each(columns: Sequence[Column], samples: Samples) -> tuple[list[Column], bool]:
    """Return the columns with one for each thing, the first that is filled; and whether there were two."""
    filled = [one for one in columns if one.field and _is_filled(one, samples[one.place])]
    chosen = {one.field: one.place for one in reversed(filled)}
    chosen |= _nik_of_the_person(filled)
    others = {one.place for one in columns if _is_other(one, chosen.get(one.field, one.place))}
    kept = [replace(one, field=Field.PASSED_OVER) if one.place in others else one for one in columns]
    return kept, any(one.place in others for one in filled)


def _is_filled(column: Column, cells: Sequence[Cell]) -> bool:
    """Tell whether something is in a column; below "Peserta" some lists have numbers, and names elsewhere."""
    texts = [text for cell in cells if (text := text_of(cell))]
    numbers = sum(any(map(str.isdecimal, text)) for text in texts)
    return len(texts) > (2 * numbers if column.field is Field.NAME else 0)


def _nik_of_the_person(columns: Sequence[Column]) -> dict[Field | None, int]:
    """Return the NIK that stands beside the name of the person, of several: the others are of other people.

    Lists that begin with a NIK have each before its name, others behind it.
    """
    ours = [one for one in columns if one.field is Field.NIK or _names_somebody(one)]
    niks = [place for place, one in enumerate(ours) if one.field is Field.NIK]
    step = 1 if niks[:1] == [0] else -1
    beside = [place for place in niks if _next_name(ours, place, step) is Field.NAME]
    return {Field.NIK: ours[beside[0]].place} if len(niks) > 1 and beside else {}


def _names_somebody(column: Column) -> bool:
    others = column.field is Field.PASSED_OVER and folded(column.heading).startswith(_OF_OTHERS)
    return others or column.field in {Field.NAME, Field.HEAD_NAME, Field.MOTHER}


def _next_name(columns: Sequence[Column], place: int, step: int) -> Field | None:
    following = columns[place + 1 :] if step > 0 else columns[:place][::-1]
    return next((one.field for one in following if one.field is not Field.NIK), None)


def nik_again(columns: Sequence[Column], samples: Samples, first: Sequence[Column]) -> int | None:
    """Return the column right beside that of the NIK which was headed for one as well, as KTP and NIK are."""
    chosen = _places(Field.NIK, columns)
    headed = [one.place for one in first if one.field is Field.NIK and one.place not in chosen]
    filled = [place for place, cells in enumerate(samples) if any(map(text_of, cells))]
    near = {filled.index(place) + step for place in chosen if place in filled for step in (-1, 1)}
    return next((place for place in headed if place in filled and filled.index(place) in near), None)


def _mostly(cells: Sequence[Cell], part: Collection[str]) -> bool:
    texts = [text for cell in cells if (text := text_of(cell))]
    return sum(text in part for text in texts) > _MOSTLY * max(1, len(texts))


def birth_in_three(columns: Sequence[Column], samples: Samples) -> bool:
    """Tell whether day, month and year of birth stand in three columns, of which the first is headed."""
    start = next(iter(_places(Field.BIRTH_DATE, columns)), len(columns))
    three = zip(samples[start : start + 3], _PARTS_OF_A_DAY, strict=False)
    return [_mostly(cells, part) for cells, part in three] == [True] * 3


def _is_other(column: Column, chosen: int) -> bool:
    return column.field is not None and column.field not in _SEVERAL and column.place != chosen
