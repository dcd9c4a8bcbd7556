"""The sheet of prices: what a month costs, by month, kind of work and payer; inputs, all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.budget.words import SECTOR_NAMES, kind_name, programs_name
from bot.budget.workbook.pen import down
from bot.budgeting.pricing import full_price
from bot.budgeting.profiles import Profile, profiles
from bot.months import first_day
from bot.scheme.funding import FundKind

if TYPE_CHECKING:
    from bot.budget.report import Report
    from bot.budget.workbook.pen import Book
    from bot.budgeting.scenario import Scenario
    from bot.scheme.contributions import Program
    from bot.texts import Texts

_HEADS: Final = 4  # rows above the months: the title, programmes, kind of work, payer


class Prices:
    """Where the price of which month stands; a block of columns for each set of programmes."""

    def __init__(self, report: Report, most_months: int, name: str) -> None:
        self.name, self._report = name, report
        firsts = [one.scenario.first_month for one in report.outcomes]
        self.span = range(min(firsts), max(firsts) + most_months)
        sets = dict.fromkeys(one.scenario.programs for one in report.outcomes)
        self._found = {one: profiles(report.tariff, one, report.candidates, self.span) for one in sets}

    def profiles(self, scenario: Scenario) -> list[Profile]:
        """Return the kinds of work that are priced differently, the dearest first."""
        return self._found[scenario.programs]

    @property
    def most_profiles(self) -> int:
        """The most that any set of programmes has."""
        return max(len(found) for found in self._found.values())

    def mixed(self, scenario: Scenario, profile: Profile, month: int) -> int:
        """Return what a month costs that the payers of a scenario share: what the dearest would pay."""
        place = self.span.index(month)
        return max(profile.prices[kind][place] for kind in scenario.shares)

    def months(self) -> str:
        """Return the cells of the months."""
        return self._cells(0)

    def cells(self, programs: tuple[Program, ...], profile: int, kind: FundKind) -> str:
        """Return the cells of the prices of one kind of work and one payer."""
        return self._cells(self._begin(programs) + 1 + profile * len(FundKind) + list(FundKind).index(kind))

    def full_cells(self, programs: tuple[Program, ...]) -> str:
        """Return the cells of the prices without any discount."""
        return self._cells(self._begin(programs))

    def _cells(self, column: int) -> str:
        return down(_HEADS, _HEADS + len(self.span) - 1, column, self.name)

    def _begin(self, programs: tuple[Program, ...]) -> int:
        column = 1
        for one, found in self._found.items():
            if one == programs:
                return column
            column += 1 + len(found) * len(FundKind)
        raise KeyError(programs)

    def write(self, book: Book) -> None:
        """Write the sheet."""
        texts, pen = self._report.texts, book.sheet(self.name)
        pen.words(0, 0, texts.bare("budget.xl_prices_title"), bold=True)
        pen.heading(_HEADS - 1, 0, texts.bare("budget.xl_month"))
        for row, month in enumerate(self.span, _HEADS):
            pen.input(row, 0, first_day(month))
        for programs, found in self._found.items():
            column = self._begin(programs)
            pen.words(1, column, programs_name(texts, programs), bold=True)
            pen.heading(_HEADS - 1, column, texts.bare("budget.xl_full"))
            scenario = next(
                one.scenario for one in self._report.outcomes if one.scenario.programs == programs
            )
            for row, month in enumerate(self.span, _HEADS):
                pen.input(row, column, full_price(scenario, self._report.tariff, month))
            for profile in found:
                pen.words(2, column + 1, profile_name(texts, profile), bold=True)
                for kind in FundKind:
                    column += 1
                    pen.heading(_HEADS - 1, column, kind_name(texts, kind))
                    for row, price in enumerate(profile.prices[kind], _HEADS):
                        pen.input(row, column, price)
        pen.sheet.set_column(0, 60, 11)
        pen.sheet.freeze_panes(_HEADS, 1)


def profile_name(texts: Texts, profile: Profile) -> str:
    """Return the kinds of work that a profile holds."""
    return ", ".join(texts.bare(SECTOR_NAMES[one]) for one in profile.sectors)
