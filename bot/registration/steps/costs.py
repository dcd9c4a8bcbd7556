"""What protection costs, as the steps about programmes and months show it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.dialogue.form import Choice, RefusedError
from bot.dialogue.options import Options, alike
from bot.dialogue.words import without_filler
from bot.registration.steps.income import UNCERTAIN
from bot.scheme.contributions import Caution, Payer, Program, Sector
from bot.scheme.eligibility import payment_periods
from bot.terms.occupations import sector_of
from bot.terms.payers import payer_of
from bot.texts import Html, key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.dialogue.form import Asking
    from bot.scheme.contributions import Calculation, Line
    from bot.scheme.tariff import Tariff
    from bot.terms.office_days import OfficeDays
    from bot.texts import Texts

PROGRAMS = {
    "jkk_jkm": (Program.JKK, Program.JKM),
    "jkk_jkm_jht": (Program.JKK, Program.JKM, Program.JHT),
}
PAYS_ALONE = frozenset({Payer.SELF, Payer.FAMILY})
PROGRAM_NAMES = {
    Program.JKK: key("program.jkk"),
    Program.JKM: key("program.jkm"),
    Program.JHT: key("program.jht"),
}
PROGRAM_SETS = Options(
    {"jkk_jkm": key("programs.two"), "jkk_jkm_jht": key("programs.three")},
    {"jkk_jkm": key("words.two_programs"), "jkk_jkm_jht": key("words.three_programs")},
)
_MONTHS = re.compile(r"0*(\d+) ?([a-z]+)?")
_MONTH = ("bulan", "bln", "bl", "month", "months")
_MONTH_WORDS = {
    "1": key("words.one_month"),
    "3": key("words.three_months"),
    "6": key("words.six_months"),
    "12": key("words.twelve_months"),
}


class Costs:
    """Prices what was answered so far."""

    def __init__(self, tariff: Tariff, office_days: OfficeDays) -> None:
        self._tariff, self._office_days = tariff, office_days
        self._calculate = lru_cache(maxsize=2048)(
            tariff.calculate
        )  # one screen asks for a price several times

    def income(self, answers: Mapping[str, str], day: date) -> int:
        """Return the income by which contributions are priced, in rupiah a month."""
        given = answers.get("income", UNCERTAIN)
        if given != UNCERTAIN:
            return int(given)
        floor = self._tariff.facts.on("income_floor", day)
        return floor.value if floor else 0

    def price(
        self, answers: Mapping[str, str], programs: str, payer: Payer, first_month: date, months: int
    ) -> Calculation:
        """Return what the programmes cost whoever gave these answers."""
        income, sector = self.income(answers, first_month), _sector(answers)
        return self._calculate(income, PROGRAMS[programs], sector, payer, first_month, months)

    def first_month(self, day: date) -> date:
        """Return a day of the first month for which the office can still enrol, asked on `day`."""
        return self._office_days.first_month(day)

    # -- the step about programmes

    def fill_programs(self, asking: Asking) -> Mapping[str, object]:
        """Return the lines of the question: each programme with its price now and later."""
        texts, answers = asking.texts, asking.answers
        payer, first = payer_of(answers), self.first_month(asking.today)
        now = self.price(answers, "jkk_jkm_jht", payer, first, 1).months[0].lines
        later = self._full_from(asking)
        full = self.price(answers, "jkk_jkm_jht", payer, later, 1).months[0].lines if later else now
        lines = "\n".join(
            texts("programs.line", name=texts(PROGRAM_NAMES[line.program]), price=amount(texts, line))
            + (self._then(texts, later, then.amount) if later and then.amount != line.amount else "")
            for line, then in zip(now, full, strict=True)
        )
        notes = "".join(f"\n{note}" for note in self._notes(asking, payer))
        return {"lines": Html(lines), "month": texts.month(first), "notes": Html(notes)}

    def _full_from(self, asking: Asking) -> date | None:
        """Return the first day after the discount of the first month; None where there is none that ends."""
        answers, first = asking.answers, self.first_month(asking.today)
        until = self._tariff.discount_until(_sector(answers), payer_of(answers), first)
        return until + timedelta(days=1) if until else None  # a discount ends with a month

    @staticmethod
    def _then(texts: Texts, later: date, rupiah: int) -> Html:
        return texts("programs.then", month=texts.month(later), full=texts.money(rupiah))

    def _notes(self, asking: Asking, payer: Payer) -> list[str]:
        texts, answers, first = asking.texts, asking.answers, self.first_month(asking.today)
        if payer not in PAYS_ALONE:
            alone = {**answers, "payer": Payer.SELF.value}
            own = self.price(answers, "jkk_jkm", Payer.SELF, first, 1).total
            later = self._full_from(replace(asking, answers=alone))
            full = self.price(answers, "jkk_jkm", Payer.SELF, later, 1).total if later else own
            then = self._then(texts, later, full) if later and full != own else ""
            return [texts("programs.helped", own=texts.money(own), then=then)]
        priced = self.price(answers, "jkk_jkm_jht", payer, first, 1)
        if Caution.UNSETTLED not in priced.warnings:
            return []
        river = _sector(answers) is Sector.RIVER
        return [texts("programs.unsettled") if river else texts("caution.unsettled")]

    def program_choices(self, asking: Asking) -> Sequence[Choice]:
        """Return the sets of programmes, each with its price a month, and that after a discount."""
        return [Choice(choice.id, self._labelled(asking, choice)) for choice in PROGRAM_SETS.choices(asking)]

    def _labelled(self, asking: Asking, choice: Choice) -> str:
        texts, later, payer = asking.texts, self._full_from(asking), payer_of(asking.answers)
        now = self.price(asking.answers, choice.id, payer, self.first_month(asking.today), 1).total
        label = texts("programs.choice", name=choice.label, price=texts.money(now))
        if later is None:
            return label
        full = texts.money(self.price(asking.answers, choice.id, payer, later, 1).total)
        return label + texts("programs.then_brief", month=texts.month(later), full=full)

    read_programs = staticmethod(PROGRAM_SETS.read)
    show_programs = staticmethod(PROGRAM_SETS.show)

    # -- the step about months

    def month_choices(self, asking: Asking) -> Sequence[Choice]:
        """Return the periods that can be paid at once, each with its sum."""
        return [
            Choice(
                str(months),
                asking.texts.counted("months.choice", count=months, total=self._total(asking, months)),
            )
            for months in payment_periods(self._tariff.facts, self.first_month(asking.today))
        ]

    def bare_month_choices(self, asking: Asking) -> Sequence[Choice]:
        """Return the periods that can be paid at once."""
        texts = asking.texts
        return [
            Choice(str(months), texts.counted("months.bare", count=months))
            for months in payment_periods(self._tariff.facts, self.first_month(asking.today))
        ]

    @staticmethod
    def show_bare_months(value: str, asking: Asking) -> str:
        """Return a number of months."""
        return asking.texts.counted("months.bare", count=int(value))

    def read_months(self, text: str, asking: Asking) -> str:
        """Return a number of months out of those that can be paid at once."""
        typed = without_filler(text, asking.catalogues)
        number = _MONTHS.fullmatch(typed)
        if number and number[2] and not any(alike(number[2], word) for word in _MONTH):
            number = None
        meant = [one for one, words in _MONTH_WORDS.items() if typed in asking.catalogues.said(words)]
        offered = [
            str(months) for months in payment_periods(self._tariff.facts, self.first_month(asking.today))
        ]
        for months in (*meant, *([number[1]] if number else [])):
            if months in offered:
                return months
        raise RefusedError(key("months.refused"), offered=", ".join(offered))

    def _total(self, asking: Asking, months: int) -> str:
        answers = asking.answers
        programs = answers.get("programs", "jkk_jkm")
        priced = self.price(answers, programs, payer_of(answers), self.first_month(asking.today), months)
        return asking.texts.money(priced.total)

    def fill_months(self, asking: Asking) -> Mapping[str, object]:
        """Return what the question says about a discount that ends."""
        texts, answers = asking.texts, asking.answers
        until = self._tariff.discount_until(
            _sector(answers), payer_of(answers), self.first_month(asking.today)
        )
        note = texts("months.discount", until=texts.month(until)) if until else ""
        return {"month": texts.month(self.first_month(asking.today)), "note": Html(note)}

    def show_months(self, value: str, asking: Asking) -> str:
        """Return a number of months, with its sum where that can be told."""
        months = int(value)
        return asking.texts.counted("months.choice", count=months, total=self._total(asking, months))


def amount(texts: Texts, line: Line) -> str:
    """Return a line's amount; where the law is not settled, with the others that may be right."""
    if not line.alternatives:
        return texts.money(line.amount)
    others = ", ".join(texts.money(other) for other in line.alternatives)
    return texts("programs.perhaps", amount=texts.money(line.amount), others=Html(others))


def _sector(answers: Mapping[str, str]) -> Sector:
    return sector_of(answers.get("occupation", "other"))
