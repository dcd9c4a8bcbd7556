"""How many are protected, against how many could be: by district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.figures.numbers import NOWHERE, Counted, Kind
from bot.figures.section import Column, Section
from bot.terms.stages import OVER, Stage
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look
    from bot.figures.section import Reader

ACTIVE, BEFORE, UNDER_WAY, LISTED, POTENTIAL = range(5)  # the columns
_NOT_UNDER_WAY: Final = frozenset({Stage.DRAFT, Stage.ACTIVE, Stage.LAPSED, *OVER})


def _count(look: Look) -> Counted:
    now, before = (look.store.stages_before(span.end) for span in look.spans)
    as_of = look.store.newest_list()
    listed = _named(look.store.listed(), look) if as_of else None
    potential = look.resources.potential
    under_way = {stage for stage in Stage if stage not in _NOT_UNDER_WAY}
    columns = [
        _sums(now, {Stage.ACTIVE}, look),
        _sums(before, {Stage.ACTIVE}, look),
        _sums(now, under_way, look),
        listed,
        (potential.districts or None) if potential else None,
    ]
    found = {code: 0 for column in columns if column for code, count in column.items() if count}
    wholes = [None if one is None else sum(one.values()) for one in columns[:POTENTIAL]]
    lines = look.by_district(
        lambda code: tuple(None if one is None else one.get(code, 0) for one in columns),
        (*wholes, potential.workers if potential else None),
        found,
    )
    return Counted(lines, as_of.isoformat() if as_of else "")


def _sums(counts: dict[tuple[str, Stage], int], stages: set[Stage], look: Look) -> dict[str, int]:
    by_district: dict[str, int] = {}
    for (district, stage), count in counts.items():
        if stage in stages:
            by_district[district] = by_district.get(district, 0) + count
    return _named(by_district, look)


def _named(by_district: dict[str, int], look: Look) -> dict[str, int]:
    """Return the counts with one name for whatever is none of the districts here."""
    codes = {one.code for one in look.resources.regions.districts}
    here = {code: count for code, count in by_district.items() if code in codes}
    elsewhere = sum(by_district.values()) - sum(here.values())
    return here | ({NOWHERE: elsewhere} if elsewhere else {})


def _leaves_open(read: Reader) -> Sequence[str]:
    words, potential, as_of = read.words, read.words.resources.potential, read.numbers.as_of
    day = potential and words.texts.date(potential.as_of)
    return (
        *([words.bare("laporan.unknown_potential", day=day)] if potential else []),
        *([] if potential and potential.districts else [words.bare("laporan.unknown_districts")]),
        words.bare("laporan.unknown_list", day=words.day(as_of))
        if as_of
        else words.bare("laporan.unknown_others"),
    )


SECTION: Final = Section(
    "coverage",
    key("angka.coverage"),
    key("angka.coverage_button"),
    key("angka.coverage_about"),
    (
        Column(key("angka.active")),
        Column(key("angka.active_before")),
        Column(key("angka.under_way")),
        Column(key("angka.listed")),
        Column(key("angka.potential"), Kind.THINGS),
    ),
    _count,
    lambda words, code: words.place(code),
    drawn=(LISTED, ACTIVE, UNDER_WAY),
    down=True,
    gauge=POTENTIAL,
    leaves_open=_leaves_open,
)
