"""The workbook: inputs and results, a sheet for each way, prices, what is assumed.

Inputs are cells and everything else formulas, each with its value, so that a phone shows it too. Of several
payers the price of the dearest counts, as the law has it (see bot.scheme.mixture).
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

import xlsxwriter

from bot.budget.report import assumptions, title
from bot.budget.words import CONFIDENCE_NAMES
from bot.budget.workbook.inputs import Inputs
from bot.budget.workbook.main import write_main
from bot.budget.workbook.pen import Book
from bot.budget.workbook.prices import Prices
from bot.budget.workbook.ways import Ways
from bot.budgeting.notes import grounds
from bot.scheme.facts import Fact
from bot.texts import key

if TYPE_CHECKING:
    from bot.budget.report import Report

_COLUMNS = (
    key("budget.xl_what"), key("budget.xl_value"), key("budget.xl_law"), key("budget.xl_confidence"),
    key("budget.xl_checked"),
    key("budget.xl_source"),
)  # fmt: skip
_WIDTHS = (46, 24, 40, 14, 14, 90)


def workbook(report: Report, most_months: int) -> bytes:
    """Return the workbook; it can reckon up to `most_months`. The same report gives the same bytes."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    made.set_properties({"title": title(report), "created": datetime.combine(report.day, time())})
    book, texts = Book(made), report.texts
    prices = Prices(report, most_months, texts.bare("budget.xl_prices"))
    letters = [letter for letter, _ in report.lettered()]
    inputs = Inputs(texts.bare("budget.xl_budget"), letters, prices.most_profiles)
    ways = Ways(report, prices, inputs, most_months)
    write_main(book, report, inputs, prices, ways)
    for letter, one in report.lettered():
        ways.write(book, letter, one)
    prices.write(book)
    _write_assumptions(book, report)
    made.close()
    return file.getvalue()


def _write_assumptions(book: Book, report: Report) -> None:
    texts, pen = report.texts, book.sheet(report.texts.bare("budget.xl_assumptions"))
    pen.words(0, 0, texts.bare("budget.xl_assumptions"), bold=True)
    row = 1
    for sentence in (*assumptions(report), texts.bare("budget.xl_dearest")):
        pen.words(row, 0, sentence)
        row += 1
    row += 1
    for column, (name, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
        pen.heading(row, column, texts.bare(name))
        pen.sheet.set_column(column, column, width)
    for ground in grounds(report.outcomes, report.tariff):
        row += 1
        confidence = texts.bare(CONFIDENCE_NAMES[ground.confidence])
        value = f"{ground.value} {ground.unit}" if isinstance(ground, Fact) else ""
        cells = (ground.id, value, ground.law, confidence, texts.date(ground.checked_on), ground.source)
        for column, cell in enumerate(cells):
            pen.words(row, column, cell)
