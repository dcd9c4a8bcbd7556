"""Reading the income of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, RefusedError
from bot.people.money import DAYS_A_MONTH, IncomeError, IncomeReason, read_income
from bot.texts import key, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogue.form import Asking
    from bot.scheme.facts import Facts

UNCERTAIN = "uncertain"  # it goes up and down: the lowest tier is taken

_REASONS = {
    IncomeReason.RANGE: key("income.range"),
    IncomeReason.BOUND: key("income.range"),
    IncomeReason.SEVERAL: key("income.several"),
    IncomeReason.WORKED: key("income.worked"),
    IncomeReason.DAILY: key("income.daily"),
    IncomeReason.WEEKLY: key("income.weekly"),
    IncomeReason.YEARLY: key("income.seasonal"),
    IncomeReason.SEASONAL: key("income.seasonal"),
    IncomeReason.AMBIGUOUS: key("income.ambiguous"),
    IncomeReason.FOREIGN: key("income.foreign"),
    IncomeReason.NONE: key("income.none"),
    IncomeReason.UNCERTAIN: key("income.range"),
    IncomeReason.TOO_SMALL: key("income.too_small"),
    IncomeReason.TOO_LARGE: key("income.too_large"),
}


_WITHOUT_AMOUNT = frozenset({IncomeReason.NONE, IncomeReason.SEASONAL, IncomeReason.YEARLY})


def _offers(error: IncomeError, asking: Asking) -> list[Choice]:
    """Return what the text may mean; of a day's income also by how many days of work it was reckoned."""
    texts = asking.texts
    daily = error.reason is IncomeReason.DAILY and len(error.amounts) == len(DAYS_A_MONTH)
    days = DAYS_A_MONTH if daily else (0,) * len(error.amounts)
    return [
        Choice(
            str(amount),
            texts.counted("income.by_days", count=worked, amount=texts.money(amount))
            if worked
            else texts.money(amount),
        )
        for amount, worked in zip(error.amounts, days, strict=True)
    ]


class IncomeReader:
    """Reads an income in rupiah a month; on buttons stand those of config."""

    def __init__(self, incomes: Sequence[int], facts: Facts) -> None:
        self._incomes, self._facts = incomes, facts

    def choices(self, asking: Asking) -> Sequence[Choice]:
        """Return the usual incomes, and that it is uncertain."""
        texts = asking.texts
        return [
            *(Choice(str(income), texts.money(income)) for income in self._incomes),
            Choice(UNCERTAIN, texts("income.uncertain")),
        ]

    def read(self, text: str, asking: Asking) -> str:
        """Return the income as digits, or UNCERTAIN."""
        if plain(text) in {UNCERTAIN, plain(asking.texts("income.uncertain"))}:
            return UNCERTAIN
        try:
            return str(read_income(text))
        except IncomeError as error:
            return self._otherwise(error, asking)

    def _otherwise(self, error: IncomeError, asking: Asking) -> str:
        if error.reason is IncomeReason.UNCERTAIN and not error.amounts:
            return UNCERTAIN
        offers = _offers(error, asking)
        if offers or error.reason in _WITHOUT_AMOUNT:
            offers.append(Choice(UNCERTAIN, asking.texts("income.uncertain")))
        raise RefusedError(_REASONS.get(error.reason, key("income.refused")), candidates=offers) from None

    def read_back(self, value: str, asking: Asking) -> str:
        """Say what an uncertain income means; a sum needs no second look."""
        return asking.texts("income.uncertain_means", floor=self._floor(asking)) if value == UNCERTAIN else ""

    def show(self, value: str, asking: Asking) -> str:
        """Return the income as a person reads it."""
        texts = asking.texts
        if value == UNCERTAIN:
            return texts("income.uncertain_shown", floor=self._floor(asking))
        return texts("income.shown", amount=texts.money(int(value)))

    @staticmethod
    def mask(_: str, __: Asking) -> str:
        """Return nothing of it: an income is financial data (UU 27/2022 art. 4)."""
        return "Rp••••"

    def _floor(self, asking: Asking) -> str:
        floor = self._facts.on("income_floor", asking.today)
        return asking.texts.money(floor.value if floor else 0)
