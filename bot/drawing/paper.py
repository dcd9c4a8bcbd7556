"""A page of paper to be printed: texts, boxes and bars as lines of a PDF, from the top downwards."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bot.drawing.svg import dark_modules

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = A4  # points, of which 72 are an inch
MARGIN: Final = 44.0
INNER: Final = WIDTH - 2 * MARGIN
INK, GREY = "#1f2933", "#52606d"
_FONTS: Final = Path(__file__).with_name("fonts")
_USUAL, _BOLD = "Roboto-Regular", "Roboto-Bold"
_LEADING: Final = 1.28  # height of a line, in letters


class Paper:
    """Pages of A4. `y` is how far down something is, in points from the upper edge.

    The same calls give the same bytes: nothing in the file tells when it was made.
    """

    def __init__(self, title: str, author: str) -> None:
        _know_fonts()
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=A4, invariant=1, lang="id")
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)

    def box(self, place: tuple[float, float, float, float], fill: str, radius: float = 0) -> None:
        """Draw a filled rectangle: x, y of its upper edge, width, height."""
        x, y, width, height = place
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.roundRect(x, HEIGHT - y - height, width, height, radius, stroke=0, fill=1)

    def rule(self, y: float, colour: str = "#c9d2da") -> None:
        """Draw a thin line over the whole width."""
        self.box((MARGIN, y, INNER, 0.6), colour)

    def text(  # noqa: PLR0913 - all that a line is made of
        self, x: float, y: float, words: str, size: float, *, fill: str = INK, bold: bool = False,
        align: str = "left",
    ) -> None:  # fmt: skip
        """Write one line, its base line at `y`; `align` says which end of it `x` is: left, right, middle."""
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.setFont(_font(bold), size)
        draw = {
            "left": self._canvas.drawString,
            "right": self._canvas.drawRightString,
            "middle": self._canvas.drawCentredString,
        }[align]
        draw(x, HEIGHT - y, words)

    def paragraph(  # noqa: PLR0913 - all that a paragraph is made of
        self, x: float, y: float, words: str, size: float, *, width: float = INNER, fill: str = INK,
        bold: bool = False, align: str = "left",
    ) -> float:  # fmt: skip
        """Write as many lines as it takes, the first one's base line at `y`; return where the next one is."""
        for line in lines_of(words, size, width, bold=bold):
            self.text(x, y, line, size, fill=fill, bold=bold, align=align)
            y += size * _LEADING
        return y

    def qr_code(self, x: float, y: float, side: float, content: str) -> None:
        """Draw a QR code of `side` points, with its white margin."""
        rows, quiet = dark_modules(content)
        unit = side / (len(rows) + 2 * quiet)
        self.box((x, y, side, side), "#ffffff")
        self._canvas.setFillColor(HexColor("#000000"))
        path = self._canvas.beginPath()
        for row, spans in enumerate(rows):
            for start, end in spans:
                top = y + (quiet + row) * unit
                path.rect(x + (quiet + start) * unit, HEIGHT - top - unit, (end - start) * unit, unit)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def next_page(self) -> None:
        """Begin another page."""
        self._canvas.showPage()

    def done(self) -> bytes:
        """Return the file."""
        self._canvas.save()
        return self._file.getvalue()


def lines_of(words: str, size: float, width: float, *, bold: bool = False) -> Sequence[str]:
    """Return the lines of a text that fit into `width` points."""
    _know_fonts()
    lines: list[str] = simpleSplit(words, _font(bold), size, width)
    return lines


@cache
def _know_fonts() -> None:
    """Read the fonts, once; it takes some 50 ms."""
    for name in (_USUAL, _BOLD):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"{name}.ttf"))


def _font(bold: bool) -> str:  # noqa: FBT001 - which of two
    return _BOLD if bold else _USUAL
