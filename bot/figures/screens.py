"""What staff see of figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.dialogue.screen import Picture, Screen, rows
from bot.figures.counting import PDF, XLSX
from bot.figures.numbers import TOTAL
from bot.figures.sections import ALL, coverage, desk, funnel, questions
from bot.figures.shown import as_lines, legend, picture, source_of
from bot.figures.taps import Overview, ShowSection, ShowText, TakeFile
from bot.months import first_day, written
from bot.texts import Html

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.dialogue.screen import Button, Rows
    from bot.figures.shown import Shown
    from bot.turns.turn import Turn


def overview(turn: Turn, found: Mapping[str, Shown], month: int, day: date, *, is_last: bool) -> Screen:
    """Return the main figures of a month, and the ways to the others; `is_last`: no month comes after it."""
    texts = turn.texts
    cover, way = found[coverage.SECTION.name], found[funnel.SECTION.name]
    waiting, asked = found[desk.SECTION.name], found[questions.SECTION.name]
    words = cover.words
    text = texts(
        "angka.overview",
        month=words.month_name,
        last_month=texts.month(first_day(month - 1)),
        day=texts.date(day),
        active=cover.of(TOTAL, coverage.ACTIVE),
        before=cover.of(TOTAL, coverage.BEFORE),
        under_way=cover.of(TOTAL, coverage.UNDER_WAY),
        measure=_measure(turn),
        opened=way.of(funnel.OPENED),
        consented=way.of(funnel.CONSENTED),
        submitted=way.of(funnel.SUBMITTED),
        became_active=way.of(funnel.ACTIVE),
        waiting=waiting.of(desk.WAIT_NOW),
        decided_half=waiting.of(desk.DECIDED_HALF),
        open=asked.of(questions.OPEN),
    )
    lines = [text, *([texts("angka.hidden")] if any(one.hides for one in found.values()) else [])]
    return Screen(Html("\n\n".join(lines)), _ways(turn, month, is_last=is_last))


def _measure(turn: Turn) -> Html:
    """Return how many could be protected, as a line; nothing where nobody has told of this regency."""
    texts, potential = turn.texts, turn.resources.potential
    if potential is None:
        return Html("")
    line = texts(
        "angka.overview_potential",
        potential=texts.number(potential.workers),
        then=texts.number(potential.active),
        source=potential.source,
        as_of=texts.date(potential.as_of),
    )
    return Html(f"{line}\n")


def _ways(turn: Turn, month: int, *, is_last: bool) -> Rows:
    name = written(month)
    sections = [turn.button(one.button, ShowSection(one.name, name)) for one in ALL]
    months = [turn.button("angka.earlier", Overview(written(month - 1)))]
    if not is_last:
        months.append(turn.button("angka.later", Overview(written(month + 1))))
    files = (
        turn.button("angka.take_workbook", TakeFile(XLSX, name)),
        turn.button("angka.take_report", TakeFile(PDF, name)),
    )
    return (*rows(sections, 2), files, tuple(months))


def drawn(turn: Turn, shown: Shown, month: int, day: date) -> Screen:
    """Return a section as a picture, without small numbers: pictures go on to others."""
    section, words = shown.section, shown.words
    svg = picture(shown, source_of(shown, day))
    caption = turn.texts("angka.caption", title=turn.texts(section.title), about=turn.texts(section.about))
    return Screen(
        caption,
        ((turn.button("angka.as_text", ShowText(section.name, written(month))), _back(turn, month)),),
        picture=Picture(words.bare("angka.file_picture", name=section.name, month=written(month)), svg),
    )


def told(turn: Turn, shown: Shown, month: int) -> Screen:
    """Return a section as text."""
    lines = [turn.texts("angka.line", line=one) for one in as_lines(shown)]
    text = turn.texts(
        "angka.told",
        title=turn.texts(shown.section.title),
        month=shown.words.month_name,
        lines=Html("\n".join(lines)) if lines else turn.texts("angka.nothing"),
    )
    order = [Html(escape(legend(shown), quote=False))] if lines and legend(shown) else []
    hidden = [turn.texts("angka.hidden")] if shown.hides else []
    return Screen(Html("\n\n".join([text, *order, *hidden])), ((_back(turn, month),),))


def _back(turn: Turn, month: int) -> Button:
    return turn.button("angka.back", Overview(written(month)))
