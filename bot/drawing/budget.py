"""Up to three ways to spend a budget side by side, to be read on a phone and when printed without colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.drawing.svg import Style, box, document, text, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDTH, _MARGIN, _GAP = 1080, 40, 24
_INNER: Final = _WIDTH - 2 * _MARGIN
_COLOURS: Final = ("#00517d", "#b34700", "#00664a")  # told apart by whoever sees no red or green
_PALE: Final = ("#cfe3ef", "#f6dccb", "#cde8df")
_INK, _GREY, _RULE = "#1f2933", "#52606d", "#c9d2da"
_TITLE, _SUBTITLE, _LABEL, _VALUE, _BIG, _NOTE = 56, 36, 32, 38, 64, 32
_LEAST_SIZE: Final = 26
_LINE: Final = 44  # between the base lines of values
_STRIP: Final = 72  # height of the bars of one way
_HALF: Final = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its name, and for each way what stands there, a line each."""

    name: str
    cells: Sequence[Sequence[str]]
    bars: Sequence[int] = ()  # how large each is, where that is drawn


@dataclass(frozen=True, slots=True)
class Strip:
    """What one way costs month by month, and that in words; it begins `first` months after the earliest."""

    words: str
    first: int
    months: Sequence[int]
    colour: int = 0  # of which way, by its place


@dataclass(frozen=True, slots=True)
class BudgetPicture:
    """All that the picture says. `ends` are the first and the last month of the strips."""

    title: str
    subtitle: str
    names: Sequence[str]
    rows: Sequence[Row]
    strips_title: str
    strips: Sequence[Strip]
    ends: tuple[str, str]
    notes: Sequence[str]


def budget_svg(shown: BudgetPicture) -> str:
    """Return the picture as an SVG document, 1080 pixels wide and as high as it needs."""
    y, shapes = _head(shown)
    for draw in (_names, _table, _strips, _notes):
        y, more = draw(shown, y)
        shapes += more
    return document(_WIDTH, y + _MARGIN, [box((0, 0, _WIDTH, y + _MARGIN), "#ffffff"), *shapes])


def _head(shown: BudgetPicture) -> tuple[int, list[str]]:
    shapes, y = [], _MARGIN
    for words, size, colour, bold in (
        (shown.title, _TITLE, _INK, True),
        (shown.subtitle, _SUBTITLE, _GREY, False),
    ):
        for line in wrapped(words, size, _INNER):
            y += size + 12
            shapes.append(text(_MARGIN, y, line, Style(size, colour, bold)))
    return y + 28, shapes


def _column(count: int) -> int:
    return (_INNER - (count - 1) * _GAP) // count


def _places(count: int) -> Iterator[int]:
    return (_MARGIN + at * (_column(count) + _GAP) for at in range(count))


def _names(shown: BudgetPicture, y: int) -> tuple[int, list[str]]:
    width, height = _column(len(shown.names)), 80
    shapes: list[str] = []
    for x, name, colour in zip(_places(len(shown.names)), shown.names, _COLOURS, strict=False):
        shapes += [
            box((x, y, width, height), colour, 12),
            text(x + 20, y + 57, name, Style(_fitting(name, 48, width - 40), "#ffffff", bold=True)),
        ]
    return y + height, shapes


def _table(shown: BudgetPicture, y: int) -> tuple[int, list[str]]:
    shapes: list[str] = []
    for at, row in enumerate(shown.rows):
        if at:
            shapes.append(box((_MARGIN, y + 14, _INNER, 2), _RULE))
        y += 12 + _LABEL + 18
        shapes.append(text(_MARGIN, y, row.name, Style(_LABEL, _GREY)))
        y, more = _row(row, y)
        shapes += more
    return y, shapes


def _row(row: Row, y: int) -> tuple[int, list[str]]:
    size, line = (_BIG, _BIG + 14) if row.bars else (_VALUE, _LINE)
    width, shapes = _column(len(row.cells)), []
    for x, lines in zip(_places(len(row.cells)), row.cells, strict=True):
        for at, words in enumerate(lines):
            style = Style(_fitting(words, size, width), _INK, bold=True)
            shapes.append(text(x, y + line * (at + 1) + 2, words, style))
    y += line * max(len(lines) for lines in row.cells) + 4
    if row.bars:
        shapes += _bars(row, y + 14, width)
        y += 44
    return y, shapes


def _bars(row: Row, y: int, width: int) -> Iterator[str]:
    longest = max(*row.bars, 1)
    for x, long, colour, pale in zip(_places(len(row.cells)), row.bars, _COLOURS, _PALE, strict=False):
        yield box((x, y, width, 24), pale, 4)
        if long:
            yield box((x, y, max(4, round(width * long / longest)), 24), colour, 4)


def _fitting(words: str, size: int, width: int) -> int:
    """Return the size in which words fit into a width, at most `size`."""
    return max(_LEAST_SIZE, min(size, int(size * width / max(1.0, width_of(words, size) * 1.04))))


def _strips(shown: BudgetPicture, y: int) -> tuple[int, list[str]]:
    if not shown.strips:
        return y, []
    y += 70
    shapes = [
        box((_MARGIN, y - 52, _INNER, 2), _RULE),
        text(_MARGIN, y, shown.strips_title, Style(_SUBTITLE, _INK, bold=True)),
    ]
    months = max(strip.first + len(strip.months) for strip in shown.strips)
    highest = max((one for strip in shown.strips for one in strip.months), default=0) or 1
    for strip in shown.strips:
        colour = _COLOURS[strip.colour]
        for line in wrapped(strip.words, _LABEL, _INNER):
            y += _LABEL + 10
            shapes.append(text(_MARGIN, y, line, Style(_LABEL, colour, bold=True)))
        shapes += _months(strip, (y + 14, months, highest), colour)
        y += _STRIP + 30
    y += 14
    first, last = shown.ends
    shapes.append(text(_MARGIN, y, first, Style(_LABEL, _GREY)))
    shapes.append(text(_WIDTH - _MARGIN - round(width_of(last, _LABEL)), y, last, Style(_LABEL, _GREY)))
    return y + 20, shapes


def _months(strip: Strip, scale: tuple[int, int, int], colour: str) -> Iterator[str]:
    """Give a bar for each month; `scale`: where they hang, how many months, and the largest sum."""
    y, months, highest = scale
    step = _INNER / months
    yield box((_MARGIN, y + _STRIP, _INNER, 2), _RULE)
    for at, rupiah in enumerate(strip.months):
        x = _MARGIN + round((strip.first + at) * step)
        height = max(2, round(_STRIP * rupiah / highest)) if rupiah else 0
        yield box((x + 1, y + _STRIP - height, max(2, round(step) - 3), height), colour, _HALF)


def _notes(shown: BudgetPicture, y: int) -> tuple[int, list[str]]:
    y += 26
    shapes = [box((_MARGIN, y, _INNER, 2), _RULE)]
    y += 10
    for note in shown.notes:
        y += 8
        for at, line in enumerate(wrapped(note, _NOTE, _INNER - 30)):
            y += _NOTE + 8
            if not at:
                shapes.append(text(_MARGIN, y, "•", Style(_NOTE, _GREY)))
            shapes.append(text(_MARGIN + 30, y, line, Style(_NOTE, _INK)))
    return y, shapes
