"""The sheet with inputs and results, one column for each way to spend the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.budget.report import title
from bot.budget.words import kind_name
from bot.budget.workbook.inputs import HEADS
from bot.budget.workbook.pen import at
from bot.budget.workbook.prices import profile_name
from bot.budgeting.shares import spread
from bot.months import first_day
from bot.scheme.funding import FundKind
from bot.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.budget.report import Report
    from bot.budget.workbook.inputs import Inputs
    from bot.budget.workbook.pen import Book, Pen
    from bot.budget.workbook.prices import Prices
    from bot.budget.workbook.ways import Ways
    from bot.budgeting.outcome import Outcome


def write_main(book: Book, report: Report, inputs: Inputs, prices: Prices, ways: Ways) -> None:
    """Write the sheet."""
    texts, pen = report.texts, book.sheet(inputs.name)
    pen.words(0, 0, title(report), bold=True)
    pen.words(1, 0, texts.bare("budget.xl_hint"))
    pen.heading(HEADS, 0, texts.bare("budget.xl_inputs"))
    pen.heading(inputs.results, 0, texts.bare("budget.xl_results"))
    for row, name in _names(report, inputs, prices):
        pen.words(row, 0, name, wrap=True)
    for column, (letter, one) in enumerate(report.lettered(), 1):
        pen.heading(HEADS, column, letter)
        pen.heading(inputs.results, column, letter)
        _Column(pen, report, inputs, prices, ways, letter, one, column).write()
    pen.sheet.set_column(0, 0, 46)
    pen.sheet.set_column(1, len(report.outcomes), 20)
    pen.sheet.freeze_panes(HEADS + 1, 1)


def _names(report: Report, inputs: Inputs, prices: Prices) -> Iterator[tuple[int, str]]:
    texts = report.texts
    works = [profile_name(texts, one) for one in prices.profiles(report.outcomes[0].scenario)]
    works += ["–"] * (prices.most_profiles - len(works))
    yield inputs.money, texts.bare("budget.xl_money")
    yield inputs.people, texts.bare("budget.xl_people")
    yield inputs.months, texts.bare("budget.xl_months")
    yield inputs.first_month, texts.bare("budget.xl_first")
    yield inputs.asker, texts.bare("budget.xl_asker")
    for row, paid, kind in zip(inputs.shares, inputs.paid, FundKind, strict=True):
        yield row, kind_name(texts, kind)
        yield paid, texts.bare("budget.xl_paid_by", name=kind_name(texts, kind))
    yield inputs.shares_sum, texts.bare("budget.xl_shares_sum")
    yield inputs.candidates, texts.bare("budget.xl_candidates")
    for count, span, group, work in zip(inputs.counts, inputs.spans, inputs.groups, works, strict=True):
        yield count, texts.bare("budget.xl_candidates_of", work=work)
        yield span, texts.bare("budget.xl_span_of", work=work)
        yield group, texts.bare("budget.xl_reached_of", work=work)
    yield inputs.average, texts.bare("budget.xl_average")
    for row, name in (
        (inputs.reached, key("budget.row_people")),
        (inputs.lasting, key("budget.xl_lasting")),
        (inputs.months_row, key("budget.xl_months_paid")),
        (inputs.person_months, key("budget.xl_person_months")),
        (inputs.total, key("budget.row_total")),
        (inputs.open, key("budget.xl_open")),
        (inputs.spare, key("budget.row_spare")),
        (inputs.one_more, key("budget.row_one_more")),
        (inputs.full, key("budget.row_full")),
        (inputs.left_out, key("budget.row_left_out")),
        (inputs.left_out_cost, key("budget.xl_left_out_cost")),
    ):
        yield row, texts.bare(name)


class _Column:
    """Writes one way."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a column needs
        self,
        pen: Pen,
        report: Report,
        inputs: Inputs,
        prices: Prices,
        ways: Ways,
        letter: str,
        one: Outcome,
        column: int,
    ) -> None:
        self._pen, self._report, self._inputs, self._ways = pen, report, inputs, ways
        self._letter, self._one, self._column = letter, one, column
        self._profiles = prices.profiles(one.scenario)
        self._spans = [
            sum(
                prices.mixed(one.scenario, profile, one.scenario.first_month + at_)
                for at_ in range(one.scenario.months)
            )
            for profile in self._profiles
        ]

    def _cell(self, row: int) -> str:
        return at(row, self._column)

    def _put(self, row: int, formula: str, value: float | str, *, is_result: bool = False) -> None:
        self._pen.formula((row, self._column), formula, value, is_result=is_result)

    def write(self) -> None:
        """Write inputs, then results."""
        self._write_inputs()
        self._write_reached()
        self._write_sums()
        self._write_rest()

    def _write_inputs(self) -> None:
        i, asked, pen, column = self._inputs, self._one.scenario, self._pen, self._column
        pen.input(i.money, column, asked.money)
        pen.input(i.people, column, asked.people)
        pen.input(i.months, column, asked.months)
        pen.input(i.first_month, column, first_day(asked.first_month))
        pen.input(i.asker, column, kind_name(self._report.texts, asked.asker))
        for row, kind in zip(i.shares, FundKind, strict=True):
            pen.input(row, column, asked.shares.get(kind))
        wrong = self._report.texts.bare("budget.xl_above")
        total = f"SUM({self._cell(i.shares[0])}:{self._cell(i.shares[-1])})"
        self._put(i.shares_sum, f'IF({total}>100,"{wrong}",{total})', sum(asked.shares.values()))
        pen.input(i.candidates, column, self._report.candidates.count)
        for row, profile in zip(i.counts, self._profiles, strict=False):
            pen.input(row, column, profile.count)

    def _write_reached(self) -> None:
        i, one, asked = self._inputs, self._one, self._one.scenario
        counts = [profile.count for profile in self._profiles]
        for at_, (row, span) in enumerate(zip(i.spans, self._spans, strict=False)):
            numbers, price = self._ways.numbers(self._letter), self._ways.price(self._letter, at_)
            self._put(row, f'SUMIF({numbers},"<="&{self._cell(i.months)},{price})', span)
        weights = f"{self._cell(i.counts[0])}:{self._cell(i.counts[-1])}"
        spans = f"{self._cell(i.spans[0])}:{self._cell(i.spans[-1])}"
        average = sum(count * span for count, span in zip(counts, self._spans, strict=True)) / sum(counts)
        self._put(i.average, f"SUMPRODUCT({weights},{spans})/SUM({weights})", average)
        affordable = f"INT({self._cell(i.money)}*100/({i.asker_share(self._letter)}*{self._cell(i.average)}))"
        self._put(
            i.reached,
            f'IF({self._cell(i.people)}<>"",{self._cell(i.people)},MIN({self._cell(i.candidates)},{affordable}))',
            one.people,
            is_result=True,
        )
        for at_, (row, people) in enumerate(zip(i.groups, spread(one.people, counts), strict=False)):
            self._put(row, self._spread(at_, self._cell(i.reached)), people)
        upto, money, people_cell = (
            self._ways.paid_upto(self._letter),
            self._cell(i.money),
            self._cell(i.people),
        )
        self._put(
            i.lasting,
            f'IF(AND({money}<>"",{people_cell}<>""),SUMPRODUCT(--({upto}<={money})),"")',
            "" if one.lasting is None else one.lasting,
        )
        self._put(
            i.months_row,
            f'IF({self._cell(i.lasting)}="",{self._cell(i.months)},MIN({self._cell(i.months)},{self._cell(i.lasting)}))',
            one.months if asked.money and asked.people else asked.months,
        )

    def _spread(self, profile: int, people: str) -> str:
        """Return the formula for how many of some people are of one kind of work (see shares.spread)."""
        counts = self._inputs.counts
        whole = f"SUM({self._cell(counts[0])}:{self._cell(counts[-1])})"

        def upto(last: int) -> str:
            some = f"SUM({self._cell(counts[0])}:{self._cell(counts[last])})"
            return f"INT({people}*{some}/{whole})"

        return upto(profile) + (f"-{upto(profile - 1)}" if profile else "")

    def _write_sums(self) -> None:
        i, one, ways, letter = self._inputs, self._one, self._ways, self._letter
        self._put(i.person_months, f"{self._cell(i.reached)}*{self._cell(i.months_row)}", one.person_months)
        self._put(i.total, f"SUM({ways.total(letter)})", one.total, is_result=True)
        for row, kind in zip(i.paid, FundKind, strict=True):
            self._put(row, f"SUM({ways.paid(letter, kind)})", one.paid.get(kind, 0))
        self._put(i.open, f"SUM({ways.open(letter)})", one.open)

    def _write_rest(self) -> None:
        i, one, letter = self._inputs, self._one, self._letter
        paid = f"{self._cell(i.paid[0])}:{self._cell(i.paid[-1])}"
        names = f"{at(i.shares[0], 0)}:{at(i.shares[-1], 0)}"
        by_asker = f"INDEX({paid},MATCH({self._cell(i.asker)},{names},0))"
        money = self._cell(i.money)
        self._put(
            i.spare, f'IF({money}="","",{money}-{by_asker})', "" if one.spare is None else one.spare,
            is_result=True,
        )  # fmt: skip
        reached = self._cell(i.reached)
        more = "+".join(
            f"({self._spread(at_, f'({reached}+1)')}-{self._cell(i.groups[at_])})*{self._cell(i.spans[at_])}"
            for at_ in range(len(self._profiles))
        )
        self._put(i.one_more, f"({more})*{i.asker_share(letter)}/100", one.next_person)
        self._put(i.full, f"INT(ROUND(SUM({self._ways.full(letter)}),6))", one.full_months, is_result=True)
        left = f"MAX(0,{self._cell(i.candidates)}-{reached})"
        self._put(i.left_out, left, one.left_out, is_result=True)
        whole = self._cell(i.candidates)
        rest = "+".join(
            f"({self._spread(at_, whole)}-{self._cell(i.groups[at_])})*{self._cell(i.spans[at_])}"
            for at_ in range(len(self._profiles))
        )
        self._put(i.left_out_cost, f"IF({self._cell(i.left_out)}>0,{rest},0)", one.left_out_rupiah)
