"""Figures of several branches, summed up for the province: whole numbers in, small ones hidden at the output.

A branch sends sums of its own, never a district and never a person. It says beside which of them it hides
from its readers: a sum of several branches, less what the others publish, would tell such a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from bot.desk.small_numbers import LEAST
from bot.errors import RequestError
from bot.figures.numbers import TOTAL, Counted, Kind, Line
from bot.figures.sections import ALL
from bot.figures.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.figures.section import Section
    from bot.figures.words import Words

_SUMMED = frozenset({Kind.PEOPLE, Kind.THINGS, Kind.RUPIAH})  # the middle of two waits is no sum
Whole = Annotated[int, Meta(ge=0)]
Place = tuple[int, int]  # line, column


class WholeLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A line: whole numbers only; None: not known, or nothing that can be summed."""

    code: str
    values: tuple[Whole | None, ...]
    kind: Kind = Kind.PEOPLE


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """What a branch has counted of one section, and the places that it hides from its readers."""

    lines: tuple[WholeLine, ...]
    hidden: tuple[Place, ...]
    as_of: str = ""


class Branch(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a branch: its regency, office, month (YYYY-MM), the last day that is counted."""

    mark: Literal["internal"]
    regency: str
    office: str
    month: str
    until: str
    parts: dict[str, Part]


class Merged(Struct, frozen=True):
    """What several branches have counted, and the places that are hidden whatever stands there."""

    numbers: Counted
    hidden: frozenset[Place]


def part_of(shown: Shown) -> Part:
    """Return what a branch sends of a section: of a table by district only its last line, the sum."""
    section, lines = shown.section, list(enumerate(shown.numbers.lines))
    sent = [(row, line) for row, line in lines if not section.down or line.code == TOTAL]
    hidden = [
        (at, column)
        for at, (row, line) in enumerate(sent)
        for column in range(len(line.values))
        if shown.is_hidden(row, column)
    ]
    whole = [WholeLine(line.code, _whole(section, line), line.kind) for _, line in sent]
    return Part(tuple(whole), tuple(hidden), shown.numbers.as_of)


def _whole(section: Section, line: Line) -> tuple[int | None, ...]:
    return tuple(
        value if section.kind(line, column) in _SUMMED else None for column, value in enumerate(line.values)
    )


def check(branches: Sequence[Branch]) -> None:
    """Raise RequestError where files cannot be summed: one branch twice, several months, too few."""
    if len(branches) < 2:  # noqa: PLR2004
        raise RequestError("a sum needs the files of two branches or more")
    if len(months := sorted({one.month for one in branches})) > 1:
        raise RequestError(f"the files are of several months: {', '.join(months)}")
    regencies = [one.regency for one in branches]
    if twice := sorted({one for one in regencies if regencies.count(one) > 1}):
        raise RequestError(f"two files are of the same branch: {', '.join(twice)}")


def merged(branches: Sequence[Branch]) -> dict[str, Merged]:
    """Return the sums by the name of the section; of what not all branches have counted there is none."""
    found = {}
    for section in ALL:
        parts = {one.regency: one.parts[section.name] for one in branches if section.name in one.parts}
        if len(parts) == len(branches):
            found[section.name] = _by_branch(section, parts) if section.down else _summed(section, parts)
    return found


def shown_of(found: Mapping[str, Merged], words: Words) -> dict[str, Shown]:
    """Return sums as they may be read."""
    return {
        one.name: Shown(one, found[one.name].numbers, words, hides=found[one.name].hidden)
        for one in ALL
        if one.name in found
    }


def _by_branch(section: Section, parts: Mapping[str, Part]) -> Merged:
    """Return a line for each branch, and the sum."""
    own = {regency: part.lines[0] for regency, part in parts.items() if part.lines}
    kinds = [section.kind(Line(TOTAL, ()), column) for column in range(len(section.columns))]
    lines = [
        Line(
            regency, tuple(None if kind is Kind.RUPIAH else line.values[at] for at, kind in enumerate(kinds))
        )
        for regency, line in own.items()
    ]
    sums: list[int | None] = []
    hidden = {(row, column) for row, part in enumerate(parts.values()) for _, column in part.hidden}
    for column in range(len(kinds)):
        sums.append(_sum(line.values[column] for line in own.values()))
        if _tells([(line.values[column], (row, column) in hidden) for row, line in enumerate(own.values())]):
            hidden.add((len(lines), column))
    return Merged(Counted((*lines, Line(TOTAL, tuple(sums))), _as_of(parts)), frozenset(hidden))


def _summed(section: Section, parts: Mapping[str, Part]) -> Merged:
    """Return each line as the sum of that line of all branches."""
    codes = dict.fromkeys(line.code for part in parts.values() for line in part.lines)
    lines, hidden = [], set()
    for row, code in enumerate(codes):
        line, places = _line(section, code, parts.values())
        lines.append(line)
        hidden |= {(row, column) for column in places}
    return Merged(Counted(tuple(lines), _as_of(parts)), frozenset(hidden))


def _line(section: Section, code: str, parts: Iterable[Part]) -> tuple[Line, set[int]]:
    """Return the sum of a line, and the columns of it that would tell what one branch hides.

    A line that a branch lacks is nobody in a table whose rows are summed (a step that nobody reached), else
    not known.
    """
    nobody = 0 if section.across else None
    values: list[list[tuple[int | None, bool]]] = [[] for _ in section.columns]
    kind = Kind.PEOPLE
    for part in parts:
        at = next((at for at, line in enumerate(part.lines) if line.code == code), None)
        kind = kind if at is None else part.lines[at].kind
        for column, column_values in enumerate(values):
            value = nobody if at is None else part.lines[at].values[column]
            column_values.append((value, at is not None and (at, column) in part.hidden))
    sums = tuple(_sum(value for value, _ in one) for one in values)
    return Line(code, sums, kind), {column for column, one in enumerate(values) if _tells(one)}


def _sum(values: Iterable[int | None]) -> int | None:
    """Return a sum; None where a part of it is not known."""
    found = list(values)
    return None if None in found else sum(one or 0 for one in found)


def _tells(values: Sequence[tuple[int | None, bool]]) -> bool:
    """Tell whether a sum, less what branches publish, tells what one of them hides, or a small number."""
    hidden = [value or 0 for value, is_hidden in values if is_hidden]
    return len(hidden) == 1 or 0 < sum(hidden) < LEAST


def _as_of(parts: Mapping[str, Part]) -> str:
    """Return the day of the oldest list; nothing where a branch has none."""
    return min(part.as_of for part in parts.values())
