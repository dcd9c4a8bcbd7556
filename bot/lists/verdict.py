"""What is said of each row of a list, for the column *Hasil* and for counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.lists.cells import text_of
from bot.lists.faults import BLOCKING, ONLY_SAID, TEXTS, Fault
from bot.lists.listed import Fate, NoPerson
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.lists.cells import Sheet
    from bot.lists.listed import Listed, Reading
    from bot.texts import Texts

_FATES: Mapping[Fate, str] = MappingProxyType({
    Fate.USABLE: key("row.usable"),
    Fate.LOOK: key("row.look"),
    Fate.BLOCKED: key("row.blocked"),
})  # fmt: skip
_NO_PERSONS: Mapping[NoPerson, str] = MappingProxyType({
    NoPerson.HEADING: key("row.heading"),
    NoPerson.FAMILY: key("row.family"),
    NoPerson.NOTE: key("row.note"),
    NoPerson.END: key("row.end"),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows there are of each kind; `people` counts nobody twice."""

    rows: int
    people: int
    fates: Mapping[Fate, int]
    faults: Mapping[Fault, int]
    skipped: Mapping[NoPerson, int]


def summary_of(reading: Reading) -> Summary:
    """Count what a reading holds, the most frequent first."""
    faults = Counter(fault for one in reading.people for fault in one.faults)
    fates = Counter(one.fate for one in reading.people)
    return Summary(
        rows=len(reading.people),
        people=sum(one.row == one.first_row for one in reading.people),
        fates={fate: fates[fate] for fate in Fate},
        faults=dict(faults.most_common()),
        skipped=dict(Counter(reading.skipped.values()).most_common()),
    )


def verdicts_of(reading: Reading, texts: Texts) -> dict[int, str]:
    """Return what each row with a person is good for, by its number."""
    return {one.row: verdict(one, texts) for one in reading.people}


def with_verdicts(
    sheet: Sheet, heading: Sequence[int], reading: Reading, said: Mapping[int, str], texts: Texts
) -> Iterator[Sequence[str]]:
    """Give the rows of a sheet as texts, with a last column: what is `said` of each, or why it is no person.

    The column begins in one line for all rows, and carries its name beside the last row of the heading.
    """
    width = max((len(row.cells) for row in sheet.rows), default=0)
    verdicts = dict(said)
    verdicts |= {number: texts.bare(_NO_PERSONS[reason]) for number, reason in reading.skipped.items()}
    verdicts |= {number: texts.bare("row.result") for number in heading[-1:]}
    if not heading:
        yield [*[""] * width, texts.bare("row.result")]
    for row in sheet.rows:
        cells = [text_of(cell) for cell in row.cells]
        yield [*cells, *[""] * (width - len(cells)), verdicts.get(row.number, "")]


def verdict(one: Listed, texts: Texts) -> str:
    """Return what a person's row is good for, with what is wrong: the gravest first."""
    reasons = "; ".join(reasons_of(one, texts))
    said = texts.bare(_FATES[one.fate])
    return f"{said}: {reasons}" if reasons else said


def reasons_of(one: Listed, texts: Texts) -> list[str]:
    """Return what is wrong with a person's row, the gravest first."""
    ordered = sorted(one.faults, key=lambda fault: (fault not in BLOCKING, fault in ONLY_SAID))
    return [_reason(fault, one, texts) for fault in ordered]


def _reason(fault: Fault, one: Listed, texts: Texts) -> str:
    return texts.bare(TEXTS[fault], row=one.first_row) if fault in ONLY_SAID else texts.bare(TEXTS[fault])
