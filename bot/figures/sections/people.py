"""How old what is known of people is: by district."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bot.figures.numbers import NOWHERE, TOTAL, Counted
from bot.figures.section import Column, Section
from bot.residents.counting import CountPeople, Figures, everybody
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look
    from bot.figures.section import Reader

PEOPLE, CONFIRMED, STALE, CONTRADICTED, WITHOUT_NIK = range(5)  # the columns


def _count(look: Look) -> Counted:
    lists, codes = look.resources.lists, {one.code for one in look.resources.regions.districts}
    by: dict[str, Figures] = defaultdict(Figures)
    whole = Figures()
    for one in everybody(look.tx, CountPeople(lists.civil_register, lists.stale_days)):
        whole.add(one.figures)
        by[one.district if one.district in codes else NOWHERE].add(one.figures)
    return Counted(look.by_district(lambda code: _values(by.get(code, Figures())), _values(whole), by))


def _values(figures: Figures) -> tuple[int | None, ...]:
    return tuple(getattr(figures, name) for name in figures.__struct_fields__)


def _leaves_open(read: Reader) -> Sequence[str]:
    words = read.words
    if read.value(TOTAL, PEOPLE) is None:
        return (words.bare("laporan.unknown_data"),)
    return (
        words.bare(
            "laporan.unknown_people",
            people=read.of(TOTAL, PEOPLE),
            stale=read.of(TOTAL, STALE),
            contradicted=read.of(TOTAL, CONTRADICTED),
            days=words.number(words.resources.lists.stale_days),
        ),
    )


SECTION: Final = Section(
    "people",
    key("angka.people"),
    key("angka.people_button"),
    key("angka.people_about"),
    (
        Column(key("angka.known")),
        Column(key("angka.confirmed")),
        Column(key("angka.stale")),
        Column(key("angka.contradicted")),
        Column(key("angka.without_nik")),
    ),
    _count,
    lambda words, code: words.place(code),
    drawn=(PEOPLE, STALE),
    down=True,
    leaves_open=_leaves_open,
)
