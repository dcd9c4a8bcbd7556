"""Where inputs and results stand in the first sheet: a row each, a column for each way."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from bot.budget.workbook.pen import at
from bot.scheme.funding import FundKind

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADS: Final = 3  # rows above the inputs


class Inputs:
    """Where inputs and results stand."""

    def __init__(self, name: str, letters: Sequence[str], profiles: int) -> None:
        self.name, self._letters = name, letters
        rows = count(HEADS + 1)
        self.money, self.people, self.months, self.first_month, self.asker = (next(rows) for _ in range(5))
        self.shares = [next(rows) for _ in FundKind]
        self.shares_sum, self.candidates = next(rows), next(rows)
        self.counts = [next(rows) for _ in range(profiles)]
        self.results = next(rows) + 1
        rows = count(self.results + 1)
        self.spans = [next(rows) for _ in range(profiles)]
        self.average, self.reached = next(rows), next(rows)
        self.groups = [next(rows) for _ in range(profiles)]
        self.lasting, self.months_row, self.person_months = (next(rows) for _ in range(3))
        self.total = next(rows)
        self.paid = [next(rows) for _ in FundKind]
        self.open, self.spare, self.one_more, self.full = (next(rows) for _ in range(4))
        self.left_out, self.left_out_cost = (next(rows) for _ in range(2))
        self.end = next(rows)

    def cell(self, letter: str, row: int) -> str:
        """Return a cell of one way, named from another sheet."""
        return at(row, 1 + self._letters.index(letter), self.name)

    def first(self, letter: str) -> str:
        """Return the cell of the first month."""
        return self.cell(letter, self.first_month)

    def share(self, letter: str, kind: FundKind) -> str:
        """Return the cell of the share of one payer, in percent."""
        return self.cell(letter, self.shares[list(FundKind).index(kind)])

    def asker_share(self, letter: str) -> str:
        """Return what finds the share of the asker."""
        names = f"{at(self.shares[0], 0, self.name)}:{at(self.shares[-1], 0)}"
        column = 1 + self._letters.index(letter)
        shares = f"{at(self.shares[0], column, self.name)}:{at(self.shares[-1], column)}"
        return f"INDEX({shares},MATCH({self.cell(letter, self.asker)},{names},0))"

    def people_of(self, letter: str, profile: int) -> str:
        """Return the cell of how many of one kind of work are reached."""
        return self.cell(letter, self.groups[profile])

    def months_paid(self, letter: str) -> str:
        """Return the cell of how many months are paid."""
        return self.cell(letter, self.months_row)
