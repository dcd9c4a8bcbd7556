"""The proofs of a group on pages to print: a slip for each person, to be cut out and handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.svg import Style, box, document, qr_code, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT = 1240, 1754  # A4 at 150 dots an inch
_MARGIN, _COLUMNS, _ROWS = 40, 2, 5
_SLIP_WIDTH, _SLIP_HEIGHT = (_WIDTH - 2 * _MARGIN) // _COLUMNS, (_HEIGHT - 2 * _MARGIN) // _ROWS
_GREEN, _GREY, _AMBER, _EDGE = "#0b6e4f", "#6b7785", "#8a4b08", "#9aa5b1"
_SIDE, _NAME_LETTERS = 170, 24


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: the place in the list, the name, the whole number, what the code opens; a line of its own."""

    position: int
    name: str
    number: str
    link: str
    line: str = ""  # in place of when the slip was made


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words that stand on every slip, in one language."""

    title: str
    number: str
    keep: str
    warning: str
    made: str


def sheets(words: SheetWords, slips: Sequence[Slip]) -> list[str]:
    """Return the pages as SVG documents, ten slips on each."""
    most = _COLUMNS * _ROWS
    return [_page(words, slips[start : start + most]) for start in range(0, len(slips), most)]


def _page(words: SheetWords, slips: Sequence[Slip]) -> str:
    shapes = [box((0, 0, _WIDTH, _HEIGHT), "#ffffff")]
    for at, slip in enumerate(slips):
        row, column = divmod(at, _COLUMNS)
        shapes += _drawn(words, slip, _MARGIN + column * _SLIP_WIDTH, _MARGIN + row * _SLIP_HEIGHT)
    return document(_WIDTH, _HEIGHT, shapes)


def _drawn(words: SheetWords, slip: Slip, x: int, y: int) -> list[str]:
    left, width = x + 24, _SLIP_WIDTH - 48
    code = left + width - _SIDE
    beside = code - left - 12 if slip.link else width
    shapes = [
        *_edges(x, y),
        text(left, y + 52, f"{slip.position}. {slip.name[:_NAME_LETTERS]}", Style(30, bold=True)),
        text(left, y + 88, f"Payung · {words.title}", Style(21, _GREEN)),
        text(left, y + 130, words.number, Style(20, _GREY)),
        text(left, y + 178, slip.number, Style(44, bold=True)),
        *_lines(slip.line or words.made, (left, y + 210, beside), Style(19, _GREY)),
        *_lines(words.keep, (left, y + 262, width), Style(20)),  # below the code
        *_lines(words.warning, (left, y + 310, width), Style(19, _AMBER)),
    ]
    return [*shapes, qr_code(code, y + 70, _SIDE, slip.link)] if slip.link else shapes


def _edges(x: int, y: int) -> list[str]:
    """Return the lines along which a slip is cut."""
    return [
        box((x, y, _SLIP_WIDTH, 2), _EDGE),
        box((x, y + _SLIP_HEIGHT - 2, _SLIP_WIDTH, 2), _EDGE),
        box((x, y, 2, _SLIP_HEIGHT), _EDGE),
        box((x + _SLIP_WIDTH - 2, y, 2, _SLIP_HEIGHT), _EDGE),
    ]


def _lines(words: str, place: tuple[int, int, int], style: Style) -> list[str]:
    """Return at most two lines at a place: x, y, width."""
    x, y, width = place
    lines = wrapped(words, style.size, width)[:2]
    return [text(x, y + (style.size + 4) * row, line, style) for row, line in enumerate(lines)]
