"""What one programme gives, on a picture that can be read on a small phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.svg import Style, box, document, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _MARGIN = 720, 44
_DARK, _GREY, _GROUND = "#1f2933", "#52606d", "#f3f7f5"
_INNER = _WIDTH - 2 * _MARGIN


@dataclass(frozen=True, slots=True)
class BenefitCard:
    """The words on the card, in one language; `rows` are pairs of a label and what it comes to."""

    title: str
    subtitle: str
    rows: Sequence[tuple[str, str]]
    example: str
    foot: str
    colour: str


def benefit_card(card: BenefitCard) -> str:
    """Return the card as an SVG document."""
    y, shapes = 190, []
    for label, value in card.rows:
        y, row = _row(label, value, y, card.colour)
        shapes += row
    if card.example:
        y, example = _example(card.example, y + 6)
        shapes += example
    y, foot = _lines(card.foot, Style(20, _GREY), 26, y + 34, _MARGIN)
    head = [
        box((0, 0, _WIDTH, y + 10), "#ffffff"),
        box((0, 0, _WIDTH, 140), card.colour),
        text(_MARGIN, 70, card.title, Style(46, "#ffffff", bold=True)),
        text(_MARGIN, 114, card.subtitle, Style(28, "#ffffff")),
    ]
    return document(_WIDTH, y + 10, [*head, *shapes, *foot])


def _row(label: str, value: str, y: int, colour: str) -> tuple[int, list[str]]:
    y, above = _lines(label, Style(26, _GREY), 32, y, _MARGIN)
    y, below = _lines(value, Style(36, colour, bold=True), 42, y + 8, _MARGIN)
    return y + 26, [*above, *below]


def _example(words: str, y: int) -> tuple[int, list[str]]:
    end, lines = _lines(words, Style(27, _DARK), 36, y + 42, _MARGIN + 22, _INNER - 44)
    return end, [box((_MARGIN, y, _INNER, end - y), _GROUND, radius=16), *lines]


def _lines(  # noqa: PLR0913, PLR0917 - a paragraph has this many measures
    words: str, style: Style, step: int, y: int, x: int, width: int = _INNER
) -> tuple[int, list[str]]:
    """Return where a paragraph ends, and its lines."""
    lines = wrapped(words, style.size, width)
    return y + step * len(lines), [text(x, y + step * row, line, style) for row, line in enumerate(lines)]
