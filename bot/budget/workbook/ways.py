"""A sheet for each way to spend the budget: month by month, as many rows as may be reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from bot.budget.words import kind_name
from bot.budget.workbook.pen import MONTH, PLAIN, at, down
from bot.budget.workbook.prices import profile_name
from bot.budgeting.pricing import full_price
from bot.budgeting.shares import WHOLE, spread
from bot.months import first_day
from bot.scheme.funding import FundKind

if TYPE_CHECKING:
    from datetime import date

    from bot.budget.report import Report
    from bot.budget.workbook.inputs import Inputs
    from bot.budget.workbook.pen import Book, Pen
    from bot.budget.workbook.prices import Prices
    from bot.budgeting.outcome import Outcome

_HEADS: Final = 2
_NUMBER, _DAY, _ROW, _PRICES = range(4)
_BEFORE: Final = 693594  # the ordinal of the day 0 of spreadsheets, 1899-12-30
_SHOWN: Final = "0.00"


@dataclass(frozen=True, slots=True)
class Ways:
    """Where things stand in these sheets; the same columns in each."""

    report: Report
    prices: Prices
    inputs: Inputs
    most_months: int

    @property
    def _count(self) -> int:
        return self.prices.most_profiles

    def price(self, letter: str, profile: int) -> str:
        """Return the cells of the price of a kind of work."""
        return self._cells(letter, _PRICES + profile)

    def numbers(self, letter: str) -> str:
        """Return the cells that number the months."""
        return self._cells(letter, _NUMBER)

    def paid_upto(self, letter: str) -> str:
        """Return the cells of what the asker would have paid up to each month."""
        return self._cells(letter, _PRICES + self._count + 1)

    def total(self, letter: str) -> str:
        """Return the cells of what each month costs."""
        return self._cells(letter, _PRICES + self._count + 2)

    def paid(self, letter: str, kind: FundKind) -> str:
        """Return the cells of what one payer pays in each month."""
        return self._cells(letter, _PRICES + self._count + 3 + list(FundKind).index(kind))

    def open(self, letter: str) -> str:
        """Return the cells of what nobody pays."""
        return self._cells(letter, self._open_column)

    def full(self, letter: str) -> str:
        """Return the cells of the months of full cover."""
        return self._cells(letter, self._open_column + 2)

    @property
    def _open_column(self) -> int:
        return _PRICES + self._count + 3 + len(FundKind)

    def _cells(self, letter: str, column: int) -> str:
        return down(_HEADS, _HEADS + self.most_months - 1, column, letter)

    # -- writing

    def write(self, book: Book, letter: str, one: Outcome) -> None:
        """Write the sheet of one way."""
        pen = book.sheet(letter)
        self._head(pen, letter, one)
        before = 0
        for number in range(self.most_months):
            before = self._month(pen, letter, one, number, before)
        pen.sheet.set_column(0, 40, 13)
        pen.sheet.freeze_panes(_HEADS, 2)

    def _head(self, pen: Pen, letter: str, one: Outcome) -> None:
        texts = self.report.texts
        pen.words(0, 0, letter, bold=True)
        profiles = self.prices.profiles(one.scenario)
        names = [profile_name(texts, profile) for profile in profiles]
        names += [""] * (self._count - len(profiles))
        headings = [
            texts.bare("budget.xl_number"), texts.bare("budget.xl_month"), texts.bare("budget.xl_row"),
            *(texts.bare("budget.xl_price_of", work=name) if name else "" for name in names),
            texts.bare("budget.xl_month_cost"), texts.bare("budget.xl_upto"), texts.bare("budget.xl_paid"),
            *(kind_name(texts, kind) for kind in FundKind),
            texts.bare("budget.xl_open"), texts.bare("budget.xl_full"), texts.bare("budget.xl_full_months"),
        ]  # fmt: skip
        for column, heading in enumerate(headings):
            pen.heading(1, column, heading)

    def _month(self, pen: Pen, letter: str, one: Outcome, number: int, before: int) -> int:
        """Write the row of a month; return what the asker would have paid up to it."""
        inputs, asked, row = self.inputs, one.scenario, _HEADS + number
        month, programs = asked.first_month + number, one.scenario.programs
        profiles = self.prices.profiles(asked)
        people = spread(one.people, [profile.count for profile in profiles])
        is_paid = number < one.months

        pen.sheet.write_number(row, _NUMBER, number + 1)
        day = first_day(month)
        pen.formula((row, _DAY), f"EDATE({inputs.first(letter)},{at(row, _NUMBER)}-1)", _serial(day), MONTH)
        pen.formula(
            (row, _ROW), f"MATCH({at(row, _DAY)},{self.prices.months()},0)",
            self.prices.span.index(month) + 1, PLAIN,
        )  # fmt: skip
        found = [self.prices.mixed(asked, profile, month) for profile in profiles]
        for at_, price in enumerate(found):
            prices = ",".join(
                f"IF({inputs.share(letter, kind)}>0,"
                f"INDEX({self.prices.cells(programs, at_, kind)},{at(row, _ROW)}),0)"
                for kind in FundKind
            )
            pen.formula((row, _PRICES + at_), f"MAX({prices})", price)
        cost_at = _PRICES + self._count
        products = "+".join(
            f"{at(row, _PRICES + at_)}*{inputs.people_of(letter, at_)}" for at_ in range(len(profiles))
        )
        cost = sum(price * count for price, count in zip(found, people, strict=True))
        pen.formula((row, cost_at), products, cost)
        upto = before + cost * asked.shares[asked.asker] // WHOLE
        earlier = at(row - 1, cost_at + 1) if number else "0"
        pen.formula(
            (row, cost_at + 1), f"{earlier}+{at(row, cost_at)}*{inputs.asker_share(letter)}/100", upto
        )
        total = cost if is_paid else 0
        gate = f"IF({at(row, _NUMBER)}<={inputs.months_paid(letter)},{at(row, cost_at)},0)"
        pen.formula((row, cost_at + 2), gate, total)
        for at_, kind in enumerate(FundKind, cost_at + 3):
            paid = one.rows[number].paid.get(kind, 0) if is_paid else 0
            share = inputs.share(letter, kind)
            pen.formula((row, at_), f"{at(row, cost_at + 2)}*{share}/100", paid)
        first, last = at(row, cost_at + 3), at(row, self._open_column - 1)
        rest = one.rows[number].open if is_paid else 0
        pen.formula((row, self._open_column), f"{at(row, cost_at + 2)}-SUM({first}:{last})", rest)
        full = full_price(asked, self.report.tariff, month)
        cells = self.prices.full_cells(programs)
        pen.formula((row, self._open_column + 1), f"INDEX({cells},{at(row, _ROW)})", full)
        whole = f"({at(row, cost_at + 2)}-{at(row, self._open_column)})/{at(row, self._open_column + 1)}"
        pen.formula((row, self._open_column + 2), whole, float(Fraction(total - rest, full)), _SHOWN)
        return upto


def _serial(day: date) -> int:
    """Return a day as spreadsheets count them."""
    return day.toordinal() - _BEFORE
