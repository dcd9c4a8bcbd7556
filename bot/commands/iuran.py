"""The command iuran: what contributions come to."""

from __future__ import annotations

import json
import re
from argparse import ArgumentTypeError
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.commands._common import resources_of, say
from bot.errors import RequestError
from bot.scheme.contributions import Caution, Payer, Program, Sector
from bot.scheme.tiers import NoTariffError
from bot.settings import Environment

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from bot.scheme.contributions import Calculation, Line, Month

SUMMARY = "work out contributions, month by month"
MOST_MONTHS = 60
_LAST_MONTH = "2100-12"
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_SENTENCES = MappingProxyType({
    Caution.BELOW_FLOOR: "The income is below the least that may be declared: the first tier was taken.",
    Caution.PROGRAMS_INCOMPLETE: "JKK and JKM are compulsory together: one alone cannot be had.",
    Caution.UNSETTLED: "Amounts with confidence low are not settled: the office confirms them.",
    Caution.DISPUTED_TIER: "Sources give different tariffs for this income: the office confirms which holds.",
    Caution.DISCOUNT_BEGINS: "A discount begins within the period: the months before it cost more.",
    Caution.DISCOUNT_ENDS: "The discount ends within the period: the months after it cost more.",
})  # fmt: skip


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command; whatever they refuse is wrong use."""
    command.add_argument("--income", type=_income, required=True, metavar="RUPIAH", help="of a month")
    command.add_argument("--programs", type=_programs, required=True, help="such as jkk,jkm,jht")
    command.add_argument(
        "--sector", type=Sector, choices=list(Sector), required=True, metavar="SECTOR", help=", ".join(Sector)
    )
    command.add_argument("--from", dest="first", type=_month, required=True, metavar="YYYY-MM")
    command.add_argument("--months", type=_months, required=True, help=f"1 to {MOST_MONTHS}")
    command.add_argument(
        "--paid-by",
        type=Payer,
        choices=list(Payer),
        default=Payer.SELF,
        metavar="PAYER",
        help=f"{', '.join(Payer)}; by default self",
    )
    command.add_argument("--json", action="store_true")


def run(options: Namespace) -> None:
    """Print what the months cost, with the law behind each line. Raise RequestError without a tariff."""
    tariff = resources_of(Environment()).tariff
    try:
        calculation = tariff.calculate(
            options.income, options.programs, options.sector, options.paid_by, options.first, options.months
        )
    except NoTariffError as error:
        raise RequestError(str(error)) from None
    if options.json:
        say(json.dumps(_document(calculation), indent=2))
    else:
        say("\n".join(_table(calculation)))


def _document(calculation: Calculation) -> dict[str, object]:
    return {
        "months": [_described(month) for month in calculation.months],
        "total": calculation.total,
        "warnings": [_SENTENCES[caution] for caution in calculation.warnings],
    }


def _described(month: Month) -> dict[str, object]:
    lines = [
        {
            "program": line.program,
            "amount": line.amount,
            "law": line.law,
            "confidence": line.confidence,
            "alternatives": list(line.alternatives),
        }
        for line in month.lines
    ]
    return {"month": f"{month.month:%Y-%m}", "lines": lines, "total": month.total}


def _table(calculation: Calculation) -> Iterator[str]:
    for month in calculation.months:
        yield f"{month.month:%Y-%m}"
        for line in month.lines:
            yield _row(line.program, line.amount, _grounds(line))
        yield _row("total", month.total)
    yield f"{len(calculation.months)} months"
    yield _row("total", calculation.total)
    yield from (f"! {_SENTENCES[caution]}" for caution in calculation.warnings)


def _row(name: str, amount: int, remark: str = "") -> str:
    return f"  {name:<6}{amount:>12,}  {remark}".rstrip()


def _grounds(line: Line) -> str:
    others = " or ".join(f"{amount:,}" for amount in line.alternatives)
    return f"{line.law} (confidence {line.confidence}{others and f'; or {others}'})"


def _income(text: str) -> int:
    income = int(text)
    if income < 0:
        raise ArgumentTypeError("an income is 0 rupiah or more")
    return income


def _programs(text: str) -> frozenset[Program]:
    try:
        return frozenset(Program(name) for name in text.split(","))
    except ValueError:
        raise ArgumentTypeError(f"must be some of {','.join(Program)}") from None


def _month(text: str) -> date:
    if not _MONTH.fullmatch(text) or text > _LAST_MONTH:
        raise ArgumentTypeError(f"must be a month such as 2026-11, up to {_LAST_MONTH}")
    return date.fromisoformat(f"{text}-01")


def _months(text: str) -> int:
    months = int(text)
    if not 1 <= months <= MOST_MONTHS:
        raise ArgumentTypeError(f"must be 1 to {MOST_MONTHS}")
    return months
