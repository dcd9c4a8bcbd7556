"""/manfaat: what protection gives, a card for each programme, with the asker's own work and income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.chat import SECTOR_NAMES
from bot.answers.details import Details
from bot.answers.figures import Figures
from bot.answers.known import known_of
from bot.answers.reply import named_laws
from bot.clock import office_day
from bot.dialogue.data import Data
from bot.dialogue.screen import Picture, Screen, rows
from bot.drawing.benefit_card import BenefitCard, Row, benefit_card
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
    """One screen: message ids of its words, the rules they rest on, colour and drawings of its card."""

    title: str
    subtitle: str
    caption: str  # what stands below the picture
    rows: tuple[tuple[str, str], ...]  # each a label, on a second line what it comes to; and its drawing
    rests_on: tuple[str, ...]
    colour: str
    drawing: str
    example: str = ""  # "": that of the asker's work


_PAGES = {
    "jkk": Page(
        key("benefit.jkk_title"),
        key("benefit.jkk_subtitle"),
        key("benefit.jkk_caption"),
        (
            (key("benefit.jkk_care"), "hospital"),
            (key("benefit.jkk_transport"), "boat"),
            (key("benefit.jkk_pay"), "money"),
            (key("benefit.jkk_death"), "family"),
        ),
        ("jkk_care", "accident_on_the_way"),
        "#0b6e4f",
        "fall",
    ),
    "jkm": Page(
        key("benefit.jkm_title"),
        key("benefit.jkm_subtitle"),
        key("benefit.jkm_caption"),
        (
            (key("benefit.jkm_total"), "family"),
            (key("benefit.jkm_early"), "time"),
            (key("benefit.jkm_scholarship"), "school"),
        ),
        ("jkm_while_active",),
        "#1d4e89",
        "family",
        key("benefit.jkm_example"),
    ),
    "jht": Page(
        key("benefit.jht_title"),
        key("benefit.jht_subtitle"),
        key("benefit.jht_caption"),
        (
            (key("benefit.jht_month"), "savings"),
            (key("benefit.jht_whole"), "old"),
            (key("benefit.jht_part"), "house"),
        ),
        ("jht_balance", "jht_when", "jht_stop", "two_or_three"),
        "#7a4b00",
        "savings",
        key("benefit.jht_example"),
    ),
    "not": Page(
        key("benefit.not_title"),
        key("benefit.not_subtitle"),
        key("benefit.not_caption"),
        (
            (key("benefit.not_illness"), "bed"),
            (key("benefit.not_private"), "walk"),
            (key("benefit.not_unpaid"), "money"),
        ),
        ("accident_not_covered", "accident_excluded", "kesehatan", "no_fine"),
        "#8b1e3f",
        "no",
        key("benefit.not_example"),
    ),
    "time": Page(
        key("benefit.time_title"),
        key("benefit.time_subtitle"),
        key("benefit.time_caption"),
        (
            (key("benefit.time_first"), "hospital"),
            (key("benefit.time_months"), "family"),
            (key("benefit.time_years"), "school"),
        ),
        ("jkk_from_day_one",),
        "#4a3f8c",
        "time",
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


class CardLaws(Data, action="card_laws"):
    """Tell what a card rests on."""

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
        if not _is_whole(data):
            self.open(turn)
            return
        try:
            self._show(turn, data)
        except (NoFactError, NoTariffError):
            turn.show(turn.texts("answer.no_figure"), (turn.button("answer.person", Office()),))

    def _show(self, turn: Turn, data: Card) -> None:
        texts, page, figures = turn.texts, _PAGES[data.name], self._figures(turn, data)
        rows = [_row(figures.worded(words), drawing) for words, drawing in page.rows]
        card = BenefitCard(
            title=texts.bare(page.title),
            subtitle=texts.bare(page.subtitle),
            rows=rows,
            example=bare(figures.worded(page.example or _EXAMPLES[Sector(data.sector)])),
            foot=texts.bare("benefit.as_of", day=texts.date(figures.today)),
            colour=page.colour,
            drawing=page.drawing,
        )
        heading = f"<b>{texts(page.title)}</b> · {texts(page.subtitle)}"
        caption = Html(f"{heading}\n{figures.worded(page.caption)}")
        picture = Picture(texts.bare("benefit.file_name", name=data.name), benefit_card(card))
        turn.acts.append(Screen(caption, self._ways_on(turn, data), picture=picture))

    @staticmethod
    def _figures(turn: Turn, data: Card) -> Figures:
        income = None if data.income == _ANY else int(data.income)
        details = Details(sector=Sector(data.sector), income=income)
        return Figures(turn.resources.tariff, turn.texts, office_day(turn.now), details)

    def show_laws(self, turn: Turn, data: CardLaws) -> None:
        """Tell what a card rests on."""
        card = Card(data.name, data.sector, data.income)
        if not _is_whole(card):
            self.open(turn)
            return
        page, figures = _PAGES[card.name], self._figures(turn, card)
        example = page.example or _EXAMPLES[Sector(card.sector)]
        for words in (*[words for words, _ in page.rows], example, page.caption):
            figures.worded(words)
        for ground in page.rests_on:
            figures.rest_on(ground)
        turn.show(named_laws(figures.laws, turn.texts, figures.today))

    @staticmethod
    def _ways_on(turn: Turn, shown: Card) -> Rows:
        others = [
            (turn.texts(label), Card(name, shown.sector, shown.income))
            for name, label in _NAMES.items()
            if name != shown.name
        ]
        laws = CardLaws(shown.name, shown.sector, shown.income)
        return (
            *_pairs(others, turn),
            (turn.button("menu.calculate", Calculate()), turn.button("menu.enrol", Enrol())),
            (turn.button("answer.laws", laws),),
        )


def _row(words: Html, drawing: str) -> Row:
    label, value = bare(words).split("\n", 1)
    return Row(label, value, drawing)


def _is_whole(card: Card) -> bool:
    """Tell whether the data of a button name a card; data made by hand may not."""
    income = card.income == _ANY or _is_income(card.income)
    return card.name in _PAGES and card.sector in list(Sector) and income


def _is_income(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS


def _pairs(labelled: Sequence[tuple[str, Data]], turn: Turn) -> Rows:
    return rows([turn.labelled(label, data) for label, data in labelled], 2)
