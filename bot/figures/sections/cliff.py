"""Whose cover ends in the months to come, and how many another programme takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.figures.numbers import Counted, Line
from bot.figures.section import Column, Section
from bot.funding.counting import LookEnds, Looks
from bot.months import first_day, month_in, month_of, written
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look
    from bot.figures.section import Reader

FALLS, TAKEN_OVER = range(2)  # the columns
_AHEAD: Final = 12  # months


def _count(look: Look) -> Counted:
    first = month_of(office_day(look.tx.clock.now()))
    months = range(first, first + _AHEAD)
    found = Looks(look.resources).ends(look.tx, LookEnds(months[0], months[-1]))
    return Counted(
        tuple(
            Line(
                written(month),
                (sum(found.falls.get(month, {}).values()), found.taken_over.get(month, 0)),
            )
            for month in months
        )
    )


def _tells(read: Reader) -> Sequence[str]:
    """Tell of the month in which most fall."""
    falls = [(read.value(line.code) or 0, line.code) for line in read.numbers.lines]
    most, code = max(falls, key=lambda one: one[0], default=(0, ""))
    if not most:
        return ()
    month = read.words.texts.month(first_day(month_in(code)))
    return (read.words.bare("laporan.cliff", month=month, falls=read.of(code, FALLS)),)


SECTION: Final = Section(
    "cliff",
    key("angka.cliff"),
    key("angka.cliff_button"),
    key("angka.cliff_about"),
    (Column(key("angka.falls")), Column(key("angka.taken_over"))),
    _count,
    lambda words, code: words.texts.month(first_day(month_in(code))),
    drawn=(FALLS, TAKEN_OVER),
    tells=_tells,
)
