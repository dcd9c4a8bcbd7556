"""The command budget: what money reaches, or what people cost, up to three ways side by side."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bot.budget.pool import Pool, candidates_of, potential, read_pool
from bot.budget.report import Report, assumptions, picture
from bot.budget.words import LETTERS
from bot.budget.workbook.book import workbook
from bot.budgeting.candidates import Known, some
from bot.budgeting.outcome import reckon
from bot.budgeting.scenario import Fault, Order, Scenario, ScenarioError, check
from bot.budgeting.variants import variants
from bot.budgeting.who import first
from bot.clock import office_day
from bot.commands._common import existing_store, month_option, resources_of, say
from bot.commands._files import OPEN, write
from bot.desk.small_numbers import hidden_cells
from bot.drawing.render import to_png
from bot.errors import ConfigurationError, RequestError
from bot.months import month_of, written
from bot.scheme.contributions import Program
from bot.scheme.funding import FundKind
from bot.scheme.tiers import NoTariffError
from bot.settings import Environment
from bot.store.connection import look
from bot.store.opening import exists
from bot.texts import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator

    from bot.budgeting.candidates import Candidates
    from bot.budgeting.outcome import MonthOutcome, Outcome
    from bot.resources import Resources

SUMMARY = "work out what a budget reaches, three ways side by side"
_SHORT: Final = {
    "regency": FundKind.APBD_REGENCY,
    "province": FundKind.APBD_PROVINCE,
    "state": FundKind.APBN,
    "palm": FundKind.DBH_SAWIT,
    "donor": FundKind.SERTAKAN,
}
_FAULTS: Final = {
    Fault.NOTHING_GIVEN: ("--money", "give it, or --people, or both"),
    Fault.MONEY: ("--money", "must be above 0, and believable"),
    Fault.PEOPLE: ("--people", "must be above 0, and believable"),
    Fault.MONTHS: ("--months", "must be 1 to {most}"),
    Fault.NO_PAYER: ("--shares", "names nobody who pays"),
    Fault.SHARE: ("--shares", "must each be above 0 percent"),
    Fault.ABOVE_WHOLE: ("--shares", "come to {total} percent, which is more than 100"),
    Fault.PROGRAMS: ("--programs", "jkk and jkm go together"),
}
_MONTHS: Final = 12
_PRINTED: Final = "en"  # as all that commands print; the files are for the office


def add_options(command: ArgumentParser) -> None:
    """Add the options of the command; whatever they refuse is wrong use."""
    command.add_argument(
        "--money", type=_whole, metavar="RUPIAH", help="of whoever is named first in --shares"
    )
    command.add_argument(
        "--people", type=_whole, metavar="N", help="with --money: how long it lasts for them"
    )
    command.add_argument(
        "--from", dest="first", type=month_option, metavar="YYYY-MM", help="by default next month"
    )
    command.add_argument("--months", type=_whole, default=_MONTHS, help=f"by default {_MONTHS}")
    command.add_argument(
        "--programs", type=_programs, default=_programs("jkk,jkm"), help="by default jkk,jkm"
    )
    command.add_argument(
        "--shares", type=_shares, default={FundKind.APBD_REGENCY: 100}, metavar="KIND=PERCENT,...",
        help=f"of {', '.join(('regency', 'province', *FundKind))}; by default regency=100",
    )  # fmt: skip
    command.add_argument(
        "--order", type=Order, choices=list(Order), default=Order.NEED, metavar="ORDER", help=", ".join(Order)
    )
    command.add_argument(
        "--scenario", action="append", type=_changes, default=[], metavar='"KEY=VALUE ..."',
        help='up to three, each as given above but for "months=6 shares=regency=60,village=40"; without any: '
        "as given, half the months, other payers",
    )  # fmt: skip
    command.add_argument(
        "--candidates", type=_whole, metavar="N", help="who might be reached; no store is read"
    )
    command.add_argument("--json", action="store_true")
    command.add_argument("--xlsx", type=Path, metavar="FILE", help="write the workbook with formulas")
    command.add_argument("--png", type=Path, metavar="FILE", help="write the picture")


def run(options: Namespace) -> None:
    """Print what each way comes to. Raise RequestError, and ConfigurationError for what makes no sense."""
    environment = Environment()
    resources, today = resources_of(environment), office_day(environment.clock().now())
    asked = Scenario(
        options.first or month_of(today) + 1,
        options.months,
        options.shares,
        options.programs,
        options.money,
        options.people,
        options.order,
    )
    ways = [replace(asked, **changes) for changes in options.scenario] or list(variants(asked))
    if len(ways) > len(LETTERS):
        raise ConfigurationError("--scenario", f"at most {len(LETTERS)}")
    report, pool = _reported(environment, resources, options, ways)
    if options.xlsx:
        write(options.xlsx, "--xlsx", workbook(report, resources.budget.most_months), OPEN)
    if options.png:
        write(options.png, "--png", to_png(picture(report)), OPEN)
    printed = dataclasses.replace(report, texts=resources.catalogues[_PRINTED])
    say(json.dumps(_document(printed, pool), indent=2) if options.json else "\n".join(_table(printed)))


def _reported(
    environment: Environment, resources: Resources, options: Namespace, ways: list[Scenario]
) -> tuple[Report, Pool]:
    """Return the report, and who is in the register. Raise ConfigurationError, RequestError."""
    most, tariff = resources.budget.most_months, resources.tariff
    try:
        for one in ways:
            check(one, most)
        candidates, pool = _candidates(environment, resources, options, ways[0].first_month)
        outcomes = [reckon(one, tariff, candidates, most) for one in ways]
    except ScenarioError as error:
        option, reason = _FAULTS[error.fault]
        raise ConfigurationError(option, reason.format(most=most, total=error.total)) from None
    except NoTariffError as error:
        raise RequestError(str(error)) from None
    today = office_day(environment.clock().now())
    return Report(resources.catalogues[DEFAULT_LANGUAGE], tariff, outcomes, candidates, today), pool


def _candidates(
    environment: Environment, resources: Resources, options: Namespace, first: int
) -> tuple[Candidates, Pool]:
    today = office_day(environment.clock().now())
    if options.candidates is not None:
        return some(options.candidates, Known.GIVEN, today), Pool()
    if not exists(environment.database()):
        return _potential(resources), Pool()
    database, keys, clock = existing_store(environment)
    pool = asyncio.run(look(database, keys, clock, lambda tx: read_pool(tx, resources, first)))
    return candidates_of(pool, resources, today), pool


def _potential(resources: Resources) -> Candidates:
    found = potential(resources)
    if found is None:
        raise RequestError("nothing is known of this regency ([potential] of payung.toml): --candidates N")
    return found


# -- what is printed


def _document(report: Report, pool: Pool) -> dict[str, object]:
    found = report.candidates
    return {
        "candidates": {"count": found.count, "known": found.known, "as_of": found.as_of.isoformat()},
        "scenarios": [
            {"name": letter, **_described(one), **_reached(one, pool)} for letter, one in report.lettered()
        ],
        "assumptions": assumptions(report),
    }


def _described(one: Outcome) -> dict[str, object]:
    asked = one.scenario
    return {
        "from": written(asked.first_month),
        "programs": list(asked.programs),
        "shares": dict(asked.shares),
        "order": asked.order,
        "people": one.people,
        "months": one.months,
        "missing_months": one.missing_months,
        "person_months": one.person_months,
        "full_months": one.full_months,
        "total": one.total,
        "total_if_discounted": one.settled_low,
        "paid": one.paid,
        "open_percent": asked.open_share,
        "open": one.open,
        "left_over": one.spare,
        "one_more_costs": one.next_person,
        "lasts_months": one.lasting,
        "not_reached": one.left_out,
        "not_reached_cost": one.left_out_rupiah,
        "by_month": [_month_row(row) for row in one.rows],
    }


def _month_row(row: MonthOutcome) -> dict[str, object]:
    return {
        "month": written(row.month),
        "prices": list(row.prices),
        "total": row.total,
        "paid": row.paid,
        "open": row.open,
    }


def _reached(one: Outcome, pool: Pool) -> dict[str, object]:
    """Return how many are reached by decile and district; null where few are."""
    if not pool.people:
        return {}
    found = first(pool.people, one.scenario.order, one.people)
    deciles, districts = ({str(name): n for name, n in found.by_decile.items()}, found.by_district)
    return {"by_decile": _without_small(deciles), "by_district": _without_small(districts)}


def _without_small(counts: dict[str, int]) -> dict[str, int | None]:
    hidden = hidden_cells(list(counts.values()))
    return {name: None if at in hidden else count for at, (name, count) in enumerate(counts.items())}


def _table(report: Report) -> Iterator[str]:
    letters = [letter for letter, _ in report.lettered()]
    yield _line("", letters)
    for letter_row in _english_rows(report):
        yield _line(*letter_row)
    for one, letter in zip(report.outcomes, letters, strict=True):
        yield f"{letter}: month, a person, all, " + ", ".join(one.scenario.shares) + ", open"
        for row in one.rows:
            prices = "-".join(f"{price:,}" for price in row.prices)
            sums = "".join(f"{rupiah:>18,}" for rupiah in (row.total, *row.paid.values(), row.open))
            yield f"  {written(row.month)}{prices:>16}{sums}"
    yield from (f"! {sentence}" for sentence in assumptions(report))


def _english_rows(report: Report) -> Iterator[tuple[str, list[str]]]:
    outcomes = report.outcomes
    for name, value in _ROWS.items():
        yield name, ["-" if (found := value(one)) is None else f"{found:,}" for one in outcomes]
    yield (
        "shares",
        ["+".join(f"{kind} {share}" for kind, share in one.scenario.shares.items()) for one in outcomes],
    )


def _line(name: str, cells: list[str]) -> str:
    return f"{name:<26}" + "".join(f"  {cell:>24}" for cell in cells)


_ROWS: Final[dict[str, Callable[[Outcome], int | None]]] = {
    "people": lambda one: one.people,
    "months": lambda one: one.months,
    "months lacking": lambda one: one.missing_months,
    "person-months": lambda one: one.person_months,
    "months of full cover": lambda one: one.full_months,
    "total": lambda one: one.total,
    "paid by the first payer": lambda one: one.paid[one.scenario.asker],
    "open": lambda one: one.open,
    "left over": lambda one: one.spare,
    "one more costs": lambda one: one.next_person,
    "lasts months": lambda one: one.lasting,
    "not reached": lambda one: one.left_out,
}


# -- reading options


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ArgumentTypeError("must be 0 or more")
    return number


def _programs(text: str) -> tuple[Program, ...]:
    try:
        wanted = {Program(name) for name in text.split(",")}
    except ValueError:
        raise ArgumentTypeError(f"must be some of {','.join(Program)}") from None
    return tuple(one for one in Program if one in wanted)


def _shares(text: str) -> dict[FundKind, int]:
    found: dict[FundKind, int] = {}
    for part in text.split(","):
        name, _, percent = part.partition("=")
        try:
            kind, share = _SHORT.get(name) or FundKind(name), int(percent)
        except ValueError:
            raise ArgumentTypeError("must be such as regency=60,province=30,village=10") from None
        if kind in found:
            raise ArgumentTypeError(f"names {name} twice")
        found[kind] = share
    return found


def _changes(text: str) -> dict[str, object]:
    """Return what one way has otherwise: "months=6 shares=regency=60,village=40"."""
    changes: dict[str, object] = {}
    for part in text.split():
        name, _, value = part.partition("=")
        if name not in _READERS:
            raise ArgumentTypeError(f"knows {', '.join(_READERS)}, but no {name}")
        field, read = _READERS[name]
        try:
            changes[field] = None if value == "none" else read(value)
        except ValueError:
            raise ArgumentTypeError(f"{name}: cannot be {value}") from None
    return changes


_READERS: Final[dict[str, tuple[str, Callable[[str], object]]]] = {
    "money": ("money", _whole),
    "people": ("people", _whole),
    "from": ("first_month", month_option),
    "months": ("months", _whole),
    "programs": ("programs", _programs),
    "shares": ("shares", _shares),
    "order": ("order", Order),
}
