"""Questions to the office: asked, answered, still waiting; and what the bot could not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.clock import office_day
from bot.desk.small_numbers import LEAST
from bot.figures.numbers import Counted, Kind, Line
from bot.figures.section import MONTHS, Section
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.figures.looking import Look
    from bot.figures.section import Reader

ASKED, ANSWERED, CLOSED, GAPS, OPEN, OLDEST = "asked", "answered", "closed", "gaps", "open", "oldest"
_NAMES: Final = {
    ASKED: key("angka.asked"),
    ANSWERED: key("angka.answered_by_office"),
    CLOSED: key("angka.closed"),
    GAPS: key("angka.gaps"),
    OPEN: key("angka.open"),
    OLDEST: key("angka.oldest_question"),
}


def _count(look: Look) -> Counted:
    store = look.store
    now, before = (store.questions(span.begin, span.end) for span in look.spans)
    gaps = tuple(store.gaps(span.begin, span.end) for span in look.spans)
    days, today = look.resources.office_days, office_day(look.tx.clock.now())
    oldest = days.between(office_day(now.oldest), today) if now.oldest and now.open >= LEAST else None
    return Counted((
        Line(ASKED, (now.asked, before.asked)),
        Line(ANSWERED, (now.answered, before.answered)),
        Line(CLOSED, (now.closed, before.closed)),
        Line(GAPS, gaps),
        Line(OPEN, (now.open, None)),
        Line(OLDEST, (oldest, None), Kind.DAYS),
    ))  # fmt: skip


def _tells(read: Reader) -> Sequence[str]:
    asked, answered, left = read.of(ASKED), read.of(ANSWERED), read.of(OPEN)
    return (read.words.bare("laporan.new_questions", asked=asked, answered=answered, open=left),)


SECTION: Final = Section(
    "questions",
    key("angka.questions"),
    key("angka.questions_button"),
    key("angka.questions_about"),
    MONTHS,
    _count,
    lambda words, code: words.bare(_NAMES[code]),
    drawn=(0, 1),
    tells=_tells,
)
