"""/manfaat: what protection gives, a card for each programme, with the asker's own work and income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.chat import SECTOR_NAMES
from bot.answers.details import Details
from bot.answers.figures import Figures
from bot.answers.known import known_of
from bot.answers.reply import source_line
from bot.clock import office_day
from bot.dialogue.data import Data
from bot.dialogue.screen import Picture, Screen, rows
from bot.drawing.benefit_card import BenefitCard, benefit_card
from bot.front.ways import Calculate, Enrol, Office, ShowBenefits
from bot.scheme.benefits import NoFactError
from bot.scheme.contributions import Sector
from bot.scheme.tiers import NoTariffError
from bot.texts import Html, bare, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.screen import Rows
    from bot.turns.turn import Turn

_EXAMPLES = {
    Sector.FARMER: key("benefit.example_farmer"),
    Sector.FISHER: key("benefit.example_fisher"),
    Sector.TRADER: key("benefit.example_trader"),
    Sector.TRANSPORT: key("benefit.example_transport"),
    Sector.RIVER: key("benefit.example_river"),
    Sector.DOMESTIC: key("benefit.example_other"),
    Sector.EMPLOYER: key("benefit.example_other"),
    Sector.OTHER: key("benefit.example_other"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One screen: message ids of its words, the rules they rest on, the colour of its card."""

    title: str
    subtitle: str
    rows: tuple[str, ...]  # each a label, and on a second line what it comes to
    rests_on: tuple[str, ...]
    colour: str
    example: str = ""  # "": that of the asker's work


_PAGES = {
    "jkk": Page(
        key("benefit.jkk_title"),
        key("benefit.jkk_subtitle"),
        (
            key("benefit.jkk_care"),
            key("benefit.jkk_transport"),
            key("benefit.jkk_pay"),
            key("benefit.jkk_death"),
        ),
        ("jkk_care", "accident_on_the_way"),
        "#0b6e4f",
    ),
    "jkm": Page(
        key("benefit.jkm_title"),
        key("benefit.jkm_subtitle"),
        (key("benefit.jkm_total"), key("benefit.jkm_early"), key("benefit.jkm_scholarship")),
        ("jkm_while_active",),
        "#1d4e89",
        key("benefit.jkm_example"),
    ),
    "jht": Page(
        key("benefit.jht_title"),
        key("benefit.jht_subtitle"),
        (key("benefit.jht_month"), key("benefit.jht_whole"), key("benefit.jht_part")),
        ("jht_balance", "jht_when", "jht_stop", "two_or_three"),
        "#7a4b00",
        key("benefit.jht_example"),
    ),
    "not": Page(
        key("benefit.not_title"),
        key("benefit.not_subtitle"),
        (key("benefit.not_illness"), key("benefit.not_private"), key("benefit.not_unpaid")),
        ("accident_not_covered", "accident_excluded", "kesehatan", "no_fine"),
        "#8b1e3f",
        key("benefit.not_example"),
    ),
    "time": Page(
        key("benefit.time_title"),
        key("benefit.time_subtitle"),
        (key("benefit.time_first"), key("benefit.time_months"), key("benefit.time_years")),
        ("jkk_from_day_one",),
        "#4a3f8c",
        key("benefit.time_example"),
    ),
}
_NAMES = {
    "jkk": key("benefit.go_jkk"),
    "jkm": key("benefit.go_jkm"),
    "jht": key("benefit.go_jht"),
    "not": key("benefit.go_not"),
    "time": key("benefit.go_time"),
}
_MOST_DIGITS = 12  # of an income
_ANY = "any"  # stands for an income that the asker did not tell


_ANY_WORK = ShowBenefits()


class Card(Data, action="benefit"):
    """Show a card, for a work and an income that the asker told."""

    name: str = ""
    sector: str = ""
    income: str = ""


class BenefitGuide:
    """The screens of /manfaat. What was told travels in the buttons: nothing of it is stored."""

    @staticmethod
    def open(turn: Turn, data: ShowBenefits = _ANY_WORK) -> None:
        """Ask for the work, then for the income, then show the first card."""
        known = known_of(turn).sector
        sector = data.sector or (known.value if known else "")
        if sector not in list(Sector):
            rows = _pairs([(turn.texts(name), ShowBenefits(one)) for one, name in SECTOR_NAMES.items()], turn)
            turn.show(turn.texts("benefit.which_work"), *rows)
            return
        incomes = [
            (turn.texts.money(one), Card("jkk", sector, str(one))) for one in turn.resources.form.incomes
        ]
        skip = (turn.button("benefit.no_income", Card("jkk", sector, _ANY)),)
        turn.show(turn.texts("benefit.which_income"), *_pairs(incomes, turn), skip)

    def show(self, turn: Turn, data: Card) -> None:
        """Show the card that a button names."""
        name, sector, income = data.name, data.sector, data.income
        if name not in _PAGES or sector not in list(Sector) or not (income == _ANY or _is_income(income)):
            self.open(turn)
            return
        try:
            self._show(turn, name, sector, income)
        except (NoFactError, NoTariffError):
            turn.show(turn.texts("answer.no_figure"), (turn.button("answer.person", Office()),))

    def _show(self, turn: Turn, name: str, sector: str, income: str) -> None:
        page, day = _PAGES[name], office_day(turn.now)
        details = Details(sector=Sector(sector), income=None if income == _ANY else int(income))
        figures = Figures(turn.resources.tariff, turn.texts, day, details)
        rows = [tuple(figures.worded(row).split("\n", 1)) for row in page.rows]
        example = figures.worded(page.example or _EXAMPLES[Sector(sector)])
        for ground in page.rests_on:
            figures.rest_on(ground)
        source = source_line(figures)
        card = BenefitCard(
            turn.texts.bare(page.title),
            turn.texts.bare(page.subtitle),
            [(bare(label), bare(value)) for label, value in rows],
            bare(example),
            bare(source),
            page.colour,
        )
        lines = "\n".join(f"• {label}: <b>{value}</b>" for label, value in rows)
        heading = f"<b>{turn.texts(page.title)}</b> · {turn.texts(page.subtitle)}"
        caption = Html(f"{heading}\n\n{lines}\n\n{example}\n\n{source}")
        picture = Picture(turn.texts.bare("benefit.file_name", name=name), benefit_card(card))
        turn.acts.append(Screen(caption, self._ways_on(turn, name, sector, income), picture=picture))

    @staticmethod
    def _ways_on(turn: Turn, shown: str, sector: str, income: str) -> Rows:
        others = [
            (turn.texts(label), Card(name, sector, income)) for name, label in _NAMES.items() if name != shown
        ]
        return (
            *_pairs(others, turn),
            (turn.button("menu.calculate", Calculate()), turn.button("menu.enrol", Enrol())),
        )


def _is_income(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


def _pairs(labelled: Sequence[tuple[str, Data]], turn: Turn) -> Rows:
    return rows([turn.labelled(label, data) for label, data in labelled], 2)
