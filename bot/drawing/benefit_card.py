"""What one programme gives, on a picture that can be read on a small phone: a drawing beside each sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.pictograms import pictogram
from bot.drawing.svg import Style, box, document, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _MARGIN = 720, 44
_DARK, _GREY, _GROUND = "#1f2933", "#52606d", "#f3f7f5"
_INNER = _WIDTH - 2 * _MARGIN
_SIDE, _HEAD_SIDE = 92, 120  # of a drawing
_BESIDE = _MARGIN + _SIDE + 26  # where the words beside a drawing begin
_BIG, _USUAL = 52, 34  # letters of a sum, of other words


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what it comes to, with the name of the drawing beside it."""

    label: str
    value: str
    drawing: str


@dataclass(frozen=True, slots=True)
class BenefitCard:
    """The words on the card, in one language, and its drawing."""

    title: str
    subtitle: str
    rows: Sequence[Row]
    example: str
    foot: str
    colour: str
    drawing: str


def benefit_card(card: BenefitCard) -> str:
    """Return the card as an SVG document."""
    y, shapes = 184, []
    for row in card.rows:
        y, drawn = _row(row, y, card.colour)
        shapes += drawn
    if card.example:
        y, example = _example(card.example, y + 6)
        shapes += example
    y, foot = _lines(card.foot, Style(20, _GREY), 26, y + 34, _MARGIN)
    head = [
        box((0, 0, _WIDTH, y + 10), "#ffffff"),
        box((0, 0, _WIDTH, 150), card.colour),
        text(_MARGIN, 76, card.title, Style(50, "#ffffff", bold=True)),
        text(_MARGIN, 120, card.subtitle, Style(26, "#ffffff")),
        pictogram(card.drawing, (_WIDTH - _MARGIN - _HEAD_SIDE, 14), _HEAD_SIDE, "#ffffff"),
    ]
    return document(_WIDTH, y + 10, [*head, *shapes, *foot])


def _row(row: Row, y: int, colour: str) -> tuple[int, list[str]]:
    """Return where a row ends, and its shapes; what begins with a sum has the sum in big letters."""
    width = _WIDTH - _MARGIN - _BESIDE
    end, above = _lines(row.label, Style(25, _GREY), 30, y + 24, _BESIDE, width)
    first, rest = _sum_of(row.value)
    if first:
        end, big = _lines(first, Style(_BIG, colour, bold=True), 56, end + 26, _BESIDE, width)
        above += big
        end -= 14
    end, below = _lines(
        rest, Style(_USUAL, _DARK if first else colour, bold=True), 40, end + 14, _BESIDE, width
    )
    drawing = pictogram(row.drawing, (_MARGIN, y), _SIDE, colour)
    return max(end, y + _SIDE) + 22, [drawing, *above, *below]


def _sum_of(value: str) -> tuple[str, str]:
    """Return the sum in rupiah with which words begin ("": none), and the other words."""
    words = value.split()
    if words and words[0].startswith("Rp"):
        return words[0].rstrip(","), " ".join(words[1:])
    return "", value


def _example(words: str, y: int) -> tuple[int, list[str]]:
    end, lines = _lines(words, Style(27, _DARK), 36, y + 42, _MARGIN + 22, _INNER - 44)
    return end, [box((_MARGIN, y, _INNER, end - y), _GROUND, radius=16), *lines]


def _lines(  # noqa: PLR0913, PLR0917 - a paragraph has this many measures
    words: str, style: Style, step: int, y: int, x: int, width: int = _INNER
) -> tuple[int, list[str]]:
    """Return where a paragraph ends, and its lines."""
    lines = wrapped(words, style.size, width)
    return y + step * len(lines), [text(x, y + step * row, line, style) for row, line in enumerate(lines)]
