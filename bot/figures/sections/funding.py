"""Who pays the contributions of a month, and for how many nobody does: by district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.cover.pricing import MonthState
from bot.cover.totals import Sums
from bot.desk.small_numbers import LEAST
from bot.figures.numbers import NOWHERE, TOTAL, Counted, Kind
from bot.figures.section import Column, Section
from bot.funding.counting import LookMonths, Looks
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look
    from bot.figures.section import Reader

PAID, PROMISED, PART_PAID, OWN, OPEN, ALL, RUPIAH = range(7)  # the columns
_STATES: Final = (
    MonthState.PAID, MonthState.PROMISED, MonthState.PART_PAID, MonthState.OWN, MonthState.OPEN,
)  # fmt: skip


def _count(look: Look) -> Counted:
    found = Looks(look.resources).months(look.tx, LookMonths(look.month, look.month))
    codes = {one.code for one in look.resources.regions.districts}
    by: dict[str, Sums] = {}
    for code, sums in found.by_place.items():
        by.setdefault(code if code in codes else NOWHERE, Sums()).add_all(sums)
    whole = found.by_month.get(look.month, Sums())
    is_many = whole.months.get(MonthState.OPEN, 0) >= LEAST  # a sum would tell how many there are
    lines = look.by_district(
        lambda code: (*_values(by.get(code, Sums())), None),
        (*_values(whole), whole.open if is_many else None),
        by,
    )
    return Counted(lines)


def _values(sums: Sums) -> tuple[int, ...]:
    return (*(sums.months.get(state, 0) for state in _STATES), sums.person_months)


def _tells(read: Reader) -> Sequence[str]:
    if not read.value(TOTAL, ALL):
        return ()
    words = read.words
    said = words.bare(
        "laporan.funding", month=words.month_name, paid=read.of(TOTAL, PAID),
        promised=read.of(TOTAL, PROMISED), own=read.of(TOTAL, OWN), open=read.of(TOTAL, OPEN),
    )  # fmt: skip
    rupiah = read.value(TOTAL, RUPIAH)
    if not rupiah:
        return (said,)
    return (said, words.bare("laporan.funding_sum", sum=words.texts.money(rupiah)))


SECTION: Final = Section(
    "funding",
    key("angka.funding"),
    key("angka.funding_button"),
    key("angka.funding_about"),
    (
        Column(key("angka.paid")),
        Column(key("angka.promised")),
        Column(key("angka.part_paid")),
        Column(key("angka.own")),
        Column(key("angka.nobody")),
        Column(key("angka.all_people")),
        Column(key("angka.nobody_rupiah"), Kind.RUPIAH),
    ),
    _count,
    lambda words, code: words.place(code),
    drawn=(OPEN, PROMISED),
    down=True,
    across=(ALL, (PAID, PROMISED, PART_PAID, OWN, OPEN)),
    tells=_tells,
)
