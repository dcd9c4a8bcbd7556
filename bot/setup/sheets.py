"""The key on two equal sheets of A4 for two safes: to be typed or scanned, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.drawing.paper import GREY, INNER, MARGIN, WIDTH, Paper
from bot.setup import paper as on_paper
from bot.store.crypto import fingerprint_of, short_id
from bot.texts import key

if TYPE_CHECKING:
    from datetime import date

    from bot.texts import Texts

SHEETS: Final = 2
_BAND, _CARD, _RED = "#0b3c5d", "#eef2f6", "#9b1c1c"
_CODE: Final = 132.0  # points: 4.7 cm
_COLUMN: Final = 82.0  # from one group of characters to the next
_ROW: Final = 32.0
_SECTIONS: Final = (
    (key("key_sheet.what"), key("key_sheet.what_text")),
    (key("key_sheet.where"), key("key_sheet.where_text")),
    (key("key_sheet.back"), key("key_sheet.back_text")),
    (key("key_sheet.yearly"), key("key_sheet.yearly_text")),
)


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """What stands on the sheets: the key, whose it is, the day."""

    secret: bytes
    office: str
    day: date
    texts: Texts

    def bare(self, message_id: str, /, **values: object) -> str:
        """Return a text."""
        return self.texts.bare(message_id, **values)


def id_of(secret: bytes) -> str:
    """Return the short name of a key, which says nothing about it; `payung key` calls it so, too."""
    return short_id(fingerprint_of(secret))


def sheets_of(sheet: Sheet) -> bytes:
    """Return both sheets as PDF."""
    pages = Paper(sheet.bare("key_sheet.title"), sheet.office)
    for number in range(1, SHEETS + 1):
        if number > 1:
            pages.next_page()
        _Page(pages, sheet, number).write()
    return pages.done()


class _Page:
    def __init__(self, page: Paper, sheet: Sheet, number: int) -> None:
        self._page, self._sheet, self._number = page, sheet, number
        self.bare = sheet.bare

    def write(self) -> None:
        """Write it from the top downwards."""
        y = self._head()
        y = self._key(y + 16)
        y = self._warning(y + 26)
        for heading, words in _SECTIONS:
            y = self._section(y + 14, heading, words)
        self._signature()

    def _head(self) -> float:
        page = self._page
        page.box((0, 0, WIDTH, 96), _BAND)
        page.text(MARGIN, 44, self.bare("key_sheet.title"), 22, fill="#ffffff", bold=True)
        page.text(MARGIN, 68, self._sheet.office, 12, fill="#ffffff")
        number = self.bare("key_sheet.number", number=self._number, count=SHEETS)
        page.text(WIDTH - MARGIN, 44, number, 14, fill="#ffffff", bold=True, align="right")
        day = self._sheet.texts.date(self._sheet.day)
        page.text(WIDTH - MARGIN, 68, day, 12, fill="#ffffff", align="right")
        return 96.0

    def _key(self, y: float) -> float:
        """Write the lines, each group at its own place; below them the QR code, and how to read them."""
        page = self._page
        rows = on_paper.written(self._sheet.secret)
        height = 34 + _ROW * len(rows)
        page.box((MARGIN, y, INNER, height), _CARD, 6)
        page.text(MARGIN + 14, y + 20, self.bare("key_sheet.line"), 9, fill=GREY)
        check = MARGIN + 70 + _COLUMN * (len(rows[0]) - 1) + 12
        page.text(check, y + 20, self.bare("key_sheet.check"), 9, fill=GREY)
        for number, groups in enumerate(rows, 1):
            self._row(y + 18 + _ROW * number, number, groups, check)
        return self._code(y + height + 10)

    def _row(self, y: float, number: int, groups: list[str], check: float) -> None:
        page = self._page
        page.text(MARGIN + 20, y, str(number), 18, fill=GREY)
        for at, group in enumerate(groups[:-1]):
            page.text(MARGIN + 70 + _COLUMN * at, y, group, 24, bold=True)
        page.text(check, y, groups[-1], 24, fill=GREY)

    def _code(self, y: float) -> float:
        page = self._page
        page.qr_code(MARGIN, y, _CODE, on_paper.as_text(self._sheet.secret))
        x, width = MARGIN + _CODE + 18, INNER - _CODE - 18
        page.text(x, y + 28, self.bare("key_sheet.id", id=id_of(self._sheet.secret)), 15, bold=True)
        below = page.paragraph(x, y + 52, self.bare("key_sheet.alphabet"), 11, width=width)
        page.paragraph(x, below + 6, self.bare("key_sheet.scan"), 11, width=width)
        return y + _CODE

    def _warning(self, y: float) -> float:
        return self._page.paragraph(MARGIN, y, self.bare("key_sheet.warning"), 15, fill=_RED, bold=True)

    def _section(self, y: float, heading: str, words: str) -> float:
        self._page.text(MARGIN, y, self.bare(heading), 12, bold=True)
        return self._page.paragraph(MARGIN, y + 16, self.bare(words), 11)

    def _signature(self) -> None:
        self._page.rule(764)
        for at, words in enumerate((self.bare("key_sheet.kept_at"), self.bare("key_sheet.kept_by"))):
            self._page.text(MARGIN + at * INNER / 2, 788, words, 11, fill=GREY)
