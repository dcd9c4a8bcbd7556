"""A poster of A4: three lines that can be read from two metres away, and a big QR code; as SVG and as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from bot.drawing import paper, svg

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAND, _INK, _GREY, _WHITE = "#0b6e4f", "#1f2933", "#3e4c59", "#ffffff"
_PIXELS: Final = 150 / 72  # in a point: 150 dots an inch
_CODE: Final = 300.0  # points: 10.6 cm
_LINE: Final = 1.15
_ROWS: Final = 2  # of each line, at most
_LARGEST, _SMALLEST = 46.0, 30.0  # letters of the lines: 30 points are 7.5 mm high, enough for two metres


@dataclass(frozen=True, slots=True)
class Poster:
    """The words, and where the code leads to: `lines` are what, where, when."""

    name: str  # of the bot, above
    lines: Sequence[str]
    scan: str  # below the code
    free: str  # the promise that asking is free
    address: str  # as it is typed
    office: Sequence[str]
    link: str


class _Sheet(Protocol):
    """What is drawn on, in points."""

    def box(self, place: tuple[float, float, float, float], fill: str) -> None: ...

    def middle(self, y: float, words: str, size: float, fill: str, *, bold: bool) -> None: ...

    def code(self, x: float, y: float, side: float, content: str) -> None: ...


def as_svg(poster: Poster) -> str:
    """Return the poster as an SVG document, 1240 by 1754 pixels."""
    sheet = _Pixels()
    _draw(poster, sheet)
    return svg.document(round(paper.WIDTH * _PIXELS), round(paper.HEIGHT * _PIXELS), sheet.shapes)


def as_pdf(poster: Poster) -> bytes:
    """Return the poster as PDF; the same words give the same bytes."""
    sheet = _Points(paper.Paper(" · ".join(poster.lines), poster.name))
    _draw(poster, sheet)
    return sheet.paper.done()


def _draw(poster: Poster, sheet: _Sheet) -> None:
    sheet.box((0, 0, paper.WIDTH, paper.HEIGHT), _WHITE)
    sheet.box((0, 0, paper.WIDTH, 84), _BAND)
    sheet.middle(57, poster.name, 40, _WHITE, bold=True)
    y = _lines(poster.lines, sheet)
    left = paper.HEIGHT - 118 - y  # for the code and what stands below it
    side = min(_CODE, left - 66)
    top = y + (left - side - 66) / 2
    sheet.code((paper.WIDTH - side) / 2, top, side, poster.link)
    sheet.middle(top + side + 22, poster.scan, 20, _INK, bold=False)
    sheet.middle(top + side + 54, poster.address, 26, _INK, bold=True)
    _foot(poster, sheet)


def _lines(lines: Sequence[str], sheet: _Sheet) -> float:
    """Draw what, where and when as large as they fit; return where they end."""
    size, parts = _fitting(lines)
    y = 104.0
    for at, some in enumerate(parts):
        for part in some:
            y += size * _LINE
            sheet.middle(y, part, size, _INK if at else _BAND, bold=at != 1)
        y += 8
    return y


def _fitting(lines: Sequence[str]) -> tuple[float, list[Sequence[str]]]:
    """Return the largest letters with which each line takes one row, or two; and the rows."""
    size, width = _LARGEST, paper.WIDTH - 56
    parts = _rows(lines, size, width)
    while size > _SMALLEST and any(len(one) > _ROWS for one in parts):
        size -= 2
        parts = _rows(lines, size, width)
    return size, parts


def _rows(lines: Sequence[str], size: float, width: float) -> list[Sequence[str]]:
    return [paper.lines_of(line, size, width, bold=True) for line in lines]


def _foot(poster: Poster, sheet: _Sheet) -> None:
    sheet.box((0, paper.HEIGHT - 106, paper.WIDTH, 106), _BAND)
    sheet.middle(paper.HEIGHT - 66, poster.free, 32, _WHITE, bold=True)
    for at, line in enumerate(poster.office):
        sheet.middle(paper.HEIGHT - 38 + at * 22, line, 17, _WHITE, bold=False)


class _Points:
    def __init__(self, page: paper.Paper) -> None:
        self.paper = page

    def box(self, place: tuple[float, float, float, float], fill: str) -> None:
        """Draw a filled rectangle."""
        self.paper.box(place, fill)

    def middle(self, y: float, words: str, size: float, fill: str, *, bold: bool) -> None:
        """Write a line in the middle."""
        self.paper.text(paper.WIDTH / 2, y, words, size, fill=fill, bold=bold, align="middle")

    def code(self, x: float, y: float, side: float, content: str) -> None:
        """Draw a QR code."""
        self.paper.qr_code(x, y, side, content)


class _Pixels:
    def __init__(self) -> None:
        self.shapes: list[str] = []

    def box(self, place: tuple[float, float, float, float], fill: str) -> None:
        """Draw a filled rectangle."""
        x, y, width, height = (round(one * _PIXELS) for one in place)
        self.shapes.append(svg.box((x, y, width, height), fill))

    def middle(self, y: float, words: str, size: float, fill: str, *, bold: bool) -> None:
        """Write a line in the middle."""
        style = svg.Style(round(size * _PIXELS), fill, bold)
        self.shapes.append(svg.middle(round(paper.WIDTH / 2 * _PIXELS), round(y * _PIXELS), words, style))

    def code(self, x: float, y: float, side: float, content: str) -> None:
        """Draw a QR code."""
        self.shapes.append(
            svg.qr_code(round(x * _PIXELS), round(y * _PIXELS), round(side * _PIXELS), content)
        )
