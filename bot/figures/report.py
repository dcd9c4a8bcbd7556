"""The report of a month for the regent: two pages of A4, in Indonesian, without small numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.drawing.chart import COLOURS, GROUND
from bot.drawing.paper import GREY, INNER, MARGIN, WIDTH, Paper, lines_of
from bot.figures.numbers import TOTAL
from bot.figures.sections import coverage, desk, funnel, people, questions
from bot.figures.shown import sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.figures.looking import Look
    from bot.figures.shown import Shown
    from bot.figures.words import Words
    from bot.office_settings import Potential

_BAND: Final = "#0b3c5d"
_PAGES: Final = 2
_HUNDRED: Final = 100
_CARD: Final = 100.0  # height of a figure with what it says
_FOOT: Final = 812.0  # where the last line of a page is


def report(found: Mapping[str, Shown], look: Look) -> bytes:
    """Return the report as PDF; the same figures give the same bytes."""
    words = found[coverage.SECTION.name].words
    paper = Paper(words.bare("laporan.title", month=words.month_name), words.bare("laporan.author"))
    pages = _Pages(paper, found, words, look)
    pages.first()
    paper.next_page()
    pages.second()
    return paper.done()


class _Pages:
    def __init__(self, paper: Paper, found: Mapping[str, Shown], words: Words, look: Look) -> None:
        self._paper, self._words, self._look, self._found = paper, words, look, found
        self._cover, self._way = found[coverage.SECTION.name], found[funnel.SECTION.name]
        self._desk, self._questions = found[desk.SECTION.name], found[questions.SECTION.name]
        self._people = found[people.SECTION.name]

    # -- the first page: how it stands, and what changed

    def first(self) -> None:
        """Write it."""
        y = self._cards(self._headline(self._band()))
        y = self._coverage(y + 34)
        y = self._funnel(y + 30)
        self._bullets(y + 26, self._words.bare("laporan.changed"), self._changes())
        self._foot(1)

    def _band(self) -> float:
        paper, words = self._paper, self._words
        paper.box((0, 0, WIDTH, 92), _BAND)
        paper.text(MARGIN, 40, words.bare("laporan.heading"), 20, fill="#ffffff", bold=True)
        month, day = words.month_name, words.texts.date(self._look.day)
        paper.text(MARGIN, 60, words.bare("laporan.of_month", month=month), 12, fill="#ffffff")
        paper.text(MARGIN, 77, words.bare("laporan.counted", day=day), 10, fill="#dbe7f0")
        return 120

    def _headline(self, y: float) -> float:
        now, before = self._cover.of(TOTAL, coverage.ACTIVE), self._cover.of(TOTAL, coverage.BEFORE)
        said = self._words.bare("laporan.headline", now=now, before=before)
        return self._paper.paragraph(MARGIN, y, said, 15, bold=True)

    def _cards(self, y: float) -> float:
        words = self._words
        cards = (
            (words.bare("laporan.card_active"), self._cover, TOTAL, (coverage.ACTIVE, coverage.BEFORE)),
            (words.bare("laporan.card_sent"), self._way, funnel.SUBMITTED, (0, 1)),
            (words.bare("laporan.card_decided"), self._desk, desk.DECIDED, (0, 1)),
            (words.bare("laporan.card_wait"), self._desk, desk.DECIDED_HALF, (0, 1)),
        )
        width = (INNER - 3 * 10) / 4
        for at, (label, shown, code, columns) in enumerate(cards):
            self._card(MARGIN + at * (width + 10), y, width, label, [shown.of(code, one) for one in columns])
        return y + _CARD

    def _card(self, x: float, y: float, width: float, label: str, cells: Sequence[str]) -> None:
        self._paper.box((x, y, width, _CARD), GROUND, 6)
        size = 24 if len(lines_of(cells[0], 24, width - 20, bold=True)) == 1 else 17
        self._paper.text(x + 10, y + 32, cells[0], size, bold=True)
        self._paper.paragraph(x + 10, y + 49, label, 9, width=width - 20)
        before = self._words.bare("laporan.before", count=cells[1])
        self._paper.text(x + 10, y + _CARD - 9, before, 9, fill=GREY)

    def _coverage(self, y: float) -> float:
        words, potential = self._words, self._look.resources.potential
        y = self._heading(y, words.bare("laporan.coverage"))
        if potential:
            y = self._gauge(y, potential.active, self._known_then(potential), COLOURS[1])
        active = self._cover.value(TOTAL, coverage.ACTIVE)
        y = self._gauge(
            y,
            active,
            words.bare("laporan.by_payung", count=self._cover.of(TOTAL, coverage.ACTIVE)),
            COLOURS[0],
        )
        if as_of := self._cover.numbers.as_of:
            said = words.bare(
                "laporan.by_list", count=self._cover.of(TOTAL, coverage.LISTED), day=words.day(as_of)
            )
            y = self._gauge(y, self._cover.value(TOTAL, coverage.LISTED), said, COLOURS[2])
        return y

    def _known_then(self, potential: Potential) -> str:
        words = self._words
        return words.bare(
            "laporan.known_then", count=words.number(potential.active), source=potential.source,
            whole=words.number(potential.workers), day=words.texts.date(potential.as_of),
            share=words.number(_share(potential.active, potential.workers)),
        )  # fmt: skip

    def _gauge(self, y: float, part: int | None, said: str, colour: str) -> float:
        """Draw a part of all workers who could be protected; where nobody told how many, say it only."""
        potential = self._look.resources.potential
        if potential is None:
            return self._paper.paragraph(MARGIN, y + 10, said, 9.5) + 4
        whole = potential.workers
        self._paper.box((MARGIN, y, INNER, 14), GROUND, 3)
        if part:
            self._paper.box((MARGIN, y, max(2.0, INNER * min(1, part / whole)), 14), colour, 3)
        return self._paper.paragraph(MARGIN, y + 26, said, 9.5) + 4

    def _funnel(self, y: float) -> float:
        words, way = self._words, self._way
        y = self._heading(y, words.bare("angka.funnel"))
        x = MARGIN
        for name, colour in zip(way.headings(), COLOURS, strict=False):
            self._paper.box((x, y - 7, 9, 9), colour)
            self._paper.text(x + 13, y + 1, name, 9, fill=GREY)
            x += 110
        y += 10
        longest = max(
            (way.number(row, at) or 0 for row in range(len(way.numbers.lines)) for at in (0, 1)), default=0
        )
        for row, line in enumerate(way.numbers.lines):
            self._paper.text(MARGIN, y + 12, way.name(line), 10)
            for at in (0, 1):
                number, top = way.number(row, at), y + at * 10
                width = (INNER - 260) * (number or 0) / (longest or 1)
                if number:
                    self._paper.box((MARGIN + 190, top, max(1.5, width), 8.5), COLOURS[at])
                self._paper.text(MARGIN + 196 + width, top + 7.5, way.cell(row, at), 8.5)
            y += 26
        return y

    def _changes(self) -> list[str]:
        """Return what happened in the month, a sentence each, of every section that has one."""
        return [said for shown in self._found.values() for said in shown.section.tells(shown)]

    # -- the second page: where, how long, how old, and what is not known

    def second(self) -> None:
        """Write it."""
        words = self._words
        y = self._districts(self._heading(56, words.bare("laporan.districts")))
        y = self._heading(y + 24, words.bare("laporan.desk"))
        half = (INNER - 24) / 2
        ends = (
            self._lines(MARGIN, y, half, self._desk),
            self._lines(MARGIN + half + 24, y, half, self._questions),
        )
        y = max(ends)
        if self._people.value(TOTAL, people.PEOPLE):
            y = self._age(self._heading(y + 20, words.bare("angka.people")))
        y = self._bullets(y + 24, words.bare("laporan.unknown"), self._unknown())
        self._paper.rule(y + 2)
        y += 15
        for line in [words.bare("angka.hidden"), *sources(words, self._look.day)]:
            y = self._paper.paragraph(MARGIN, y, line, 8, fill=GREY) + 2
        self._foot(_PAGES)

    def _districts(self, y: float) -> float:
        cover, potential = self._cover, self._look.resources.potential
        columns = [
            at for at in cover.columns if at != coverage.POTENTIAL or (potential and potential.districts)
        ]
        headings = [cover.heading(at) for at in columns]
        width = (INNER - 150) / len(columns)
        rights = [MARGIN + 150 + width * (at + 1) - 6 for at in range(len(columns))]
        tall = max(len(lines_of(one, 8.5, width - 10, bold=True)) for one in headings)
        for right, heading in zip(rights, headings, strict=True):
            self._paper.paragraph(right, y, heading, 8.5, width=width - 10, bold=True, align="right")
        y += tall * 11 - 4
        self._paper.rule(y - 4, GREY)
        for row, line in enumerate(cover.numbers.lines):
            if row % 2:
                self._paper.box((MARGIN, y - 3.4, INNER, 12.4), "#f3f6f9")
            bold = line.code == TOTAL
            self._paper.text(MARGIN + 4, y + 6, cover.name(line), 9, bold=bold)
            for right, at in zip(rights, columns, strict=True):
                self._paper.text(right, y + 6, cover.cell(row, at), 9, bold=bold, align="right")
            y += 12.4
        return y

    def _lines(self, x: float, y: float, width: float, shown: Shown) -> float:
        """Write a small table: name, this month, the month before."""
        self._paper.text(x, y, self._words.bare(shown.section.title), 8.5, bold=True)
        for at, heading in enumerate(shown.headings()):
            self._paper.text(x + width - (1 - at) * 62, y, heading, 8.5, bold=True, align="right")
        for row, line in enumerate(shown.numbers.lines):
            y += 13
            name = lines_of(shown.name(line), 9, width - 128)
            for part in name:
                self._paper.text(x, y, part, 9)
                y += 10.5
            y -= 10.5
            for at in (0, 1):
                self._paper.text(x + width - (1 - at) * 62, y, shown.cell(row, at), 9, align="right")
        return y + 8

    def _age(self, y: float) -> float:
        """Write the sums of how old the data are, one beside the other."""
        known, width = self._people, INNER / len(self._people.section.columns)
        for at, heading in enumerate(known.headings()):
            self._paper.text(MARGIN + at * width, y + 8, known.of(TOTAL, at), 14, bold=True)
            self._paper.text(MARGIN + at * width, y + 21, heading, 8.5, fill=GREY)
        return y + 21

    def _unknown(self) -> list[str]:
        """Return what these figures do not tell."""
        told = [said for shown in self._found.values() for said in shown.section.leaves_open(shown)]
        return [*told, self._words.bare("laporan.unknown_erased")]

    # -- parts of both

    def _heading(self, y: float, said: str) -> float:
        self._paper.text(MARGIN, y, said, 12.5, bold=True, fill=_BAND)
        return y + 16

    def _bullets(self, y: float, heading: str, told: Sequence[str]) -> float:
        y = self._heading(y, heading)
        for one in told:
            self._paper.text(MARGIN + 2, y, "•", 9.5)
            y = self._paper.paragraph(MARGIN + 14, y, one, 9.5, width=INNER - 14) + 3
        return y

    def _foot(self, page: int) -> None:
        self._paper.text(MARGIN, _FOOT, self._words.bare("laporan.author"), 8, fill=GREY)
        said = self._words.bare("laporan.page", page=page, pages=_PAGES)
        self._paper.text(WIDTH - MARGIN, _FOOT, said, 8, fill=GREY, align="right")


def _share(part: int, whole: int) -> int:
    """Return a part in whole percent."""
    return round(part * _HUNDRED / whole)
