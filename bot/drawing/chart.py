"""Horizontal bars with their numbers, to be read on a small phone and in grey print.

The colours are those of Okabe and Ito, which people with any kind of colour blindness tell apart; they differ
in lightness too. A number that is hidden has no bar, so that nobody measures it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.drawing.svg import Style, box, document, text, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

COLOURS: Final = ("#0072b2", "#e69f00", "#009e73")
GROUND: Final = "#e8edf2"
_WIDTH, _MARGIN = 1080, 48
_NAMES, _VALUES = 340, 170  # widths: of the names before the bars, of the numbers behind them
_INNER: Final = _WIDTH - 2 * _MARGIN
_GREY, _DARK = "#52606d", "#1f2933"
_TITLE, _TEXT, _SMALL = 52, 36, 32  # letters; a phone shows a third of it
_LINE: Final = 42  # height of a line of words
_BAR, _SLIM = (34, 26), (27, 12)  # of a bar, and the room below those of a name; where there are many
_MANY: Final = 14  # bars
_BASE: Final = 28  # of letters, below the upper edge of what they stand beside


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A name, and for each series the length and the number as it is read; None: no bar."""

    name: str
    lengths: Sequence[int | None]
    shown: Sequence[str]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Gauge:
    """A part of a whole, above the bars: the words beside it."""

    part: int | None
    whole: int
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The words of a picture in one language: title, month, names of series, bars, what stands below."""

    title: str
    subtitle: str
    series: Sequence[str]
    bars: Sequence[ChartBar]
    foot: Sequence[str]
    gauge: Gauge | None = None


def chart(shown: Chart) -> str:
    """Return the picture as an SVG document, 1080 pixels wide."""
    y, head = _lines(shown.title, Style(_TITLE, _DARK, bold=True), 60, 88)
    y, under = _lines(shown.subtitle, Style(_TEXT, _GREY), _LINE, y)
    y, gauge = _gauge(shown.gauge, y) if shown.gauge else (y, [])
    y, legend = _legend(shown.series, y + 8) if len(shown.series) > 1 else (y, [])
    longest = max((one or 0 for bar in shown.bars for one in bar.lengths), default=0) or 1
    shapes = [*head, *under, *gauge, *legend]
    y += 14
    size = _SLIM if len(shown.bars) > _MANY else _BAR
    for bar in shown.bars:
        y, drawn = _bar(bar, y, longest, size)
        shapes += drawn
    y += 34
    for line in shown.foot:
        y, drawn = _lines(line, Style(_SMALL, _GREY), 40, y)
        shapes += drawn
    return document(_WIDTH, y + 10, [box((0, 0, _WIDTH, y + 10), "#ffffff"), *shapes])


def _lines(words: str, style: Style, height: int, y: int, width: int = _INNER) -> tuple[int, list[str]]:
    lines = wrapped(words, style.size, width)
    drawn = [text(_MARGIN, y + row * height, line, style) for row, line in enumerate(lines)]
    return y + len(lines) * height, drawn


def _gauge(gauge: Gauge, y: int) -> tuple[int, list[str]]:
    full = round(_INNER * min(1, (gauge.part or 0) / gauge.whole))
    shapes = [box((_MARGIN, y, _INNER, 56), GROUND, 10)]
    if full:
        shapes.append(box((_MARGIN, y, max(6, full), 56), COLOURS[0], 10))
    end, words = _lines(gauge.words, Style(_TEXT, _DARK, bold=True), _LINE, y + 100)
    return end + 6, [*shapes, *words]


def _legend(series: Sequence[str], y: int) -> tuple[int, list[str]]:
    shapes, x = [], _MARGIN
    for name, colour in zip(series, COLOURS, strict=False):
        width = round(width_of(name, _SMALL))
        if x > _MARGIN and x + 46 + width > _WIDTH - _MARGIN:
            x, y = _MARGIN, y + 46
        shapes += [box((x, y, 32, 32), colour, 4), text(x + 44, y + _BASE, name, Style(_SMALL))]
        x += 44 + width + 40
    return y + 46, shapes


def _bar(bar: ChartBar, y: int, longest: int, size: tuple[int, int]) -> tuple[int, list[str]]:
    tall, gap = size
    lines = wrapped(bar.name, _SMALL, _NAMES - 16)
    style = Style(_SMALL, _DARK, bold=bar.bold)
    shapes = [text(_MARGIN, y + _BASE + row * 38, line, style) for row, line in enumerate(lines)]
    left, room = _MARGIN + _NAMES, _INNER - _NAMES - _VALUES
    for at, (length, number) in enumerate(zip(bar.lengths, bar.shown, strict=True)):
        top, width = y + at * (tall + 4), round(room * (length or 0) / longest)
        if length:
            shapes.append(box((left, top, max(4, width), tall), COLOURS[at], 4))
        shapes.append(text(left + width + 14, top + tall // 2 + 11, number, style))
    height = max(len(lines) * 38, len(bar.lengths) * (tall + 4))
    return y + height + gap, shapes
