"""The proof that a worker keeps: what was sent, when, where it stands, and what is still to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.svg import Style, box, circle, document, qr_code, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _MARGIN = 720, 48
_GREEN, _EMPTY, _GREY, _DARK, _AMBER = "#0b6e4f", "#c9d2da", "#6b7785", "#1f2933", "#8a4b08"
_ROW = 64  # height of a stage
_QR_SIDE = 190
_NAME_WIDTH, _NAME_LETTERS = 430, 22


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage on the way: its name, its date ("" where it is not reached), whether it is reached.

    `halts`: at it the way goes no further by itself.
    """

    name: str
    date: str
    reached: bool
    halts: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The words on the card, in one language. Nothing on it tells who somebody is: all of it is masked."""

    title: str
    name: str
    number: str
    made: str
    stages: Sequence[StageLine]
    still_to_do: str
    warning: str
    link: str  # what the QR code opens; "" where the bot's name is not known
    scan: str


def receipt_svg(card: Receipt) -> str:
    """Return the card as an SVG document."""
    head = [*_heading(card), *_person(card)]
    y, middle = _stages(card, 300)
    y, foot = _paragraph(card.still_to_do, y + 30, _DARK)
    end, warning = _paragraph(card.warning, y + 16, _AMBER)
    height = end + 30
    ground = [box((0, 0, _WIDTH, height), "#ffffff"), box((0, 0, _WIDTH, 120), _GREEN)]
    return document(_WIDTH, height, [*ground, *head, *middle, *foot, *warning])


def _heading(card: Receipt) -> list[str]:
    return [
        text(_MARGIN, 62, "Payung", Style(44, "#ffffff", bold=True)),
        text(_MARGIN, 98, card.title, Style(26, "#ffffff")),
    ]


def _shortened(name: str) -> str:
    """Return what of a name fits beside the QR code."""
    return wrapped(name, 34, _NAME_WIDTH)[0][:_NAME_LETTERS] if name else ""


def _person(card: Receipt) -> list[str]:
    shapes = [
        text(_MARGIN, 180, _shortened(card.name), Style(34, bold=True)),
        text(_MARGIN, 222, card.number, Style(28)),
        text(_MARGIN, 258, card.made, Style(24, _GREY)),
    ]
    return shapes + _code(card) if card.link else shapes


def _code(card: Receipt) -> list[str]:
    left, top = _WIDTH - _MARGIN - _QR_SIDE + 20, 136
    lines = enumerate(wrapped(card.scan, 19, _QR_SIDE))
    below = top + _QR_SIDE + 18
    return [
        qr_code(left, top, _QR_SIDE, card.link),
        *(text(left + 8, below + 22 * row, line, Style(19, _GREY)) for row, line in lines),
    ]


def _stages(card: Receipt, y: int) -> tuple[int, list[str]]:
    """Return where the stages end, and their shapes: a dot each, joined by a line."""
    shapes = []
    for number, stage in enumerate(card.stages):
        middle, edge = y + 26 + number * _ROW, _GREEN if stage.reached else _EMPTY
        words = Style(26, _DARK if stage.reached else _GREY, bold=stage.reached)
        if number:
            shapes.append(box((_MARGIN + 14, middle - 50, 4, 36), edge))
        shapes += [
            circle(_MARGIN + 16, middle, 14, _GREEN if stage.reached else "#ffffff", edge),
            text(_MARGIN + 48, middle + 9, stage.name, words),
            text(_MARGIN + 48, middle + 36, stage.date, Style(21, _GREY)),
        ]
    return y + _ROW * len(card.stages) + 10, shapes


def _paragraph(words: str, y: int, fill: str) -> tuple[int, list[str]]:
    """Return where a paragraph ends, and its lines."""
    lines = wrapped(words, 25, _WIDTH - 2 * _MARGIN)
    rows = [text(_MARGIN, y + 26 + 34 * row, line, Style(25, fill)) for row, line in enumerate(lines)]
    return y + 34 * len(lines), rows
