"""The few shapes that the pictures are made of."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

import segno

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE = re.compile(r'<path data-qr="([^"]*)" data-at="(\d+ \d+ \d+)"/>')
_DARK = re.compile(rb"\x01+")
_MASK = 4
_QUIET_ZONE = 4  # modules of white around a QR code (ISO/IEC 18004)
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW%@")


def document(width: int, height: int, shapes: Iterable[str]) -> str:
    """Return an SVG document of `width` by `height` pixels."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="Roboto">{"".join(shapes)}</svg>'
    )


def box(place: tuple[int, int, int, int], fill: str, radius: int = 0) -> str:
    """Return a filled rectangle: x, y, width, height."""
    x, y, width, height = place
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{fill}"/>'


def circle(x: int, y: int, radius: int, fill: str, stroke: str = "none") -> str:
    """Return a circle, its edge 4 pixels wide."""
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" stroke="{stroke}" stroke-width="4"/>'


class Style(NamedTuple):
    """How a text looks: its size in pixels, its colour, and whether it is bold."""

    size: int
    fill: str = "#1f2933"
    bold: bool = False


def text(x: int, y: int, words: str, style: Style) -> str:
    """Return one line of text, its base line at `y`."""
    return _text(x, y, words, style, "")


def middle(x: int, y: int, words: str, style: Style) -> str:
    """Return one line of text whose middle is at `x`."""
    return _text(x, y, words, style, ' text-anchor="middle"')


def _text(x: int, y: int, words: str, style: Style, more: str) -> str:
    weight = ' font-weight="700"' if style.bold else ""
    look = f'font-size="{style.size}" fill="{style.fill}"{weight}{more}'
    return f'<text x="{x}" y="{y}" {look}>{escape(words)}</text>'


def wrapped(words: str, size: int, width: int) -> Sequence[str]:
    """Return the lines of a text that fit into `width` pixels, by the usual width of letters at that size."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def width_of(words: str, size: int) -> float:
    """Return about how many pixels a text takes."""
    return sum(0.29 if char in _NARROW else 0.86 if char in _WIDE else 0.57 for char in words) * size


def qr_code(x: int, y: int, side: int, content: str) -> str:
    """Return a QR code of `side` pixels, which `with_codes` works out where nobody waits for it."""
    return f'<path data-qr="{escape(content)}" data-at="{x} {y} {side}"/>'


def with_codes(document: str) -> str:
    """Return a document with its QR codes drawn out."""
    return _CODE.sub(lambda found: _drawn(unescape(found[1]), *map(int, found[2].split())), document)


def dark_modules(content: str) -> tuple[list[list[tuple[int, int]]], int]:
    """Return where each row of a QR code is dark, from and to (error correction M), and its white margin."""
    # Any mask can be read; to look for the prettiest of the eight takes ten milliseconds.
    matrix = segno.make(content, error="m", micro=False, mask=_MASK).matrix
    return [[found.span() for found in _DARK.finditer(bytes(row))] for row in matrix], _QUIET_ZONE


def _drawn(content: str, x: int, y: int, side: int) -> str:
    """Return a QR code with its white margin."""
    rows, quiet = dark_modules(content)
    unit = side / (len(rows) + 2 * quiet)
    path = "".join(_runs(spans, number) for number, spans in enumerate(rows))
    move = f"translate({x + quiet * unit:.3f} {y + quiet * unit:.3f}) scale({unit:.4f})"
    return (
        box((x, y, side, side), "#ffffff")
        + f'<path transform="{move}" d="{path}" fill="#000000" shape-rendering="crispEdges"/>'
    )


def _runs(spans: Iterable[tuple[int, int]], number: int) -> str:
    """Return the dark modules of a row, neighbours joined."""
    return "".join(f"M{start} {number}h{end - start}v1h-{end - start}z" for start, end in spans)
