"""Horizontal bars in parts: what became of an announcement, district by district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.svg import Style, box, document, text, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH, _MARGIN, _NAMES, _ROW, _HEAD = 900, 40, 230, 40, 150
_COLOURS = {
    "sent": "#0b6e4f", "blocked": "#8a8f98", "failed": "#b3261e", "unknown": "#d98a00", "pending": "#c9d2da",
    "sending": "#c9d2da",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, and its parts by the names of `_COLOURS`."""

    name: str
    parts: Mapping[str, int]


def bars(title: str, shown: Sequence[Bar], names: Mapping[str, str]) -> str:
    """Return the bars as an SVG document, with what the colours mean; `names` are those of the parts."""
    height = _HEAD + _ROW * max(1, len(shown)) + _MARGIN
    shapes = [box((0, 0, _WIDTH, height), "#ffffff"), text(_MARGIN, 58, title, Style(32, bold=True))]
    present = {part for bar in shown for part, count in bar.parts.items() if count} - {"sending"}
    shapes += _legend([part for part in _COLOURS if part in present], names)
    longest = max((sum(bar.parts.values()) for bar in shown), default=1) or 1
    for row, bar in enumerate(shown):
        shapes += _bar(bar, _HEAD + row * _ROW, longest)
    return document(_WIDTH, height, shapes)


def _legend(parts: Sequence[str], names: Mapping[str, str]) -> list[str]:
    shapes, x = [], _MARGIN
    for part in parts:
        shapes += [box((x, 88, 22, 22), _COLOURS[part], 4), text(x + 30, 106, names[part], Style(20))]
        x += 30 + round(width_of(names[part], 20)) + 28
    return shapes


def _bar(bar: Bar, y: int, longest: int) -> list[str]:
    room, x = _WIDTH - 2 * _MARGIN - _NAMES - 90, _MARGIN + _NAMES
    shapes = [text(_MARGIN, y + 22, bar.name[:22], Style(20))]
    for part, colour in _COLOURS.items():
        count = bar.parts.get(part, 0)
        width = round(room * count / longest)
        if count:
            shapes.append(box((x, y + 2, max(2, width), 26), colour))
            x += max(2, width)
    return [*shapes, text(x + 10, y + 22, str(sum(bar.parts.values())), Style(20, "#6b7785"))]
