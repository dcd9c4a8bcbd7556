"""What several commands need."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from bot.errors import RequestError
from bot.months import month_in
from bot.resources import Resources
from bot.store.opening import exists

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.settings import Environment
    from bot.store.address import Whereabouts
    from bot.store.keyring import KeyRing

_FIRST_MONTH, _LAST_MONTH = "2000-01", "2100-12"


def say(text: object) -> None:
    """Print a line of the result."""
    print(text)  # noqa: T201


def warn(text: object) -> None:
    """Print a line on standard error."""
    print(f"payung: {text}", file=sys.stderr)  # noqa: T201


def month_option(text: str) -> int:
    """Return a month (`bot.months`) that is written as YYYY-MM: an option of a command."""
    try:
        month = month_in(text)
    except ValueError:
        month = 0
    if not month_in(_FIRST_MONTH) <= month <= month_in(_LAST_MONTH):
        raise ArgumentTypeError(f"must be a month such as 2027-01, from {_FIRST_MONTH} to {_LAST_MONTH}")
    return month


def resources_of(environment: Environment) -> Resources:
    """Return what config/ and locales/ hold."""
    return Resources.load(environment.config())


def existing_store(environment: Environment) -> tuple[Whereabouts, KeyRing, Clock]:
    """Return database, keys and clock. Raise RequestError where there is no store yet."""
    database, keys = environment.database(), environment.keys()
    if not exists(database):
        raise RequestError(f"there is no store at {database}")
    return database, keys, environment.clock()
