"""The options of the command program."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date
from typing import TYPE_CHECKING

from bot.commands._common import month_option
from bot.scheme.contributions import Program
from bot.scheme.funding import FundKind
from bot.terms.occupations import Occupation

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Callable

_MOST_MONTHS = 60


def action(
    actions: _SubParsersAction[ArgumentParser], name: str, do: Callable[[Namespace], None], words: str
) -> ArgumentParser:
    """Add one thing that the command does."""
    added = actions.add_parser(name, help=words, description=words)
    added.set_defaults(do=do)
    return added


def with_json(action: ArgumentParser) -> ArgumentParser:
    """Add the option for JSON."""
    action.add_argument("--json", action="store_true")
    return action


def numbered(action: ArgumentParser) -> ArgumentParser:
    """Add the number of a programme."""
    action.add_argument("number", type=int, help="of the programme")
    return action


def with_span(action: ArgumentParser) -> ArgumentParser:
    """Add the months that are asked about."""
    action.add_argument("--from", dest="first", type=month_option, metavar="YYYY-MM", help="this month")
    action.add_argument("--months", type=months_option, default=12)
    return action


def add_terms(action: ArgumentParser) -> None:
    """Add what a programme pays, and for whom."""
    action.add_argument("--name", required=True)
    action.add_argument(
        "--kind",
        type=FundKind,
        choices=list(FundKind),
        required=True,
        metavar="KIND",
        help=", ".join(FundKind),
    )
    action.add_argument("--from", dest="first", type=month_option, required=True, metavar="YYYY-MM")
    action.add_argument("--months", type=months_option, required=True)
    action.add_argument("--money", type=rupiah_option, default=0, metavar="RUPIAH")
    action.add_argument(
        "--fund", type=rupiah_option, default=0, metavar="RUPIAH", help="that the money is a part of"
    )
    action.add_argument("--places", type=int, default=0)
    action.add_argument(
        "--programs", type=programs_option, default=(Program.JKK, Program.JKM), metavar="jkk,jkm"
    )
    action.add_argument("--share", type=share_option, default=100, metavar="PERCENT")
    action.add_argument("--works", type=works_option, default=(), metavar="farmer,fisher")
    action.add_argument("--districts", type=codes_option, default=(), metavar="61.06.01,61.06.10")
    action.add_argument("--villages", type=codes_option, default=(), metavar="61.06.01.2004")
    action.add_argument("--fresh-days", type=int, default=0, help="how old what lists say may be")
    action.add_argument("--decile", type=int, default=0, help="the highest that counts")
    action.add_argument("--ages", type=ages_option, default=(0, 0), metavar="18-60")
    action.add_argument("--lists", type=codes_option, default=(), metavar="AGENCY,AGENCY")
    action.add_argument("--document", default="", help="number of the decree or letter")
    action.add_argument("--contact", default="", help="whom to ask")


def months_option(text: str) -> int:
    """Read the option of that name. Raise ArgumentTypeError."""
    months = int(text)
    if not 1 <= months <= _MOST_MONTHS:
        raise ArgumentTypeError(f"must be 1 to {_MOST_MONTHS}")
    return months


def rupiah_option(text: str) -> int:
    """Read the option of that name. Raise ArgumentTypeError."""
    rupiah = int(text)
    if rupiah < 1:
        raise ArgumentTypeError("is whole rupiah above 0")
    return rupiah


def share_option(text: str) -> int:
    """Read the option of that name. Raise ArgumentTypeError."""
    share = int(text)
    if not 1 <= share <= 100:  # noqa: PLR2004 - percent
        raise ArgumentTypeError("must be 1 to 100")
    return share


def day_option(text: str) -> date:
    """Read the option of that name. Raise ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("is a day such as 2026-12-31") from None


def programs_option(text: str) -> tuple[Program, ...]:
    """Read the option of that name. Raise ArgumentTypeError."""
    try:
        return tuple(Program(name) for name in text.split(","))
    except ValueError:
        raise ArgumentTypeError(f"must be some of {','.join(Program)}") from None


def works_option(text: str) -> tuple[str, ...]:
    """Read the option of that name. Raise ArgumentTypeError."""
    try:
        return tuple(Occupation(name).value for name in text.split(","))
    except ValueError:
        raise ArgumentTypeError(f"must be some of {','.join(Occupation)}") from None


def codes_option(text: str) -> tuple[str, ...]:
    """Read the option of that name. Raise ArgumentTypeError."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def ages_option(text: str) -> tuple[int, int]:
    """Read the option of that name. Raise ArgumentTypeError."""
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    if not found or int(found[1]) > int(found[2]):
        raise ArgumentTypeError("are two ages such as 18-60")
    return int(found[1]), int(found[2])
